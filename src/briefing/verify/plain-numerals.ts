import { magnitudes, numberWords } from './lexicon/measures.ts'
import type { Word } from './words.ts'

/** A number as it is written: digits, words, a part of a whole, a multiple, an ordinal. */
export type Numeral = {
  readonly value: number
  /** How many words and hyphens it takes. */
  readonly length: number
  /** What it counts where the number itself says so: `third` an ordinal, `two-fifths` per cent, `doubled` times. */
  readonly unit?: string
  readonly currency?: string
}

export const lowerAt = (words: readonly Word[], index: number): string => words[index]?.lower ?? ''

/** The index after a hyphen, where one stands at this one. */
export const skipHyphen = (words: readonly Word[], index: number): number =>
  lowerAt(words, index) === '-' ? index + 1 : index

/** A written magnitude multiplies; the letters `m` and `k` do so only when they stick to digits. */
export const magnitudeAt = (words: readonly Word[], index: number): number | undefined =>
  lowerAt(words, index).length > 1 ? magnitudes.get(lowerAt(words, index)) : undefined

/** Number words: `twenty-one`, `two hundred and fifty thousand`, `a dozen`, `two and a half`. */
export const speltAt = (words: readonly Word[], start: number): Numeral | undefined => {
  let [total, current, end] = [0, 0, start]
  const isArticle = /^(?:a|an|the|half|per|every)$/u.test(lowerAt(words, start - 1)) || lowerAt(words, start - 1) === ''
  for (let index = start; index < words.length; ) {
    const value = numberWords.get(lowerAt(words, index))
    const magnitude = magnitudeAt(words, index)
    const isNext = value !== undefined && (current === 0 || (current >= 20 && current % (value < 10 ? 10 : 100) === 0))
    if (isNext) {
      current += value
    } else if (magnitude !== undefined && (end > start || isArticle)) {
      if (magnitude <= 100) current = Math.max(1, current) * magnitude
      else [total, current] = [total + Math.max(1, current) * magnitude, 0]
    } else break
    end = index + 1
    const next = skipHyphen(words, end)
    const isJoined = lowerAt(words, end) === 'and' && current >= 100 && numberWords.has(lowerAt(words, end + 1))
    index = isJoined ? end + 1 : next
  }
  if (end === start) return undefined
  const hasHalf = [0, 1, 2].every((offset) => lowerAt(words, end + offset) === ['and', 'a', 'half'][offset])
  if (!hasHalf) return { value: total + current, length: end - start }
  // “one and a half billion”
  const magnitude = magnitudeAt(words, end + 3)
  return {
    value: (total + current + 0.5) * (magnitude ?? 1),
    length: end + 3 - start + (magnitude === undefined ? 0 : 1),
  }
}

/** Digits with what sticks to them: `S$1.2bn`, `4th`, `1990s`. */
export const digitsAt = (words: readonly Word[], index: number): Numeral | undefined => {
  const match = /^(RM|Rp|Rs)?(\d[\d,]*(?:\.\d+)?)(st|nd|rd|th|s|mn|bn|tn|m|k)?$/u.exec(words[index]?.raw ?? '')
  if (match === null) return undefined
  const [, currency, digits = '', suffix = ''] = match
  let value = Number(digits.replaceAll(',', '')) * (magnitudes.get(suffix) ?? 1)
  let end = index + 1
  for (;;) {
    const next = skipHyphen(words, end)
    const magnitude = magnitudeAt(words, next)
    if (magnitude === undefined) break
    value *= magnitude
    end = next + 1
  }
  const unit = suffix === 's' ? 'decade-of-years' : /^(?:st|nd|rd|th)$/u.test(suffix) ? 'ordinal' : undefined
  return {
    value,
    length: end - index,
    ...(unit === undefined ? {} : { unit }),
    ...(currency === undefined ? {} : { currency: currency.toLowerCase() }),
  }
}

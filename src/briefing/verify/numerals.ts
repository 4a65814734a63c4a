import { fractions, magnitudes, multiples, numberWords, ordinals, units, vagueCounts } from './lexicon/measures.ts'
import { smallWords } from './lexicon/small-words.ts'
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

const lowerAt = (words: readonly Word[], index: number): string => words[index]?.lower ?? ''

const skipHyphen = (words: readonly Word[], index: number): number =>
  lowerAt(words, index) === '-' ? index + 1 : index

/** A written magnitude multiplies; the letters `m` and `k` do so only when they stick to digits. */
const magnitudeAt = (words: readonly Word[], index: number): number | undefined =>
  lowerAt(words, index).length > 1 ? magnitudes.get(lowerAt(words, index)) : undefined

/** Number words: `twenty-one`, `two hundred and fifty thousand`, `a dozen`, `two and a half`. */
const speltAt = (words: readonly Word[], start: number): Numeral | undefined => {
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

const digitsAt = (words: readonly Word[], index: number): Numeral | undefined => {
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

const percent = (share: number, length: number): Numeral => ({
  value: Math.round(share * 1e6) / 1e4,
  length,
  unit: 'percent',
})

/** What may follow a part of a whole; a noun makes it an ordinal: `a third of them`, `a third party`. */
const endsFraction = (word: Word | undefined): boolean =>
  word === undefined || word.isMark || smallWords.has(word.lower)

/** “two-fifths”, “a third of”, “three quarters”, “half the fleet”, “half a million”. */
const fractionAt = (words: readonly Word[], index: number): Numeral | undefined => {
  const first = lowerAt(words, index)
  if (first === 'half') {
    if (/^an?$/u.test(lowerAt(words, index + 1))) {
      const magnitude = magnitudeAt(words, index + 2)
      return { value: (magnitude ?? 1) / 2, length: magnitude === undefined ? 2 : 3 }
    }
    const isPart = lowerAt(words, index + 1) !== '-' && lowerAt(words, index - 1) !== '-'
    return isPart ? percent(1 / 2, 1) : undefined
  }
  const count = first === 'a' || first === 'one' ? 1 : numberWords.get(first)
  if (count === undefined) return undefined
  const at = skipHyphen(words, index + 1)
  const name = lowerAt(words, at)
  const part = fractions.get(count > 1 ? name.replace(/s$/u, '') : name)
  if (part === undefined || name === 'half' || (count > 1 && !name.endsWith('s'))) return undefined
  // “a quarter of a million”, “a third of a century”
  if (lowerAt(words, at + 1) === 'of' && /^an?$/u.test(lowerAt(words, at + 2))) {
    const magnitude = magnitudeAt(words, at + 3)
    const isUnit = units.has(lowerAt(words, at + 3))
    if (magnitude !== undefined || isUnit)
      return { value: count * part * (magnitude ?? 1), length: at + (isUnit ? 3 : 4) - index }
  }
  return count > 1 || endsFraction(words[at + 1]) ? percent(count * part, at + 1 - index) : undefined
}

/** “one in three”, “two in five”, “nine out of ten”; a year after `in` is none. */
const ratioAt = (words: readonly Word[], index: number): Numeral | undefined => {
  const numberAt = (at: number): number | undefined => speltAt(words, at)?.value ?? digitsAt(words, at)?.value
  const part = numberAt(index)
  if (part === undefined) return undefined
  // “by nine to one”
  if (lowerAt(words, index + 1) === 'to' && lowerAt(words, index + 2) === 'one')
    return { value: part, length: 3, unit: 'times' }
  // “two dry seasons out of five”: what is counted may stand between.
  const link = [1, 2, 3].map((skip) => index + skip).find((at) => /^(?:in|out)$/u.test(lowerAt(words, at))) ?? 0
  const isNear = link === index + 1 || lowerAt(words, link) === 'out' || part === 1
  if (link === 0 || !isNear || words.slice(index, link).some((word) => word.isMark)) return undefined
  const start = link + (lowerAt(words, link) === 'out' ? 2 : 1) + (lowerAt(words, link + 1) === 'every' ? 1 : 0)
  const whole = numberAt(start)
  const isRatio = whole !== undefined && part < whole && whole <= 100
  return isRatio ? percent(part / whole, start + 1 - index) : undefined
}

/** “every third ship” */
const everyAt = (words: readonly Word[], index: number): Numeral | undefined => {
  const part = ordinals.get(lowerAt(words, index + 1))
  const isShare = lowerAt(words, index) === 'every' && part !== undefined && !units.has(lowerAt(words, index + 2))
  return isShare ? percent(1 / part, 2) : undefined
}

const ordinalAt = (words: readonly Word[], index: number): Numeral | undefined => {
  const value = ordinals.get(lowerAt(words, index))
  // “Second, …” counts the arguments, and “a second” may measure time.
  if (value === undefined || words[index + 1] === undefined || words[index + 1]?.isMark === true) return undefined
  return { value, length: 1, unit: 'ordinal' }
}

const multipleAt = (words: readonly Word[], index: number): Numeral | undefined => {
  const value = multiples.get(lowerAt(words, index))
  return value === undefined ? undefined : { value, length: 1, unit: 'times' }
}

const vagueAt = (words: readonly Word[], index: number): Numeral | undefined => {
  const value = vagueCounts.get(lowerAt(words, index))
  const isCount = lowerAt(words, index + 1) === 'of' || lowerAt(words, index + 1) === 'more'
  return value === undefined || !isCount ? undefined : { value, length: 1, unit: 'vague' }
}

/** “a decade”, “a century”, one of a unit that is a number of another; “a year and a half”. */
const composedAt = (words: readonly Word[], index: number): Numeral | undefined => {
  if (!/^an?$/u.test(lowerAt(words, index))) return undefined
  const unit = lowerAt(words, index + 1)
  // “a year or two”
  if (units.has(unit) && lowerAt(words, index + 2) === 'or' && lowerAt(words, index + 3) === 'two')
    return { value: 2, length: 4, unit: units.get(unit) ?? unit }
  const hasHalf = [2, 3, 4].every((offset) => lowerAt(words, index + offset) === ['and', 'a', 'half'][offset - 2])
  if (hasHalf && units.has(unit)) return { value: 1.5, length: 5, unit: units.get(unit) ?? unit }
  return /^(?:decade|century|fortnight)$/u.test(unit) ? { value: 1, length: 1 } : undefined
}

const forms = [everyAt, composedAt, ratioAt, fractionAt, multipleAt, vagueAt, ordinalAt, digitsAt, speltAt]

/** The number that starts at a word, in whatever form. */
export const readNumeral = (words: readonly Word[], index: number): Numeral | undefined => {
  for (const form of forms) {
    const numeral = form(words, index)
    if (numeral !== undefined) return numeral
  }
  return undefined
}

import { fractions, numberWords, ordinals, units } from './lexicon/measures.ts'
import { smallWords } from './lexicon/small-words.ts'
import { digitsAt, lowerAt, magnitudeAt, skipHyphen, speltAt } from './plain-numerals.ts'
import type { Numeral } from './plain-numerals.ts'
import type { Word } from './words.ts'

const percent = (share: number, length: number): Numeral => ({
  value: Math.round(share * 1e6) / 1e4,
  length,
  unit: 'percent',
})

/** What may follow a part of a whole; a noun makes it an ordinal: `a third of them`, `a third party`. */
const endsFraction = (word: Word | undefined): boolean =>
  word === undefined || word.isMark || smallWords.has(word.lower)

/** “two-fifths”, “a third of”, “three quarters”, “half the fleet”, “half a million”. */
export const fractionAt = (words: readonly Word[], index: number): Numeral | undefined => {
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
export const ratioAt = (words: readonly Word[], index: number): Numeral | undefined => {
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
export const everyAt = (words: readonly Word[], index: number): Numeral | undefined => {
  const part = ordinals.get(lowerAt(words, index + 1))
  const isShare = lowerAt(words, index) === 'every' && part !== undefined && !units.has(lowerAt(words, index + 2))
  return isShare ? percent(1 / part, 2) : undefined
}

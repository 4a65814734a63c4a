import { multiples, ordinals, units, vagueCounts } from './lexicon/measures.ts'
import { digitsAt, lowerAt, speltAt } from './plain-numerals.ts'
import type { Numeral } from './plain-numerals.ts'
import { everyAt, fractionAt, ratioAt } from './shares.ts'
import type { Word } from './words.ts'

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

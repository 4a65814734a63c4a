import { noSuperlatives } from './lexicon/extents.ts'
import type { Reading } from './reading.ts'

export const lowerAt = (reading: Reading, index: number): string => reading.terms[index]?.lower ?? ''

/** By its ending: `largest`, and not `interest`. */
export const isSuperlative = (lower: string): boolean =>
  lower.length > 5 && /(?:[^aeiou]i?|[aeiou][^aeiou])est$/u.test(lower) && !noSuperlatives.has(lower)

/** “among the first”, “one of the largest”, “the second largest”: one of those that are singled out, and not the one. */
export const isOneOfThem = (reading: Reading, index: number): boolean =>
  [1, 2, 3].some(
    (step) =>
      lowerAt(reading, index - step) === 'among' ||
      (lowerAt(reading, index - step) === 'of' &&
        /^(?:one|some|many|few|two)$/u.test(lowerAt(reading, index - step - 1))),
  ) || /^(?:second|third|fourth|fifth|\d+(?:nd|rd|th))$/u.test(lowerAt(reading, index - 1))

const isInIdiom = (reading: Reading, index: number): boolean =>
  reading.idioms.some(({ from, to }) => index >= from && index < to)

export const isNegated = (reading: Reading, index: number): boolean =>
  reading.operators.some(({ kind, from, to }) => kind === 'negator' && index >= from && index <= to)

/** “at least”, “at all”, “first, …” measure nothing; nor does a word of an idiom. */
export const measuresNothing = (reading: Reading, index: number): boolean =>
  (lowerAt(reading, index - 1) === 'at' &&
    !(lowerAt(reading, index) === 'all' && reading.terms[index + 1]?.isContent === true)) ||
  isInIdiom(reading, index) ||
  // “five in every hundred” is a number.
  (lowerAt(reading, index) === 'every' &&
    /^(?:\d+|hundred|thousand|million|ten|second|third|fourth|fifth|tenth)$/u.test(lowerAt(reading, index + 1))) ||
  (lowerAt(reading, index) === 'first' && reading.terms[index + 1]?.clause !== reading.terms[index]?.clause)

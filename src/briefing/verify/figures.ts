import { comparators, magnitudes, months, trailingComparators, units, weekdays } from './lexicon/measures.ts'
import type { Comparator } from './lexicon/measures.ts'
import { currencyAfter, currencyBefore } from './currencies.ts'
import { joinRanges } from './ranges.ts'
import type { Figure } from './figure.ts'
import { readNumeral } from './numerals.ts'
import type { Numeral } from './numerals.ts'
import { readWords } from './words.ts'
import type { Word } from './words.ts'

/** The figures of a text, and the months and weekdays that it names. */
export type Figures = { readonly figures: readonly Figure[]; readonly days: readonly string[] }

const comparatorBefore = (words: readonly Word[], index: number): Comparator | undefined => {
  const before = words.slice(Math.max(0, index - 7), index).filter((word) => !word.isMark)
  // “over the five years”, “come under four regimes”, “more than the five points”: no sign of the number.
  const isPreposition =
    before.at(-1)?.lower === 'the' || /^(?:com|came|fall|fell|put|plac)/u.test(before.at(-2)?.lower ?? '')
  if (
    isPreposition &&
    /^(?:over|under|about|around|above|below|within|near|even|than)$/u.test(
      before.at(before.at(-1)?.lower === 'the' ? -2 : -1)?.lower ?? '',
    )
  )
    return undefined
  while (
    before.length > 0 &&
    /^(?:us|s|a|hk|nt|c|the|an|rm|of|average|still|only|just|well)$/u.test(before.at(-1)?.lower ?? '')
  )
    before.pop()
  for (const [phrase, sign] of comparators) {
    const parts = phrase.split(' ')
    const tail = before.slice(-parts.length).map((word) => word.lower)
    if (tail.join(' ') === phrase) return sign
  }
  return undefined
}

/** “40 or more”, “40 ships or so”: the sign after a number, its noun between them or not. */
const comparatorAfter = (words: readonly Word[], index: number): Comparator | undefined => {
  const after = words.slice(index, index + 5).map((word) => (word.isMark ? '|' : word.lower))
  return trailingComparators.find(([phrase]) =>
    [0, 1, 2].some((skip) => after.slice(skip).join(' ').startsWith(phrase)),
  )?.[1]
}

const unitAfter = (words: readonly Word[], index: number): string | undefined => {
  const after = words.slice(index, index + 4).filter((word) => !'-'.includes(word.raw))
  const [first, second] = after
  if (first === undefined) return undefined
  if (first.raw === '%' || first.lower === 'pc') return 'percent'
  if (first.lower === 'per' && second?.lower === 'cent') return 'percent'
  if (first.lower === 'percentage') return 'point'
  if (first.lower === 'square') return `square ${units.get(second?.lower ?? '') ?? ''}`
  if (first.lower === 'metric') return units.get(second?.lower ?? '')
  if (first.isMark) return undefined
  return units.get(first.lower)
}

/** `one` is a pronoun or an article as often as a number: it counts where a unit or a magnitude follows. */
const isPronounOne = (words: readonly Word[], index: number, { length, unit }: Numeral): boolean => {
  const next = words[index + length]?.lower ?? ''
  return (
    words[index]?.lower === 'one' && length === 1 && unit === undefined && !units.has(next) && !magnitudes.has(next)
  )
}

/** “COVID-19”, “MH370-2”: digits that belong to a name. */
const isNamePart = (words: readonly Word[], index: number): boolean => {
  const [before, hyphen, word] = [words[index - 2], words[index - 1], words[index]]
  return (
    hyphen?.raw === '-' &&
    hyphen.end === word?.start &&
    /\p{L}$/u.test(before?.raw ?? '') &&
    /^\d/u.test(word.raw) &&
    readNumeral([before ?? hyphen], 0) === undefined
  )
}

const figureAt = (
  text: string,
  words: readonly Word[],
  index: number,
): (Figure & { readonly next: number }) | undefined => {
  const numeral = isNamePart(words, index) ? undefined : readNumeral(words, index)
  const first = words[index]
  if (numeral === undefined || first === undefined || isPronounOne(words, index, numeral)) return undefined
  const next = index + numeral.length
  const last = words[next - 1] ?? first
  return {
    value: numeral.value,
    unit: numeral.unit ?? unitAfter(words, next),
    currency: numeral.currency ?? currencyBefore(text, first.start) ?? currencyAfter(words, next),
    comparator: comparatorBefore(words, index) ?? comparatorAfter(words, next),
    text: text.slice(first.start, last.end),
    start: first.start,
    end: last.end,
    next,
  }
}

/** The months and weekdays that words name: `month 1`, `monday`. */
export const daysIn = (words: readonly Word[]): string[] =>
  words.flatMap((word, index) => {
    const month = months.get(word.lower)
    if (month !== undefined && /^\p{Lu}/u.test(word.raw) && (word.lower !== 'may' || isMayMonth(words, index)))
      return [`month ${month}`]
    return weekdays.has(word.lower.replace(/s$/u, '')) ? [word.lower.replace(/s$/u, '')] : []
  })

/** Reads the figures of a text: digits and words alike, with magnitude, unit, currency and comparator. */
export const readFigures = (text: string): Figures => {
  const words = readWords(text)
  const figures: Figure[] = []
  for (let index = 0; index < words.length; index += 1) {
    const found = figureAt(text, words, index)
    if (found === undefined) continue
    const { next, ...figure } = found
    figures.push(figure)
    index = next - 1
  }
  return { figures: joinRanges(text, figures), days: daysIn(words) }
}

const isMayMonth = (words: readonly Word[], index: number): boolean => {
  const before = words[index - 1]
  const after = words[index + 1]
  return (
    /^\d{1,4}$/u.test(before?.raw ?? '') ||
    /^\d{1,4}$/u.test(after?.raw ?? '') ||
    /^(?:in|of|by|since|until|last|next|this|from|to|early|late|mid|and|before|after)$/u.test(before?.lower ?? '')
  )
}

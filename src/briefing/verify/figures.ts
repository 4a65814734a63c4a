import { comparators, magnitudes, months, numberWords, units, weekdays } from './lexicon/measures.ts'
import type { Comparator } from './lexicon/measures.ts'
import { readWords } from './words.ts'
import type { Word } from './words.ts'

/** A number of a text with what it counts. */
export type Figure = {
  readonly value: number
  readonly unit: string | undefined
  readonly currency: string | undefined
  readonly comparator: Comparator | undefined
  /** As written. */
  readonly text: string
  /** Where it starts and ends in the text. */
  readonly start: number
  readonly end: number
}

/** The figures of a text, and the months and weekdays that it names. */
export type Figures = { readonly figures: readonly Figure[]; readonly days: readonly string[] }

const currencySigns: readonly (readonly [RegExp, string])[] = [
  [/US\$$|\bUSD ?$/u, 'us$'],
  [/S\$$|\bSGD ?$/u, 's$'],
  [/A\$$/u, 'a$'],
  [/HK\$$/u, 'hk$'],
  [/NT\$$/u, 'nt$'],
  [/C\$$/u, 'c$'],
  [/\$$/u, '$'],
  [/€$|\bEUR ?$/u, '€'],
  [/£$|\bGBP ?$/u, '£'],
  [/¥$/u, '¥'],
  [/₹$|\bRs\.? ?$/u, '₹'],
  [/\bRM ?$/u, 'rm'],
  [/\bRp\.? ?$/u, 'rp'],
  [/₱$/u, '₱'],
]

const currencyWords: ReadonlyMap<string, string> = new Map([
  ['dollars', '$'],
  ['dollar', '$'],
  ['euros', '€'],
  ['euro', '€'],
  ['pounds', '£'],
  ['yen', '¥'],
  ['yuan', 'yuan'],
  ['renminbi', 'yuan'],
  ['ringgit', 'rm'],
  ['rupiah', 'rp'],
  ['baht', 'baht'],
  ['rupees', '₹'],
  ['pesos', '₱'],
  ['dong', 'dong'],
])

const wordValue = (words: readonly Word[], index: number): { value: number; length: number } | undefined => {
  const first = words[index]
  if (first === undefined) return undefined
  if (first.lower === 'dozen') return { value: 12, length: 1 }
  const value = numberWords.get(first.lower)
  if (value === undefined) return undefined
  let length = 1
  const next = words[index + 1]
  const skip = next?.raw === '-' ? 2 : 1
  const units = numberWords.get(words[index + skip]?.lower ?? '')
  const isCompound = value >= 20 && units !== undefined && units > 0 && units < 10
  if (isCompound) length = skip + 1
  return { value: isCompound ? value + units : value, length }
}

const digitValue = (word: Word): { value: number; currency: string | undefined; magnitude: string } | undefined => {
  const match = /^(RM|Rp|Rs)?(\d[\d,]*(?:\.\d+)?)(st|nd|rd|th|s|mn|bn|tn|m|k)?$/u.exec(word.raw)
  if (match === null) return undefined
  const value = Number((match[2] ?? '').replaceAll(',', ''))
  return { value, currency: match[1]?.toLowerCase(), magnitude: match[3] ?? '' }
}

const comparatorBefore = (words: readonly Word[], index: number): Comparator | undefined => {
  const before = words.slice(Math.max(0, index - 7), index).filter((word) => !word.isMark)
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

const currencyBefore = (text: string, start: number): string | undefined => {
  const before = text.slice(Math.max(0, start - 6), start)
  return currencySigns.find(([pattern]) => pattern.test(before))?.[1]
}

const currencyAfter = (words: readonly Word[], index: number): string | undefined =>
  words
    .slice(index, index + 3)
    .map((word) => currencyWords.get(word.lower))
    .find((currency) => currency !== undefined)

/** `one` is a pronoun or an article as often as a number: it counts where a unit or a magnitude follows. */
const isPronounOne = (words: readonly Word[], index: number, length: number): boolean => {
  const next = words[index + length]
  return (
    words[index]?.lower === 'one' && (next === undefined || (!units.has(next.lower) && !magnitudes.has(next.lower)))
  )
}

/** Reads the figures of a text: digits and words alike, with magnitude, unit, currency and comparator. */
export const readFigures = (text: string): Figures => {
  const words = readWords(text)
  const figures: Figure[] = []
  const days: string[] = []
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]
    if (word === undefined) continue
    const month = months.get(word.lower)
    const isMonth =
      month !== undefined && /^\p{Lu}/u.test(word.raw) && (word.lower !== 'may' || isMayMonth(words, index))
    if (isMonth) days.push(`month ${month}`)
    if (weekdays.has(word.lower.replace(/s$/u, ''))) days.push(word.lower)
    const digits = digitValue(word)
    const spelt = digits === undefined ? wordValue(words, index) : undefined
    const isNamePart =
      words[index - 1]?.raw === '-' &&
      words[index - 1]?.end === word.start &&
      /\p{L}$/u.test(words[index - 2]?.raw ?? '') &&
      digits !== undefined
    if ((digits === undefined && spelt === undefined) || isNamePart) continue
    const length = spelt?.length ?? 1
    if (spelt !== undefined && isPronounOne(words, index, length)) continue
    let value = digits?.value ?? spelt?.value ?? 0
    let next = index + length
    value *= magnitudes.get(digits?.magnitude ?? '') ?? 1
    while (magnitudes.has(words[next]?.lower ?? '') && (words[next]?.lower.length ?? 0) > 1) {
      value *= magnitudes.get(words[next]?.lower ?? '') ?? 1
      next += 1
    }
    const last = words[next - 1] ?? word
    const isDecade = digits?.magnitude === 's'
    figures.push({
      value,
      unit: isDecade ? 'decade-of-years' : unitAfter(words, next),
      currency: digits?.currency ?? currencyBefore(text, word.start) ?? currencyAfter(words, next),
      comparator: comparatorBefore(words, index),
      text: text.slice(word.start, last.end),
      start: word.start,
      end: last.end,
    })
    index = next - 1
  }
  return { figures, days }
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

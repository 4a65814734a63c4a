import { months, weekdays } from './lexicon/measures.ts'
import { genericSpeakers, reportVerbs } from './lexicon/reporting.ts'
import { frameWords, smallWords } from './lexicon/small-words.ts'
import type { Term } from './terms.ts'
import type { TextNames } from './text-names.ts'

export const isAcronym = (raw: string): boolean => /^\p{Lu}[\p{Lu}\d]+s?$/u.test(raw)

export const isDate = (lower: string): boolean => (months.has(lower) && lower !== 'may') || weekdays.has(lower)

const isOneEditApart = (a: string, b: string): boolean => {
  if (a === b) return false
  let from = 0
  while (from < a.length && from < b.length && a.charAt(from) === b.charAt(from)) from += 1
  let tail = 0
  while (
    tail < a.length - from &&
    tail < b.length - from &&
    a.charAt(a.length - 1 - tail) === b.charAt(b.length - 1 - tail)
  )
    tail += 1
  return Math.max(a.length, b.length) - from - tail <= 1
}

const isMisspelt = (lower: string, names: ReadonlySet<string>): boolean =>
  lower.length > 4 &&
  [...names].some((name) => name.length > 4 && name.charAt(0) === lower.charAt(0) && isOneEditApart(name, lower))

const nounEndings = /(?:s|ing|ed|ly|ion|ty|ment|ness|ism|ance|ence)$/u

/** Whether the capital of a first word is grammar: a common word, and nothing that looks or acts like a name. */
export const isPlainStart = (terms: readonly Term[], index: number, text: TextNames): boolean => {
  const [term, next] = terms.slice(index)
  if (term === undefined) return false
  const acts = reportVerbs.has(next?.lower ?? '') && !nounEndings.test(term.lower)
  const isOrdinary = [smallWords, text.plain, reportVerbs, genericSpeakers, frameWords].some(
    (words) => words.has(term.lower) || words.has(term.key),
  )
  if (isOrdinary) return !text.sure.has(term.key) || text.plain.has(term.key)
  if (isAcronym(term.word.raw) || text.sure.has(term.key) || acts || isMisspelt(term.lower, text.all)) return false
  return !(next?.isCapital === true && next.isContent && !isDate(next.lower))
}

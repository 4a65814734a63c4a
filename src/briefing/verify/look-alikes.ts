import { wordList } from './lexicon/list.ts'
import type { Term } from './terms.ts'

const determiners = new Set('the a an no any little his her its their our this of own urgent'.split(' '))
const maybeNouns = new Set('need needs will can might must stop stops ban bans lack abandon may hope'.split(' '))
/** Auxiliaries that say how something is meant. */
export const modalVerbs = new Set('may might could can would will shall should must'.split(' '))
/** Words that begin a subject: an auxiliary before them is turned round. */
export const subjects = new Set('the a an it they he she we you this these those nothing something any no'.split(' '))
const pronounsAndNouns = new Set('i we you they he she it'.split(' '))

/** “whether agreed or pending”: both are allowed, nothing is left open. */
const namesBoth = (terms: readonly Term[], index: number): boolean =>
  terms[index]?.lower === 'whether' && terms.slice(index + 1, index + 5).some((term) => term.lower === 'or')

/** Negations that stand before a noun and turn all that is said of it: “no regulator can inspect”. */
export const negativeSubjects = new Set('no none nobody nothing neither few little'.split(' '))

/** Nouns whose “is to” says what they consist in. */
const purposes = wordList(
  'prospect aim goal answer task remedy way course purpose point step job idea choice alternative advice counsel recommendation proposal suggestion',
)

const asksBefore = (terms: readonly Term[], index: number): boolean =>
  terms.slice(Math.max(0, index - 8), index).some((term) => term.lower === 'why' && term.part === terms[index]?.part)

/** “the need”, “May 2026”, “a can”, “Should it fail”: words that look like operators and are not. */
export const isNoOperator = (terms: readonly Term[], index: number): boolean => {
  const term = terms[index]
  const before = terms[index - 1]
  if (term === undefined) return false
  if (namesBoth(terms, index)) return true
  if (term.lower === 'may' && term.isCapital && index > 0) return true
  // “item No. 5”
  if (term.lower === 'no' && /^\d/u.test(terms[index + 1]?.lower ?? '')) return true
  // “Should the levy fail, …” opens a condition, or a question; neither says what ought to be.
  const next = terms[index + 1]
  const hasSubject = subjects.has(next?.lower ?? '') || next?.isCapital === true
  if (term.lower === 'should' && (before === undefined || hasSubject)) return true
  // “the prospect is to become”: what something consists in, and not when it comes.
  if (
    /^(?:is|are)$/u.test(term.lower) &&
    next?.lower === 'to' &&
    terms.slice(Math.max(0, index - 4), index).some(({ lower }) => purposes.has(lower))
  )
    return true
  // “nobody doubts that”
  if (term.lower.startsWith('doubt') && negativeSubjects.has(before?.lower ?? '')) return true
  // “asks why owners should”
  if (term.lower === 'should' && asksBefore(terms, index)) return true
  // “is used to measure” tells of a use, “used to own” of what has ended.
  if (term.lower === 'used' && /^(?:is|are|was|were|be|been|being|get|got)$/u.test(before?.lower ?? '')) return true
  if (maybeNouns.has(term.lower) && before !== undefined && determiners.has(before.lower))
    return !pronounsAndNouns.has(before.lower)
  return false
}

import { operatorRules, plainLevel } from './lexicon/operators.ts'
import type { OperatorKind, OperatorRule } from './lexicon/operators.ts'
import { months } from './lexicon/measures.ts'
import { wordList } from './lexicon/list.ts'
import type { Run } from './edits.ts'
import { readTerms } from './terms.ts'
import type { Term } from './terms.ts'

/** An operator as it stands in a text; indices of terms, both ends inclusive. */
export type Operator = {
  readonly kind: OperatorKind
  readonly level: number
  readonly words: string
  readonly at: number
  readonly end: number
  /** What it bears on. */
  readonly from: number
  readonly to: number
  /** The terms that it bears on first: for `might renew the treaty` those of `renew`, `treaty`. */
  readonly focus: readonly number[]
}

/** A text read for its operators. */
export type Reading = {
  readonly text: string
  readonly terms: readonly Term[]
  readonly operators: readonly Operator[]
  /** Phrases that hold the word of an operator and are none: `not only`, `if anything`. */
  readonly idioms: readonly Run[]
}

const byFirstWord = new Map<string, OperatorRule[]>()
for (const rule of operatorRules) {
  const [first = ''] = rule.words
  byFirstWord.set(
    first,
    [...(byFirstWord.get(first) ?? []), rule].sort((a, b) => b.words.length - a.words.length),
  )
}

const determiners = new Set('the a an no any little his her its their our this of own urgent'.split(' '))
const maybeNouns = new Set('need needs will can might must stop stops ban bans lack abandon may hope'.split(' '))
const modalVerbs = new Set('may might could can would will shall should must'.split(' '))
/** Words that begin a subject: an auxiliary before them is turned round. */
export const subjects = new Set('the a an it they he she we you this these those nothing something any no'.split(' '))
const pronounsAndNouns = new Set('i we you they he she it'.split(' '))

/** “whether agreed or pending”: both are allowed, nothing is left open. */
const namesBoth = (terms: readonly Term[], index: number): boolean =>
  terms[index]?.lower === 'whether' && terms.slice(index + 1, index + 5).some((term) => term.lower === 'or')

/** Negations that stand before a noun and turn all that is said of it: “no regulator can inspect”. */
const negativeSubjects = new Set('no none nobody nothing neither few little'.split(' '))

/** Nouns whose “is to” says what they consist in. */
const purposes = wordList(
  'prospect aim goal answer task remedy way course purpose point step job idea choice alternative course',
)

const asksBefore = (terms: readonly Term[], index: number): boolean =>
  terms.slice(Math.max(0, index - 8), index).some((term) => term.lower === 'why' && term.part === terms[index]?.part)

/** “the need”, “May 2026”, “a can”, “Should it fail”: words that look like operators and are not. */
const isNoOperator = (terms: readonly Term[], index: number): boolean => {
  const term = terms[index]
  const before = terms[index - 1]
  if (term === undefined) return false
  if (term.lower === 'may' && term.isCapital && index > 0) return months.has('may')
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

const matchAt = (terms: readonly Term[], index: number): OperatorRule | undefined => {
  const first = terms[index]
  if (first === undefined || isNoOperator(terms, index) || namesBoth(terms, index)) return undefined
  return byFirstWord
    .get(first.lower)
    ?.find((rule) => rule.words.every((word, offset) => terms[index + offset]?.lower === word))
}

const isAdverb = (term: Term): boolean => term.lower.endsWith('ly') && term.lower.length > 4

/** Whether an operator bears on more than one verb: it opens a clause of its own (“likely that”), or turns a subject. */
const reachesOverVerbs = (terms: readonly Term[], start: number): boolean =>
  /^(?:that|whether)$/u.test(terms[start]?.lower ?? '') || negativeSubjects.has(terms[start - 1]?.lower ?? '')

/** The end of the run of clauses that an operator before `start` bears on: its clause, and the next where nothing else is in it. */
const forwardEnd = (terms: readonly Term[], start: number): number => {
  const isWide = reachesOverVerbs(terms, start)
  const clause = terms[start - 1]?.clause ?? 0
  let to = start - 1
  let hasContent = false
  for (let index = start; index < terms.length; index += 1) {
    const term = terms[index]
    if (term === undefined) break
    if (term.clause !== clause && (hasContent || term.part !== terms[start - 1]?.part)) break
    if (!isWide && modalVerbs.has(term.lower) && hasContent && !isNoOperator(terms, index)) break
    if (term.isContent && !isAdverb(term)) hasContent = true
    to = index
  }
  return to
}

/** Words that open a clause and do not end what a negation before them bears on: “not yet”, “without settling who”. */
const goesOn = new Set('yet who whom whose which'.split(' '))

const clauseStart = (terms: readonly Term[], index: number): number => {
  const clause = terms[index]?.clause
  let from = index
  while (from > 0 && terms[from - 1]?.clause === clause) from -= 1
  return from
}

const locateReach = (
  terms: readonly Term[],
  rule: OperatorRule,
  at: number,
): Pick<Operator, 'from' | 'to' | 'focus'> => {
  const start = at + rule.words.length
  const isFocus = (index: number): boolean => {
    const term = terms[index]
    return term !== undefined && term.isContent && !isAdverb(term)
  }
  // “a dependable winter is not, …”: nothing follows in its clause, it bears on what came before.
  const isElliptical =
    rule.kind === 'negator' &&
    terms[start]?.clause !== terms[start - 1]?.clause &&
    !goesOn.has(terms[start]?.lower ?? '')
  const to = isElliptical ? start - 1 : forwardEnd(terms, start)
  const forward: number[] = []
  for (let index = start; index <= to && forward.length < 2; index += 1) if (isFocus(index)) forward.push(index)
  const begin = clauseStart(terms, at)
  const backward: number[] = []
  for (let index = at - 1; index >= begin && backward.length < 2; index -= 1) if (isFocus(index)) backward.push(index)
  const from = rule.reach === 'clause' || forward.length === 0 ? begin : start
  return { from, to: Math.max(to, at), focus: forward.length > 0 ? forward : backward }
}

/** Reads a text: its terms, and every operator with what it bears on. */
export const readText = (text: string): Reading => {
  const terms = readTerms(text)
  const operators: Operator[] = []
  const idioms: Run[] = []
  for (let index = 0; index < terms.length; index += 1) {
    const rule = matchAt(terms, index)
    if (rule === undefined) continue
    const end = index + rule.words.length - 1
    const next = terms[end + 1]
    // “after the mission ends”: what ends says no to nothing else.
    if (/^end/u.test(rule.words[0] ?? '') && (next === undefined || next.clause !== terms[index]?.clause)) continue
    if (rule.kind === 'neutral') idioms.push({ from: index, to: end + 1 })
    else {
      operators.push({
        kind: rule.kind,
        level: rule.level,
        words: rule.words.join(' '),
        at: index,
        end,
        ...locateReach(terms, rule, index),
      })
    }
    index = end
  }
  return { text, terms, operators, idioms }
}

/** How firmly the text asserts the term: the weakest operator that bears on it, 5 for what will or is certain to be. */
export const firmnessAt = (reading: Reading, index: number): number => {
  let firmness = plainLevel
  let weakest = Number.POSITIVE_INFINITY
  for (const operator of reading.operators) {
    if (index < operator.from || index > operator.to) continue
    if (operator.kind === 'weak' || (operator.kind === 'negator' && operator.level < plainLevel))
      weakest = Math.min(weakest, operator.level)
    if (operator.kind === 'strong' || operator.kind === 'future') firmness = operator.level
  }
  return Math.min(weakest, firmness)
}

import type { OperatorRule } from './lexicon/operators.ts'
import { isNoOperator, modalVerbs, negativeSubjects } from './look-alikes.ts'
import type { Term } from './terms.ts'

/** What an operator bears on; indices of terms, both ends inclusive. */
export type Reached = {
  readonly from: number
  readonly to: number
  /** The terms that it bears on first: for `might renew the treaty` those of `renew`, `treaty`. */
  readonly focus: readonly number[]
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

/** What an operator that stands at `at` bears on. */
export const locateReach = (terms: readonly Term[], rule: OperatorRule, at: number): Reached => {
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

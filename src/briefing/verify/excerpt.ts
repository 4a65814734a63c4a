import { countWords } from '../extractive/body.ts'
import { isBalanced } from '../extractive/quotation.ts'
import type { NumberedSentence } from '../draft.ts'
import type { CheckInput } from './check.ts'
import { coordinators, reasons, turningWords } from './lexicon/reporting.ts'
import { readText } from './reading.ts'
import type { Reading } from './reading.ts'
import type { Span } from './span.ts'

/** A quote is at most 35 words: the budget of the project's credit policy. */
export const longestQuote = 35

/** The share of the words that a claim takes from its sentence which the part shown must hold. */
const leastShown = 0.6

/** Where clauses of a sentence may be parted: before and after a mark of punctuation that is set off by a space. */
const clauseEdges = (host: NumberedSentence): { starts: number[]; ends: number[] } => {
  const marks = [...host.text.matchAll(/[,;:)”"’]+(?=\s)|\s[–—─-](?=\s)/gu)]
  const afterMarks = marks.map(({ index, 0: mark }) => index + mark.length)
  return {
    starts: [0, ...afterMarks].map((at) => host.start + at + host.text.slice(at).search(/\S|$/u)),
    ends: [...marks.map(({ index }) => host.start + index), host.end],
  }
}

/** How many words after “and that”, “which” may still be the verb that turns what stands before. */
const nearVerb = 5

const hasOperator = ({ operators }: Reading, before = Number.POSITIVE_INFINITY): boolean =>
  operators.some(({ kind, at }) => kind !== 'strong' && at < before)

const hasTurn = ({ text, terms }: Reading): boolean =>
  text.includes('?') || terms.some(({ lower }) => turningWords.has(lower))

const opens = ({ terms }: Reading, words: ReadonlySet<string>): boolean => words.has(terms[0]?.lower ?? '')

const pointsBack = ({ terms }: Reading): boolean => /^(?:that|this|which|it)$/u.test(terms[1]?.lower ?? '')

/** Whether the words before a cut bear on those after it: “If …,”, “X said,”, “will not …, raise …”. */
const headTurns = (head: string, rest: string): boolean => {
  const last = readText(head.split(';').at(-1) ?? '')
  if (hasTurn(last)) return true
  const isStatement = /[;:]\s*$/u.test(head) || opens(readText(rest), coordinators)
  return hasOperator(last) && !isStatement
}

/** Whether the words after a cut bear on those before it: “…, unless …”, “…, which is unlikely”; not “…, and ports will not …”. */
const tailTurns = (tail: string): boolean => {
  const own = readText(tail.split(/[;:]/u, 1)[0] ?? '')
  if (own.text.includes('?')) return true
  if (opens(own, reasons) || (opens(own, coordinators) && !pointsBack(own))) return own.terms[0]?.lower === 'but'
  return opens(own, coordinators) ? hasOperator(own, nearVerb) : hasTurn(own) || hasOperator(own)
}

const isWhole = (text: string, host: Span, { start, end }: Span): boolean =>
  isBalanced(text.slice(start, end)) &&
  !headTurns(text.slice(host.start, start), text.slice(start, end)) &&
  !tailTurns(text.slice(end, host.end))

/** How many of the claim's words that stand in the sentence stand in this part of it. */
const wordsWithin = ({ alignment, evidence }: CheckInput, host: NumberedSentence, { start, end }: Span): number =>
  [...new Set(alignment.toEvidence.values())].filter((index) => {
    const at = host.start + (evidence.host.terms[index]?.word.start ?? -1)
    return at >= start && at < end
  }).length

/**
 * What is shown of the sentence that a claim rests on: all of it, or, where it is longer than a quote may be, the run of
 * whole clauses that holds most of what the claim says and leaves out nothing that turns it. Of equals the one with the
 * words that the draft quotes, then the shortest. Undefined where there is none.
 */
export const excerptOf = (text: string, host: NumberedSentence, run: Span, input: CheckInput): Span | undefined => {
  if (countWords(host.text) <= longestQuote) return host
  const edges = clauseEdges(host)
  const all = wordsWithin(input, host, host)
  const rank = (span: Span) => ({
    span,
    words: wordsWithin(input, host, span),
    isQuoted: span.start <= run.start && span.end >= run.end ? 1 : 0,
  })
  return edges.starts
    .flatMap((start) => edges.ends.filter((end) => end > start).map((end) => ({ start, end })))
    .filter(({ start, end }) => countWords(text.slice(start, end)) <= longestQuote)
    .map(rank)
    .filter(({ words }) => words > 0 && words >= all * leastShown)
    .sort(
      (a, b) => b.words - a.words || b.isQuoted - a.isQuoted || a.span.end - a.span.start - (b.span.end - b.span.start),
    )
    .find(({ span }) => isWhole(text, host, span))?.span
}

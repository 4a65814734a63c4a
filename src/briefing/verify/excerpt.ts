import { countWords } from '../text/words.ts'
import { isBalanced } from '../text/quotations.ts'
import type { NumberedSentence } from '../draft.ts'
import type { CheckInput } from './check.ts'
import { conditionTokens, conditionWords, coordinators } from './lexicon/reporting.ts'
import { readText } from './reading.ts'
import type { Span } from './span.ts'

/** A quote is at most 35 words: the budget of the project's credit policy. */
export const longestQuote = 35

/** The share of the words that a claim takes from its sentence which the part shown must hold. */
const leastShown = 0.5

/** Words that open a clause: a cut may be made before them, and after `that`. */
const openers =
  /(?<=\s)(?:who|whose|which|where|because|although|though|while|and|but|or|if|unless|since|so|as)(?=\s)/gu

/** Where clauses of a sentence may be parted: at a mark of punctuation that is set off by a space, and at a word that opens a clause. */
const clauseEdges = (host: NumberedSentence): { starts: number[]; ends: number[] } => {
  const marks = [...host.text.matchAll(/[,;:)”"’]+(?=\s)|\s[–—─-](?=\s)/gu)]
  const opened = [...host.text.matchAll(openers)].map(({ index }) => index)
  const told = [...host.text.matchAll(/\bthat(?=\s)/gu)].map(({ index }) => index + 'that'.length)
  const begins = [0, ...marks.map(({ index, 0: mark }) => index + mark.length), ...opened, ...told]
  return {
    starts: begins.map((at) => host.start + at + host.text.slice(at).search(/\S|$/u)),
    ends: [...marks.map(({ index }) => host.start + index), ...opened.map((at) => host.start + at - 1), host.end],
  }
}

/** A place in the sentence with the words on either side of a cut. */
type Cut = { readonly input: CheckInput; readonly isShown: (index: number) => boolean }

const partOf = (input: CheckInput, index: number): number => input.evidence.host.terms[index]?.part ?? -1

/** Whether an operator that is cut off bears on words that are shown, and the claim does not tell it. A negation is always missed. */
const cutsOperator = ({ input, isShown }: Cut): boolean =>
  input.evidence.host.operators.some(
    ({ kind, at, focus }) =>
      kind !== 'strong' &&
      kind !== 'soft' &&
      !isShown(at) &&
      focus.some(isShown) &&
      (kind === 'negator' || !input.claim.operators.some((own) => own.kind === kind)),
  )

/** Whether a condition or an exception of the same statement is cut off that the claim does not have. */
const cutsCondition = ({ input, isShown }: Cut): boolean => {
  const { terms } = input.evidence.host
  const shown = [...terms.keys()].filter(isShown)
  const parts = new Set(shown.map((index) => partOf(input, index)))
  return terms.some(
    ({ lower }, index) =>
      conditionWords.has(lower) &&
      !isShown(index) &&
      parts.has(partOf(input, index)) &&
      !input.claim.terms.some((own) => conditionWords.has(own.lower) || conditionTokens.has(own.lower)),
  )
}

/** So many words after “which” may hold a verdict on what stands before it. */
const verdictReach = 6

/** Whether what follows the cut takes the words before it back: “…, which is unlikely”, a question mark. */
const tailTurns = (tail: string): boolean => {
  const own = readText(tail.split(/[;:]/u, 1)[0] ?? '')
  const words = own.terms.map(({ lower }) => lower)
  if (own.text.includes('?')) return true
  const isVerdict = /^(?:which|that|this|it)$/u.test(words[coordinators.has(words[0] ?? '') ? 1 : 0] ?? '')
  const end = own.terms.findIndex(({ clause }) => clause > (own.terms[1]?.clause ?? 0))
  const isShort = (end === -1 ? own.terms.length : end) <= verdictReach
  return isVerdict && isShort && own.operators.some(({ kind, at }) => kind !== 'strong' && at < verdictReach)
}

const isWhole = (text: string, host: Span, { start, end }: Span, input: CheckInput): boolean => {
  const isShown = (index: number): boolean => {
    const at = host.start + (input.evidence.host.terms[index]?.word.start ?? -1)
    return at >= start && at < end
  }
  const cut = { input, isShown }
  return (
    isBalanced(text.slice(start, end)) &&
    !cutsOperator(cut) &&
    !cutsCondition(cut) &&
    !tailTurns(text.slice(end, host.end))
  )
}

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
    .find(({ span }) => isWhole(text, host, span, input))?.span
}

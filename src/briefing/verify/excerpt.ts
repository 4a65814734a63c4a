import type { NumberedSentence } from '../draft.ts'
import { isBalanced } from '../text/quotations.ts'
import { countWords } from '../text/words.ts'
import type { Pair } from './pair.ts'
import type { Span } from './locate.ts'

/** The longest quote, in words: the limit of the project's credit policy. */
export const longestQuote = 40
/**
 * A sentence of at most this many words is shown completely with its paraphrase; of a longer one, the clauses that
 * support the claim.
 */
const shortSentence = 25
/** With fewer words a clause is not worth showing. */
const shortestQuote = 8

/** The part must contain this share of the words that the claim takes from its sentence. */
const wantedShare = 0.8
const leastShare = 0.5

/** Words that begin a clause: a cut may be before them, and after `that`. */
const openers =
  /(?<=\s)(?:who|whose|which|where|because|although|though|while|and|but|or|if|unless|since|so|as)(?=\s)/gu

/**
 * Where clauses of a sentence may be separated: at a punctuation mark followed by a space, and at a word that begins a
 * clause.
 */
const clauseEdges = (host: NumberedSentence, isAtMarksOnly: boolean): { starts: number[]; ends: number[] } => {
  const marks = [...host.text.matchAll(/[,;:)”"’]+(?=\s)|\s[–—─-](?=\s)/gu)]
  const opened = isAtMarksOnly ? [] : [...host.text.matchAll(openers)].map(({ index }) => index)
  const reported = isAtMarksOnly
    ? []
    : [...host.text.matchAll(/\bthat(?=\s)/gu)].map(({ index }) => index + 'that'.length)
  const begins = [0, ...marks.map(({ index, 0: mark }) => index + mark.length), ...opened, ...reported]
  return {
    starts: begins.map((at) => host.start + at + host.text.slice(at).search(/\S|$/u)),
    ends: [...marks.map(({ index }) => host.start + index), ...opened.map((at) => host.start + at - 1), host.end],
  }
}

/** Cues that must not be separated from the words that they affect, and must not be cut from a claim's sentence. */
const binding: ReadonlySet<string> = new Set(['negation', 'certainty', 'duty', 'condition', 'only', 'report'])

/** Whether the rest of the sentence contains nothing that would change the meaning of this part. */
const isFairCut = (text: string, host: NumberedSentence, { start, end }: Span, { claim, source }: Pair): boolean => {
  const isShown = (index: number): boolean => {
    const at = host.start + (source.tokens[index]?.start ?? -1)
    return at >= start && at < end
  }
  /** Whether it is in the same statement: without a semicolon or colon between. */
  const isNear = (index: number): boolean => {
    const at = host.start + (source.tokens[index]?.start ?? 0)
    return !/[;:]/u.test(text.slice(Math.min(at, end), Math.max(at, start)))
  }
  const tail = text.slice(end, host.end).split(/[;:]/u, 1)[0] ?? ''
  const has = (family: string): boolean => claim.cues.some(({ rule }) => rule.family === family)
  const isTurned = source.cues.some(
    ({ rule, from, span }) =>
      binding.has(rule.family) &&
      !isShown(from) &&
      (span.some(isShown) || (rule.family === 'condition' && isNear(from) && !has(rule.family))),
  )
  return (
    isBalanced(text.slice(start, end)) &&
    !isTurned &&
    !tail.includes('?') &&
    !/^\W*(?:and |but )?(?:which|that|this|it) (?:is|was)\b/u.test(tail)
  )
}

/**
 * The part of the claim's sentence that is shown: the shortest run of complete clauses, of at least `shortestQuote` words, that
 * contains what the claim says and leaves out nothing that changes its meaning; else the sentence if it is short
 * enough. Undefined if there is no such part.
 */
export const excerptOf = (text: string, host: NumberedSentence, run: Span, pair: Pair): Span | undefined => {
  const length = countWords(host.text)
  if (length <= shortSentence) return host
  const edges = clauseEdges(host, length <= longestQuote)
  const told = [...new Set(pair.alignment.toSource.values())].map(
    (index) => host.start + (pair.source.tokens[index]?.start ?? -1),
  )
  const within = ({ start, end }: Span): number => told.filter((at) => at >= start && at < end).length
  const cuts = edges.starts
    .flatMap((start) => edges.ends.filter((end) => end > start).map((end) => ({ start, end })))
    .map((span) => ({
      span,
      words: countWords(text.slice(span.start, span.end)),
      share: within(span) / Math.max(1, told.length),
    }))
    .filter(({ words, share }) => words <= longestQuote && words >= shortestQuote && share >= leastShare)
    .filter(({ span }) => isFairCut(text, host, span, pair))
  const isQuoted = ({ start, end }: Span): number => (start <= run.start && end >= run.end ? 1 : 0)
  const [enough] = cuts.filter(({ share }) => share >= wantedShare).sort((a, b) => a.words - b.words)
  if (enough !== undefined) return enough.span
  if (length <= longestQuote) return host
  const [best] = cuts.sort((a, b) => b.share - a.share || isQuoted(b.span) - isQuoted(a.span) || a.words - b.words)
  return best?.span
}

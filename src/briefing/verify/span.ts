import { countWords } from '../extractive/body.ts'
import { isBalanced } from '../extractive/quotation.ts'
import type { NumberedSentence } from '../draft.ts'
import type { Quote } from '../port.ts'
import { fault } from './check.ts'
import type { Finding } from './check.ts'
import { locateQuote, quoteWords } from './locate.ts'
import { turningWords } from './lexicon/reporting.ts'
import type { NumberedText } from './number-sentences.ts'
import { readText } from './reading.ts'

/** A quote is at most 35 words: the budget of the project's credit policy. */
export const longestQuote = 35

/** Fewer words, or fewer characters, than these point at no sentence in particular. */
const leastWords = 6
const leastCharacters = 30

type Span = { readonly start: number; readonly end: number }

export type Located =
  | {
      readonly state: 'found'
      readonly quote: Quote
      /** The sentence that the quote stands in: what the claim is held against. */
      readonly host: NumberedSentence
      readonly repairs: readonly string[]
    }
  | { readonly state: 'refused'; readonly finding: Finding }

const refused = (code: string, message: string): Located => ({ state: 'refused', finding: fault(code, message) })

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

/** Whether a cut would turn what is left: operators, conditions, attributions, contrasts, questions. */
const turns = (cut: string): boolean => {
  if (cut.includes('?')) return true
  const { terms, operators } = readText(cut)
  return operators.some(({ kind }) => kind !== 'strong') || terms.some(({ lower }) => turningWords.has(lower))
}

const ellipsis = /…|\.\.\.|\. \. \./u

/** Whether words follow an ellipsis that words precede: the draft says itself that it left something out. */
const leavesOut = (quote: string): boolean => {
  const [head = '', ...rest] = quote.split(ellipsis)
  return rest.some((part, index) => hasWords(part) && hasWords([head, ...rest.slice(0, index)].join('')))
}

/** The run of words that the draft points at, cut to one sentence where it runs over into the next. */
const pointedAt = (
  numbered: NumberedText,
  run: Span,
  sentence: number,
): (Span & { host: NumberedSentence }) | string => {
  const hosts = numbered.sentences.filter(({ start, end }) => start < run.end && end > run.start)
  const [first] = hosts
  const last = hosts.at(-1)
  if (first === undefined || last === undefined || run.start < first.start || run.end > last.end)
    return 'quotes a subhead; quote a sentence of the text'
  if (first.blockIndex !== last.blockIndex || hosts.length > 2)
    return 'quotes across paragraphs or several sentences; quote one sentence'
  const parts = hosts.map((host) => ({
    host,
    start: Math.max(host.start, run.start),
    end: Math.min(host.end, run.end),
  }))
  const words = ({ start, end }: Span): number => countWords(numbered.text.slice(start, end))
  const longest = parts.reduce((best, part) => (words(part) > words(best) ? part : best))
  const named = parts.find(({ host }) => host.number === sentence)
  return named !== undefined && words(named) >= leastWords ? named : longest
}

/** Where clauses of a sentence may be parted: before and after a mark of punctuation that is set off by a space. */
const clauseEdges = (text: string, host: NumberedSentence): { starts: number[]; ends: number[] } => {
  const marks = [...host.text.matchAll(/[,;:)”"’]+(?=\s)|\s[–—─-](?=\s)/gu)]
  return {
    starts: [host.start, ...marks.map(({ index, 0: mark }) => host.start + index + mark.length)].map(
      (at) => at + text.slice(at, host.end).search(/\S|$/u),
    ),
    ends: [...marks.map(({ index }) => host.start + index), host.end],
  }
}

/** What stands between a cut and the nearest semicolon: words beyond it are a statement of their own. */
const cutHead = (text: string, host: Span, start: number): string =>
  text.slice(host.start, start).split(';').at(-1) ?? ''
const cutTail = (text: string, host: Span, end: number): string => text.slice(end, host.end).split(';', 1)[0] ?? ''

/** The shortest run of whole clauses that holds the words, fits a quote and leaves out nothing that turns it. */
const wholeClauses = (text: string, host: NumberedSentence, { start, end }: Span): Span | undefined => {
  const edges = clauseEdges(text, host)
  const ends = edges.ends.filter((at) => at >= end)
  return edges.starts
    .filter((at) => at <= start)
    .flatMap((from) => ends.map((to) => ({ start: from, end: to })))
    .sort((a, b) => a.end - a.start - (b.end - b.start))
    .find((span) => {
      const slice = text.slice(span.start, span.end)
      return (
        countWords(slice) <= longestQuote &&
        isBalanced(slice) &&
        !turns(cutHead(text, host, span.start)) &&
        !turns(cutTail(text, host, span.end))
      )
    })
}

/** What is shown for the words pointed at: their sentence, or whole clauses of it where it is longer than a quote may be. */
const shown = (text: string, host: NumberedSentence, run: Span): Span | undefined =>
  countWords(host.text) <= longestQuote ? host : wholeClauses(text, host, run)

const tooShort = (text: string, { host, start, end }: Span & { host: NumberedSentence }): boolean => {
  const words = countWords(text.slice(start, end))
  const isAlmostWhole = words >= 4 && words * 2 >= countWords(host.text)
  const isWhole = !hasWords(text.slice(host.start, start)) && !hasWords(text.slice(end, host.end))
  return !isWhole && !isAlmostWhole && (words < leastWords || end - start < leastCharacters)
}

const notFound = (quote: string): Located => {
  if (quoteWords(quote).length < 4)
    return refused('QUOTE_SHORT', 'quotes too few words to be found; quote at least six words of the sentence')
  if (leavesOut(quote))
    return refused('QUOTE_STITCHED', 'joins words that stand apart; quote one unbroken run of words')
  return refused('QUOTE_NOT_FOUND', 'quotes words that do not stand in the text; copy them from the sentence')
}

/**
 * Finds the drafted quote in the text and settles what is shown: the sentence that it points at, in the source's own
 * characters, or whole clauses of a long one; never more than 35 words, and never without what turns their meaning.
 */
export const locate = (
  numbered: NumberedText,
  draft: { readonly quote: string; readonly sentence: number },
): Located => {
  const { text } = numbered
  const place = locateQuote(numbered, draft.quote, draft.sentence)
  const first = numbered.words[place?.from ?? -1]
  const last = numbered.words[place?.to ?? -1]
  if (place === undefined || first === undefined || last === undefined) return notFound(draft.quote)
  const run = { start: first.start, end: last.end }
  if (leavesOut(draft.quote) && !ellipsis.test(text.slice(run.start, run.end))) return notFound(draft.quote)
  const pointed = pointedAt(numbered, run, draft.sentence)
  if (typeof pointed === 'string') return refused('QUOTE_SPAN', pointed)
  const { host } = pointed
  if (!host.isEligible)
    return refused('SOURCE_UNSAFE', `rests on sentence ${host.number}, which may not be shown; choose another`)
  if (tooShort(text, pointed))
    return refused('QUOTE_SHORT', `quotes too few words of sentence ${host.number}; quote at least six`)
  if (countWords(text.slice(pointed.start, pointed.end)) > longestQuote)
    return refused('QUOTE_LONG', 'quotes too much; quote at most 35 words of one sentence')
  const span = shown(text, host, pointed)
  if (span === undefined)
    return refused(
      'QUOTE_CUT',
      `leaves out words of sentence ${host.number} that turn what it quotes, and with them it is too long; choose another`,
    )
  const { start, end } = span
  const isWidened = hasWords(text.slice(start, pointed.start)) || hasWords(text.slice(pointed.end, end))
  const repairs = [
    ...(place.edits > 0 ? ['quote snapped to the words of the text'] : []),
    ...(run.start < pointed.start || run.end > pointed.end ? [`quote narrowed to sentence ${host.number}`] : []),
    ...(isWidened ? ['quote widened to its sentence'] : []),
    ...(host.number === draft.sentence ? [] : [`quote found in sentence ${host.number}`]),
  ]
  return { state: 'found', quote: { text: text.slice(start, end), start, end }, host, repairs }
}

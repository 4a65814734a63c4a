import { countWords } from '../text/words.ts'
import type { NumberedSentence } from '../draft.ts'
import { locateQuote, quoteWords } from './locate.ts'
import { type Finding, hint, sure } from './pair.ts'
import { readTokens } from './tokens.ts'
import type { NumberedText } from './number-sentences.ts'

/** With fewer words, or fewer characters, a quote could be in any sentence. */
const leastWords = 6
const leastCharacters = 30

/** A part of the commentary's text: offsets into it. */
export type Span = { readonly start: number; readonly end: number }

export type Located =
  | {
      readonly state: 'found'
      /** The sentence that contains the quote; the claim is checked against it. */
      readonly host: NumberedSentence
      /** The part of it that the draft quotes. */
      readonly run: Span
      readonly repairs: readonly string[]
      /** A hint if the draft's quote differs from the text, because the claim may depend on the difference. */
      readonly findings: readonly Finding[]
    }
  | { readonly state: 'refused'; readonly finding: Finding }

const refused = (code: string, message: string): Located => ({ state: 'refused', finding: sure(code, message) })

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

const ellipsis = /…|\.\.\.|\. \. \./u

/** Whether there are words before and after an ellipsis: the draft itself says that it left something out. */
const leavesOut = (quote: string): boolean => {
  const [head = '', ...rest] = quote.split(ellipsis)
  return rest.some((part, index) => hasWords(part) && hasWords([head, ...rest.slice(0, index)].join('')))
}

/** The words that the draft quotes, cut to one sentence if they continue into the next. */
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

const tooShort = (text: string, { host, start, end }: Span & { host: NumberedSentence }): boolean => {
  const words = countWords(text.slice(start, end))
  const isAlmostWhole = words >= 4 && words * 2 >= countWords(host.text)
  const isWhole = !hasWords(text.slice(host.start, start)) && !hasWords(text.slice(end, host.end))
  return !isWhole && !isAlmostWhole && (words < leastWords || end - start < leastCharacters)
}

const turning = /^(?:not|no|never|nor|neither|without|may|might|could|would|should|must|if|unless|only|all|some)$/u

/** The words that make up a text's meaning: content words and those that modify them, without articles and the like. */
const telling = (text: string): Set<string> =>
  new Set(readTokens(text).flatMap(({ isContent, lower, key }) => (isContent || turning.test(lower) ? [key] : [])))

const hasOtherWords = (one: string, other: string): boolean => {
  const [own, met] = [telling(one), telling(other)]
  return own.size !== met.size || [...own].some((key) => !met.has(key))
}

/** Whether the claim uses a word that only its altered quote has, and not the word that was replaced. */
const restsOnOtherWords = (draft: { readonly text: string; readonly quote: string }, shown: string): boolean => {
  const [claimed, quoted, meant] = [telling(draft.text), telling(draft.quote), telling(shown)]
  const added = [...quoted].filter((key) => !meant.has(key))
  const lost = [...meant].filter((key) => !quoted.has(key))
  return added.some((key) => claimed.has(key)) && lost.length > 0 && !lost.some((key) => claimed.has(key))
}

const notFound = (quote: string): Located => {
  if (quoteWords(quote).length < 4)
    return refused('QUOTE_SHORT', 'quotes too few words to be found; quote at least six words of the sentence')
  if (leavesOut(quote))
    return refused('QUOTE_STITCHED', 'joins words that stand apart; quote one unbroken run of words')
  return refused('QUOTE_NOT_FOUND', 'quotes words that do not stand in the text; copy them from the sentence')
}

/**
 * Finds the sentence that the drafted quote is from. Quotes that do not occur, are stitched together, cross paragraphs
 * or are too short to identify a sentence are rejected.
 */
export const locate = (
  numbered: NumberedText,
  draft: { readonly text: string; readonly quote: string; readonly sentence: number },
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
  const { host, start, end } = pointed
  if (!host.isEligible)
    return refused('SOURCE_UNSAFE', `rests on sentence ${host.number}, which may not be shown; choose another`)
  if (tooShort(text, pointed))
    return refused('QUOTE_SHORT', `quotes too few words of sentence ${host.number}; quote at least six`)
  const repairs = [
    ...(place.edits > 0 ? ['quote snapped to the words of the text'] : []),
    ...(run.start < start || run.end > end ? [`quote narrowed to sentence ${host.number}`] : []),
    ...(host.number === draft.sentence ? [] : [`quote found in sentence ${host.number}`]),
  ]
  const message = `quotes other words than sentence ${host.number} has; copy them from it`
  const shown = text.slice(run.start, run.end)
  const isAltered = place.edits > 0 && hasOtherWords(draft.quote, shown)
  const altered = restsOnOtherWords(draft, shown) ? sure('QUOTE_ALTERED', message) : hint('QUOTE_ALTERED', message)
  const findings = isAltered ? [altered] : []
  return { state: 'found', run: { start, end }, host, repairs, findings }
}

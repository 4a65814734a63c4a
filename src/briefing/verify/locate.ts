import type { NumberedSentence } from '../draft.ts'
import { countWords, onlyWords, readWords, type Word } from '../text/words.ts'
import type { NumberedText } from './number-sentences.ts'
import { type Finding, hint, sure } from './pair.ts'
import { readTokens } from './tokens.ts'

/** The place of a quote's words: indices into the text's words, both inclusive. */
export type Place = { readonly from: number; readonly to: number; readonly edits: number }

/** The place may differ from the quote in at most two words, and at most a fifth of them. */
const maxEdits = 2
const maxEditShare = 0.2

const mostEdits = (quote: readonly Word[]): number => Math.min(maxEdits, Math.floor(quote.length * maxEditShare))

/** Much longer than any quote that may be shown; the rest of a longer draft is not searched for. */
const maxQuoteCharacters = 1000

/** The words of a drafted quote, with plain typography. */
export const quoteWords = (quote: string): Word[] =>
  onlyWords(readWords(quote.slice(0, maxQuoteCharacters).normalize('NFC')))

/** A hyphen that splits a word at the end of a printed line. */
const lineHyphen = /(?<=\p{L})[-‐\u00AD]\r?\n\s*(?=\p{Ll})/gu

/** Whether so few of the quote's words are missing in the text that a similar place may exist. */
const mayBeNear = (words: readonly Word[], quote: readonly Word[], limit: number): boolean => {
  const known = new Set(words.map((word) => word.lower))
  return quote.filter((word) => !known.has(word.lower)).length <= limit
}

/** The number of edits from the first words of the quote to the words that end here, and where those begin. */
type Column = { readonly costs: readonly number[]; readonly froms: readonly number[] }

const nextColumn = ({ costs, froms }: Column, quote: readonly Word[], word: Word, at: number): Column => {
  const nextCosts = [0]
  const nextFroms = [at + 1]
  for (let index = 1; index <= quote.length; index += 1) {
    const change = (costs[index - 1] ?? 0) + (quote[index - 1]?.lower === word.lower ? 0 : 1)
    const skipWord = (costs[index] ?? 0) + 1
    const skipQuote = (nextCosts[index - 1] ?? 0) + 1
    const cost = Math.min(change, skipWord, skipQuote)
    nextCosts.push(cost)
    if (cost === change) nextFroms.push(index === 1 ? at : (froms[index - 1] ?? 0))
    else nextFroms.push(cost === skipWord ? (froms[index] ?? 0) : (nextFroms[index - 1] ?? 0))
  }
  return { costs: nextCosts, froms: nextFroms }
}

/**
 * The places in the text that are most similar to the quote, by edits of complete words (Sellers' algorithm), at most
 * `limit`: those with exactly its words, if there are any.
 */
export const placesOf = (words: readonly Word[], quote: readonly Word[], limit: number): Place[] => {
  if (quote.length === 0 || !mayBeNear(words, quote, limit)) return []
  let column: Column = {
    costs: Array.from({ length: quote.length + 1 }, (_, index) => index),
    froms: Array.from({ length: quote.length + 1 }, () => 0),
  }
  let best = limit
  let places: Place[] = []
  for (const [at, word] of words.entries()) {
    column = nextColumn(column, quote, word, at)
    const edits = column.costs[quote.length] ?? Number.POSITIVE_INFINITY
    const from = column.froms[quote.length] ?? 0
    if (edits > best || from > at) continue
    const before = places.at(-1)
    // A last word that differs is part of the place: of places with the same start, the one as long as the quote is
    // used.
    if (edits === before?.edits && from === before.from && at - from < quote.length) places.pop()
    if (edits < best) places = []
    best = edits
    places.push({ from, to: at, edits })
  }
  return places
}

/**
 * Finds the words of a quote in the text, ignoring typography, case and punctuation; if they do not occur, the most
 * similar words within two edits. Of several places the one in the sentence that the draft names is preferred, then one
 * in a sentence over one in a subhead.
 */
export const locateQuote = (numbered: NumberedText, quote: string, sentence: number): Place | undefined => {
  const wanted = quoteWords(quote)
  const asIs = placesOf(numbered.words, wanted, mostEdits(wanted))
  const isExact = asIs[0]?.edits === 0
  const unbroken = isExact ? [] : placesOf(numbered.words, quoteWords(quote.replaceAll(lineHyphen, '')), 0)
  const places = unbroken.length > 0 ? unbroken : asIs
  const startOf = ({ from }: Place): number => numbered.words[from]?.start ?? -1
  const isIn = (place: Place, one: { start: number; end: number } | undefined): boolean =>
    one !== undefined && startOf(place) >= one.start && startOf(place) < one.end
  return (
    places.find((place) => isIn(place, numbered.sentences[sentence - 1])) ??
    places.find((place) => numbered.sentences.some((one) => isIn(place, one))) ??
    places[0]
  )
}

/** With fewer words, or fewer characters, a quote could be in any sentence. */
const leastWords = 6
const leastCharacters = 30

/** A part of the commentary's text: offsets into it. */
export type Span = { readonly start: number; readonly end: number }

/** Where a drafted quote is in the text. */
export type Located = {
  /** The sentence that contains the quote; the claim is checked against it. */
  readonly host: NumberedSentence
  /** The part of it that the draft quotes. */
  readonly run: Span
  readonly repairs: readonly string[]
  /** A hint if the draft's quote differs from the text, because the claim may depend on the difference. */
  readonly findings: readonly Finding[]
}

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

const notFound = (quote: string): Finding => {
  if (quoteWords(quote).length < 4)
    return sure('QUOTE_SHORT', 'quotes too few words to be found; quote at least six words of the sentence')
  if (leavesOut(quote)) return sure('QUOTE_STITCHED', 'joins words that stand apart; quote one unbroken run of words')
  return sure('QUOTE_NOT_FOUND', 'quotes words that do not stand in the text; copy them from the sentence')
}

/**
 * Finds the sentence that the drafted quote is from. Quotes that do not occur, are stitched together, cross paragraphs
 * or are too short to identify a sentence are rejected.
 */
export const locate = (
  numbered: NumberedText,
  draft: { readonly text: string; readonly quote: string; readonly sentence: number },
): Located | Finding => {
  const { text } = numbered
  const place = locateQuote(numbered, draft.quote, draft.sentence)
  const first = numbered.words[place?.from ?? -1]
  const last = numbered.words[place?.to ?? -1]
  if (place === undefined || first === undefined || last === undefined) return notFound(draft.quote)
  const run = { start: first.start, end: last.end }
  if (leavesOut(draft.quote) && !ellipsis.test(text.slice(run.start, run.end))) return notFound(draft.quote)
  const pointed = pointedAt(numbered, run, draft.sentence)
  if (typeof pointed === 'string') return sure('QUOTE_SPAN', pointed)
  const { host, start, end } = pointed
  if (!host.isEligible)
    return sure('SOURCE_UNSAFE', `rests on sentence ${host.number}, which may not be shown; choose another`)
  if (tooShort(text, pointed))
    return sure('QUOTE_SHORT', `quotes too few words of sentence ${host.number}; quote at least six`)
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
  return { run: { start, end }, host, repairs, findings }
}

import type { NumberedText } from './number-sentences.ts'
import { onlyWords, readWords } from '../text/words.ts'
import type { Word } from '../text/words.ts'

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

export const exactPlaces = (words: readonly Word[], quote: readonly Word[]): Place[] => {
  const [first] = quote
  if (first === undefined) return []
  const places: Place[] = []
  for (let from = 0; from + quote.length <= words.length; from += 1) {
    if (words[from]?.lower !== first.lower) continue
    if (quote.every((word, index) => words[from + index]?.lower === word.lower)) {
      places.push({ from, to: from + quote.length - 1, edits: 0 })
    }
  }
  return places
}

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
 * `limit`.
 */
export const nearPlaces = (words: readonly Word[], quote: readonly Word[], limit: number): Place[] => {
  if (limit === 0 || !mayBeNear(words, quote, limit)) return []
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
  const asIs = exactPlaces(numbered.words, wanted)
  const exact = asIs.length > 0 ? asIs : exactPlaces(numbered.words, quoteWords(quote.replaceAll(lineHyphen, '')))
  const places = exact.length > 0 ? exact : nearPlaces(numbered.words, wanted, mostEdits(wanted))
  const startOf = ({ from }: Place): number => numbered.words[from]?.start ?? -1
  const isIn = (place: Place, one: { start: number; end: number } | undefined): boolean =>
    one !== undefined && startOf(place) >= one.start && startOf(place) < one.end
  return (
    places.find((place) => isIn(place, numbered.sentences[sentence - 1])) ??
    places.find((place) => numbered.sentences.some((one) => isIn(place, one))) ??
    places[0]
  )
}

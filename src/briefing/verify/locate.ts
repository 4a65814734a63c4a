import type { NumberedText } from './number-sentences.ts'
import { onlyWords, readWords } from './words.ts'
import type { Word } from './words.ts'

/** Where the words of a quote stand: indices into the text's words, both inclusive. */
export type Place = { readonly from: number; readonly to: number; readonly edits: number }

/** A window may differ from the quote in two words at most, and in a fifth of them at most. */
const maxEdits = 2
const maxEditShare = 0.2

/** Longer than any quote that may be shown: what is beyond it is cut off before it is searched for. */
const maxQuoteWords = 200

const exactPlaces = (words: readonly Word[], quote: readonly Word[]): Place[] => {
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

/** The windows of the text nearest to the quote by edits of whole words (Sellers' algorithm), within the limits. */
const nearPlaces = (words: readonly Word[], quote: readonly Word[]): Place[] => {
  const limit = Math.min(maxEdits, Math.floor(quote.length * maxEditShare))
  if (limit === 0) return []
  let costs = Array.from({ length: quote.length + 1 }, (_, index) => index)
  let froms = Array.from({ length: quote.length + 1 }, () => 0)
  let best = limit + 1
  let places: Place[] = []
  for (const [at, word] of words.entries()) {
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
    costs = nextCosts
    froms = nextFroms
    const cost = costs[quote.length] ?? Number.POSITIVE_INFINITY
    if (cost < best) {
      best = cost
      places = []
    }
    if (cost === best) places.push({ from: froms[quote.length] ?? 0, to: at, edits: cost })
  }
  return places.filter((place) => place.from <= place.to)
}

/**
 * Finds the words of a quote in the text, whatever its typography, case and punctuation; where they stand nowhere, the
 * nearest words within two edits. Of several places the one in the sentence that the draft names is taken.
 */
export const locateQuote = (numbered: NumberedText, quote: string, sentence: number): Place | undefined => {
  const wanted = onlyWords(readWords(quote.normalize('NFC'))).slice(0, maxQuoteWords)
  const exact = exactPlaces(numbered.words, wanted)
  const places = exact.length > 0 ? exact : nearPlaces(numbered.words, wanted)
  const named = numbered.sentences[sentence - 1]
  const isInNamed = ({ from }: Place): boolean => {
    const start = numbered.words[from]?.start ?? -1
    return named !== undefined && start >= named.start && start < named.end
  }
  return places.find(isInNamed) ?? places.find(({ from }) => (numbered.words[from]?.start ?? 0) >= 0)
}

/** How many words a quote has. */
export const countWords = (quote: string): number => onlyWords(readWords(quote)).length

import type { Bracket, Claim, Quote } from './port.ts'
import { countWords } from './text/words.ts'
import { isUnsafe } from './unsafe.ts'

/** The words of a bracket may come from this many sentences before the quote. */
export const reach = 3
/** In words: a bracket names something, and does not describe it. */
const longest = 8

/** Words to be shown in brackets after a word of the quote, as code or a model proposes them; not checked yet. */
export type ProposedBracket = { readonly after: string; readonly words: string }

/** The same for the sentence with that number. */
export type NumberedBracket = ProposedBracket & { readonly sentence: number }

const isWordEdge = (text: string, at: number): boolean =>
  !/[\p{L}\p{N}]/u.test(text.charAt(at - 1)) || !/[\p{L}\p{N}]/u.test(text.charAt(at))

/** Where `part` occurs in the text as complete words; undefined if it does not. */
const placeOf = (text: string, part: string): number | undefined => {
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1))
    if (isWordEdge(text, at) && isWordEdge(text, at + part.length)) return at
  return undefined
}

/**
 * The bracket if it may be shown: its words occur, character by character, in one of the sources (the three sentences
 * before the quote, the subhead, the title), are few and safe, and `after` occurs in the quote. Otherwise undefined.
 */
export const checkBracket = (
  { after, words }: ProposedBracket,
  quote: Quote,
  sources: readonly string[],
): Bracket | undefined => {
  const [said, shown] = [after.trim(), words.trim()]
  if (said === '' || shown === '' || countWords(shown) > longest || /[[\]“”"()\n]/u.test(shown)) return undefined
  if (isUnsafe(shown) || !sources.some((source) => placeOf(source, shown) !== undefined)) return undefined
  const at = placeOf(quote.text, said)
  // The quote already contains these words.
  if (at === undefined || placeOf(quote.text, shown) !== undefined) return undefined
  return { at: quote.start + at + said.length, text: shown }
}

/** How many words of the text a claim shows: its quote, the sentence before it, and the words in brackets. */
export const quotedWords = ({ quote, context, brackets = [] }: Pick<Claim, 'quote' | 'context' | 'brackets'>): number =>
  [quote, ...(context === undefined ? [] : [context]), ...brackets].reduce((sum, { text }) => sum + countWords(text), 0)

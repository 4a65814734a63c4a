import type { Bracket, Claim, Quote } from './port.ts'
import { countWords } from './text/words.ts'
import { isUnsafe } from './unsafe.ts'

/** So many sentences before a quote may tell what its words mean. */
export const reach = 3
/** In words: a bracket names something, and says nothing of it. */
const longest = 8

/** Words that are to stand in brackets behind a word of the quote, as code or a model proposes them; nothing of it is trusted. */
export type ProposedBracket = { readonly after: string; readonly words: string }

/** The same for the sentence of that number. */
export type NumberedBracket = ProposedBracket & { readonly sentence: number }

const isWordEdge = (text: string, at: number): boolean =>
  !/[\p{L}\p{N}]/u.test(text.charAt(at - 1)) || !/[\p{L}\p{N}]/u.test(text.charAt(at))

/** Where `part` stands in the text as whole words; undefined where it does not. */
const placeOf = (text: string, part: string): number | undefined => {
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1))
    if (isWordEdge(text, at) && isWordEdge(text, at + part.length)) return at
  return undefined
}

/**
 * The bracket where it may be shown: its words stand, character by character, in one of the sources (the three sentences
 * before the quote, the subhead, the title), are few and safe, and `after` stands in the quote. Undefined where not.
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
  // The quote says it itself.
  if (at === undefined || placeOf(quote.text, shown) !== undefined) return undefined
  return { at: quote.start + at + said.length, text: shown }
}

/** How many words of the text a claim shows: its quote, the sentence before and the words in brackets. */
export const quotedWords = ({ quote, context, brackets = [] }: Pick<Claim, 'quote' | 'context' | 'brackets'>): number =>
  [quote, ...(context === undefined ? [] : [context]), ...brackets].reduce((sum, { text }) => sum + countWords(text), 0)

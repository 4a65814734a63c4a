import type { Claim } from './port.ts'
import { countWords } from './text/words.ts'

/** How many words of the text a claim shows: its quote, the sentence before and the words in brackets. */
export const quotedWords = ({ quote, context, brackets = [] }: Pick<Claim, 'quote' | 'context' | 'brackets'>): number =>
  [quote, ...(context === undefined ? [] : [context]), ...brackets].reduce((sum, { text }) => sum + countWords(text), 0)

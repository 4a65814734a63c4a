import { readFileSync } from 'node:fs'

/**
 * Words so common that they occur by themselves in any English text, and short nouns that compounds are made of. Where a PDF's
 * text reads "in stability" or "sea bed", both halves are words, and nothing may be joined.
 */
const words: ReadonlySet<string> = new Set(
  readFileSync(new URL('common-words.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n'),
)

/** Whether the word, in lower case, is one that any text may hold by itself. */
export const isCommonWord = (word: string): boolean => words.has(word)

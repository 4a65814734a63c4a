import { readFileSync } from 'node:fs'

/**
 * Words so common that they occur in any English text, and short nouns of which compounds are made. If a PDF's text
 * reads "in stability" or "sea bed", both parts may be words, and must not be joined.
 */
const words: ReadonlySet<string> = new Set(
  readFileSync(new URL('common-words.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n'),
)

/** Whether any English text may contain the word, given in lower case. */
export const isCommonWord = (word: string): boolean => words.has(word)

import { readFileSync } from 'node:fs'

let text = ''

/** The lines of `lexicon/wordnet.txt`, sorted by word: word|own|kin|wider|sides|a where it may be an adjective or adverb. */
const lines = (): string => (text ||= readFileSync(new URL('lexicon/wordnet.txt', import.meta.url), 'latin1'))

/** The line of a word, found by halving the file: nothing is parsed that is not asked for. */
export const lineOf = (word: string): string | undefined => {
  const all = lines()
  let [low, high] = [0, all.length]
  while (low < high) {
    const start = all.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1
    const found = all.slice(start, all.indexOf('|', start))
    if (found === word) return all.slice(start, all.indexOf('\n', start))
    if (found < word) low = all.indexOf('\n', start) + 1
    else high = start
  }
  return undefined
}

/** Whether WordNet lists the word in this very form. */
export const isKnown = (word: string): boolean => lineOf(word) !== undefined

/** Whether WordNet has the word, in this very form, as an adjective or adverb: these are marked at the end of their line. */
export const isMarked = (word: string): boolean => lineOf(word)?.endsWith('|a') === true

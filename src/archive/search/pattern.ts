import type { Term } from '../query/tree.ts'
import { stemOf, type Word, wordsOf } from '../query/words.ts'

/** Stems that stand next to each other in a text, and how much it tells that they do. */
export type Pattern = { readonly stems: readonly string[]; readonly weight: number }
/** Where a pattern stands: UTF-16 offsets. */
export type Match = { readonly pattern: Pattern; readonly start: number; readonly end: number }

/** What is looked for in a text: each term, and the longer parts of a compound such as `Indo-Pacific`. */
export const patternsOf = (terms: readonly Term[]): Pattern[] => {
  const patterns = new Map<string, Pattern>()
  const add = (tokens: readonly string[], weight: number): void => {
    const key = tokens.join(' ')
    if (!patterns.has(key)) patterns.set(key, { stems: tokens.map(stemOf), weight })
  }
  for (const { field, tokens, otherNames } of terms) {
    if (field === 'any') for (const words of [tokens, ...otherNames]) add(words, words.length > 1 ? 2 : 1)
  }
  for (const { field, tokens, isQuoted } of terms) {
    if (field !== 'any' || isQuoted || tokens.length < 2) continue
    for (const token of tokens) if (token.length > 2) add([token], 0.5)
  }
  return [...patterns.values()]
}

/**
 * Finds patterns in texts, whose place `offset` is added to what is found. Stems are costly: only words that begin as a stem does are
 * stemmed, and each of them once.
 */
export const createFinder = (patterns: readonly Pattern[]) => {
  // Porter's stem is the beginning of its word but for, at most, its own last letter.
  const wanted = patterns.map((pattern) => ({ pattern, beginning: pattern.stems[0]?.slice(0, -1) ?? '' }))
  const stems = new Map<string, string>()
  const stem = (token: string): string => {
    const known = stems.get(token)
    if (known !== undefined) return known
    const made = stemOf(token)
    stems.set(token, made)
    return made
  }
  const holdsAt = (words: readonly Word[], at: number, pattern: Pattern): boolean =>
    pattern.stems.every((wanted, index) => {
      const word = words[at + index]
      return word !== undefined && stem(word.token) === wanted
    })

  return (text: string, offset: number): Match[] => {
    const words = wordsOf(text)
    const matches: Match[] = []
    for (const [at, word] of words.entries()) {
      for (const { pattern, beginning } of wanted) {
        if (!word.token.startsWith(beginning) || !holdsAt(words, at, pattern)) continue
        const end = words[at + pattern.stems.length - 1]?.end ?? word.end
        matches.push({ pattern, start: offset + word.start, end: offset + end })
      }
    }
    return matches
  }
}

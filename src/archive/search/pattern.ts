import type { Term } from '../query/tree.ts'
import { firstLettersOf, stemOf, wordsOf } from '../query/words.ts'

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

/** Finds patterns in texts, whose place `offset` is added to what is found. */
export const createFinder = (patterns: readonly Pattern[]) => {
  const byFirst = Map.groupBy(patterns, ({ stems }) => stems[0])
  // Most words begin with another letter than any that is looked for, and need no stem.
  const letters = new Set(patterns.flatMap(({ stems }) => firstLettersOf(stems[0] ?? '')))
  return (text: string, offset: number): Match[] => {
    const words = wordsOf(text)
    const isAt = (stem: string, at: number): boolean => stemOf(words[at]?.token ?? '') === stem
    return words.flatMap((word, at) => {
      if (!letters.has(word.token.charCodeAt(0))) return []
      return (byFirst.get(stemOf(word.token)) ?? []).flatMap((pattern): Match[] => {
        const last = words[at + pattern.stems.length - 1]
        const isHere = last !== undefined && pattern.stems.every((stem, index) => isAt(stem, at + index))
        return isHere ? [{ pattern, start: offset + word.start, end: offset + last.end }] : []
      })
    })
  }
}

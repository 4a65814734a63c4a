import type { Term } from '../query/tree.ts'
import { stemOf, writtenAs } from '../query/words.ts'
import { beginningOf, textWords } from './text-words.ts'

/** Stems that follow each other in a text, and the weight of finding them. */
export type Pattern = { readonly stems: readonly string[]; readonly weight: number }
/** Where a pattern was found: UTF-16 offsets. */
export type Match = { readonly pattern: Pattern; readonly start: number; readonly end: number }

/** What to look for in a text: each term, and the longer parts of a compound such as `Indo-Pacific`. */
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

/** Returns a function that finds patterns in a text; `offset` is added to the places. */
export const createFinder = (patterns: readonly Pattern[]) => {
  const byFirst = Map.groupBy(patterns, ({ stems }) => stems[0])
  // Most words begin with other letters than any pattern, and need not be read.
  const beginnings = new Set(patterns.flatMap(({ stems }) => writtenAs(stems[0] ?? '').map(beginningOf)))
  return (text: string, offset: number): Match[] => {
    const words = textWords(text)
    const isAt = (stem: string, at: number): boolean => stemOf(words.at(at)?.token ?? '') === stem
    const matches: Match[] = []
    for (let at = 0; at < words.count; at += 1) {
      const word = words.mayBegin(at, beginnings) ? words.at(at) : undefined
      if (word === undefined) continue
      for (const pattern of byFirst.get(stemOf(word.token)) ?? []) {
        const last = words.at(at + pattern.stems.length - 1)
        const isHere = last !== undefined && pattern.stems.every((stem, index) => isAt(stem, at + index))
        if (isHere) matches.push({ pattern, start: offset + word.start, end: offset + last.end })
      }
    }
    return matches
  }
}

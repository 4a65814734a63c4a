import { distance } from 'fastest-levenshtein'
import { isStopWord } from '../query/stop-words.ts'
import { capitalsMark, plainToken } from '../query/words.ts'
import { editDistance, oneEditFrom } from './edit-distance.ts'
import type { CurrentIndex } from './index-of.ts'

/** A word that the archive holds, as a person would type it. */
type Known = { readonly token: string; readonly uses: number }
type Near = Known & { readonly edits: number }

/** A word that was used once may be a misprint: nothing is corrected to it. */
const leastUses = 2

/** Whole words with a meaning of their own that begin so. */
const wordsBeginning = (index: CurrentIndex, letter: string): readonly Known[] =>
  index.remember(`words ${letter}`, () =>
    index
      .all<Known>(
        'select token, uses from words where token >= ? and token < ? and uses > 0',
        letter,
        `${letter}\u{10ffff}`,
      )
      .map(({ token, uses }) => ({ token: plainToken(token), uses }))
      .filter(({ token }) => token.length > 2 && !isStopWord(token)),
  )

/** Of these words those that the archive uses often enough, in capitals or not, the most used first. */
const wordsAmong = (index: CurrentIndex, words: readonly string[]): readonly Known[] => {
  const meant = words.filter((word) => word.length > 2 && !isStopWord(word))
  return index
    .all<Known>(
      'select token, uses from words where uses >= ? and token in (select value from json_each(?)) order by uses desc',
      leastUses,
      JSON.stringify(meant.flatMap((word) => [word, `${word}${capitalsMark}`])),
    )
    .map(({ token, uses }) => ({ token: plainToken(token), uses }))
}

/** Nearest first, then by how often they are used. */
const nearestAmong = (words: readonly Known[], token: string, most: number): Near[] => {
  const near: Near[] = []
  for (const word of words) {
    // A swap is two edits to the fast distance, which only sieves.
    if (Math.abs(word.token.length - token.length) > most || distance(token, word.token) > 2 * most) continue
    const edits = editDistance(token, word.token, most)
    if (edits > 0 && edits <= most) near.push({ ...word, edits })
  }
  return near.sort((a, b) => a.edits - b.edits || b.uses - a.uses)
}

/** Known words spelt like this one with the same first letter, nearest first, that are used so often at least. */
export const nearWords = (index: CurrentIndex, token: string, most: number, least = 1): string[] => {
  if (!/^\p{L}{3,}$/u.test(token)) return []
  const words = wordsBeginning(index, token.charAt(0)).filter(({ uses }) => uses >= least)
  return [...new Set(nearestAmong(words, token, most).map((near) => near.token))]
}

/**
 * The word that a person most likely meant by one that no commentary holds: one edit away, with the same first letter if
 * there is such a word, two edits from eight letters on; of equals the one that is used most. Never for a
 * number, fewer than four letters, or an abbreviation in capitals.
 */
export const correctedWord = (index: CurrentIndex, token: string): string | undefined => {
  if (!/^\p{L}{4,}$/u.test(token)) return undefined
  const near = wordsAmong(index, [...oneEditFrom(token)])
  const same = near.find((word) => word.token.startsWith(token.charAt(0)))
  // A short word with another first letter is another word.
  const other = token.length < 5 ? undefined : near[0]
  if (same !== undefined || other !== undefined) return (same ?? other)?.token
  return nearWords(index, token, token.length < 8 ? 1 : 2, leastUses)[0]
}

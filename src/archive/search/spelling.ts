import { distance } from 'fastest-levenshtein'
import { isStopWord } from '../query/stop-words.ts'
import { capitalsMark, plainToken } from '../query/words.ts'
import { editDistance, oneEditFrom } from './edit-distance.ts'
import type { CurrentIndex } from './index-of.ts'

/** A word of the archive, as a person would type it. */
type Known = { readonly token: string; readonly uses: number }
type Near = Known & { readonly edits: number }

/** A word that was used only once may be a misprint: nothing is corrected to it. */
const leastUses = 2

/** The archive's words with this first letter, without short and common ones. */
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

/** The words that the archive uses often enough, in capitals or not, the most used first. */
const wordsAmong = (index: CurrentIndex, words: readonly string[], least = leastUses): readonly Known[] => {
  const meant = words.filter((word) => word.length > 2 && !isStopWord(word))
  return index
    .all<Known>(
      'select token, uses from words where uses >= ? and token in (select value from json_each(?)) order by uses desc',
      least,
      JSON.stringify(meant.flatMap((word) => [word, `${word}${capitalsMark}`])),
    )
    .map(({ token, uses }) => ({ token: plainToken(token), uses }))
}

/** The most similar first, then by how often they are used. */
const nearestAmong = (words: readonly Known[], token: string, most: number): Near[] => {
  const near: Near[] = []
  for (const word of words) {
    // The fast distance counts a swap as two edits; it only preselects.
    if (Math.abs(word.token.length - token.length) > most || distance(token, word.token) > 2 * most) continue
    const edits = editDistance(token, word.token, most)
    if (edits > 0 && edits <= most) near.push({ ...word, edits })
  }
  return near.sort((a, b) => a.edits - b.edits || b.uses - a.uses)
}

/**
 * Known words that are spelled like this one, with the same first letter and at least `least` uses, the most similar
 * first.
 */
export const nearWords = (index: CurrentIndex, token: string, most: number, least = 1): string[] => {
  if (!/^\p{L}{3,}$/u.test(token)) return []
  const words = wordsBeginning(index, token.charAt(0)).filter(({ uses }) => uses >= least)
  return [...new Set(nearestAmong(words, token, most).map((near) => near.token))]
}

/**
 * The relative probability of a slip. There are as many ways to swap two letters, omit one or double one as the word
 * has letters; a wrong letter can be any of the alphabet, so each single one is rarer.
 */
const likelihoodOf = (typed: string, meant: string): number => {
  const at = firstDifference(typed, meant)
  const isSwap = typed.length === meant.length && typed.charAt(at) === meant.charAt(at + 1)
  const isDoubled = typed.length > meant.length && typed.charAt(at) === typed.charAt(at - 1)
  const isLeftOut = typed.length < meant.length && at > 0
  return isSwap || isDoubled || isLeftOut ? 1 : 0.1
}

const firstDifference = (one: string, other: string): number => {
  let at = 0
  while (at < one.length && one.charAt(at) === other.charAt(at)) at += 1
  return at
}

/**
 * A word with another first letter is another word (`nation`, `ration`). Only a word of at least this many letters may be
 * meant with a letter more or less at its beginning.
 */
const leastHeadless = 6
const mayBeMeant = (typed: string, meant: string): boolean => {
  if (typed.charAt(0) === meant.charAt(0)) return true
  const isSwap = typed.charAt(0) === meant.charAt(1) && typed.charAt(1) === meant.charAt(0)
  return isSwap || (typed.length >= leastHeadless && typed.length !== meant.length)
}

/** A word that may be meant, and its relative probability. */
export type Guess = { readonly token: string; readonly worth: number }

/** Guesses with at least this share of the best one's probability are considered. */
const leastShare = 0.02
const mostGuesses = 4

/**
 * The words that a person most likely meant by one that is in no commentary, most likely first: one edit away, or two
 * from eight letters on; of several, the one that is used most and whose slip is most likely. None for a number, fewer
 * than four letters, or an abbreviation in capitals.
 */
export const guessesFor = (index: CurrentIndex, token: string): readonly Guess[] => {
  if (!/^\p{L}{4,}$/u.test(token)) return []
  const near = wordsAmong(index, [...oneEditFrom(token)])
    .filter((word) => mayBeMeant(token, word.token))
    .map((word) => ({ token: word.token, worth: word.uses * likelihoodOf(token, word.token) }))
    .toSorted((one, other) => other.worth - one.worth)
  if (near.length > 0)
    return near.slice(0, mostGuesses).filter(({ worth }) => worth >= leastShare * (near[0]?.worth ?? 0))
  const [nearest] = nearWords(index, token, token.length < 8 ? 1 : 2, leastUses)
  return nearest === undefined ? [] : [{ token: nearest, worth: 1 }]
}

/** The fewest letters of a word that is guessed from its context. */
const leastInContext = 4

/**
 * Words one edit away that are too uncertain alone: used once, so that they may be misprints, or with only a few
 * letters. Other words of the query must confirm them.
 */
export const weakGuessesFor = (index: CurrentIndex, token: string): readonly Guess[] =>
  /^\p{L}{3,}$/u.test(token)
    ? wordsAmong(index, [...oneEditFrom(token)], 1)
        .filter((word) => word.token.length >= leastInContext && mayBeMeant(token, word.token))
        .map((word) => ({ token: word.token, worth: word.uses * likelihoodOf(token, word.token) }))
        .toSorted((one, other) => other.worth - one.worth)
        .slice(0, mostGuesses)
    : []

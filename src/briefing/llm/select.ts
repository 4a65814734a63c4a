import { stemmer } from 'stemmer'
import { countWords } from '../text/words.ts'
import type { Claim, Quote } from '../port.ts'
import { quotedWords } from '../brackets.ts'
import type { CardPlace } from '../record.ts'
import type { NumberedText } from './types.ts'
import { wordsOf } from './words.ts'

const mostClaims = 5
/** A briefing gives the author's argument; the views of others in it come second. */
const mostQuotedViews = 2
const verbatimShare = 0.1
/** Even a text of a few lines may show one sentence. */
const leastVerbatimWords = 40
/** From this similarity on, 0-1, two claims say the same. */
const likeness = 0.7
/** Shorter words say little about a claim's subject. */
const shortestStem = 4

const stemsOf = (text: string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const word of wordsOf(text.toLowerCase()).filter(({ length }) => length >= shortestStem)) {
    counts.set(stemmer(word), (counts.get(stemmer(word)) ?? 0) + 1)
  }
  return counts
}

const cosine = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number => {
  const length = (counts: ReadonlyMap<string, number>): number =>
    Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0))
  const product = [...a].reduce((sum, [stem, count]) => sum + count * (b.get(stem) ?? 0), 0)
  return product === 0 ? 0 : product / (length(a) * length(b))
}

const overlap = (one: Quote, other: Quote): boolean => one.start < other.end && other.start < one.end

const repeats = (one: Claim, other: Claim): boolean =>
  overlap(one.quote, other.quote) || cosine(stemsOf(one.text), stemsOf(other.text)) > likeness

/** How many words of a text may be quoted: a tenth of its body, counted between white space. */
export const quotableWords = ({ sentences }: NumberedText): number => {
  const body = sentences.filter(({ block }) => block === 'paragraph')
  const words = body.reduce((sum, { text }) => sum + countWords(text), 0)
  return Math.max(leastVerbatimWords, Math.floor(words * verbatimShare))
}

/** The claims of a card, selected one by one in order of importance. */
export type Selection = {
  readonly claims: readonly Claim[]
  /** Adds a claim; returns why there is no place for it, or undefined if it was added. */
  take(claim: Claim): CardPlace | undefined
}

/**
 * A card with room for `most` claims (at most five) and `words` quoted words, with at most two views of others and no
 * repetitions.
 */
export const createSelection = (words: number, most = mostClaims): Selection => {
  const claims: Claim[] = []
  let left = words
  return {
    claims,
    take(claim) {
      const length = quotedWords(claim)
      const views = claims.filter(({ holder }) => holder.type === 'quoted').length
      if (claims.some((other) => repeats(claim, other))) return 'repeats'
      if (claims.length >= Math.min(most, mostClaims)) return 'enough'
      if (claim.holder.type === 'quoted' && views >= mostQuotedViews) return 'views'
      if (length > left) return 'words'
      claims.push(claim)
      left -= length
      return undefined
    },
  }
}

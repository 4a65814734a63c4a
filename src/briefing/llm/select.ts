import { quotedWords } from '../brackets.ts'
import { createLikeness } from '../extractive/centrality.ts'
import { mostClaims } from '../extractive/choose.ts'
import { verbatimShare } from '../extractive/index.ts'
import type { Claim } from '../port.ts'
import type { CardPlace } from '../record.ts'
import { countWords, stemsOf } from '../text/words.ts'
import type { NumberedText } from './types.ts'

/** A briefing gives the author's argument; the views of others in it come second. */
const mostQuotedViews = 2
/** From this similarity on, 0-1, two claims say the same. */
const alike = 0.6

const repeats = (one: Claim, other: Claim): boolean => {
  if (one.quote.start < other.quote.end && other.quote.start < one.quote.end) return true
  const [a, b] = [stemsOf(one.text), stemsOf(other.text)]
  return createLikeness([a, b])(a, b) >= alike
}

/** How many words of a text may be quoted: a tenth of its body, counted between white space. */
export const quotableWords = ({ sentences }: NumberedText): number => {
  const body = sentences.filter(({ block }) => block === 'paragraph')
  return Math.floor(body.reduce((sum, { text }) => sum + countWords(text), 0) * verbatimShare)
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

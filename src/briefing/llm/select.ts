import { quotedWords } from '../brackets.ts'
import { createLikeness } from '../extractive/centrality.ts'
import { fewestClaims, mostClaims } from '../extractive/choose.ts'
import { verbatimShare } from '../extractive/index.ts'
import type { Claim } from '../port.ts'
import type { CardPlace } from '../record.ts'
import { countWords, stemsOf } from '../text/words.ts'
import type { NumberedText } from '../verify/index.ts'

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

/** A card that is filled claim by claim; `take` returns why there is no place for a claim, or undefined if it was added. */
const createSelection = (words: number, most: number) => {
  const claims: Claim[] = []
  let left = words
  const take = (claim: Claim): CardPlace | undefined => {
    const length = quotedWords(claim)
    const views = claims.filter(({ holder }) => holder.type === 'quoted').length
    if (claims.some((other) => repeats(claim, other))) return 'repeats'
    if (claims.length >= most) return 'enough'
    if (claim.holder.type === 'quoted' && views >= mostQuotedViews) return 'views'
    if (length > left) return 'words'
    claims.push(claim)
    left -= length
    return undefined
  }
  return { claims, take }
}

/** A claim that the model proposes; undefined if its sentence cannot be shown alone. `as`: its place if there is room. */
export type Proposal = { readonly claim: Claim | undefined; readonly as: 'retold' | 'own-words' }

/** The claims of a card, and what became of each proposal. */
export type Card = { readonly claims: readonly Claim[]; readonly places: readonly CardPlace[] }

/**
 * The proposals in the model's order of importance, filled up with the program's extracts to three claims, at most
 * five; `words` may be quoted.
 */
export const fillCard = (proposals: readonly Proposal[], extracts: readonly Claim[], words: number): Card => {
  const wanted = Math.min(mostClaims, Math.max(fewestClaims, proposals.length))
  const fillWith = (most: number): Card => {
    const { claims, take } = createSelection(words, wanted)
    const places = proposals.map(({ claim, as }): CardPlace => {
      if (claim === undefined) return 'not-alone'
      return claims.length < most ? (take(claim) ?? as) : 'words'
    })
    for (const extract of extracts) take(extract)
    return { claims, places }
  }
  // A long sentence that the model proposes may leave no room for two more; then the last proposals are left out.
  const enough = Math.min(fewestClaims, extracts.length)
  let most = wanted
  let card = fillWith(most)
  while (card.claims.length < enough && most > 0) {
    most -= 1
    card = fillWith(most)
  }
  return card
}

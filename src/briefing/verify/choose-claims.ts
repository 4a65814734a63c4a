import { stemmer } from 'stemmer'
import { countWords } from '../extractive/body.ts'
import type { Claim } from '../port.ts'
import type { NumberedText } from './number-sentences.ts'
import { longestQuote } from './excerpt.ts'
import { readTerms } from './terms.ts'

const mostClaims = 5
const verbatimShare = 0.1
/** A text of a few lines still shows one sentence of it. */
const leastVerbatimWords = longestQuote
const likeness = 0.7

const stemsOf = (text: string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const term of readTerms(text))
    if (term.isContent) counts.set(stemmer(term.lower), (counts.get(stemmer(term.lower)) ?? 0) + 1)
  return counts
}

const cosine = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number => {
  const length = (counts: ReadonlyMap<string, number>): number =>
    Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0))
  const product = [...a].reduce((sum, [stem, count]) => sum + count * (b.get(stem) ?? 0), 0)
  return product === 0 ? 0 : product / (length(a) * length(b))
}

const repeats = (one: Claim, other: Claim, numbered: NumberedText): boolean => {
  const host = ({ quote }: Claim): number =>
    numbered.sentences.findIndex((sentence) => sentence.start < quote.end && sentence.end > quote.start)
  return host(one) === host(other) || cosine(stemsOf(one.text), stemsOf(other.text)) > likeness
}

/**
 * The claims to show, in the order of the text: at most five, none that repeats another or rests on its sentence, quotes of
 * at most 35 words and together at most a tenth of the body's. Earlier claims in the list go before later ones.
 */
export const chooseClaims = (claims: readonly Claim[], numbered: NumberedText): Claim[] => {
  const body = numbered.sentences
    .filter((sentence) => sentence.block === 'paragraph')
    .reduce((sum, { text }) => sum + countWords(text), 0)
  const budget = Math.max(leastVerbatimWords, Math.floor(body * verbatimShare))
  const chosen: Claim[] = []
  let spent = 0
  for (const claim of claims) {
    const words = countWords(claim.quote.text)
    if (chosen.length >= mostClaims || words > longestQuote || spent + words > budget) continue
    if (chosen.some((other) => repeats(claim, other, numbered))) continue
    chosen.push(claim)
    spent += words
  }
  return chosen.sort((a, b) => a.quote.start - b.quote.start)
}

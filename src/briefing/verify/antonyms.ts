import { stemmer } from 'stemmer'
import { fault } from './check.ts'
import type { Check, CheckInput } from './check.ts'
import { antonymPairs } from './lexicon/antonyms.ts'
import type { Reading } from './reading.ts'

const opposites = new Map<string, Set<string>>()
const link = (a: string, b: string): void => {
  opposites.set(a, (opposites.get(a) ?? new Set()).add(b))
}
for (const [a = '', b = ''] of antonymPairs) {
  for (const [one, other] of [
    [a, b],
    [stemmer(a), stemmer(b)],
  ] as const) {
    link(one, other)
    link(other, one)
  }
}

const prefixes = ['un', 'in', 'im', 'il', 'ir', 'dis', 'non', 'mis', 'de']

const isPrefixed = (long: string, short: string): boolean =>
  short.length > 3 && prefixes.some((prefix) => long === prefix + short)

/** Whether two words say the opposite of each other, by the list of pairs or by a prefix (`lawful`, `unlawful`). */
export const isOpposite = (a: string, b: string): boolean => {
  const first = stemmer(a)
  const second = stemmer(b)
  return (
    opposites.get(a)?.has(b) === true ||
    opposites.get(first)?.has(second) === true ||
    isPrefixed(a, b) ||
    isPrefixed(b, a) ||
    isPrefixed(first, second) ||
    isPrefixed(second, first)
  )
}

const isNegated = (reading: Reading, index: number): boolean =>
  reading.operators.filter((operator) => operator.kind === 'negator' && index >= operator.from && index <= operator.to)
    .length %
    2 ===
  1

/** Words that are one half of a pair and too common in another sense to count alone. */
const vague = new Set(
  'over under for against with without first last before after best most more less right present even'.split(' '),
)

/** The comparison turned round with its sides: “less A than B” for “more B than A”. Order is looked at elsewhere. */
const isSwappedComparison = (claim: Reading, host: Reading): boolean =>
  claim.terms.some((term) => term.lower === 'than') && host.terms.some((term) => term.lower === 'than')

const isSafePair = ({ claim, evidence }: CheckInput, word: string): boolean =>
  vague.has(word) &&
  !(word === 'more' || word === 'less' || word === 'first' || word === 'last' || word === 'most' || word === 'best')
    ? true
    : (word === 'more' || word === 'less') && isSwappedComparison(claim, evidence.host)
      ? claim.terms.filter((term) => term.lower === word).length === 0
      : false

/** A claim with one of two opposites where the evidence has the other, and both under the same sign, says the reverse. */
export const checkAntonyms: Check = (input) => {
  const { claim, evidence } = input
  const host = evidence.host
  const claimWords = new Set(claim.terms.flatMap((term) => [term.lower, stemmer(term.lower)]))
  const hostWords = new Set(host.terms.flatMap((term) => [term.lower, stemmer(term.lower)]))
  for (const [index, term] of claim.terms.entries()) {
    if (hostWords.has(term.lower) || hostWords.has(stemmer(term.lower)) || isSafePair(input, term.lower)) continue
    const at = host.terms.findIndex(
      (other) =>
        isOpposite(term.lower, other.lower) && !claimWords.has(other.lower) && !claimWords.has(stemmer(other.lower)),
    )
    const other = host.terms[at]
    if (other === undefined || isNegated(claim, index) !== isNegated(host, at)) continue
    return [fault('ANTONYM', `says “${term.word.raw}”; ${evidence.label} says “${other.word.raw}”`)]
  }
  return []
}

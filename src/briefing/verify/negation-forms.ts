import type { CheckInput } from './check.ts'
import { isSuperlative } from './extent-words.ts'
import type { Reading } from './reading.ts'
import { isKnown } from './wordnet-file.ts'

const isDegree = (lower: string): boolean => /^(?:more|less|as|so|than)$|.{3}er$/u.test(lower)

/** “no deterrent is cheaper” and “the cheapest deterrent” say the same, one of them with a negation. */
export const isNegatedExtreme = (negated: Reading, plain: Reading): boolean => {
  const words = (reading: Reading): Set<string> => new Set(reading.terms.map((term) => term.lower))
  const [said, meant] = [words(negated), words(plain)]
  const isMostSaid = [...meant].some((word) => (isSuperlative(word) || word === 'most') && !said.has(word))
  const isAnySaid = /\b(?:more|less) than any\b|\bthan any other\b/iu.test(plain.text)
  return (isMostSaid || isAnySaid) && [...said].some((word) => isDegree(word) && !meant.has(word))
}

/** The negation in a word: “unobtainable”, “ice-free”, and “improbable” for “nor probable”. */
const hasOwnNegation = (word: string): boolean => /^un\p{L}{5,}$/u.test(word) && isKnown(word.slice(2))

/** Whether a word of the claim's own says no inside: “would have been unobtainable” for “could not have been had”. */
export const isInWord = ({ claim, alignment }: CheckInput): boolean =>
  claim.terms.some(
    ({ lower }, index) => !alignment.toEvidence.has(index) && (lower === 'free' || hasOwnNegation(lower)),
  )

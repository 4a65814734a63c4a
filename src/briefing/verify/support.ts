import { doubt, fault } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import { checkJoined } from './joined.ts'
import { anaphors } from './lexicon/small-words.ts'
import { isRound, otherSentences, wordsToSupport } from './support-words.ts'
import type { Other } from './support-words.ts'

/** Below this share of its content words in the sentence a claim says something else. */
const leastSupport = 0.3

/** Below this share a judge has to look. */
const fullSupport = 0.5

/** With the words of the paragraph, which a claim needs to say what a pronoun means. */
const leastSupportRound = 0.6

/** By how much another sentence has to bear a claim out better for the claim to be that sentence's. */
const betterBy = 0.35

const isRepeated = ({ claim, evidence }: CheckInput): boolean => {
  const wordsOf = (terms: CheckInput['claim']['terms']): string => ` ${terms.map((term) => term.lower).join(' ')} `
  return wordsOf(evidence.host.terms).includes(wordsOf(claim.terms))
}

/** Whether a pronoun of the evidence may mean what stands in this sentence, one or two before it: then the claim has its words from there. */
const mayResolve = ({ evidence }: CheckInput, { number }: Other): boolean => {
  const at = evidence.numbered.sentences.find((sentence) => sentence.start >= evidence.start)?.number ?? 0
  return number < at && number >= at - 2 && evidence.host.terms.some(({ lower }) => anaphors.has(lower))
}

/** Whether the claim has a figure of its evidence that this sentence does not have. */
const lacksFigures = ({ claim, alignment }: CheckInput, { keys }: Other): boolean =>
  [...alignment.toEvidence.keys()].some((index) => {
    const key = claim.terms[index]?.key ?? ''
    return key.startsWith('#') && !keys.has(key)
  })

const checkShare = (input: CheckInput, words: readonly number[], isIn: (index: number) => boolean): Finding[] => {
  const { claim, evidence } = input
  const shareOf = (is: (index: number) => boolean): number => words.filter(is).length / words.length
  const share = shareOf(isIn)
  if (share >= fullSupport) return []
  const keyOf = (index: number): string => claim.terms[index]?.key ?? ''
  const better = otherSentences(input).filter(
    ({ keys }) => shareOf((index) => keys.has(keyOf(index))) >= share + betterBy,
  )
  const [first] = better
  if (first !== undefined) {
    const message = `says what sentence ${first.number} says; rest it on that one, or keep to ${evidence.label}`
    const isOpen = better.every((other) => mayResolve(input, other) || lacksFigures(input, other))
    return [isOpen ? doubt('SUPPORT_ELSEWHERE', message) : fault('SUPPORT_ELSEWHERE', message)]
  }
  const shareRound = shareOf((index) => isIn(index) || isRound(input, index))
  if (share < leastSupport && (shareRound < leastSupportRound || words.filter(isIn).length < 2))
    return [
      fault(
        'SUPPORT',
        `shares too few words with ${evidence.label} to be checked against it; keep to its words or name the right sentence`,
      ),
    ]
  return [doubt('SUPPORT', `shares few words with ${evidence.label}`)]
}

/** Enough of the claim's words stand in its sentence, no other sentence bears it out better, and no run of new words is joined on. */
export const checkSupport: Check = (input) => {
  const { claim, evidence, alignment } = input
  if (isRepeated(input)) return []
  const words = wordsToSupport(input)
  if (words.length === 0) return [fault('SUPPORT', `says nothing that ${evidence.label} could bear out`)]
  const hostKeys = new Set(evidence.host.terms.map((term) => term.key))
  const isIn = (index: number): boolean =>
    alignment.toEvidence.has(index) || hostKeys.has(claim.terms[index]?.key ?? '')
  return [...checkShare(input, words, isIn), ...checkJoined(input, words, isIn)]
}

import { covers } from './align.ts'
import type { CheckInput } from './check.ts'
import { plainLevel } from './lexicon/operators.ts'
import { isOpposite } from './opposites.ts'
import type { Operator, Reading } from './reading.ts'

/** Whether an operator bears on the word. */
export const isWithin = (operator: Operator, index: number): boolean => index >= operator.from && index <= operator.to

/** “no”, “little”: they stand at a noun, and what they turn is its verb. */
export const isOfNoun = (operator: Operator): boolean =>
  /^(?:no|little|few|neither|none|nothing|nobody|without)$/u.test(operator.words)

/** “It does not follow that …”: what is turned is the statement after `that`. */
export const turnsStatement = ({ terms }: Reading, { focus }: Operator): boolean =>
  terms[(focus[0] ?? terms.length) + 1]?.lower === 'that'

/** The indices from one to another, both among them. */
export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset)

const counterpartOf = (input: CheckInput, index: number): number | undefined => input.alignment.toEvidence.get(index)

/** Whether the claim's negation at `operator` stands where the evidence has the opposite word instead: “did not fall”, “rose”. */
export const turnsAntonym = (input: CheckInput, operator: Operator): boolean =>
  (operator.level < plainLevel && input.evidence.host.terms.some(({ lower }) => isOpposite(lower, operator.words))) ||
  operator.focus.some((index) => {
    const word = input.claim.terms[index]?.lower ?? ''
    return (
      !input.alignment.toEvidence.has(index) && input.evidence.host.terms.some((term) => isOpposite(term.lower, word))
    )
  })

const contentBefore = ({ terms }: Reading, index: number): number =>
  [...terms.keys()].findLast((at) => at < index && terms[at]?.isContent === true) ?? -1

const isPronoun = ({ words }: Operator): boolean => /^(?:none|nothing|nobody|neither)$/u.test(words)

/** “satisfies none”, “satisfies none of these”: the same negation after the same word. */
const standsAlike = ({ claim, evidence, alignment }: CheckInput, negator: Operator, candidate: Operator): boolean => {
  const before = contentBefore(claim, negator.at)
  return before !== -1 && alignment.toEvidence.get(before) === contentBefore(evidence.host, candidate.at)
}

/** Whether a negation of the evidence says of the same words what the claim's does. */
export const answersClaim = (input: CheckInput, negator: Operator, candidate: Operator): boolean => {
  const { claim } = input
  if (
    candidate.words === negator.words &&
    (candidate.focus.length === 0 || (isPronoun(negator) && standsAlike(input, negator, candidate)))
  )
    return true
  // A verb of refusal is a content word as well: “denied by no state” and “no state denied” have it in common.
  if (input.alignment.toEvidence.get(negator.at) === candidate.at) return true
  const head = negator.focus.map((index) => counterpartOf(input, index)).find((index) => index !== undefined)
  if (head !== undefined) {
    // “No leader can afford” says of `afford` what “leaders cannot afford” says; a negation in another clause does not.
    return (
      isWithin(candidate, head) ||
      candidate.focus.includes(head) ||
      candidate.focus.some(
        (index) =>
          input.alignment.toClaim.get(index) !== undefined &&
          isWithin(negator, input.alignment.toClaim.get(index) ?? -1),
      )
    )
  }
  const others = range(negator.from, negator.to)
    .filter((index) => claim.terms[index]?.isContent === true)
    .map((index) => counterpartOf(input, index))
    .filter((index) => index !== undefined)
  return others.length === 0 || others.some((index) => isWithin(candidate, index))
}

/** Whether the claim tells what the evidence's negator bears on. */
export const isTold = (input: CheckInput, negator: Operator): boolean => {
  const { alignment, evidence } = input
  const [head] = negator.focus
  // “which contain no nickel”: nickel may be told of without what it is not in.
  const verb = isOfNoun(negator) ? contentBefore(evidence.host, negator.at) : -1
  const isObject = verb !== -1 && evidence.host.terms[verb]?.clause === evidence.host.terms[negator.at]?.clause
  if (isObject && !alignment.toClaim.has(verb)) return covers(alignment, evidence.host, negator.from, negator.to, 0.8)
  if (head !== undefined && alignment.toClaim.has(head)) return true
  return covers(alignment, evidence.host, negator.from, negator.to, 0.5)
}

/** Whether the claim has the opposite of what the evidence negates: “rose” for “did not fall”. */
export const hasOpposite = (input: CheckInput, negator: Operator, claim: Reading): boolean =>
  negator.focus.some((index) => {
    const word = input.evidence.host.terms[index]?.lower ?? ''
    return claim.terms.some((term) => isOpposite(term.lower, word))
  })

/** “not A but B”, of which the evidence has B: it says no to what nobody said. */
export const isCorrective = ({ claim, evidence, alignment }: CheckInput, negator: Operator): boolean => {
  const but = claim.terms.findIndex(({ lower }, index) => index > negator.at && lower === 'but')
  const content = range(but + 1, claim.terms.length - 1).filter((index) => claim.terms[index]?.isContent === true)
  const told = content.filter((index) => alignment.toEvidence.has(index))
  return but !== -1 && evidence.host.idioms.length === 0 && told.length > 0 && told.length * 2 >= content.length
}

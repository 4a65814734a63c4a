import { doubt, doubtIfRetold, fault, wordsAt } from './check.ts'
import type { Check, CheckInput } from './check.ts'
import { covers } from './align.ts'
import { isExclusion } from './exclusion.ts'
import type { Operator, Reading } from './reading.ts'
import { plainLevel } from './lexicon/operators.ts'
import { isOpposite } from './opposites.ts'
import { isInWord, isNegatedExtreme } from './negation-forms.ts'

const isNegator = (operator: Operator): boolean => operator.kind === 'negator'

/** An operator that leaves the sign open: it may answer a negation, and asks for none. */
const isOpen = (operator: Operator): boolean =>
  operator.kind === 'soft' || operator.kind === 'contrast' || (operator.kind === 'weak' && operator.level <= 1)

const isWithin = (operator: Operator, index: number): boolean => index >= operator.from && index <= operator.to

/** “no”, “little”: they stand at a noun, and what they turn is its verb. */
const isOfNoun = (operator: Operator): boolean =>
  /^(?:no|little|few|neither|none|nothing|nobody|without)$/u.test(operator.words)

/** “It does not follow that …”: what is turned is the statement after `that`. */
const turnsStatement = ({ terms }: Reading, { focus }: Operator): boolean =>
  terms[(focus[0] ?? terms.length) + 1]?.lower === 'that'

const absolute = new Set('no none never nobody nothing'.split(' '))
const approximate = new Set('few rarely seldom hardly scarcely barely little'.split(' '))

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset)

const counterpartOf = (input: CheckInput, index: number): number | undefined => input.alignment.toEvidence.get(index)

/** Whether the claim's negation at `operator` stands where the evidence has the opposite word instead: “did not fall”, “rose”. */
const turnsAntonym = (input: CheckInput, operator: Operator): boolean =>
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

const answersClaim = (input: CheckInput, negator: Operator, candidate: Operator): boolean => {
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
const isTold = (input: CheckInput, negator: Operator): boolean => {
  const { alignment, evidence } = input
  const [head] = negator.focus
  // “which contain no nickel”: nickel may be told of without what it is not in.
  const verb = isOfNoun(negator) ? contentBefore(evidence.host, negator.at) : -1
  const isObject = verb !== -1 && evidence.host.terms[verb]?.clause === evidence.host.terms[negator.at]?.clause
  if (isObject && !alignment.toClaim.has(verb)) return covers(alignment, evidence.host, negator.from, negator.to, 0.8)
  if (head !== undefined && alignment.toClaim.has(head)) return true
  return covers(alignment, evidence.host, negator.from, negator.to, 0.5)
}

const hasOpposite = (input: CheckInput, negator: Operator, claim: Reading): boolean =>
  negator.focus.some((index) => {
    const word = input.evidence.host.terms[index]?.lower ?? ''
    return claim.terms.some((term) => isOpposite(term.lower, word))
  })

/** “not A but B”, of which the evidence has B: it says no to what nobody said. */
const isCorrective = ({ claim, evidence, alignment }: CheckInput, negator: Operator): boolean => {
  const but = claim.terms.findIndex(({ lower }, index) => index > negator.at && lower === 'but')
  const content = range(but + 1, claim.terms.length - 1).filter((index) => claim.terms[index]?.isContent === true)
  const told = content.filter((index) => alignment.toEvidence.has(index))
  return but !== -1 && evidence.host.idioms.length === 0 && told.length > 0 && told.length * 2 >= content.length
}

/**
 * Negations of claim and evidence must answer one another, each with one of its own, over the same words. Doubters
 * (unlikely) and verbs of refusal count as negations; a negation may be answered by an opposite (“did not fall”, “rose”).
 */
export const checkPolarity: Check = (input) => {
  const { claim, evidence, alignment } = input
  const host = evidence.host
  const free = new Set(host.operators.filter(isNegator))
  const { inPlace } = alignment.wording
  const kept = new Set(inPlace.values())
  // What both have in the same place answers itself, and nothing else.
  const open = new Set(host.operators.filter((operator) => isOpen(operator) && !kept.has(operator.at)))
  // A verb that both have answers itself before it answers another.
  const isShared = (negator: Operator): boolean => alignment.toEvidence.has(negator.at)
  const claimNegators = claim.operators.filter(isNegator).sort((a, b) => Number(isShared(b)) - Number(isShared(a)))
  if (isExclusion(claim, host)) return []
  const findings = claimNegators.flatMap((negator) => {
    const same = [...free].filter((candidate) => answersClaim(input, negator, candidate))
    const answer =
      same.find((candidate) => alignment.toEvidence.get(negator.at) === candidate.at) ??
      same.find((candidate) => candidate.words === negator.words) ??
      same[0]
    if (answer !== undefined) {
      free.delete(answer)
      if (!approximate.has(answer.words) || !absolute.has(negator.words)) return []
      return [fault('QUANTIFIER_RAISED', `says “${negator.words}”; ${evidence.label} says “${answer.words}”`)]
    }
    const openAnswer = [...open].find((candidate) => answersClaim(input, negator, candidate))
    if (openAnswer !== undefined) {
      open.delete(openAnswer)
      return []
    }
    if (turnsAntonym(input, negator)) return []
    const words = wordsAt(claim, negator.at, negator.end)
    const message = `says “${words}”; ${evidence.label} does not say so of these words`
    // What is negated in words of the claim's own may render words that say no without a negation.
    const heads = isOfNoun(negator) ? negator.focus : negator.focus.slice(0, 1)
    const isSure =
      heads.every((index) => alignment.toEvidence.has(index)) &&
      !isNegatedExtreme(claim, host) &&
      !isCorrective(input, negator)
    return [isSure ? doubtIfRetold(input, 'NEGATION_ADDED', message) : doubt('NEGATION_UNSURE', message)]
  })
  const claimOpen = claim.operators.filter((operator) => isOpen(operator) && !inPlace.has(operator.at))
  for (const negator of free) {
    if (!isTold(input, negator)) continue
    const told = range(negator.from, negator.to).map((index) => input.alignment.toClaim.get(index))
    const isAnswered =
      claimOpen.some((operator) => told.some((index) => index !== undefined && isWithin(operator, index))) ||
      hasOpposite(input, negator, claim)
    if (isAnswered) continue
    const words = wordsAt(host, negator.at, negator.end)
    const bearings = isOfNoun(negator) || turnsStatement(host, negator) ? negator.focus : negator.focus.slice(0, 1)
    const isSure =
      bearings.some((index) => alignment.toClaim.has(index)) && !isNegatedExtreme(host, claim) && !isInWord(input)
    // One negation of the claim may render two of the evidence (“nor … any”); without any the sign is turned round.
    const isSafe = claimNegators.some(
      (operator) =>
        (!inPlace.has(operator.at) || operator.words === negator.words) &&
        told.some((index) => index !== undefined && isWithin(operator, index)),
    )
    if (isSafe) continue
    const message = `${evidence.label} says “${words}”; the claim leaves it out`
    findings.push(isSure ? doubtIfRetold(input, 'NEGATION_DROPPED', message) : doubt('NEGATION_UNSURE', message))
  }
  return findings
}

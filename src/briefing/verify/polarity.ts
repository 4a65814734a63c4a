import {
  answersClaim,
  hasOpposite,
  isCorrective,
  isOfNoun,
  isTold,
  isWithin,
  range,
  turnsAntonym,
  turnsStatement,
} from './answered-negations.ts'
import { doubt, doubtIfRetold, fault, wordsAt } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import { isExclusion } from './exclusion.ts'
import { isInWord, isNegatedExtreme } from './negation-forms.ts'
import type { Operator, Reading } from './reading.ts'

const isNegator = (operator: Operator): boolean => operator.kind === 'negator'

/** An operator that leaves the sign open: it may answer a negation, and asks for none. */
const isOpen = (operator: Operator): boolean =>
  operator.kind === 'soft' || operator.kind === 'contrast' || (operator.kind === 'weak' && operator.level <= 1)

/** Words that take one thing and rule another out. */
const choosing = /^(?:instead|rather than|in place|as opposed)/u

const absolute = new Set('no none never nobody nothing'.split(' '))
const approximate = new Set('few rarely seldom hardly scarcely barely little'.split(' '))

/** “a state without eyes will never learn” for “without eyes, a state will never learn”: the only one of its kind in both, before words that both have. */
const movedFrom = (
  { claim, evidence }: CheckInput,
  negator: Operator,
  free: ReadonlySet<Operator>,
): Operator | undefined => {
  if (negator.words !== 'without') return undefined
  const isAlone = ({ operators }: Reading): boolean => operators.filter(({ words }) => words === 'without').length === 1
  return isAlone(claim) && isAlone(evidence.host) ? [...free].find(({ words }) => words === 'without') : undefined
}

/** A negation of the claim for which the evidence has none, or only a weaker one. Takes what answers it out of `free` and `open`. */
const addedBy = (input: CheckInput, negator: Operator, free: Set<Operator>, open: Set<Operator>): Finding[] => {
  const { claim, evidence, alignment } = input
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
  const message = `says “${wordsAt(claim, negator.at, negator.end)}”; ${evidence.label} does not say so of these words`
  const moved = movedFrom(input, negator, free)
  if (moved !== undefined) {
    free.delete(moved)
    return [doubt('NEGATION_UNSURE', message)]
  }
  // What is negated in words of the claim's own may render words that say no without a negation.
  const heads = isOfNoun(negator) ? negator.focus : negator.focus.slice(0, 1)
  const isSure =
    heads.every((index) => alignment.toEvidence.has(index)) &&
    !isNegatedExtreme(claim, evidence.host) &&
    !isCorrective(input, negator)
  return [isSure ? doubtIfRetold(input, 'NEGATION_ADDED', message) : doubt('NEGATION_UNSURE', message)]
}

/** “a reason to talk, hardly a reason to leave”: which of the two the claim repeats, the words after it tell. */
const isTwice = ({ terms }: Reading, index = -1): boolean =>
  terms.some(({ key }, at) => at !== index && key === terms[index]?.key)

const nobody = /^(?:nobody|none|no one|never|nothing)$/u
const everybody = /^(?:everybody|everyone|all|always|everything)$/u

/** “Everybody was prepared to sign” for “nobody was prepared to sign”. */
const isTurnedToAll = ({ claim, evidence, alignment }: CheckInput, negator: Operator): boolean => {
  const [head = -1] = negator.focus
  const told = alignment.toClaim.get(head) ?? -1
  const isAll = claim.terms.some(({ lower }, at) => everybody.test(lower) && at < told && told - at <= 3)
  return nobody.test(negator.words) && isAll && !evidence.host.terms.some(({ lower }) => everybody.test(lower))
}

/** A negation of the evidence that the claim tells without it. */
const droppedFrom = (input: CheckInput, negator: Operator): Finding[] => {
  const { claim, evidence, alignment } = input
  const { host } = evidence
  const { inPlace } = alignment.wording
  if (!isTold(input, negator) || hasOpposite(input, negator, claim)) return []
  const told = range(negator.from, negator.to).flatMap((index) => alignment.toClaim.get(index) ?? [])
  const isAnswered = claim.operators.some((operator) => {
    // One negation of the claim may render two of the evidence (“nor … any”); without any the sign is turned round.
    const mayAnswer = isNegator(operator) ? operator.words === negator.words : isOpen(operator)
    const isFree = !inPlace.has(operator.at) || (isNegator(operator) && mayAnswer)
    return (mayAnswer || isNegator(operator)) && isFree && told.some((index) => isWithin(operator, index))
  })
  if (isAnswered) return []
  const message = `${evidence.label} says “${wordsAt(host, negator.at, negator.end)}”; the claim leaves it out`
  if (isTurnedToAll(input, negator)) return [fault('NEGATION_DROPPED', message)]
  const isWide = isOfNoun(negator) || turnsStatement(host, negator) || isTwice(host, negator.focus[0])
  const bearings = isWide ? negator.focus : negator.focus.slice(0, 1)
  const isSure =
    bearings.some((index) => alignment.toClaim.has(index)) && !isNegatedExtreme(host, claim) && !isInWord(input)
  return [isSure ? doubtIfRetold(input, 'NEGATION_DROPPED', message) : doubt('NEGATION_UNSURE', message)]
}

/** “instead of”, “rather than” where the evidence rules nothing out. */
const contrastAdded = ({ claim, evidence }: CheckInput): Finding[] => {
  const { host } = evidence
  const contrast = claim.operators.find(({ kind, words }) => kind === 'contrast' && choosing.test(words))
  const hasContrast =
    host.idioms.length > 0 || host.operators.some(({ kind }) => kind === 'contrast' || kind === 'negator')
  return contrast === undefined || hasContrast
    ? []
    : [doubt('CONTRAST_ADDED', `says “${contrast.words}”; ${evidence.label} rules nothing out`)]
}

/**
 * Negations of claim and evidence must answer one another, each with one of its own, over the same words. Doubters
 * (unlikely) and verbs of refusal count as negations; a negation may be answered by an opposite (“did not fall”, “rose”).
 */
export const checkPolarity: Check = (input) => {
  const { claim, evidence, alignment } = input
  const { host } = evidence
  if (isExclusion(claim, host)) return []
  const free = new Set(host.operators.filter(isNegator))
  const kept = new Set(alignment.wording.inPlace.values())
  // What both have in the same place answers itself, and nothing else.
  const open = new Set(host.operators.filter((operator) => isOpen(operator) && !kept.has(operator.at)))
  // A verb that both have answers itself before it answers another.
  const isShared = (negator: Operator): boolean => alignment.toEvidence.has(negator.at)
  const isSecondHalf = ({ words, at }: Operator): boolean =>
    words === 'nor' && claim.operators.some((other) => other.words === 'neither' && other.at < at)
  const own = claim.operators.filter((operator) => isNegator(operator) && !isSecondHalf(operator))
  const negators = own.sort((a, b) => Number(isShared(b)) - Number(isShared(a)))
  const added = negators.flatMap((negator) => addedBy(input, negator, free, open))
  return [...added, ...contrastAdded(input), ...[...free].flatMap((negator) => droppedFrom(input, negator))]
}

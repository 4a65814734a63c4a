import { fault } from './check.ts'
import type { CheckInput, Finding } from './check.ts'
import { recommends, tolerance } from './duty.ts'
import { hasContent, isMoved, operatorsIn, signOf, textOf } from './edit-runs.ts'
import type { Edit, Run } from './edits.ts'
import { isExclusion } from './exclusion.ts'
import type { OperatorKind } from './lexicon/operators.ts'
import { isBoundTo, isUnderNot } from './modality.ts'
import { isOpposite } from './opposites.ts'
import { isInWord, isNegatedExtreme } from './negation-forms.ts'
import type { Operator, Reading } from './reading.ts'

/** “without additions and without comment”: one of two of the same, of which the other was kept. */
const isRepeated = (reading: Reading, run: Run): boolean => {
  const words = reading.terms.slice(run.from, run.to).map((term) => term.lower)
  return words.includes('and') && words.includes(reading.terms[run.from - 1]?.lower ?? '')
}

/** Whether an opposite took the negation's place: “disbelieved” for “not believed”. */
const isAbsorbed = ({ claim, evidence, alignment }: CheckInput): boolean =>
  alignment.wording.edits.some(({ claim: said, host }) =>
    claim.terms
      .slice(said.from, said.to)
      .some((one) => evidence.host.terms.slice(host.from, host.to).some((other) => isOpposite(one.lower, other.lower))),
  )

const signTurned = (input: CheckInput, edit: Edit): Finding[] => {
  const { claim, evidence, alignment } = input
  const { host } = evidence
  if (isExclusion(claim, host)) return []
  if (signOf(claim, edit.claim) === signOf(host, edit.host)) return []
  const isAdded = signOf(claim, edit.claim) === 1
  const isRetold = hasContent(claim, edit.claim) && hasContent(host, edit.host)
  const kinds: OperatorKind[] = ['negator', 'contrast']
  const isRendered = operatorsIn(isAdded ? host : claim, isAdded ? edit.host : edit.claim, 'contrast').length > 0
  const isGiven = isAdded
    ? isMoved(alignment.wording, edit, 'host', host, kinds)
    : isMoved(alignment.wording, edit, 'claim', claim, kinds)
  const isExtreme = isAdded ? isNegatedExtreme(claim, host) : isNegatedExtreme(host, claim)
  if (
    isRetold ||
    isRendered ||
    isGiven ||
    isExtreme ||
    isRepeated(host, edit.host) ||
    isAbsorbed(input) ||
    (!isAdded && isInWord(input))
  )
    return []
  return isAdded
    ? [fault('NEGATION_ADDED', `puts “${textOf(claim, edit.claim)}” into the words of ${evidence.label}`)]
    : [fault('NEGATION_DROPPED', `takes “${textOf(host, edit.host)}” out of the words of ${evidence.label}`)]
}

const weakestIn = (reading: Reading, run: Run): number =>
  Math.min(
    ...operatorsIn(reading, run, 'weak')
      .filter((operator) => !isUnderNot(reading, operator))
      .map(({ level }) => level),
    Number.POSITIVE_INFINITY,
  )

/** “small enough to be counted”, “allows”: what can be, in other words. */
const tellsAbility = (reading: Reading): boolean =>
  /\benough to\b|\b(?:able|allows?|lets?|enables?)\b/iu.test(reading.text)

const hedgeDropped = ({ claim, evidence, alignment }: CheckInput, edit: Edit): Finding[] => {
  const level = weakestIn(evidence.host, edit.host)
  const isKept = weakestIn(claim, edit.claim) <= level || signOf(claim, edit.claim) === 1
  if (level === Number.POSITIVE_INFINITY || isKept || hasContent(claim, edit.claim)) return []
  if (isMoved(alignment.wording, edit, 'claim', claim, ['weak']) || (level >= 2 && tellsAbility(claim))) return []
  return [fault('MODALITY', `takes “${textOf(evidence.host, edit.host)}” out of the words of ${evidence.label}`)]
}

const certaintyAdded = ({ claim, evidence, alignment }: CheckInput, edit: Edit): Finding[] => {
  // “cannot guarantee” is no certainty.
  const isDenied = ({ at }: Operator): boolean =>
    /^(?:guarantee|certain$|sure$|proves?$)/u.test(claim.terms[at]?.lower ?? '') &&
    claim.operators.some(({ kind, from, to }) => kind === 'negator' && at >= from && at <= to)
  const { host } = evidence
  const isMeant = (operator: Operator): boolean => isDenied(operator) || isBoundTo(operator, host)
  if (operatorsIn(claim, edit.claim, 'strong').every(isMeant)) return []
  const isKept =
    operatorsIn(host, edit.host, 'strong').length > 0 || isMoved(alignment.wording, edit, 'host', host, ['strong'])
  return isKept ? [] : [fault('MODALITY', `puts “${textOf(claim, edit.claim)}” into the words of ${evidence.label}`)]
}

const dutyOf = (reading: Reading, run: Run): number =>
  Math.max(0, ...operatorsIn(reading, run, 'duty').map(({ level }) => level))

/** From here on a duty is more than counsel. */
const mustLevel = 3

const dutyRaised = ({ claim, evidence, alignment }: CheckInput, edit: Edit): Finding[] => {
  const { host } = evidence
  const said = dutyOf(claim, edit.claim)
  if (
    said === 0 ||
    (dutyOf(host, edit.host) > 0 && said <= dutyOf(host, edit.host) + tolerance) ||
    hasContent(host, edit.host)
  )
    return []
  if (isMoved(alignment.wording, edit, 'host', host, ['duty']) || (said < mustLevel && recommends(host))) return []
  return [fault('DUTY_RAISED', `puts “${textOf(claim, edit.claim)}” into the words of ${evidence.label}`)]
}

/** What an edit may do to negation, hedge, certainty and duty. */
export const operatorLooks = [signTurned, hedgeDropped, certaintyAdded, dutyRaised]

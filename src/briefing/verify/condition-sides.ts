import { doubtIfRetold, fault } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import { conditionsIn } from './find-conditions.ts'
import type { Condition } from './find-conditions.ts'

/** Words in which a sentence holds something in spite of something else. */
const conceding =
  /\b(?:even|though|although|whether or not|regardless|no matter|despite|in spite|still|however|but|yet|while|whatever|anyway)\b/iu

/** “even if” for “if”: what was a condition no longer matters. */
const concessionAdded = ({ claim, evidence }: CheckInput): Finding[] => {
  const isAdded = /\beven (?:if|when)\b/iu.test(claim.text) && !conceding.test(evidence.host.text)
  return isAdded && conditionsIn(evidence.host).length > 0
    ? [fault('CONDITION_TURNED', `says “even if”, where it is a condition in ${evidence.label}`)]
    : []
}

const isIn = ({ from, to }: Condition, index: number): boolean => index >= from && index <= to

/** “If B, A” for “if A, B”: the condition and what follows from it have changed places. */
const sidesExchanged = (input: CheckInput): Finding[] => {
  const { claim, evidence, alignment } = input
  const [ours, ...more] = conditionsIn(claim)
  const [theirs, ...others] = conditionsIn(evidence.host)
  if (ours === undefined || theirs === undefined || more.length + others.length > 0) return []
  // “A only if B” says what “if A, then B” says.
  if (/\bonly\b/iu.test(`${claim.text} ${evidence.host.text}`)) return []
  const pairs = [...alignment.toEvidence].map(([own, met]) => ({ own: isIn(ours, own), met: isIn(theirs, met) }))
  const straight = pairs.filter(({ own, met }) => own === met).length
  const crossed = pairs.length - straight
  // A condition of the sentence that is none in form (“without that sacrifice”) is no other half.
  const isBoth = pairs.some(({ own, met }) => own && !met) && pairs.some(({ own, met }) => !own && met)
  return isBoth && crossed >= 3 && crossed > 2 * straight
    ? [
        doubtIfRetold(
          input,
          'CONDITION_REVERSED',
          `exchanges the condition of ${evidence.label} and what follows from it`,
        ),
      ]
    : []
}

/** “If A, D” for “if A, B; if C, D”: one condition with what follows from another. */
const consequenceOfOther = ({ claim, evidence, alignment }: CheckInput): Finding[] => {
  const { host } = evidence
  const [ours, ...more] = conditionsIn(claim)
  const theirs = conditionsIn(host)
  const partOf = (index: number): number | undefined => host.terms[index]?.part
  if (ours === undefined || more.length > 0 || theirs.length < 2) return []
  const pairs = [...alignment.toEvidence]
  const told = (condition: Condition): number =>
    pairs.filter(([own, met]) => isIn(ours, own) && isIn(condition, met)).length
  const same = theirs.reduce((best, one) => (told(one) > told(best) ? one : best))
  const rivals = theirs.filter((one) => one !== same && told(one) >= told(same))
  if (told(same) === 0 || rivals.length > 0) return []
  const after = pairs.filter(([own]) => !isIn(ours, own)).map(([, met]) => met)
  const isOther = after.every(
    (met) => partOf(met) !== partOf(same.from) && theirs.some(({ from }) => partOf(from) === partOf(met)),
  )
  return after.length >= 2 && isOther
    ? [fault('CONDITION_REVERSED', `ties to one condition of ${evidence.label} what follows from another`)]
    : []
}

/** A condition stays a condition, and on its side. */
export const checkConditionSides: Check = (input) => [
  ...concessionAdded(input),
  ...sidesExchanged(input),
  ...consequenceOfOther(input),
]

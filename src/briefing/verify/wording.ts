import { isOpposite } from './antonyms.ts'
import { tolerance } from './duty.ts'
import { doubt, fault, wordsAt } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import { isInRun, lengthOf } from './edits.ts'
import type { Edit, Run, Wording } from './edits.ts'
import { units } from './lexicon/measures.ts'
import type { OperatorKind } from './lexicon/operators.ts'
import type { Operator, Reading } from './reading.ts'
import { sidesOf } from './sides.ts'

const textOf = (reading: Reading, run: Run): string => wordsAt(reading, run.from, run.to - 1)

/** The operators that stand in a run and bear on words outside it: those that the rest of the sentence feels. */
const operatorsIn = (reading: Reading, run: Run, kind: OperatorKind): Operator[] =>
  reading.operators.filter(
    (operator) =>
      operator.kind === kind && isInRun(run, operator.at) && !operator.focus.every((index) => isInRun(run, index)),
  )

/** “not” taken out of “not only”, or put before “just”: half of an idiom. */
const halvesIdiom = (reading: Reading, run: Run): boolean =>
  reading.idioms.some(
    (idiom) =>
      !(idiom.from >= run.from && idiom.to <= run.to) &&
      Array.from({ length: lengthOf(run) }, (_, offset) => run.from + offset).some(
        (index) => isInRun(idiom, index) && /^(?:not|no)$/u.test(reading.terms[index]?.lower ?? ''),
      ),
  )

const signOf = (reading: Reading, run: Run): number =>
  (operatorsIn(reading, run, 'negator').length + (halvesIdiom(reading, run) ? 1 : 0)) % 2

const hasContent = (reading: Reading, run: Run): boolean =>
  reading.terms.some(
    (term, index) =>
      isInRun(run, index) &&
      term.isContent &&
      !reading.operators.some((operator) => index >= operator.at && index <= operator.end),
  )

/** Whether the text has an operator of these kinds at another edit: then it was moved there. */
const isMoved = (
  { edits }: Wording,
  edit: Edit,
  side: 'claim' | 'host',
  reading: Reading,
  kinds: readonly OperatorKind[],
): boolean =>
  edits.some(
    (other) =>
      other !== edit &&
      reading.operators.some((operator) => kinds.includes(operator.kind) && isInRun(other[side], operator.at)),
  )

const signTurned = (input: CheckInput, edit: Edit): Finding[] => {
  const { claim, evidence, alignment } = input
  const { host } = evidence
  if (signOf(claim, edit.claim) === signOf(host, edit.host)) return []
  const isAdded = signOf(claim, edit.claim) === 1
  const isRetold = hasContent(claim, edit.claim) && hasContent(host, edit.host)
  const kinds: OperatorKind[] = ['negator', 'contrast']
  const isRendered = operatorsIn(isAdded ? host : claim, isAdded ? edit.host : edit.claim, 'contrast').length > 0
  const isGiven = isAdded
    ? isMoved(alignment.wording, edit, 'host', host, kinds)
    : isMoved(alignment.wording, edit, 'claim', claim, kinds)
  if (isRetold || isRendered || isGiven || isAbsorbed(input)) return []
  return isAdded
    ? [fault('NEGATION_ADDED', `puts “${textOf(claim, edit.claim)}” into the words of ${evidence.label}`)]
    : [fault('NEGATION_DROPPED', `takes “${textOf(host, edit.host)}” out of the words of ${evidence.label}`)]
}

const weakestIn = (reading: Reading, run: Run): number =>
  Math.min(...operatorsIn(reading, run, 'weak').map(({ level }) => level), Number.POSITIVE_INFINITY)

const hedgeDropped = ({ claim, evidence, alignment }: CheckInput, edit: Edit): Finding[] => {
  const level = weakestIn(evidence.host, edit.host)
  const isKept = weakestIn(claim, edit.claim) <= level || signOf(claim, edit.claim) === 1
  if (level === Number.POSITIVE_INFINITY || isKept || hasContent(claim, edit.claim)) return []
  if (isMoved(alignment.wording, edit, 'claim', claim, ['weak'])) return []
  return [fault('MODALITY', `takes “${textOf(evidence.host, edit.host)}” out of the words of ${evidence.label}`)]
}

const certaintyAdded = ({ claim, evidence, alignment }: CheckInput, edit: Edit): Finding[] => {
  if (operatorsIn(claim, edit.claim, 'strong').length === 0) return []
  const { host } = evidence
  const isKept =
    operatorsIn(host, edit.host, 'strong').length > 0 || isMoved(alignment.wording, edit, 'host', host, ['strong'])
  return isKept ? [] : [fault('MODALITY', `puts “${textOf(claim, edit.claim)}” into the words of ${evidence.label}`)]
}

const dutyOf = (reading: Reading, run: Run): number =>
  Math.max(0, ...operatorsIn(reading, run, 'duty').map(({ level }) => level))

const dutyRaised = ({ claim, evidence, alignment }: CheckInput, edit: Edit): Finding[] => {
  const { host } = evidence
  const said = dutyOf(claim, edit.claim)
  if (
    said === 0 ||
    (dutyOf(host, edit.host) > 0 && said <= dutyOf(host, edit.host) + tolerance) ||
    hasContent(host, edit.host)
  )
    return []
  if (isMoved(alignment.wording, edit, 'host', host, ['duty'])) return []
  return [fault('DUTY_RAISED', `puts “${textOf(claim, edit.claim)}” into the words of ${evidence.label}`)]
}

/** Whether the word stands at another edit: the sentence was put in another order. */
const isElsewhere = (reading: Reading, { edits }: Wording, edit: Edit, side: 'claim' | 'host', word: string): boolean =>
  edits.some(
    (other) =>
      other !== edit && reading.terms.slice(other[side].from, other[side].to).some((term) => term.lower === word),
  )

/** Whether an opposite took the negation's place: “disbelieved” for “not believed”. */
const isAbsorbed = ({ claim, evidence, alignment }: CheckInput): boolean =>
  alignment.wording.edits.some(({ claim: said, host }) =>
    claim.terms
      .slice(said.from, said.to)
      .some((one) => evidence.host.terms.slice(host.from, host.to).some((other) => isOpposite(one.lower, other.lower))),
  )

/** One word exchanged for another: an opposite, a number or a unit of something else. */
const wordExchanged = (input: CheckInput, edit: Edit): Finding[] => {
  const { claim, evidence, alignment } = input
  const said = claim.terms.slice(edit.claim.from, edit.claim.to)
  const meant = evidence.host.terms.slice(edit.host.from, edit.host.to)
  if (said.length !== 1 || meant.length !== 1) return []
  const [one, other] = [said[0]?.lower ?? '', meant[0]?.lower ?? '']
  const message = `says “${one}” where ${evidence.label} says “${other}”`
  const isExchanged =
    isElsewhere(claim, alignment.wording, edit, 'claim', other) &&
    isElsewhere(evidence.host, alignment.wording, edit, 'host', one)
  if (isOpposite(one, other) && sidesOf(input) !== 'crossed')
    return [isExchanged ? doubt('ANTONYM', message) : fault('ANTONYM', message)]
  const [key = '', hostKey = ''] = [said[0]?.key, meant[0]?.key]
  if (key.startsWith('#') && hostKey.startsWith('#') && key !== hostKey) return [fault('NUMBER', message)]
  const [unit, hostUnit] = [units.get(one), units.get(other)]
  return unit !== undefined && hostUnit !== undefined && unit !== hostUnit ? [fault('UNIT', message)] : []
}

const looks = [signTurned, hedgeDropped, certaintyAdded, dutyRaised, wordExchanged]

/**
 * Where a claim keeps the words of its evidence and edits a few, each edit is looked at for itself: a negation, a hedge, a
 * certainty, a duty put in or taken out there changes the sentence, whatever else the sentence says elsewhere.
 */
export const checkWording: Check = (input) =>
  input.alignment.wording.edits
    .filter((edit) => edit.isLocal)
    .flatMap((edit) => looks.flatMap((look) => look(input, edit)))

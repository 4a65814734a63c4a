import { isOpposite } from './opposites.ts'
import { recommends, tolerance } from './duty.ts'
import { doubt, fault, wordsAt } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import { isInRun, lengthOf } from './edits.ts'
import type { Edit, Run, Wording } from './edits.ts'
import { isExclusion } from './exclusion.ts'
import { limiters, limiting } from './lexicon/extents.ts'
import { comparators, units } from './lexicon/measures.ts'
import { isBoundTo, isUnderNot } from './modality.ts'
import { isInWord, isNegatedExtreme } from './polarity.ts'
import type { OperatorKind } from './lexicon/operators.ts'
import { isSign } from './quantity.ts'
import type { Operator, Reading } from './reading.ts'
import { sidesOf } from './sides.ts'
import type { Term } from './terms.ts'
import { isDescriptive, relationOf } from './wordnet.ts'

const textOf = (reading: Reading, run: Run): string => wordsAt(reading, run.from, run.to - 1)

/** “need not”, of which only “need” stands in the run: what says no was kept. */
const keepsItsNot = ({ words, at }: Operator, run: Run): boolean => {
  const not = words.split(' ').lastIndexOf('not')
  return not !== -1 && !isInRun(run, at + not)
}

/** The operators that stand in a run and bear on words outside it: those that the rest of the sentence feels. */
const operatorsIn = (reading: Reading, run: Run, kind: OperatorKind): Operator[] =>
  reading.operators.filter(
    (operator) =>
      operator.kind === kind &&
      isInRun(run, operator.at) &&
      !keepsItsNot(operator, run) &&
      !operator.focus.every((index) => isInRun(run, index)),
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

/** “without additions and without comment”: one of two of the same, of which the other was kept. */
const isRepeated = (reading: Reading, run: Run): boolean => {
  const words = reading.terms.slice(run.from, run.to).map((term) => term.lower)
  return words.includes('and') && words.includes(reading.terms[run.from - 1]?.lower ?? '')
}

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

const times = new Set('before after during until since'.split(' '))
const nothing = new Set('no none never nobody'.split(' '))
const hardly = new Set('few rarely seldom hardly scarcely little'.split(' '))

/** Two content words that are not forms of one word, and no numbers. */
const isOtherWord = (one: Term, other: Term): boolean => {
  if (!one.isContent || !other.isContent) return false
  return ![one, other].some(({ key }) => key.startsWith('#')) && one.lower.slice(0, 4) !== other.lower.slice(0, 4)
}

/** “nearly everything” told as “everything”: a limit taken out of its place, and put in nowhere else. */
const limitDropped = ({ claim, evidence, alignment }: CheckInput, edit: Edit): Finding[] => {
  const term = evidence.host.terms[edit.host.from]
  if (lengthOf(edit.claim) > 0 || lengthOf(edit.host) !== 1 || term === undefined || !limiters.has(term.lower))
    return []
  const isOfNumber = isSign(term.lower) && evidence.host.terms[edit.host.to]?.key.startsWith('#') === true
  const isMovedOn = alignment.wording.edits.some((other) =>
    claim.terms.slice(other.claim.from, other.claim.to).some(({ lower }) => limiting.has(lower)),
  )
  return isOfNumber || isMovedOn || term.lower === 'part'
    ? []
    : [fault('QUANTIFIER_DROPPED', `takes “${term.word.raw}” out of the words of ${evidence.label}`)]
}

/** What an action is: still going on, or over. */
const aspectOf = (words: string): string | undefined =>
  /^(?:is|are) being$/u.test(words)
    ? 'going on'
    : /^(?:(?:has|have|had) been|was|were)$/u.test(words)
      ? 'over'
      : undefined

/** “is being built” told as “has been built”, and the reverse. */
const aspectChanged = ({ claim, evidence }: CheckInput, edit: Edit): Finding[] => {
  const [said, meant] = [aspectOf(textOf(claim, edit.claim)), aspectOf(textOf(evidence.host, edit.host))]
  return said === undefined || meant === undefined || said === meant
    ? []
    : [fault('TENSE', `tells as ${said} what ${evidence.label} tells as ${meant}`)]
}

const signOfPhrase = new Map<string, string>(comparators)

/** “up to” told as “at least”, whatever is measured. */
const signExchanged = ({ claim, evidence }: CheckInput, edit: Edit): Finding[] => {
  const [said, meant] = [textOf(claim, edit.claim).toLowerCase(), textOf(evidence.host, edit.host).toLowerCase()]
  const [sign, hostSign] = [signOfPhrase.get(said), signOfPhrase.get(meant)]
  return sign === undefined || hostSign === undefined || sign === hostSign || hostSign === 'even'
    ? []
    : [fault('COMPARATOR', `says “${said}” where ${evidence.label} says “${meant}”`)]
}

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
  if (isOpposite(one, other) && sidesOf(input) !== 'crossed' && !/^(?:few|little)$/u.test(other))
    return [isExchanged ? doubt('ANTONYM', message) : fault('ANTONYM', message)]
  const [key = '', hostKey = ''] = [said[0]?.key, meant[0]?.key]
  if (key.startsWith('#') && hostKey.startsWith('#') && key !== hostKey)
    return [isExchanged ? doubt('NUMBER', message) : fault('NUMBER', message)]
  if (times.has(one) && times.has(other)) return [fault('ORDER_CHANGED', message)]
  if (nothing.has(one) && hardly.has(other)) return [fault('QUANTIFIER_RAISED', message)]
  const [unit, hostUnit] = [units.get(one), units.get(other)]
  if (unit !== undefined && hostUnit !== undefined && unit !== hostUnit) return [fault('UNIT', message)]
  return []
}

const holdsOperator = (reading: Reading, run: Run): boolean => reading.operators.some(({ at }) => isInRun(run, at))

/**
 * One word for another that WordNet does not hold for like it: an adjective or adverb changes what is said, of a verb or a
 * noun, which have more ways to be told, a judge has to say.
 */
const wordReplaced = ({ claim, evidence }: CheckInput, edit: Edit): Finding[] => {
  const { host } = evidence
  if (lengthOf(edit.claim) !== 1 || lengthOf(edit.host) !== 1) return []
  if (holdsOperator(claim, edit.claim) || holdsOperator(host, edit.host)) return []
  const [said, meant] = [claim.terms[edit.claim.from], host.terms[edit.host.from]]
  if (said === undefined || meant === undefined || !isOtherWord(said, meant)) return []
  // The first word has its capital from the sentence; elsewhere it makes a name, and names are looked at for themselves.
  if ((said.isCapital && edit.claim.from > 0) || (meant.isCapital && edit.host.from > 0)) return []
  const [one, other] = [said.lower, meant.lower]
  if (isOpposite(one, other) || relationOf(one, other) !== undefined) return []
  const message = `says “${one}” where ${evidence.label} says “${other}”`
  const isSure = isDescriptive(one) && isDescriptive(other) && !host.terms.some(({ lower }) => lower === one)
  return [isSure ? fault('WORD_CHANGED', message) : doubt('WORD_CHANGED', message)]
}

const looks = [
  signTurned,
  hedgeDropped,
  certaintyAdded,
  dutyRaised,
  wordExchanged,
  wordReplaced,
  signExchanged,
  limitDropped,
  aspectChanged,
]

/**
 * Where a claim keeps the words of its evidence and edits a few, each edit is looked at for itself: a negation, a hedge, a
 * certainty, a duty put in or taken out there changes the sentence, whatever else the sentence says elsewhere.
 */
export const checkWording: Check = (input) =>
  input.alignment.wording.edits
    .filter((edit) => edit.isLocal)
    .flatMap((edit) => looks.flatMap((look) => look(input, edit)))

import { doubt, doubtIfRetold, wordsAt } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import { plainLevel } from './lexicon/operators.ts'
import { firmnessAt } from './reading.ts'
import type { Operator, Reading } from './reading.ts'

const isWeak = (operator: Operator): boolean =>
  operator.kind === 'weak' || (operator.kind === 'negator' && operator.level < plainLevel)

const strengthAt = (reading: Reading, indices: readonly number[]): number =>
  indices.length === 0 ? plainLevel : Math.max(...indices.map((index) => firmnessAt(reading, index)))

/** Whether a clause with “whether” is what something is decided by, and left open by nobody. */
const isDecided = (reading: Reading): boolean => /\b(?:decid|depend|hing|determin)/iu.test(reading.text)

const within = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset)

/** The claim's words for what an operator of the evidence bears on: its verb, else its object, else most of its reach. */
const toldWords = ({ alignment, evidence }: CheckInput, operator: Operator): number[] => {
  for (const index of operator.focus) {
    const told = alignment.toClaim.get(index)
    if (told !== undefined) return [told]
  }
  const content = within(operator.from, operator.to).filter((index) => evidence.host.terms[index]?.isContent === true)
  const told = content.map((index) => alignment.toClaim.get(index)).filter((index) => index !== undefined)
  return content.length > 0 && told.length / content.length >= 0.5 ? told : []
}

const softenersUpTo = (reading: Reading, level: number): number =>
  reading.operators.filter((operator) => isWeak(operator) && operator.level <= level).length

/** “can not”, “could not”: the negation says all; the verb weakens nothing. */
export const isUnderNot = (reading: Reading, operator: Operator): boolean =>
  /^(?:can|could)$/u.test(operator.words) && reading.terms[operator.end + 1]?.lower === 'not'

const toldSofteners = (input: CheckInput, level: number): number =>
  input.evidence.host.operators.filter(
    (operator) => isWeak(operator) && operator.level <= level && toldWords(input, operator).length > 0,
  ).length

const hasDuty = (reading: Reading): boolean => reading.operators.some((operator) => operator.kind === 'duty')

const saidLess = (input: CheckInput): Finding[] =>
  input.evidence.host.operators
    .filter((operator) => isWeak(operator) && !isUnderNot(input.evidence.host, operator))
    .flatMap((operator) => {
      const told = toldWords(input, operator)
      if (told.length === 0) return []
      if (operator.words === 'whether' && isDecided(input.evidence.host)) return []
      // A word that is itself a softener here, “guesses” for “would be my guess”, is not told as a fact.
      if (
        told.every((index) => input.claim.operators.some((one) => isWeak(one) && one.at <= index && index <= one.end))
      )
        return []
      const strength = Math.min(...told.map((index) => firmnessAt(input.claim, index)))
      const isNegatedHere =
        operator.level < 2.6 &&
        operator.level > 2.4 &&
        strength <= plainLevel &&
        input.claim.operators.some((one) => one.kind === 'negator')
      // “could be adapted” is often an ability as well as a chance.
      const isAble = operator.words === 'could' && strength <= 2.5
      if (strength <= operator.level || isNegatedHere || isAble) return []
      // A softener that stands elsewhere in the claim may be the same one, moved: each answers one of the evidence.
      const { level } = operator
      const isMoved = softenersUpTo(input.claim, level) >= toldSofteners(input, level)
      // “would be wise to” and “should” are the same counsel.
      const isCounsel = level > 3 && [input.claim, input.evidence.host].every(hasDuty)
      if (isMoved || isCounsel) return []
      // What can be done is often told as what is; only in the evidence's own words is the loss sure.
      if (/^(?:can|able to)$/u.test(operator.words)) return [doubt('ABILITY_DROPPED', `leaves out “${operator.words}”`)]
      return [
        doubtIfRetold(
          input,
          'MODALITY',
          `leaves out “${wordsAt(input.evidence.host, operator.at, operator.end)}”, which ${input.evidence.label} says`,
        ),
      ]
    })

/** “is bound to fail” for “must fail”: what cannot but be. */
export const isBoundTo = ({ words }: Operator, host: Reading): boolean =>
  /^(?:bound|certain|sure) to$/u.test(words) && host.operators.some(({ kind, level }) => kind === 'duty' && level >= 3)

const futuresIn = (reading: Reading): number => reading.operators.filter(({ kind }) => kind === 'future').length

const claimDenies = (reading: Reading, { end }: Operator): boolean => reading.terms[end + 1]?.lower === 'not'

const isRuledOutAt = (reading: Reading, index: number): boolean =>
  reading.operators.some((operator) => isUnderNot(reading, operator) && index >= operator.from && index <= operator.to)

const saidMore = (input: CheckInput): Finding[] =>
  input.claim.operators
    .filter((operator) => operator.kind === 'strong' || operator.kind === 'future')
    .flatMap((operator) => {
      const host = input.evidence.host
      const softened =
        operator.focus.length > 0 && Math.min(...operator.focus.map((index) => firmnessAt(input.claim, index))) < 5
      if (softened) return []
      if (isBoundTo(operator, host)) return []
      const heads = operator.focus
        .slice(0, 1)
        .map((index) => input.alignment.toEvidence.get(index))
        .filter((index) => index !== undefined)
      const all = within(operator.from, operator.to)
        .map((index) => input.alignment.toEvidence.get(index))
        .filter((index) => index !== undefined)
      const seen = heads.length > 0 ? heads.slice(0, 1) : all
      const met = [...heads, ...all]
      if (seen.length > 0 && strengthAt(host, seen) >= 5) return []
      // “should promise that it will not be revoked” for “should undertake that it cannot be”.
      const isRuledOut =
        hasDuty(input.claim) && claimDenies(input.claim, operator) && met.some((index) => isRuledOutAt(host, index))
      if (isRuledOut) return []
      const isSameWord = host.operators.some((other) => other.kind === operator.kind && heads.length === 0)
      const isAnswered = operator.kind === 'future' && futuresIn(input.claim) <= futuresIn(host)
      if (isSameWord || isAnswered) return []
      return [
        doubtIfRetold(
          input,
          'MODALITY',
          `says “${wordsAt(input.claim, operator.at, operator.end)}”; ${input.evidence.label} does not go so far`,
        ),
      ]
    })

/**
 * A claim may be weaker than its evidence, never firmer: compared on the matched predicate, by the scale of `operatorRules`
 * (open question, possible, able, likely or hearsay, would, plain, certain).
 */
export const checkModality: Check = (input) => [...saidLess(input), ...saidMore(input)]

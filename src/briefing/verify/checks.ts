import { checkNumberRoles, checkNumbers } from './numbers.ts'
import { checkQuestion } from './question.ts'
import { checkRates } from './rates.ts'
import { checkDateSides } from './dates.ts'
import { checkNames } from './names.ts'
import { checkTitles } from './titles.ts'
import { checkDenial } from './denial.ts'
import { checkFrames } from './frames.ts'
import { checkPolarity } from './polarity.ts'
import { checkAntonyms } from './antonyms.ts'
import { checkModality } from './modality.ts'
import { checkTense } from './tense.ts'
import { checkDuty } from './duty.ts'
import { checkConditions } from './conditions.ts'
import { checkConditionSides } from './condition-sides.ts'
import { checkQuantity } from './quantity.ts'
import { checkDegrees } from './degrees.ts'
import { checkOrder } from './order.ts'
import { checkRoles } from './roles.ts'
import { checkWording } from './wording.ts'
import { checkNewWords } from './new-words.ts'
import { checkSupport } from './support.ts'
import type { Check } from './check.ts'

/** What is looked at in a claim beside its shape, safety, quote and holder. Each check stands by itself; their order is that of the messages. */
export const checks: readonly Check[] = [
  // Numbers, dates and amounts: the same figure with the same unit and sign, or one that can be worked out.
  checkNumbers,
  // A figure stays with what it counts.
  checkNumberRoles,
  // An amount for a year is not told as one for a month.
  checkRates,
  // What is so until a year is not told as so after it.
  checkDateSides,
  // Names stand in the sentence, or near enough to be what its pronouns mean; none takes the place of another.
  checkNames,
  // People keep their offices and bodies, bodies their whole names.
  checkTitles,
  // Nothing is called false that the sentence holds true, or the other way round.
  checkDenial,
  // “It is certain that”: no verdict is put before the sentence’s own words.
  checkFrames,
  // Negations are neither put in nor left out.
  checkPolarity,
  // No word is exchanged for its opposite.
  checkAntonyms,
  // “May” does not become “will”.
  checkModality,
  // What will be is not told as what is, nor what has ended as what goes on.
  checkTense,
  // What ought to be is neither made up nor told as a fact.
  checkDuty,
  // Conditions and exceptions are kept.
  checkConditions,
  // “If” stays “if”, and on its side.
  checkConditionSides,
  // A question is not told as its answer.
  checkQuestion,
  // “Some” does not become “all”, nor “all” “some”.
  checkQuantity,
  // The other end of a scale is another statement.
  checkDegrees,
  // Causes and times stand in their order; none is put in.
  checkOrder,
  // Who does what to whom stays.
  checkRoles,
  // Where the claim edits a few words of its sentence, each edit is looked at.
  checkWording,
  // Words without a like in the sentence are left to a judge.
  checkNewWords,
  // Enough of the claim stands in its sentence, and no statement is joined on.
  checkSupport,
]

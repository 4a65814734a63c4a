import { wordsAt } from './check.ts'
import { isInRun, lengthOf } from './edits.ts'
import type { Edit, Run, Wording } from './edits.ts'
import type { OperatorKind } from './lexicon/operators.ts'
import type { Operator, Reading } from './reading.ts'

export const textOf = (reading: Reading, run: Run): string => wordsAt(reading, run.from, run.to - 1)

/** “need not”, of which only “need” stands in the run: what says no was kept. */
const keepsItsNot = ({ words, at }: Operator, run: Run): boolean => {
  const not = words.split(' ').lastIndexOf('not')
  return not !== -1 && !isInRun(run, at + not)
}

/** The operators that stand in a run and bear on words outside it: those that the rest of the sentence feels. */
export const operatorsIn = (reading: Reading, run: Run, kind: OperatorKind): Operator[] =>
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

export const signOf = (reading: Reading, run: Run): number =>
  (operatorsIn(reading, run, 'negator').length + (halvesIdiom(reading, run) ? 1 : 0)) % 2

export const hasContent = (reading: Reading, run: Run): boolean =>
  reading.terms.some(
    (term, index) =>
      isInRun(run, index) &&
      term.isContent &&
      !reading.operators.some((operator) => index >= operator.at && index <= operator.end),
  )

/** Whether the text has an operator of these kinds at another edit: then it was moved there. */
export const isMoved = (
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

import { operatorRules, plainLevel } from './lexicon/operators.ts'
import type { OperatorKind, OperatorRule } from './lexicon/operators.ts'
import type { Run } from './edits.ts'
import { isNoOperator } from './look-alikes.ts'
import { locateReach } from './reach.ts'
import type { Reached } from './reach.ts'
import { readTerms } from './terms.ts'
import type { Term } from './terms.ts'

/** An operator as it stands in a text; indices of terms, both ends inclusive. */
export type Operator = Reached & {
  readonly kind: OperatorKind
  readonly level: number
  readonly words: string
  readonly at: number
  readonly end: number
}

/** A text read for its operators. */
export type Reading = {
  readonly text: string
  readonly terms: readonly Term[]
  readonly operators: readonly Operator[]
  /** Phrases that hold the word of an operator and are none: `not only`, `if anything`. */
  readonly idioms: readonly Run[]
}

const byFirstWord = new Map<string, OperatorRule[]>()
for (const rule of operatorRules) {
  const [first = ''] = rule.words
  byFirstWord.set(
    first,
    [...(byFirstWord.get(first) ?? []), rule].sort((a, b) => b.words.length - a.words.length),
  )
}

const matchAt = (terms: readonly Term[], index: number): OperatorRule | undefined => {
  const first = terms[index]
  if (first === undefined || isNoOperator(terms, index)) return undefined
  return byFirstWord
    .get(first.lower)
    ?.find((rule) => rule.words.every((word, offset) => terms[index + offset]?.lower === word))
}

/** Reads a text: its terms, and every operator with what it bears on. */
export const readText = (text: string): Reading => {
  const terms = readTerms(text)
  const operators: Operator[] = []
  const idioms: Run[] = []
  for (let index = 0; index < terms.length; index += 1) {
    const rule = matchAt(terms, index)
    if (rule === undefined) continue
    const term = terms[index]
    const end = index + rule.words.length - 1
    const next = terms[end + 1]
    // “after the mission ends”: what ends says no to nothing else.
    if (term?.lower.startsWith('end') === true && (next === undefined || next.clause !== term.clause)) continue
    if (rule.kind === 'neutral') idioms.push({ from: index, to: end + 1 })
    else {
      operators.push({
        kind: rule.kind,
        level: rule.level,
        words: rule.words.join(' '),
        at: index,
        end,
        ...locateReach(terms, rule, index),
      })
    }
    index = end
  }
  return { text, terms, operators, idioms }
}

/** How firmly the text asserts the term: the weakest operator that bears on it, 5 for what will or is certain to be. */
export const firmnessAt = (reading: Reading, index: number): number => {
  let firmness = plainLevel
  let weakest = Number.POSITIVE_INFINITY
  for (const operator of reading.operators) {
    if (index < operator.from || index > operator.to) continue
    if (operator.kind === 'weak' || (operator.kind === 'negator' && operator.level < plainLevel))
      weakest = Math.min(weakest, operator.level)
    if (operator.kind === 'strong' || operator.kind === 'future') firmness = operator.level
  }
  return Math.min(weakest, firmness)
}

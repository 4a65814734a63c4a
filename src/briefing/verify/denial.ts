import { fault } from './check.ts'
import type { Check } from './check.ts'
import { denialWords } from './lexicon/reporting.ts'
import type { Reading } from './reading.ts'
import type { Term } from './terms.ts'

const truthWords = new Set(['true', 'truth', 'case', 'correct', 'right', 'accurate', 'fact'])
const negators = new Set(['not', 'no', 'never', 'hardly', 'far', 'nothing', 'neither', 'little', 'scarcely'])

/** How far before “true” the word may stand that takes it back: “not in the least true”. */
const reach = 4

/** The words by which a text calls a statement false: “false”, “a myth”, “not true”, “no truth”. */
const denialIn = (terms: readonly Term[]): Term | undefined =>
  terms.find((term, index) => {
    if (denialWords.has(term.lower)) return true
    const before = terms.slice(Math.max(0, index - reach), index)
    return (
      truthWords.has(term.lower) && before.some(({ lower, clause }) => negators.has(lower) && clause === term.clause)
    )
  })

const negations = ({ operators }: Reading) => operators.filter(({ kind }) => kind === 'negator')

/** A claim may call false only what its sentence calls false: “It is not true that …” turns all that follows. */
export const checkDenial: Check = ({ claim, evidence, alignment }) => {
  const denial = denialIn(claim.terms)
  if (denial === undefined || denialIn(evidence.host.terms) !== undefined) return []
  const at = claim.terms.indexOf(denial)
  // “It is not true that the ban failed” answers “The ban did not fail”.
  const own = negations(claim).filter((operator) => operator.at < at - reach || operator.at > at)
  const told = negations(evidence.host).filter(({ focus }) => focus.some((index) => alignment.toClaim.has(index)))
  if (own.length < told.length) return []
  // A word of the sentence’s own may only look like one: “the case is not closed”.
  if (evidence.host.terms.some((term) => term.key === denial.key)) return []
  // “A false story” may say what kind of story the paragraph tells of.
  const next = claim.terms[at + 1]
  const isAttribute = next?.isContent === true && next.clause === denial.clause
  if (isAttribute && evidence.contextTerms.some((term) => term.key === denial.key)) return []
  return [fault('DENIAL_ADDED', `denies (“${denial.word.raw}”) what ${evidence.label} states`)]
}

import { fault } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import { bodies, offices, ranks, roles } from './lexicon/roles.ts'
import type { Term } from './terms.ts'

/** How far a role may stand from the name that it belongs to, in terms. */
const reach = 2

const isName = (term: Term | undefined): boolean => term?.isCapital === true && term.isContent && !roles.has(term.lower)

const standsByName = (terms: readonly Term[], index: number): boolean =>
  terms.slice(index + 1, index + 1 + reach).some(isName) ||
  terms.slice(Math.max(0, index - reach - 1), index).some(isName)

/** A role beside a name that neither the sentence nor its paragraph knows. */
const addedRoles = ({ claim, evidence }: CheckInput): Finding[] => {
  const isIn = (lower: string, key: string): boolean =>
    [evidence.host.terms, evidence.contextTerms].some((terms) =>
      terms.some((term) => term.lower === lower || term.key === key || term.lower === ranks.get(lower)),
    )
  return claim.terms.flatMap((term, index) =>
    roles.has(term.lower) && standsByName(claim.terms, index) && !isIn(term.lower, term.key)
      ? [fault('TITLE_ADDED', `calls somebody “${term.word.raw}” whom ${evidence.label} does not call so`)]
      : [],
  )
}

/** “Former”, “deputy”, “acting” left out before an office that the claim keeps. */
const raisedOffices = ({ claim, evidence, alignment }: CheckInput): Finding[] => {
  const kept = new Set(claim.terms.map(({ lower }) => lower))
  return evidence.host.terms.flatMap((term, at) => {
    const next = evidence.host.terms[at + 1]
    const isOffice = offices.has(term.lower) && !kept.has(term.lower) && next?.clause === term.clause
    const told = next !== undefined && roles.has(next.lower) && alignment.toClaim.has(at + 1)
    return isOffice && told
      ? [
          fault(
            'TITLE_RAISED',
            `leaves out “${term.word.raw}”; ${evidence.label} says “${term.word.raw} ${next.word.raw}”`,
          ),
        ]
      : []
  })
}

/** The runs of capitalised words of a text, as lists of lower-case words. */
const capitalRuns = (terms: readonly Term[]): string[][] => {
  const runs: string[][] = []
  for (const [index, term] of terms.entries()) {
    const before = terms[index - 1]
    if (!term.isCapital) continue
    if (before?.isCapital === true && before.clause === term.clause) runs.at(-1)?.push(term.lower)
    else runs.push([term.lower])
  }
  return runs
}

/** A body whose name loses a word in its midst is another body: the International (Atomic) Energy Agency. */
const cutNames = ({ claim, evidence }: CheckInput): Finding[] =>
  capitalRuns(evidence.host.terms).flatMap((whole) => {
    const cut = capitalRuns(claim.terms).find(
      (run) =>
        run.length >= 2 &&
        run.length < whole.length &&
        bodies.has(run.at(-1) ?? '') &&
        run[0] === whole[0] &&
        run.at(-1) === whole.at(-1) &&
        !whole.join(' ').includes(run.join(' ')),
    )
    return cut === undefined
      ? []
      : [fault('NAME_CUT', `names “${cut.join(' ')}”; ${evidence.label} names “${whole.join(' ')}”`)]
  })

/** People keep the titles that the text gives them, and bodies their whole names. */
export const checkTitles: Check = (input) => [...addedRoles(input), ...raisedOffices(input), ...cutNames(input)]

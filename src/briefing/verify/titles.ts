import { fault, wordsAt } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import { bodies, offices, ranks, roles } from './lexicon/roles.ts'
import { namesOf } from './text-names.ts'
import type { Term } from './terms.ts'

/** How far a role may stand from the name that it belongs to, in terms. */
const reach = 2

const isName = (term: Term | undefined): boolean => term?.isCapital === true && term.isContent && !roles.has(term.lower)

const standsByName = (terms: readonly Term[], index: number): boolean =>
  terms.slice(index + 1, index + 1 + reach).some(isName) ||
  terms.slice(Math.max(0, index - reach - 1), index).some(isName)

/** “Will probably judge”: a word that is a role elsewhere. */
const isVerb = (terms: readonly Term[], index: number): boolean => {
  const before = terms.slice(0, index).findLast(({ lower }) => !lower.endsWith('ly'))
  return /^(?:to|will|would|can|could|may|might|should|must|shall|not)$/u.test(before?.lower ?? '')
}

const trade = /(?:ologist|icist|omist|ician|orist)$/u

const isRole = ({ lower }: Term): boolean => roles.has(lower) || trade.test(lower)

/** A role beside a name that neither the sentence nor its paragraph knows. */
const addedRoles = ({ claim, evidence }: CheckInput): Finding[] => {
  const isIn = (lower: string, key: string): boolean =>
    [evidence.host.terms, evidence.contextTerms].some((terms) =>
      terms.some((term) => term.lower === lower || term.key === key || term.lower === ranks.get(lower)),
    )
  return claim.terms.flatMap((term, index) =>
    isRole(term) && !isVerb(claim.terms, index) && standsByName(claim.terms, index) && !isIn(term.lower, term.key)
      ? [fault('TITLE_ADDED', `calls somebody “${term.word.raw}” whom ${evidence.label} does not call so`)]
      : [],
  )
}

/** How far before an office the word may stand that lessens it, in terms: “a former licensing official”. */
const officeReach = 3

/** “Former”, “deputy”, “acting” left out before an office that the claim keeps. */
const raisedOffices = ({ claim, evidence, alignment }: CheckInput): Finding[] => {
  const kept = new Set(claim.terms.map(({ lower }) => lower))
  const { terms } = evidence.host
  return terms.flatMap((term, at) => {
    if (!offices.has(term.lower) || kept.has(term.lower)) return []
    const office = [...terms.keys()].find(
      (index) =>
        index > at &&
        index <= at + officeReach &&
        terms[index]?.clause === term.clause &&
        roles.has(terms[index]?.lower ?? '') &&
        alignment.toClaim.has(index),
    )
    return office === undefined
      ? []
      : [
          fault(
            'TITLE_RAISED',
            `leaves out “${term.word.raw}”; ${evidence.label} says “${wordsAt(evidence.host, at, office)}”`,
          ),
        ]
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

/** “X of the Y Institute”: the sentences that could bear out that a person belongs to a body name both. */
const wrongBodies = ({ claim, evidence }: CheckInput): Finding[] => {
  const { terms } = namesOf(evidence.numbered)
  return claim.terms.flatMap((person, at) => {
    const from = at + (claim.terms[at + 2]?.lower === 'the' ? 3 : 2)
    if (!isName(person) || claim.terms[at + 1]?.lower !== 'of' || claim.terms[from]?.isCapital !== true) return []
    const length = claim.terms.slice(from).findIndex((term) => !term.isCapital || term.clause !== person.clause)
    const body = claim.terms.slice(from, length === -1 ? undefined : from + length)
    if (!body.some(({ lower }) => bodies.has(lower))) return []
    const names = body.filter((term) => term.isContent).map(({ key }) => key)
    const isBorneOut = terms.some((own) => [person.key, ...names].every((key) => own.some((term) => term.key === key)))
    const shown = wordsAt(claim, at, from + body.length - 1)
    return isBorneOut ? [] : [fault('NAME_BODY', `says “${shown}”, which no sentence of the text bears out`)]
  })
}

/** People keep the titles that the text gives them, and the bodies that it puts them in; bodies keep their whole names. */
export const checkTitles: Check = (input) => [
  ...addedRoles(input),
  ...raisedOffices(input),
  ...wrongBodies(input),
  ...cutNames(input),
]

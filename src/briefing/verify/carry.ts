import { blankQuotations, quotationsOf } from '../text/quotations.ts'
import { antecedents, paragraphBefore } from './antecedents.ts'
import type { Evidence } from './check.ts'
import { holderKeys, isSameHolder, nameKeys, shares } from './holders.ts'
import { firstPersons, ownerPronouns, rejoinders, verdictWords } from './lexicon/reporting.ts'
import { findReports } from './reports.ts'
import type { Report } from './report.ts'
import { readTerms } from './terms.ts'

/** The author speaks of himself, or answers what somebody else said before: “Both complaints are justified”. */
const isRejoinder = ({ host }: Evidence): boolean => {
  const own = readTerms(blankQuotations(host.text, quotationsOf(host.text).spans))
  return (
    rejoinders.has(own[0]?.lower ?? '') ||
    own.some((term) => firstPersons.has(term.lower) || verdictWords.has(term.lower))
  )
}

/** The reports of the nearest sentence before, in the paragraph, that has any; “according to X” reaches no further than its own. */
const lastReports = (before: readonly string[]): Report[] =>
  before
    .map((text) => findReports(text).filter((report) => report.verb !== 'according'))
    .find((reports) => reports.length > 0) ?? []

/** How far somebody's words go on without a new sign that they are theirs, in sentences. */
const carry = 2

/** Whether the text lets the reader think that this person goes on speaking, though the sentence has no word that says so. */
export const mayGoOn = (evidence: Evidence, holder: string): boolean => {
  if (isRejoinder(evidence)) return false
  const keys = holderKeys(holder)
  const before = paragraphBefore(evidence).slice(0, carry)
  const last = lastReports(before)
  const names = last.some((report) => report.type === 'pronoun')
    ? antecedents(evidence)
    : last.map((report) => report.subject)
  const [previous = ''] = before
  const opening = previous.split(/[,;:]/u, 2).join(' ')
  const isTheirs = evidence.host.terms.some((term) => ownerPronouns.has(term.lower))
  return (
    shares(keys, new Set(evidence.host.terms.map((term) => term.key))) ||
    names.some((name) => isSameHolder(name, holder)) ||
    shares(keys, holderKeys(opening)) ||
    (nameKeys(holder).size === 0 && shares(keys, new Set(readTerms(opening).map(({ key }) => key)))) ||
    (isTheirs && antecedents(evidence).some((text) => shares(keys, nameKeys(text))))
  )
}

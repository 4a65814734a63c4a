import { mayGoOn } from './carry.ts'
import { doubt } from './check.ts'
import type { CheckInput, Evidence } from './check.ts'
import { isNamed, refuse } from './given.ts'
import type { Attribution, Given } from './given.ts'
import { namesOfSubject } from './held.ts'
import { asWritten, holderKeys, nameKeys, namesKind } from './holders.ts'
import { holdingWords, studyWords } from './lexicon/reporting.ts'
import { findReports } from './reports.ts'

const reportWords = /^(?:reports?|sources?|accounts?)\b/iu
const hearsay = /\b(?:reportedly|allegedly|apparently|said to|believed to|thought to)\b/iu

/** “It is widely agreed that …”: a crowd of holders without a name. */
const consensus =
  /\bit (?:is|has been) (?:\p{L}+ly )?\p{L}+(?:ed|own|ood|aid|ought|eld) that\b|\b(?:widely|generally|commonly|universally) (?:agreed|accepted|believed|known|held|seen|recogni[sz]ed|acknowledged)\b/iu

/** Whether the claim, as its sentence, tells of the holder: “officials raise two difficulties” is the author's word about them. */
const isToldOf = ({ claim, evidence }: CheckInput, holder: string): boolean => {
  const [told, known] = [claim, evidence.host].map(({ terms }) => new Set(terms.map(({ key }) => key)))
  return [...holderKeys(holder)].every((key) => told?.has(key) === true && known?.has(key) === true)
}

/** How far from a holder's name the word may stand that makes a finding theirs, in terms. */
const studyReach = 10

/** Whether the sentence tells what a survey, trial or count of the holder's found. */
const isStudiedBy = ({ host }: Evidence, holder: string): boolean => {
  const keys = holderKeys(holder)
  const named = host.terms.flatMap(({ key }, index) => (keys.has(key) ? [index] : []))
  return host.terms.some(
    ({ lower }, at) => studyWords.has(lower) && named.some((index) => Math.abs(index - at) <= studyReach),
  )
}

/** Words by which a thing bears a statement out, and nobody says it. */
const evidencing = /^(?:shows?|showed|proves?|proved)$/u

/** The author's own view: nobody else may be given it. */
export const attributeOwn = (input: CheckInput, { holder, said }: Given): Attribution => {
  const { evidence, claim } = input
  const inHost = findReports(evidence.host.text)
  const names = inHost.flatMap((report) => namesOfSubject(report, evidence))
  const hostKeys = new Set(evidence.host.terms.map((term) => term.key))
  const isOwn = (subject: string): boolean => [...holderKeys(subject)].every((key) => hostKeys.has(key))
  if (holder !== undefined) {
    const message = `gives to “${holder}” what ${evidence.label} says as the author's own`
    if (!isNamed(names, holder) && !mayGoOn(evidence, holder)) return refuse('ATTRIBUTION', message)
    const isSpoken = said.some((report) => report.isPlain && isOwn(report.subject))
    // The sentence names the holder and tells nothing of what they hold: that they say so is the draft's invention.
    const tellsOfViews = inHost.length > 0 || evidence.host.terms.some((term) => holdingWords.has(term.lower))
    if (!tellsOfViews && isSpoken) return refuse('ATTRIBUTION', message)
    if (isToldOf(input, holder) && !isSpoken) return { holder: undefined, findings: [] }
    if (isStudiedBy(evidence, holder)) return { holder: asWritten(evidence.numbered, holder), findings: [] }
    return { holder: asWritten(evidence.numbered, holder), findings: [doubt('ATTRIBUTION_UNSURE', message)] }
  }
  const added = said.find((report) => {
    const isKind = namesKind(report.subject) || nameKeys(report.subject).size > 0
    const isHearsay = hearsay.test(evidence.host.text) && (reportWords.test(report.subject) || isOwn(report.subject))
    const isHosts =
      isOwn(report.subject) &&
      (evidencing.test(report.verb) || evidence.host.terms.some((term) => term.lower === report.verb))
    return report.isPlain && isKind && !isHearsay && !isHosts && !isNamed(names, report.subject)
  })
  const crowd = consensus.exec(claim.text)?.[0]
  if (crowd !== undefined && !consensus.test(evidence.host.text) && !hearsay.test(evidence.host.text))
    return refuse('ATTRIBUTION', `says “${crowd}” of what ${evidence.label} says as the author's own`)
  if (added === undefined || claim.text === evidence.host.text) return { holder: undefined, findings: [] }
  return refuse('ATTRIBUTION', `lets “${added.subject}” say what ${evidence.label} says as the author's own`)
}

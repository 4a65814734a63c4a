import { mayGoOn } from './carry.ts'
import { doubt, fault } from './check.ts'
import type { CheckInput, Evidence, Finding } from './check.ts'
import { heldBy, namesOfSubject } from './held.ts'
import type { Held } from './held.ts'
import {
  asWritten,
  holderKeys,
  isAuthor,
  isKnownTo,
  isRsis,
  isSameHolder,
  nameKeys,
  namesKind,
  shares,
} from './holders.ts'
import { agents, holdingWords, studyWords } from './lexicon/reporting.ts'
import { findReports } from './reports.ts'
import type { Report } from './reports.ts'
import { readTerms } from './terms.ts'

/** Who holds the claim, as far as it could be settled, and what is wrong with that. */
export type Attribution = { readonly holder: string | undefined; readonly findings: readonly Finding[] }

/** To whom the draft gives the claim: in its holder, and in the words of the claim itself. */
type Given = { readonly holder: string | undefined; readonly said: readonly Report[] }

const givenBy = (input: CheckInput, draftHolder: string): Given => {
  const { authors } = input.evidence.numbered
  return {
    holder: isAuthor(draftHolder, authors) ? undefined : draftHolder,
    said: findReports(input.claim.text).filter(
      (report) => report.type !== 'author' && !isAuthor(report.subject, authors),
    ),
  }
}

const refuse = (code: string, message: string): Attribution => ({ holder: undefined, findings: [fault(code, message)] })

const isNamed = (names: readonly string[], holder: string): boolean => names.some((name) => isSameHolder(name, holder))

/** A possession of somebody's for the body that it is: “Dr. Senapati’s institute” for the institute that he directs. */
const isPossession = (label: string, holder: string, { numbered }: Evidence): boolean => {
  const [owner = '', thing = ''] = label.split(/[’']s? /u)
  const keys = holderKeys(thing)
  const stands = (text: string): boolean =>
    shares(nameKeys(text), nameKeys(owner)) && [...nameKeys(holder)].every((key) => nameKeys(text).has(key))
  return (
    thing !== '' &&
    shares(keys, nameKeys(holder)) &&
    numbered.sentences.some(({ text, isEligible }) => isEligible && stands(text))
  )
}

const sexes = [/\b(?:he|him|his)\b/iu, /\b(?:she|hers?)\b/iu] as const

/** Whether a pronoun means a man where the sentences that name this holder speak of a woman, or the other way round. */
const isOtherSex = (pronoun: string, holder: string, { numbered }: Evidence): boolean => {
  const keys = nameKeys(holder)
  const own = sexes.findIndex((sex) => sex.test(pronoun))
  if (own === -1 || keys.size === 0) return false
  const naming = numbered.sentences.filter(({ text, isEligible }) => isEligible && shares(nameKeys(text), keys))
  const [same = false, other = false] = [sexes[own], sexes[1 - own]].map((sex) =>
    naming.some(({ text }) => sex?.test(text)),
  )
  return other && !same
}

const speaksForOthers = (text: string): boolean => readTerms(text).some((term) => agents.has(term.lower))

/** Somebody else's view: its holder has to be named, and nobody else. */
const attributeHeld = (input: CheckInput, held: Held, { holder, said }: Given): Attribution => {
  const { evidence, claim } = input
  const isRight = (name: string): boolean => isNamed(held.names, name) || isPossession(held.label, name, evidence)
  const spoken = said.filter((report) => report.isPlain && report.type !== 'pronoun').map((report) => report.subject)
  const wrong = [...(holder === undefined ? [] : [holder]), ...spoken].find((name) => !isRight(name))
  if (wrong !== undefined) {
    const message = `gives to “${wrong}” what ${evidence.label} gives to “${held.label}”`
    const isInHost = [...holderKeys(wrong)].every((key) => evidence.host.terms.some((term) => term.key === key))
    // A kind of people, or a pronoun, may stand for somebody whom the sentence names at another place.
    const isOpen = nameKeys(held.label).size === 0 && isInHost
    return isOpen
      ? { holder: asWritten(evidence.numbered, wrong), findings: [doubt('ATTRIBUTION_UNSURE', message)] }
      : refuse('ATTRIBUTION', message)
  }
  const right = holder ?? said.find((report) => isRight(report.subject))?.subject
  const labelNames = nameKeys(held.label)
  // What they want or expect is told as what they want or expect.
  const keepsVerb = labelNames.size === 0 && claim.terms.some((term) => term.lower === held.verb)
  const isToldOfThem = !held.isPlain && (keepsVerb || shares(nameKeys(claim.text), labelNames))
  if (right === undefined && /^(?:this|that) /u.test(held.label))
    return {
      holder: undefined,
      findings: [
        doubt('ATTRIBUTION_UNSURE', `tells as the author's view what ${evidence.label} puts “on ${held.label}”`),
      ],
    }
  if (right === undefined && !isToldOfThem)
    return refuse(
      'ATTRIBUTION',
      `tells as the author's view what ${evidence.label} gives to “${held.label}”; name the holder and say that it is theirs`,
    )
  const inner = held.inner?.type === 'pronoun' ? undefined : held.inner?.subject
  if (
    inner !== undefined &&
    !shares(holderKeys(inner), new Set(readTerms(`${claim.text} ${holder ?? ''}`).map(({ key }) => key)))
  )
    return refuse(
      'ATTRIBUTION_NESTED',
      `leaves out that in ${evidence.label} “${held.label}” tells what “${inner}” holds`,
    )
  const isAgent = speaksForOthers(held.label) && !speaksForOthers(`${claim.text} ${right ?? ''}`)
  return {
    holder: right === undefined ? undefined : asWritten(evidence.numbered, right),
    findings:
      isAgent || (right !== undefined && isOtherSex(held.label, right, evidence))
        ? [doubt('SPEAKER_UNSURE', `gives to “${right ?? held.label}” what ${evidence.label} gives to “${held.label}”`)]
        : [],
  }
}

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
const attributeOwn = (input: CheckInput, { holder, said }: Given): Attribution => {
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

/**
 * A view belongs to whom the text gives it to: reported words need their speaker, in the claim or as its holder; the
 * author's own are nobody else's; RSIS, the publisher, holds no view.
 */
export const attribute = (input: CheckInput, draftHolder: string): Attribution => {
  const { evidence } = input
  const given = givenBy(input, draftHolder)
  const named = [given.holder ?? '', ...given.said.map((report) => report.subject)]
  if (named.some(isRsis) && !isRsis(evidence.host.text))
    return refuse('ATTRIBUTION', 'gives the view to RSIS, which only publishes it; the holder is the author')
  if (given.holder !== undefined && !isKnownTo(evidence.numbered, given.holder))
    return refuse('HOLDER_UNKNOWN', `names “${given.holder}” as the holder, whom the text never names so`)
  const held = heldBy(input)
  return held === undefined ? attributeOwn(input, given) : attributeHeld(input, held, given)
}

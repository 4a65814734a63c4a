import { doubt } from './check.ts'
import type { CheckInput, Evidence } from './check.ts'
import { isNamed, refuse } from './given.ts'
import type { Attribution, Given } from './given.ts'
import type { Held } from './held.ts'
import { asWritten, holderKeys, nameKeys, shares } from './holders.ts'
import { agents } from './lexicon/reporting.ts'
import { readTerms } from './terms.ts'

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
export const attributeHeld = (input: CheckInput, held: Held, { holder, said }: Given): Attribution => {
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

import { isOpposite } from './opposites.ts'
import { isExclusion } from './exclusion.ts'
import { doubt, doubtIfRetold, fault } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import { findPivots, halvesOf } from './pivots.ts'
import type { Pivot } from './pivots.ts'
import type { Reading } from './reading.ts'
import { sidesOf } from './sides.ts'

/** Words in which a sentence may name a cause without one of the pivots. */
const causal =
  /(?:\b(?:because|since(?! (?:then|\d|the (?:start|end|year)|\p{Lu}\p{Ll}+ \d))|due|therefore|thus|hence|owing|thanks|results?|resulted|resulting|leads?|led|leading|causes?|caused|causing|drives?|drove|driven|forces?|forced|reasons?|why|consequences?|consequently|stems?|owes?|explains?|makes?|made|brings?|brought|so|turns?|turned|effect|means|accounts?|once|prevents?|prevented)\b|[,;:–—] (?:for|as)\b|^As\b)/iu

/** Signs that join two statements and leave open how. */
const joining =
  /\b(?:reason|through|over|for|as|from|enough|too|with|lets?|allows?|that|unless|if|when|would|by|gives?|gave)\b|[:;—─–]/iu

const timely =
  /\b(?:before|after|until|till|following|since|once|then|when|whenever|while|as|later|earlier|prior|ahead|first|next|by|from|subsequently|already|previously|now|during|preceded|followed|follow|follows|beforehand|afterwards|last|former|succeeded|unless|without|no sooner|past|yet|thereafter|upon)\b/iu

/** The share of a half's content words that the evidence has. */
const shareKnown = ({ claim, alignment }: CheckInput, half: readonly number[]): number => {
  const content = half.filter((index) => claim.terms[index]?.isContent === true)
  return content.length === 0 ? 1 : content.filter((index) => alignment.toEvidence.has(index)).length / content.length
}

/** “because of price” for “over price”: a small word of the evidence may name the cause. */
const isOver = ({ claim, evidence, alignment }: CheckInput, { words, to }: Pivot): boolean => {
  const next = claim.terms.findIndex(({ isContent }, index) => index > to && isContent)
  const before = evidence.host.terms[(alignment.toEvidence.get(next) ?? 0) - 1]?.lower ?? ''
  return words.endsWith(' of') && /^(?:over|for|from|through|with)$/u.test(before)
}

const causeAdded = (input: CheckInput, pivot: Pivot): Finding[] => {
  const { claim, evidence, alignment } = input
  if (alignment.wording.inPlace.has(pivot.from)) return []
  const message = `says “${pivot.words}”; ${evidence.label} names no such cause`
  if (shareKnown(input, halvesOf(claim, pivot).tail) < 0.5 || shareKnown(input, halvesOf(claim, pivot).head) < 0.3)
    return [doubtIfRetold(input, 'CAUSE_ADDED', message)]
  if (causal.test(evidence.host.text)) return []
  const isPlain =
    /^(?:because|due to|owing to|caused by|led to|as a result)/u.test(pivot.words) && !isOver(input, pivot)
  return [joining.test(evidence.host.text) && !isPlain ? doubt('CAUSE_ADDED', message) : fault('CAUSE_ADDED', message)]
}

const orderAdded = (input: CheckInput, pivot: Pivot): Finding[] =>
  /^(?:then|once|since)$/u.test(pivot.words) || timely.test(input.evidence.host.text)
    ? []
    : [doubtIfRetold(input, 'ORDER_ADDED', `says “${pivot.words}”; ${input.evidence.label} gives no such order`)]

const reversedCodes = { cause: 'CAUSE_REVERSED', time: 'ORDER_REVERSED', choice: 'CHOICE_REVERSED' } as const

/** “It is because A that B”: both halves follow the pivot, and no mark parts them. */
const isCleft = ({ terms }: Reading, { from }: Pivot): boolean =>
  /^it (?:is|was|will be)(?: \w+ly)?$/u.test(
    terms
      .slice(Math.max(0, from - 3), from)
      .map(({ lower }) => lower)
      .join(' ')
      .replace(/^.*?(?=\bit\b)/u, ''),
  )

/** Whether what stood on one side of the evidence's pivot stands on the other side of the claim's, by the words of both halves. */
const isReversed = ({ claim, evidence, alignment }: CheckInput, ours: Pivot, theirs: Pivot): boolean => {
  if (isCleft(claim, ours) || isCleft(evidence.host, theirs)) return false
  const [said, meant] = [halvesOf(claim, ours), halvesOf(evidence.host, theirs)]
  const count = (from: readonly number[], to: readonly number[]): number =>
    from.filter((index) => to.includes(alignment.toEvidence.get(index) ?? -1)).length
  const straight = count(said.head, meant.head) + count(said.tail, meant.tail)
  const crossed = count(said.head, meant.tail) + count(said.tail, meant.head)
  return crossed >= 2 && crossed > straight
}

/** A comparison with its sides exchanged says the same only where its word is exchanged for the opposite as well. */
const sidesReversed = (input: CheckInput): Finding[] => {
  const { claim, evidence } = input
  if (sidesOf(input) !== 'crossed') return []
  const isTurned = claim.terms.some((term) =>
    evidence.host.terms.some((other) => term.lower !== other.lower && isOpposite(term.lower, other.lower)),
  )
  return isTurned ? [] : [fault('SIDES_REVERSED', `turns round what ${evidence.label} says on the two sides of “than”`)]
}

/** “before the audit” where the evidence has “after the audit”, wherever it stands: the same words on the other side of an event. */
const sideChanged = ({ claim, evidence, alignment }: CheckInput): Finding[] => {
  const { host } = evidence
  if ([claim, host].some(({ operators }) => operators.some(({ kind }) => kind === 'negator'))) return []
  const timesIn = (reading: Reading): Pivot[] => findPivots(reading).filter(({ family }) => family === 'time')
  const eventOf = ({ terms }: Reading, { to }: { readonly to: number }): number =>
    terms.findIndex(({ isContent }, index) => index > to && isContent)
  const [ours, ...more] = timesIn(claim)
  const [theirs, ...others] = timesIn(host)
  const meanwhile = claim.terms.findIndex(({ lower }) => /^(?:during|while)$/u.test(lower))
  const isMeanwhile =
    meanwhile !== -1 &&
    theirs !== undefined &&
    others.length === 0 &&
    alignment.toEvidence.get(eventOf(claim, { to: meanwhile })) === eventOf(host, theirs)
  if (isMeanwhile && !/\b(?:during|while)\b/iu.test(host.text))
    return [fault('ORDER_CHANGED', `tells as at one time what ${evidence.label} says “${theirs.words}” of`)]
  if (ours === undefined || theirs === undefined || more.length + others.length > 0 || ours.side === theirs.side)
    return []
  return alignment.toEvidence.get(eventOf(claim, ours)) === eventOf(host, theirs)
    ? [fault('ORDER_CHANGED', `says “${ours.words}” where ${evidence.label} says “${theirs.words}”`)]
    : []
}

/** Cause and order in time are those of the evidence: neither added nor turned round; choices and comparisons keep their sides. */
export const checkOrder: Check = (input) => {
  const { claim, evidence } = input
  const theirs = findPivots(evidence.host)
  const findings = findPivots(claim).flatMap((ours) => {
    const same = theirs.filter((one) => one.family === ours.family)
    const isReason = ours.words === 'since' && theirs.some((one) => one.family === 'cause')
    if (ours.family === 'cause') {
      const added = causeAdded(input, ours)
      if (added.length > 0) return added
    }
    if (same.length === 0) return ours.family === 'time' && !isReason ? orderAdded(input, ours) : []
    const [other] = same
    if (other === undefined || same.length > 1 || isExclusion(claim, evidence.host)) return []
    if (!isReversed(input, ours, other)) return []
    const message = `turns round what ${evidence.label} says on the two sides of “${other.words}”`
    return [doubtIfRetold(input, reversedCodes[ours.family], message)]
  })
  return [...findings, ...(findings.length > 0 ? [] : sideChanged(input)), ...sidesReversed(input)]
}

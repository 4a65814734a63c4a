import type { Family } from '../rules/load.ts'
import type { Cue } from './cues.ts'
import { type Finding, guess, hint, type Pair, type Side, wordsAt } from './pair.ts'

/** A pair as seen from one of its sides. */
export type View = {
  readonly own: Side
  readonly other: Side
  /** This side's words, mapped to those of the other side. */
  readonly map: ReadonlyMap<number, number>
}

const view = (own: Side, other: Side, map: View['map']): View => ({ own, other, map })
export const fromClaim = ({ claim, source, alignment }: Pair): View => view(claim, source, alignment.toSource)
export const fromSource = ({ claim, source, alignment }: Pair): View => view(source, claim, alignment.toClaim)

/** In words. */
const nearby = 5

export const ofFamily = ({ cues }: Side, ...families: readonly Family[]): Cue[] =>
  cues.filter(({ rule }) => families.includes(rule.family))

/** Whether two cues affect words that are paired. */
const isLinked = (cue: Cue, other: Cue, map: ReadonlyMap<number, number>): boolean =>
  cue.span.some((at) => other.span.includes(map.get(at) ?? -1))

export const linkedTo = (cue: Cue, others: readonly Cue[], { map }: View): Cue[] =>
  others.filter((other) => isLinked(cue, other, map) || map.get(cue.from) === other.from)

/** The word on the other side that is paired with the first word that the cue affects. */
export const headThere = ({ head }: Cue, { map }: View): number | undefined =>
  head === undefined ? undefined : map.get(head)

const isTouched = ({ span }: Cue, { map }: View): boolean => span.some((at) => map.has(at))

export const spell = (side: Side, { from, to }: Cue): string => `“${wordsAt(side, from, to)}”`

export const says = ({ own }: View, cue: Cue, label: string): string =>
  `says ${spell(own, cue)}; ${label} does not say so of these words`
export const dropsIt = ({ own }: View, cue: Cue, label: string): string =>
  `${label} says ${spell(own, cue)}; the claim leaves it out`

/**
 * Whether the words around the cue's first affected word are also together on the other side: only then is it certain
 * that the cue is missing there.
 */
export const isInPlace = (cue: Cue, view: View): boolean => {
  const there = headThere(cue, view)
  if (there === undefined) return false
  const near = [...view.own.tokens.keys()].filter(
    (at) =>
      at >= cue.from - nearby &&
      at <= (cue.head ?? cue.to) + nearby &&
      at !== cue.head &&
      view.own.tokens[at]?.isContent,
  )
  return near.some((at) => Math.abs((view.map.get(at) ?? Number.NaN) - there) <= nearby)
}

/**
 * The level of a negation of a complete statement (“it is false that”). A negation of a part does not match it, and it
 * is never a matter of style.
 */
export const denial = 3

type Unanswered = { readonly cue: Cue; readonly isSure: boolean }

/** Cues of `own` without a matching cue on the other side, on words that both share. */
export const unanswered = (view: View, family: Family): Unanswered[] => {
  const others = ofFamily(view.other, family)
  const own = ofFamily(view.own, family)
  const free = others.filter((other) => own.every((cue) => linkedTo(cue, [other], view).length === 0))
  const answersTo = (cue: Cue): Cue[] =>
    linkedTo(cue, others, view).filter(({ rule }) => cue.rule.level < denial || rule.level > 1)
  // “It would be strange if they did not”: two of one family over the same words may cancel each other.
  const isAlone = (cue: Cue): boolean =>
    own.every((other) => other === cue || !other.span.some((at) => cue.span.includes(at)))
  return own
    .filter((cue) => answersTo(cue).length === 0 && isTouched(cue, view))
    .map((cue) => ({
      cue,
      isSure:
        cue.rule.level >= denial || (cue.rule.level > 1 && free.length === 0 && isAlone(cue) && isInPlace(cue, view)),
    }))
}

/** Cues of the claim that are stronger than all of their family in the source. */
export const added = (pair: Pair, family: Family, code: string, least = 1): Finding[] => {
  const given = Math.max(least - 1, ...ofFamily(pair.source, family).map(({ rule }) => rule.level))
  return ofFamily(pair.claim, family)
    .filter(({ rule }) => rule.level > given)
    .map((cue) => hint(code, says(fromClaim(pair), cue, pair.label)))
}

export const dropped = (pair: Pair, family: Family, code: string): Finding[] =>
  unanswered(fromSource(pair), family).flatMap(({ cue }) =>
    guess(pair, code, dropsIt(fromSource(pair), cue, pair.label)),
  )

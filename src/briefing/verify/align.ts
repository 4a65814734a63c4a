import { diffArrays } from 'diff'
import { readWording } from './edits.ts'
import type { Wording } from './edits.ts'
import type { Reading } from './reading.ts'
import type { Term } from './terms.ts'
import { relationOf } from './wordnet.ts'

/** For each content word of the claim the one of the evidence that it repeats, and the claim laid beside it word by word. */
export type Alignment = {
  readonly toEvidence: ReadonlyMap<number, number>
  readonly toClaim: ReadonlyMap<number, number>
  readonly wording: Wording
}

const contentIndices = (terms: readonly Term[]): number[] =>
  [...terms.keys()].filter((index) => terms[index]?.isContent === true)

/** No name and no number. */
const isCommon = (term: Term): boolean => !/^[#@]/u.test(term.key) && !term.isCapital

/** Whether a word may be told by another: they share a meaning, or one is derived from the other or from its like. */
export const isAkin = (one: Term | undefined, other: Term | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  isCommon(one) &&
  isCommon(other) &&
  /^(?:synonym|derivation)$/u.test(relationOf(one.lower, other.lower) ?? '')

/** Pairs the content words of a claim with those of its evidence: in order as far as they go, the rest wherever they stand. */
export const align = (claim: Reading, evidence: Reading): Alignment => {
  const left = contentIndices(claim.terms)
  const right = contentIndices(evidence.terms)
  const isSame = (a: number, b: number): boolean => claim.terms[a]?.key === evidence.terms[b]?.key
  const toEvidence = new Map<number, number>()
  const toClaim = new Map<number, number>()
  let [at, hostAt] = [0, 0]
  for (const { added, removed, count } of diffArrays(right, left, { comparator: (b, a) => isSame(a, b) })) {
    const kept = added || removed ? 0 : count
    for (let offset = 0; offset < kept; offset += 1) {
      const [a = -1, b = -1] = [left[at + offset], right[hostAt + offset]]
      toEvidence.set(a, b)
      toClaim.set(b, a)
    }
    if (!removed) at += count
    if (!added) hostAt += count
  }
  for (const a of left) {
    if (toEvidence.has(a)) continue
    const b = right.find((index) => !toClaim.has(index) && isSame(a, index)) ?? right.find((index) => isSame(a, index))
    if (b !== undefined) {
      toEvidence.set(a, b)
      if (!toClaim.has(b)) toClaim.set(b, a)
    }
  }
  for (const a of left) {
    if (toEvidence.has(a)) continue
    const b = right.find((index) => !toClaim.has(index) && isAkin(claim.terms[a], evidence.terms[index]))
    if (b !== undefined) {
      toEvidence.set(a, b)
      toClaim.set(b, a)
    }
  }
  return { toEvidence, toClaim, wording: readWording(claim.terms, evidence.terms) }
}

/** Whether the words from `from` to `to` of the evidence are told by the claim: at least `share` of their content words. */
export const covers = (alignment: Alignment, evidence: Reading, from: number, to: number, share = 0.6): boolean => {
  let all = 0
  let told = 0
  for (let index = from; index <= to; index += 1) {
    if (evidence.terms[index]?.isContent !== true) continue
    all += 1
    if (alignment.toClaim.has(index)) told += 1
  }
  return all > 0 && told / all >= share
}

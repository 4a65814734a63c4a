import type { Reading } from './reading.ts'
import type { Term } from './terms.ts'

/** For each term of the claim the term of the evidence that it repeats. */
export type Alignment = {
  readonly toEvidence: ReadonlyMap<number, number>
  readonly toClaim: ReadonlyMap<number, number>
}

const contentIndices = (terms: readonly Term[]): number[] =>
  [...terms.keys()].filter((index) => terms[index]?.isContent === true)

/** Pairs the content words of a claim with those of its evidence: in order as far as they go (LCS), the rest wherever they stand. */
export const align = (claim: Reading, evidence: Reading): Alignment => {
  const left = contentIndices(claim.terms)
  const right = contentIndices(evidence.terms)
  const isSame = (a: number, b: number): boolean => claim.terms[a]?.key === evidence.terms[b]?.key
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0))
  const lengthAt = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const row = lengths[i]
      if (row === undefined) continue
      row[j] = isSame(left[i] ?? -1, right[j] ?? -1)
        ? lengthAt(i + 1, j + 1) + 1
        : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1))
    }
  }
  const toEvidence = new Map<number, number>()
  const toClaim = new Map<number, number>()
  const pair = (a: number, b: number): void => {
    toEvidence.set(a, b)
    toClaim.set(b, a)
  }
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const a = left[i] ?? -1
    const b = right[j] ?? -1
    if (isSame(a, b)) {
      pair(a, b)
      i += 1
      j += 1
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i += 1
    else j += 1
  }
  for (const a of left) {
    if (toEvidence.has(a)) continue
    const b = right.find((index) => !toClaim.has(index) && isSame(a, index)) ?? right.find((index) => isSame(a, index))
    if (b !== undefined) {
      toEvidence.set(a, b)
      if (!toClaim.has(b)) toClaim.set(b, a)
    }
  }
  return { toEvidence, toClaim }
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

import { diffArrays } from 'diff'
import { isSame, type Token } from './tokens.ts'

/** Which word of the claim stands for which of the source, by index; each is paired once at most. */
export type Alignment = {
  readonly toSource: ReadonlyMap<number, number>
  readonly toClaim: ReadonlyMap<number, number>
  /** Words of the claim that keep their order. */
  readonly inOrder: ReadonlySet<number>
}

export const align = (claim: readonly Token[], source: readonly Token[]): Alignment => {
  const toSource = new Map<number, number>()
  const toClaim = new Map<number, number>()
  const pair = (a: number, b: number): void => {
    toSource.set(a, b)
    toClaim.set(b, a)
  }
  let [a, b] = [0, 0]
  for (const { added, removed, count } of diffArrays([...claim], [...source], { comparator: isSame })) {
    if (!added && !removed) for (let at = 0; at < count; at += 1) pair(a + at, b + at)
    if (!added) a += count
    if (!removed) b += count
  }
  const inOrder = new Set(toSource.keys())
  for (const [index, token] of claim.entries()) {
    if (toSource.has(index) || !token.isContent) continue
    const found = source.findIndex((other, at) => !toClaim.has(at) && other.isContent && isSame(token, other))
    if (found !== -1) pair(index, found)
  }
  return { toSource, toClaim, inOrder }
}

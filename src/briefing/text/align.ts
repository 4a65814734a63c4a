import { diffArrays } from 'diff'

/** Which unit of one sequence repeats which of another, by index; each unit is paired once at most. */
export type Alignment = {
  readonly toRight: ReadonlyMap<number, number>
  readonly toLeft: ReadonlyMap<number, number>
  /** Units of the left that keep their order. */
  readonly inOrder: ReadonlySet<number>
}

/** Runs that have the same order in both, longest first (Myers’ difference). */
const pairsInOrder = <Unit>(
  left: readonly Unit[],
  right: readonly Unit[],
  isSame: (a: Unit, b: Unit) => boolean,
): [number, number][] => {
  const pairs: [number, number][] = []
  let [a, b] = [0, 0]
  for (const { added, removed, count } of diffArrays([...left], [...right], { comparator: isSame })) {
    if (!added && !removed) for (let at = 0; at < count; at += 1) pairs.push([a + at, b + at])
    if (!added) a += count
    if (!removed) b += count
  }
  return pairs
}

/**
 * Pairs the units of two sequences that are the same: first those that keep their order, then those of the rest that may have
 * moved, at any position. `isSame` may be asked about any two units; it should be symmetric.
 */
export const align = <Unit>(
  left: readonly Unit[],
  right: readonly Unit[],
  isSame: (a: Unit, b: Unit) => boolean = Object.is,
  mayMove: (unit: Unit) => boolean = () => true,
): Alignment => {
  const toRight = new Map(pairsInOrder(left, right, isSame))
  const toLeft = new Map([...toRight].map(([a, b]) => [b, a]))
  const inOrder = new Set(toRight.keys())
  for (const [a, unit] of left.entries()) {
    if (toRight.has(a) || !mayMove(unit)) continue
    const b = right.findIndex((other, index) => !toLeft.has(index) && mayMove(other) && isSame(unit, other))
    if (b === -1) continue
    toRight.set(a, b)
    toLeft.set(b, a)
  }
  return { toRight, toLeft, inOrder }
}

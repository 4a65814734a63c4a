import { diffArrays } from 'diff'

/** Pairs of equal units of two sequences, by index; each unit is in at most one pair. */
export type Alignment = { readonly toRight: ReadonlyMap<number, number>; readonly toLeft: ReadonlyMap<number, number> }

/** Runs in the same order in both, longest first (Myers’ difference). */
const inOrder = <Unit>(
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
 * Pairs the equal units of two sequences: first those in the same order, then the rest wherever they are. `isSame` is
 * called with any two units; it should be symmetric.
 */
export const align = <Unit>(
  left: readonly Unit[],
  right: readonly Unit[],
  isSame: (a: Unit, b: Unit) => boolean = Object.is,
): Alignment => {
  const toRight = new Map(inOrder(left, right, isSame))
  const toLeft = new Map([...toRight].map(([a, b]) => [b, a]))
  for (const [a, unit] of left.entries()) {
    if (toRight.has(a)) continue
    const b = right.findIndex((other, index) => !toLeft.has(index) && isSame(unit, other))
    if (b === -1) continue
    toRight.set(a, b)
    toLeft.set(b, a)
  }
  return { toRight, toLeft }
}

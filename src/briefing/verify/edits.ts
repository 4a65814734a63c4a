import { diffArrays } from 'diff'
import type { Term } from './terms.ts'

/** A run of terms: from the first index up to, and without, `to`. */
export type Run = { readonly from: number; readonly to: number }

/** A place where the claim leaves the words of its evidence: what it has there instead of them. One of the runs may be empty. */
export type Edit = {
  readonly claim: Run
  readonly host: Run
  /** Whether the words on both sides of it are the evidence's own, so that only here something was put, taken or exchanged. */
  readonly isLocal: boolean
}

/** The evidence's words that a claim repeats in order, and the edits between them. */
export type Wording = {
  /** For a term of the claim the term of the evidence that it repeats in its place. */
  readonly inPlace: ReadonlyMap<number, number>
  readonly edits: readonly Edit[]
}

/** Longer runs are told anew rather than edited. */
const longestEdit = 4

/** So many repeated words next to an edit show that it was made in the evidence's own sentence. */
const leastContext = 3

const isSameTerm = (one: Term, other: Term): boolean =>
  one.lower === other.lower || (one.isContent && other.isContent && one.key === other.key)

export const lengthOf = (run: Run): number => run.to - run.from

export const isInRun = (run: Run, index: number): boolean => index >= run.from && index < run.to

/** Lays a claim beside its evidence, word by word: what was kept in place, and what was edited. */
export const readWording = (claim: readonly Term[], host: readonly Term[]): Wording => {
  const changes = diffArrays([...host], [...claim], { comparator: isSameTerm })
  const inPlace = new Map<number, number>()
  const edits: Edit[] = []
  let [at, hostAt, keptBefore] = [0, 0, 0]
  let open: { from: number; hostFrom: number; keptBefore: number } | undefined
  const close = (keptAfter: number): void => {
    if (open === undefined) return
    const edit = { claim: { from: open.from, to: at }, host: { from: open.hostFrom, to: hostAt } }
    const isShort = Math.max(lengthOf(edit.claim), lengthOf(edit.host)) <= longestEdit
    const isLocal = isShort && open.keptBefore + keptAfter >= Math.min(leastContext, claim.length - 1)
    edits.push({ ...edit, isLocal })
    open = undefined
  }
  for (const { added, removed, count } of changes) {
    if (added || removed) {
      open ??= { from: at, hostFrom: hostAt, keptBefore }
      if (added) at += count
      else hostAt += count
      continue
    }
    close(count)
    for (let offset = 0; offset < count; offset += 1) inPlace.set(at + offset, hostAt + offset)
    at += count
    hostAt += count
    keptBefore = count
  }
  close(0)
  return { inPlace, edits }
}

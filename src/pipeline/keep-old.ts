import type { BriefingDeps } from '../archive/make-briefings.ts'
import { findKnown } from '../archive/store/known.ts'
import { saveCommentary } from '../archive/store/save-commentary.ts'
import type { Commentary } from '../commentary/commentary.ts'
import { commentaryKeys } from '../commentary/identity.ts'
import { enqueueEdits } from '../delivery/enqueue-edits.ts'
import { type SavedBriefed, saveBriefed } from './save-briefed.ts'

export type KeepDeps = BriefingDeps

/** A commentary that is not news. `names` are further identity keys. */
export type Old = { readonly commentary: Commentary; readonly names?: readonly string[] }

const keysOf = ({ commentary, names = [] }: Old): readonly string[] => commentaryKeys(commentary, names)

/**
 * Stores the commentaries that are new to the archive, in one transaction and without briefings, which are made in the
 * background or on request. @returns what was stored of each before, in their order; undefined for those that are new.
 */
export const addMissing = async (
  { db, now }: Pick<KeepDeps, 'db' | 'now'>,
  found: readonly Old[],
): Promise<readonly (Commentary | undefined)[]> =>
  db.transaction().execute(async (tx) => {
    const held: (Commentary | undefined)[] = []
    for (const one of found) {
      const identified = { commentary: one.commentary, keys: keysOf(one) }
      const known = await findKnown(tx, identified)
      if (known === undefined) await saveCommentary(tx, { ...identified, now: now() })
      held.push(known)
    }
    return held
  })

/**
 * Stores a fuller text of a commentary, with its briefing. Nothing is posted; only messages that showed less of it are
 * edited.
 */
export const keepFuller = async (
  { db, engine, now }: KeepDeps,
  old: Old,
  signal: AbortSignal,
): Promise<SavedBriefed['state']> => {
  const { commentary } = old
  const briefing = await engine(commentary, signal)
  return db.transaction().execute(async (tx) => {
    const saved = await saveBriefed(tx, { commentary, briefing, keys: keysOf(old) }, now())
    if (saved.isShownChanged) await enqueueEdits(tx, saved.briefed, now())
    return saved.state
  })
}

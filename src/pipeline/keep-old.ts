import type { Engine } from '../briefing/port.ts'
import type { Commentary } from '../commentary/commentary.ts'
import { commentaryKeys } from '../commentary/identity.ts'
import type { Db } from '../store/connection.ts'
import { enqueueEdits } from '../delivery/enqueue-edits.ts'
import { type SavedBriefed, saveBriefed } from './save-briefed.ts'

export type KeepDeps = { readonly db: Db; readonly engine: Engine; readonly now: () => Date }

/**
 * Stores a commentary that is no news: nothing is posted, and only messages that showed less of it are edited.
 * `names` are identity keys in addition to its own.
 */
export const keepOld = async (
  { db, engine, now }: KeepDeps,
  { commentary, names = [] }: { readonly commentary: Commentary; readonly names?: readonly string[] },
  signal: AbortSignal,
): Promise<SavedBriefed['state']> => {
  const briefing = await engine(commentary, signal)
  const keys = commentaryKeys(commentary, names)
  return db.transaction().execute(async (tx) => {
    const { state, isShownChanged, briefed } = await saveBriefed(tx, { commentary, briefing, keys }, now())
    if (isShownChanged) await enqueueEdits(tx, briefed, now())
    return state
  })
}

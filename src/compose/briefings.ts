import { type BriefingDeps, createMakeBriefings, type MakeBriefings } from '../archive/make-briefings.ts'
import { scheduleRebriefs } from '../archive/store/briefings.ts'
import { createEngine, engineOfOld } from '../briefing/create-engine.ts'
import { extractiveInWorker as offline } from '../briefing/extractive/in-worker.ts'
import { type Engine, synopsisOnlyVersion } from '../briefing/port.ts'
import { forgetShownAnswers } from '../store/forget.ts'
import type { Permission } from '../store/reader.ts'
import type { Core } from './core.ts'

/** The engines, and how much of a text may be shown. */
export type Briefings = {
  /** For new commentaries. */
  readonly engine: Engine
  /** For commentaries that were archived without a briefing. */
  readonly old: BriefingDeps
  readonly makeBriefings: MakeBriefings
  readonly permission: Permission
}

/**
 * The engines of the settings. If the permission to quote was changed, the earlier briefings are scheduled to be made
 * again.
 */
export const composeBriefings = async ({ config, db, caches, now, log }: Core): Promise<Briefings> => {
  const { linkAndSynopsisOnly: isSynopsisOnly } = config
  const stale = await scheduleRebriefs(db, { version: synopsisOnlyVersion, isWanted: isSynopsisOnly }, now())
  if (stale > 0 && isSynopsisOnly) await forgetShownAnswers(db)
  const engine = await createEngine(config.model, { offline, isSynopsisOnly, db, caches, now, log })
  const old: BriefingDeps = { db, engine: engineOfOld(isSynopsisOnly, offline), now }
  return {
    engine,
    old,
    makeBriefings: createMakeBriefings(old),
    permission: isSynopsisOnly ? 'synopsis' : 'text',
  }
}

import { createMakeBriefings, type MakeBriefings } from '../../src/archive/make-briefings.ts'
import { engineOfOld } from '../../src/briefing/create-engine.ts'
import type { Db } from '../../src/store/connection.ts'

/** Briefs the commentaries of a test's archive that have no briefing. */
export const makeBriefingsIn = (db: Db, isSynopsisOnly = false): MakeBriefings =>
  createMakeBriefings({ db, engine: engineOfOld(isSynopsisOnly), now: () => new Date() })

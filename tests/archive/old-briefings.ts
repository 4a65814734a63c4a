import { createMakeBriefings, type MakeBriefings } from '../../src/archive/make-briefings.ts'
import { engineOfOld } from '../../src/briefing/create-engine.ts'
import type { Db } from '../../src/store/connection.ts'

/** Briefs what a test's archive holds without a briefing. */
export const makeBriefingsIn = (db: Db, isSynopsisOnly = false): MakeBriefings =>
  createMakeBriefings({ db, engine: engineOfOld(isSynopsisOnly), now: () => new Date() })

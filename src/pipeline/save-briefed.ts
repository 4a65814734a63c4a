import type { BriefedCommentary } from '../archive/port.ts'
import { findBriefing, saveBriefing, saveCommentary, saveCorrection } from '../archive/store/commentaries.ts'
import { correctionOf } from '../briefing/correction.ts'
import type { Briefing } from '../briefing/port.ts'
import { nextRebrief } from '../briefing/rebrief.ts'
import type { Commentary } from '../commentary/commentary.ts'
import type { Db } from '../store/connection.ts'

export type SavedBriefed = {
  readonly state: 'new' | 'revised' | 'unchanged'
  /** As the archive holds it now, which may be more than what was read just now. */
  readonly briefed: BriefedCommentary
}

/** Keeps a commentary with its briefing, and what its publisher corrected; inside the caller's transaction. */
export const saveBriefed = async (
  tx: Db,
  { commentary, briefing, keys }: { commentary: Commentary; briefing: Briefing; keys: readonly string[] },
  now: Date,
): Promise<SavedBriefed> => {
  const { state, kept, before } = await saveCommentary(tx, { commentary, keys, now })
  const { revision } = kept
  const { id } = kept.commentary
  const known = state === 'unchanged' ? await findBriefing(tx, id, revision) : undefined
  if (known === undefined) {
    await saveBriefing(tx, { id, revision, briefing, rebrief: nextRebrief(briefing, 0, now) }, now)
  }
  // An excerpt that became a whole text was completed by us, not corrected by its publisher.
  const correction =
    before?.extent === 'full' ? correctionOf(before, commentary, await findBriefing(tx, id, revision - 1)) : undefined
  if (correction !== undefined) await saveCorrection(tx, { id, revision, correction }, now)
  return { state, briefed: { ...kept, briefing: known ?? briefing, correction } }
}

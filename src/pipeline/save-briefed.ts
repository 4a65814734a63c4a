import type { BriefedCommentary } from '../archive/port.ts'
import { findBriefing, saveBriefing, saveCommentary, saveCorrection } from '../archive/store/commentaries.ts'
import { withoutDisputed } from '../archive/store/disputes.ts'
import { correctionOf, isWorthTelling } from '../briefing/correction.ts'
import type { Briefing } from '../briefing/port.ts'
import { nextRebrief } from '../briefing/rebrief.ts'
import type { Commentary } from '../commentary/commentary.ts'
import type { Db } from '../store/connection.ts'

export type SavedBriefed = {
  readonly state: 'new' | 'revised' | 'unchanged'
  /** Whether the messages that showed it before are to be edited: what they show has changed. */
  readonly isShownChanged: boolean
  /** As the archive holds it now, which may be more than what was read just now. */
  readonly briefed: BriefedCommentary
}

/** Keeps a commentary with its briefing, and what its publisher corrected; inside the caller's transaction. */
export const saveBriefed = async (
  tx: Db,
  {
    commentary,
    briefing,
    keys,
    link,
    readAs,
    isItsEntry,
    isPublic,
  }: {
    commentary: Commentary
    briefing: Briefing
    keys: readonly string[]
    link?: string | undefined
    /** What its entry was read as before, and whether the commentary came with that entry. */
    readAs?: string | undefined
    isItsEntry?: boolean | undefined
    /** False for what came only with a feed that people added. */
    isPublic?: boolean
  },
  now: Date,
): Promise<SavedBriefed> => {
  const { state, kept, before, isOriginal } = await saveCommentary(tx, {
    commentary,
    keys,
    link,
    readAs,
    isItsEntry,
    ...(isPublic !== undefined && { isPublic }),
    now,
  })
  const { revision } = kept
  const { id } = kept.commentary
  const known = state === 'unchanged' ? await findBriefing(tx, id, revision) : undefined
  if (known === undefined) {
    await saveBriefing(tx, { id, revision, briefing, rebrief: nextRebrief(briefing, 0, now) }, now)
  }
  // An excerpt that became a whole text, or a reprint its original, was completed by us, not corrected by its publisher.
  const correction =
    before?.extent === 'full' && isOriginal !== true
      ? correctionOf(before, commentary, await findBriefing(tx, id, revision - 1))
      : undefined
  if (correction !== undefined) await saveCorrection(tx, { id, revision, correction }, now)
  // The publisher prints a new date of correction where it wants its readers to know.
  const isShownChanged =
    state === 'revised' &&
    (correction === undefined ||
      isWorthTelling(correction) ||
      before?.synopsis !== commentary.synopsis ||
      before?.updated !== commentary.updated)
  const shown = await withoutDisputed(tx, id, known ?? briefing)
  return { state, isShownChanged, briefed: { ...kept, briefing: shown, correction } }
}

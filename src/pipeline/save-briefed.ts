import type { BriefedCommentary } from '../archive/port.ts'
import { findBriefing, saveBriefing } from '../archive/store/briefings.ts'
import { saveCommentary, saveCorrection } from '../archive/store/save-commentary.ts'
import { withoutDisputed } from '../archive/store/disputes.ts'
import { correctionOf } from '../briefing/compare-revisions.ts'
import { isWorthTelling } from '../briefing/correction.ts'
import type { Briefing } from '../briefing/port.ts'
import { nextRebrief } from '../briefing/rebrief.ts'
import { type Commentary, contentHash, hasSameFacts } from '../commentary/commentary.ts'
import type { Db } from '../store/connection.ts'

export type SavedBriefed = {
  readonly state: 'new' | 'revised' | 'unchanged'
  /** Whether what earlier messages show has changed, so that they must be edited. */
  readonly isShownChanged: boolean
  /** As it is in the archive now, which may be more than was just read. */
  readonly briefed: BriefedCommentary
}

/** Whether a briefing of one text is valid for the other. */
const isSameText = (one: Commentary, other: Commentary): boolean =>
  contentHash(one) === contentHash(other) && one.description === other.description

/** Stores a commentary with its briefing and the publisher's corrections, in the caller's transaction. */
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
    /** Which commentary its entry was read as before, and whether that commentary first came with this entry. */
    readAs?: string | undefined
    isItsEntry?: boolean | undefined
    /** False if only feeds that people added contained it. */
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
  // The text is unchanged, and so are the quotes chosen from it.
  const hasSameWords = before !== undefined && isSameText(before, kept.commentary)
  const known =
    state === 'unchanged' || hasSameWords
      ? await findBriefing(tx, id, state === 'unchanged' ? revision : revision - 1)
      : undefined
  const made = known ?? briefing
  if (known === undefined || hasSameWords)
    await saveBriefing(tx, { id, revision, briefing: made, rebrief: nextRebrief(made, 0, now) }, now)
  // An excerpt that became a full text, or a reprint that its original replaced, is not a correction by the publisher.
  const earlier = before && (await findBriefing(tx, id, revision - 1))
  const correction =
    before?.extent === kept.commentary.extent && isOriginal !== true
      ? correctionOf(before, kept.commentary, earlier)
      : undefined
  if (correction !== undefined) await saveCorrection(tx, { id, revision, correction }, now)
  // The publisher prints a new date of correction when it wants its readers to know.
  const isShownChanged =
    state === 'revised' &&
    (correction === undefined ||
      before?.synopsis !== kept.commentary.synopsis ||
      isWorthTelling(correction) ||
      before?.updated !== kept.commentary.updated ||
      (before !== undefined && !hasSameFacts(before, kept.commentary)))
  const shown = await withoutDisputed(tx, id, made)
  return { state, isShownChanged, briefed: { ...kept, briefing: shown, correction } }
}

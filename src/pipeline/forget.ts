import type { BriefedCommentary } from '../archive/port.ts'
import { findArchived, replaceByNotice } from '../archive/store/take-down.ts'
import { enqueueEdits } from '../delivery/enqueue-edits.ts'
import { enqueueNoteEdits } from '../delivery/take-down.ts'
import { forgetShown, withdrawPosts } from '../delivery/store-take-down.ts'
import { forgetEntries } from '../feed/store-take-down.ts'
import type { Db } from '../store/connection.ts'
import { forgetAnswers } from '../store/forget.ts'

/** Selects commentaries; all given conditions must be met. */
export type Selection = {
  readonly ids: readonly string[]
  /** A full name, as in the byline. */
  readonly author: string | undefined
  /** A category, or the part of the title before the colon. */
  readonly series: string | undefined
  /** Calendar dates `YYYY-MM-DD`, both included. */
  readonly from: string | undefined
  readonly to: string | undefined
}

/** What was deleted, and how many messages are edited to say so. */
export type TakenDown = { readonly id: string; readonly title: string; readonly messages: number }

/** The selected commentaries, oldest first. */
export const wantedToForget = findArchived

/**
 * Takes a commentary down: deletes its text, title, authors, claims and quotes from every copy here (archive,
 * briefings, outbox, timeline, answers stored for sharing, the model's cache, the feed's entries), and has the messages
 * that showed it edited to say so. Its identity keys stay, so that no feed adds it again.
 */
export const takeDown = async (tx: Db, id: string, title: string, now: Date): Promise<TakenDown> => {
  const briefed: BriefedCommentary = await replaceByNotice(tx, id, now)
  await withdrawPosts(tx, id)
  const edited = (await enqueueEdits(tx, briefed, now)) + (await enqueueNoteEdits(tx, briefed, now))
  await forgetShown(tx, briefed)
  await forgetEntries(tx, id)
  await forgetAnswers(tx, id)
  return { id, title, messages: edited }
}

import type { BriefedCommentary } from '../archive/port.ts'
import { correctionNote } from '../card/correction-card.ts'
import type { Db } from '../store/connection.ts'
import { allSubscriptions } from '../subscriptions/store.ts'
import { type Change, enqueueCorrection } from './enqueue.ts'
import { enqueueMentionCorrections } from './enqueue-mentions.ts'

/** The change that a new revision of the text makes; if the publisher corrected something, the note says what. */
const revised = ({ commentary, revision, briefing, correction }: BriefedCommentary): Change => ({
  version: String(revision),
  noteFor: (locale) => correction && correctionNote({ commentary, briefing, correction }, locale),
})

/**
 * Enqueues the edits and notes for all messages that showed a commentary, after a change of its text or another change.
 * @returns how many messages.
 */
export const enqueueEdits = async (
  tx: Db,
  briefed: BriefedCommentary,
  now: Date,
  change: Change = revised(briefed),
): Promise<number> => {
  const locales = new Map((await allSubscriptions(tx)).map(({ id, locale }) => [id, locale]))
  const localeOf = (subscriptionId: number | undefined): string => locales.get(subscriptionId ?? 0) ?? 'en-GB'
  const posts = await enqueueCorrection(tx, briefed, change, { localeOf, now })
  return posts + (await enqueueMentionCorrections(tx, briefed, change, { localeOf, now }))
}

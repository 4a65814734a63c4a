import type { BriefedCommentary } from '../archive/port.ts'
import { correctionNote } from '../card/correction-card.ts'
import type { Db } from '../store/connection.ts'
import { allSubscriptions } from '../subscriptions/store.ts'
import { type Change, enqueueCorrection } from './enqueue.ts'
import { enqueueMentionCorrections } from './enqueue-mentions.ts'

/** A text that its publisher changed: the note says what, where that was a correction. */
const revised = ({ commentary, revision, briefing, correction }: BriefedCommentary): Change => ({
  version: String(revision),
  noteFor: (locale) => correction && correctionNote({ commentary, briefing, correction }, locale),
})

/**
 * Writes what follows for all messages that showed a commentary before, of a changed text or of another change.
 * @returns how many there are.
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

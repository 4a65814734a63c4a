import type { BriefedCommentary } from '../archive/port.ts'
import { enqueueCorrection } from '../delivery/enqueue.ts'
import { enqueueMentionCorrections } from '../delivery/enqueue-mentions.ts'
import type { Db } from '../store/connection.ts'
import { allSubscriptions } from '../subscriptions/store.ts'

/** Writes what follows from a changed text for all messages that showed it before. @returns how many there are. */
export const enqueueEdits = async (tx: Db, briefed: BriefedCommentary, now: Date): Promise<number> => {
  const locales = new Map((await allSubscriptions(tx)).map(({ id, locale }) => [id, locale]))
  const localeOf = (subscriptionId: number | undefined): string => locales.get(subscriptionId ?? 0) ?? 'en-GB'
  const posts = await enqueueCorrection(tx, briefed, localeOf, now)
  return posts + (await enqueueMentionCorrections(tx, briefed, localeOf, now))
}

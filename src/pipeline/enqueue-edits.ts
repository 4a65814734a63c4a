import type { BriefedCommentary } from '../archive/port.ts'
import { enqueueCorrection } from '../delivery/enqueue.ts'
import type { Db } from '../store/connection.ts'
import { allSubscriptions } from '../subscriptions/store.ts'

/** Writes what follows from a changed text for the messages that showed it before. @returns how many places get it. */
export const enqueueEdits = async (tx: Db, briefed: BriefedCommentary, now: Date): Promise<number> => {
  const locales = new Map((await allSubscriptions(tx)).map(({ id, locale }) => [id, locale]))
  return enqueueCorrection(tx, briefed, (subscriptionId) => locales.get(subscriptionId ?? 0) ?? 'en-GB', now)
}

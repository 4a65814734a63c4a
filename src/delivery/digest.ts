import type { Kysely } from 'kysely'
import { findCommentary } from '../archive/store.ts'
import { catchUpCard, digestCard, type DigestItem } from '../card/digest-card.ts'
import type { Db } from '../store/connection.ts'
import type { Schema } from '../store/schema.ts'
import { latestDue, localDate, nextInstant } from '../subscriptions/due.ts'
import { dueDigests, findSubscription, setNextDigest } from '../subscriptions/store.ts'
import { isMuted, type Subscription } from '../subscriptions/subscription.ts'
import { deliveryKey } from './key.ts'
import { enqueue } from './store.ts'
import { markCollected, takeWindow, waitingCatchUps, waitingFor } from './store-digest.ts'

/** How completely the feeds were read, as a digest's last line says it in the zone given. */
export type Coverage = (zone: string) => Promise<string>

const itemsOf = async (db: Db, ids: readonly string[]): Promise<DigestItem[]> => {
  const items: DigestItem[] = []
  for (const id of ids) {
    const archived = await findCommentary(db, id)
    if (archived?.briefing !== undefined) items.push({ commentary: archived.commentary, briefing: archived.briefing })
  }
  return items
}

/** Takes the window, writes its post where there is something to say, and sets the next one: as one. */
const oweDigest = async (
  db: Kysely<Schema>,
  subscription: Subscription,
  digest: NonNullable<Subscription['digest']>,
  coverage: string,
  now: Date,
): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const { id, place, placeKey, locale } = subscription
    const window = latestDue(digest.cadence, digest.next).date
    const ids = await waitingFor(tx, id, 'digest')
    const isSilent = isMuted(subscription, now) || (ids.length === 0 && !digest.postsEmpty)
    const key = deliveryKey(placeKey, 'digest', `${id} ${window}`)
    // Windows that passed during an outage are one: their commentaries wait together.
    await setNextDigest(tx, id, nextInstant(digest.cadence, now))
    if (!(await takeWindow(tx, id, window, isSilent ? null : key, now)) || isSilent) return false
    const card = digestCard(await itemsOf(tx, ids), { cadence: digest.cadence, window, locale, coverage })
    await enqueue(tx, [{ key, place, kind: 'digest', subscriptionId: id, card }], now)
    await markCollected(tx, id, 'digest', ids, key)
    return true
  })

/** Writes the digests that are due into the outbox, each window once. @returns how many posts are owed by it. */
export const oweDueDigests = async (db: Kysely<Schema>, coverage: Coverage, now: Date): Promise<number> => {
  let owed = 0
  for (const subscription of await dueDigests(db, now)) {
    const { digest } = subscription
    if (digest === undefined) continue
    if (await oweDigest(db, subscription, digest, await coverage(digest.cadence.zone), now)) owed += 1
  }
  return owed
}

/**
 * Writes a digest of what waits for the next one, out of its turn; the next one then holds what comes after.
 * @returns how many commentaries are in it; 0 where nothing was written.
 */
export const oweDigestNow = async (
  db: Kysely<Schema>,
  subscription: Subscription,
  coverage: Coverage,
  now: Date,
): Promise<number> => {
  const { id, place, placeKey, locale, digest } = subscription
  const zone = digest?.cadence.zone ?? 'UTC'
  const line = await coverage(zone)
  return db.transaction().execute(async (tx) => {
    const ids = await waitingFor(tx, id, 'digest')
    if (ids.length === 0) return 0
    const key = deliveryKey(placeKey, 'digest', ids.join(' '))
    const cadence = digest?.cadence ?? { days: 'daily' as const }
    const card = digestCard(await itemsOf(tx, ids), { cadence, window: localDate(now, zone), locale, coverage: line })
    await enqueue(tx, [{ key, place, kind: 'digest', subscriptionId: id, card }], now)
    await markCollected(tx, id, 'digest', ids, key)
    return ids.length
  })
}

/** Writes one catch-up post for each subscription with something collected for it. @returns how many. */
export const oweCatchUps = async (db: Kysely<Schema>, now: Date): Promise<number> => {
  const subscriptionIds = await waitingCatchUps(db)
  for (const id of subscriptionIds) {
    await db.transaction().execute(async (tx) => {
      const subscription = await findSubscription(tx, id)
      const ids = await waitingFor(tx, id, 'catch-up')
      if (subscription === undefined || ids.length === 0) return
      const { place, placeKey, locale } = subscription
      const key = deliveryKey(placeKey, 'catch-up', ids.join(' '))
      const skipped = isMuted(subscription, now) ? { skipped: { code: 'muted', reason: 'the channel was muted' } } : {}
      const card = catchUpCard(await itemsOf(tx, ids), locale)
      await enqueue(tx, [{ key, place, kind: 'catch-up', subscriptionId: id, card, ...skipped }], now)
      await markCollected(tx, id, 'catch-up', ids, key)
    })
  }
  return subscriptionIds.length
}

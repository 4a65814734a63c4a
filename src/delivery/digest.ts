import type { Kysely } from 'kysely'
import { findCommentary } from '../archive/store/commentaries.ts'
import { catchUpCard, digestCard, type DigestItem, furtherTitles } from '../card/digest-card.ts'
import type { Db } from '../store/connection.ts'
import type { Schema } from '../store/schema.ts'
import { weekdays } from '../subscriptions/cadence.ts'
import { latestDue, localDate, nextInstant } from '../subscriptions/due.ts'
import { dueDigests, findSubscription, setNextDigest } from '../subscriptions/store.ts'
import { isMuted, type Subscription } from '../subscriptions/subscription.ts'
import { deliveryKey } from './key.ts'
import { enqueue, type NewDelivery } from './store.ts'
import { lastCollectedAt, markCollected, takeWindow, waitingCatchUps, waitingFor } from './store-digest.ts'

/** How completely the feeds were read, as a digest's last line, with times of the given zone. */
export type Coverage = (zone: string) => Promise<string>

type ReadItems = (db: Db, ids: readonly string[]) => Promise<DigestItem[]>

/** Reads each commentary once, because thousands of places get the same ones in the same minute. */
const createItems = (): ReadItems => {
  const known = new Map<string, DigestItem | undefined>()
  const read = async (db: Db, id: string): Promise<DigestItem | undefined> => {
    const archived = await findCommentary(db, id)
    return archived?.briefing && { commentary: archived.commentary, briefing: archived.briefing }
  }
  return async (db, ids) => {
    const items: DigestItem[] = []
    for (const id of ids) {
      if (!known.has(id)) known.set(id, await read(db, id))
      const item = known.get(id)
      if (item !== undefined) items.push(item)
    }
    return items
  }
}

/** The post of a list and the pages of titles in its thread, which together name every commentary. */
const listDeliveries = (post: NewDelivery, items: readonly DigestItem[], locale: string): NewDelivery[] => {
  if (post.skipped !== undefined) return [post]
  const { place, subscriptionId } = post
  const about = { place, kind: 'thread', targetKey: post.key, ...(subscriptionId && { subscriptionId }) } as const
  const pages = furtherTitles(items, locale)
  return [post, ...pages.map((card, page) => ({ ...about, key: deliveryKey(post.key, 'thread', String(page)), card }))]
}

/** Takes the window, writes its post if there is something to post, and sets the next window, all in one transaction. */
const enqueueDigest = async (
  db: Kysely<Schema>,
  { id, digest: wasDue }: Subscription,
  itemsOf: ReadItems,
  coverage: string,
  now: Date,
): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const subscription = await findSubscription(tx, id)
    const digest = subscription?.digest
    // The subscription was changed or ended since it was read.
    if (subscription === undefined || digest?.next.getTime() !== wasDue?.next.getTime()) return false
    if (digest === undefined) return false
    const { place, placeKey, locale } = subscription
    const { cadence, next, postsEmpty } = digest
    const ids = await waitingFor(tx, [id], 'digest')
    const isSilent = isMuted(subscription, now) || (ids.length === 0 && !postsEmpty)
    const window = next.toISOString()
    const key = deliveryKey(placeKey, 'digest', `${id} ${window}`)
    // Windows that passed during an outage become one, because their commentaries wait together.
    await setNextDigest(tx, id, nextInstant(cadence, now))
    if (!(await takeWindow(tx, id, window, isSilent ? null : key, now)) || isSilent) return false
    const facts = { cadence, window: latestDue(cadence, now).date, locale, coverage }
    const items = await itemsOf(tx, ids)
    const card = digestCard(items, facts)
    await enqueue(tx, listDeliveries({ key, place, kind: 'digest', subscriptionId: id, card }, items, locale), now)
    await markCollected(tx, [id], 'digest', ids, key)
    return true
  })

/**
 * Writes the digests that are due into the outbox, each window once. A digest that fails is logged and does not hold up the others.
 * @returns how many posts were enqueued.
 */
export const enqueueDueDigests = async (
  db: Kysely<Schema>,
  coverage: Coverage,
  now: Date,
  onFault: (subscription: Subscription, error: unknown) => void,
): Promise<number> => {
  let owed = 0
  const itemsOf = createItems()
  const lines = new Map<string, string>()
  const coverageOnce: Coverage = async (zone) => {
    const line = lines.get(zone) ?? (await coverage(zone))
    lines.set(zone, line)
    return line
  }
  for (const subscription of await dueDigests(db, now)) {
    try {
      // Read before the transaction: within it, a query on another connection would wait forever.
      const line = await coverageOnce(subscription.digest?.cadence.zone ?? 'UTC')
      if (await enqueueDigest(db, subscription, itemsOf, line, now)) owed += 1
    } catch (error) {
      onFault(subscription, error)
    }
  }
  return owed
}

/**
 * Writes a digest now with everything that waits for the next one; the next one then contains what comes later.
 * @returns how many commentaries it contains; 0 if nothing was written.
 */
export const enqueueDigestNow = async (
  db: Kysely<Schema>,
  subscription: Subscription,
  coverage: Coverage,
  now: Date,
): Promise<number> => {
  const { id, place, placeKey, locale, digest } = subscription
  const zone = digest?.cadence.zone ?? 'UTC'
  const line = await coverage(zone)
  return db.transaction().execute(async (tx) => {
    const ids = await waitingFor(tx, [id], 'digest')
    if (ids.length === 0) return 0
    const key = deliveryKey(placeKey, 'digest', `${id} ${ids.join(' ')}`)
    const cadence = digest?.cadence ?? { days: weekdays }
    const items = await createItems()(tx, ids)
    const card = digestCard(items, {
      cadence,
      window: localDate(now, zone),
      locale,
      coverage: line,
    })
    await enqueue(tx, listDeliveries({ key, place, kind: 'digest', subscriptionId: id, card }, items, locale), now)
    await markCollected(tx, [id], 'digest', ids, key)
    return ids.length
  })
}

const catchUpReason = (subscription: Subscription, now: Date): NewDelivery['skipped'] =>
  subscription.paused ?? (isMuted(subscription, now) ? { code: 'muted', reason: 'the channel was muted' } : undefined)

const enqueueCatchUp = async (
  db: Kysely<Schema>,
  subscriptionIds: readonly number[],
  itemsOf: ReadItems,
  now: Date,
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const subscription = await findSubscription(tx, subscriptionIds[0] ?? 0)
    const ids = await waitingFor(tx, subscriptionIds, 'catch-up')
    if (subscription === undefined || ids.length === 0) return
    const { id: subscriptionId, place, placeKey, locale } = subscription
    // The same commentaries may be collected again, after an earlier catch-up with them was not posted.
    const collectedAt = await lastCollectedAt(tx, subscriptionIds, 'catch-up')
    const key = deliveryKey(placeKey, 'catch-up', `${subscriptionId} ${collectedAt} ${ids.join(' ')}`)
    const skipped = catchUpReason(subscription, now)
    const items = await itemsOf(tx, ids)
    const card = catchUpCard(items, locale)
    const post = { key, place, kind: 'catch-up', subscriptionId, card, ...(skipped && { skipped }) } as const
    await enqueue(tx, listDeliveries(post, items, locale), now)
    await markCollected(tx, subscriptionIds, 'catch-up', ids, key)
  })

/**
 * Writes one catch-up post for each place with something collected for it. @returns how many.
 * @throws the first fault, after all places were tried.
 */
export const enqueueCatchUps = async (db: Kysely<Schema>, now: Date): Promise<number> => {
  const places = await waitingCatchUps(db)
  const itemsOf = createItems()
  const faults: unknown[] = []
  for (const ids of places)
    await enqueueCatchUp(db, ids, itemsOf, now).catch((error: unknown) => void faults.push(error))
  if (faults.length > 0) throw faults[0]
  return places.length
}

import type { Db } from '../store/connection.ts'
import type { CollectedTable } from '../store/schema.ts'
import type { Subscription } from '../subscriptions/subscription.ts'

export type Purpose = CollectedTable['purpose']

const rowsAtOnce = 1000

/** Puts a commentary aside for the subscriptions, to be posted with others; what was put aside before stays as it is. */
export const collect = async (
  db: Db,
  subscriptions: readonly Pick<Subscription, 'id'>[],
  commentaryId: string,
  purpose: Purpose,
  now: Date,
): Promise<void> => {
  for (let from = 0; from < subscriptions.length; from += rowsAtOnce) {
    await db
      .insertInto('collected')
      .values(
        subscriptions.slice(from, from + rowsAtOnce).map(({ id }) => ({
          subscription_id: id,
          commentary_id: commentaryId,
          purpose,
          added_at: now.getTime(),
          delivery_key: null,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** The places that a commentary was posted to, or collected for in a catch-up: they are not to hear of it again. */
export const placesThatHeard = async (db: Db, commentaryId: string): Promise<ReadonlySet<string>> => {
  const posted = await db
    .selectFrom('deliveries')
    .select('place_key')
    .where('commentary_id', '=', commentaryId)
    .where('kind', '=', 'post')
    .execute()
  const collected = await db
    .selectFrom('collected')
    .innerJoin('subscriptions', 'subscriptions.id', 'collected.subscription_id')
    .select('place_key')
    .where('commentary_id', '=', commentaryId)
    .where('purpose', '=', 'catch-up')
    .execute()
  return new Set([...posted, ...collected].map((row) => row.place_key))
}

/** Has what a catch-up named that was never sent wait for the next one, together with what else was missed. */
export const collectAgain = async (
  db: Db,
  subscriptionId: number,
  commentaryIds: readonly string[],
  now: Date,
): Promise<void> => {
  if (commentaryIds.length === 0) return
  await db
    .deleteFrom('collected')
    .where('subscription_id', '=', subscriptionId)
    .where('purpose', '=', 'catch-up')
    .where('commentary_id', 'in', commentaryIds)
    .execute()
  for (const id of commentaryIds) await collect(db, [{ id: subscriptionId }], id, 'catch-up', now)
}

/** The ids of what waits for the subscriptions, each once, by date, oldest first. */
export const waitingFor = async (db: Db, subscriptionIds: readonly number[], purpose: Purpose): Promise<string[]> => {
  const rows = await db
    .selectFrom('collected')
    .innerJoin('commentaries', 'commentaries.id', 'collected.commentary_id')
    .select(['commentary_id', 'published'])
    .distinct()
    .where('subscription_id', 'in', subscriptionIds)
    .where('purpose', '=', purpose)
    .where('delivery_key', 'is', null)
    .orderBy('published', (order) => order.asc().nullsFirst())
    .orderBy('commentary_id')
    .execute()
  return rows.map((row) => row.commentary_id)
}

/** The subscriptions for which something was collected for a catch-up, those of one place together. */
export const waitingCatchUps = async (db: Db): Promise<number[][]> => {
  const rows = await db
    .selectFrom('collected')
    .innerJoin('subscriptions', 'subscriptions.id', 'collected.subscription_id')
    .select(['subscription_id', 'place_key'])
    .distinct()
    .where('purpose', '=', 'catch-up')
    .where('delivery_key', 'is', null)
    .orderBy('subscription_id')
    .execute()
  return [...Map.groupBy(rows, (row) => row.place_key).values()].map((of) => of.map((row) => row.subscription_id))
}

/** What was collected goes into this delivery. */
export const markCollected = async (
  db: Db,
  subscriptionIds: readonly number[],
  purpose: Purpose,
  commentaryIds: readonly string[],
  deliveryKey: string,
): Promise<void> => {
  if (commentaryIds.length === 0) return
  await db
    .updateTable('collected')
    .set({ delivery_key: deliveryKey })
    .where('subscription_id', 'in', subscriptionIds)
    .where('purpose', '=', purpose)
    .where('delivery_key', 'is', null)
    .where('commentary_id', 'in', commentaryIds)
    .execute()
}

/** Takes the digest's window for itself. @returns false if it was taken before: its post is already enqueued. */
export const takeWindow = async (
  db: Db,
  subscriptionId: number,
  window: string,
  deliveryKey: string | null,
  now: Date,
): Promise<boolean> => {
  const added = await db
    .insertInto('windows')
    .values({ subscription_id: subscriptionId, window, delivery_key: deliveryKey, created_at: now.getTime() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('window')
    .executeTakeFirst()
  return added !== undefined
}

/** The digest or catch-up that a commentary went into; `deliveryKey` is undefined while it waits for one. */
export const collectedIn = async (
  db: Db,
  subscriptionId: number,
  commentaryId: string,
): Promise<{ readonly purpose: Purpose; readonly deliveryKey: string | undefined }[]> => {
  const rows = await db
    .selectFrom('collected')
    .select(['purpose', 'delivery_key'])
    .where('subscription_id', '=', subscriptionId)
    .where('commentary_id', '=', commentaryId)
    .execute()
  return rows.map((row) => ({ purpose: row.purpose, deliveryKey: row.delivery_key ?? undefined }))
}

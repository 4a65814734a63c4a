import type { Db } from '../store/connection.ts'
import type { CollectedTable } from '../store/schema.ts'
import type { Subscription } from '../subscriptions/subscription.ts'

export type Purpose = CollectedTable['purpose']

const rowsAtOnce = 1000

/** Collects a commentary for the subscriptions, to be posted with others; one that was collected before stays unchanged. */
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

/** The places where a commentary was posted or collected for a catch-up; they do not get it again. */
export const placesThatGot = async (db: Db, commentaryId: string): Promise<ReadonlySet<string>> => {
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

/** Moves the commentaries of a catch-up that was never sent to the next catch-up. */
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

/** The ids of the commentaries that wait for the subscriptions, without repetitions, oldest first. */
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

/** When the newest of what waits for the subscriptions was collected. */
export const lastCollectedAt = async (
  db: Db,
  subscriptionIds: readonly number[],
  purpose: Purpose,
): Promise<number | undefined> => {
  const row = await db
    .selectFrom('collected')
    .select((select) => select.fn.max('added_at').as('at'))
    .where('subscription_id', 'in', subscriptionIds)
    .where('purpose', '=', purpose)
    .where('delivery_key', 'is', null)
    .executeTakeFirst()
  return row?.at ?? undefined
}

/** The subscriptions with something collected for a catch-up, grouped by place. */
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

/** Assigns what was collected to this delivery. */
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

/** Takes the digest's window. @returns false if it was taken before, so its post is already enqueued. */
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

/** The digest or catch-up with a commentary; `deliveryKey` is undefined while the commentary waits for one. */
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

import type { Db } from '../store/connection.ts'
import { type Place, placeKey, placeSchema } from './place.ts'

/** A standing wish of a place: each new commentary that matches `filter` (all of them when empty), at once. */
export type Subscription = {
  readonly id: number
  readonly place: Place
  readonly placeKey: string
  readonly filter: string
}

/** Makes the place's subscription to everything, unless it is there already. */
export const ensureSubscription = async (db: Db, place: Place, createdBy: string, now: Date): Promise<void> => {
  await db
    .insertInto('subscriptions')
    .values({
      place_key: placeKey(place),
      place_json: JSON.stringify(place),
      cadence: 'instant',
      filter: '',
      created_by: createdBy,
      created_at: now.getTime(),
    })
    .onConflict((conflict) => conflict.columns(['place_key', 'cadence', 'filter']).doNothing())
    .execute()
}

/** Every subscription, oldest first. */
export const allSubscriptions = async (db: Db): Promise<Subscription[]> => {
  const rows = await db.selectFrom('subscriptions').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    place: placeSchema.parse(JSON.parse(row.place_json)),
    placeKey: row.place_key,
    filter: row.filter,
  }))
}

import type { Db } from '../store/connection.ts'
import { type Place, placeKey, placeSchema } from './place.ts'

/** The channels of the people who run this installation. */
export const operatorPlaces = async (db: Db): Promise<readonly Place[]> => {
  const rows = await db.selectFrom('operator_places').select('place_json').orderBy('created_at').execute()
  return rows.map(({ place_json }) => placeSchema.parse(JSON.parse(place_json)))
}

/** Lets alerts be posted to the channel. @returns false if they already are. */
export const addOperatorPlace = async (db: Db, place: Place, person: string, now: Date): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('operator_places')
    .values({
      place_key: placeKey(place),
      place_json: JSON.stringify(place),
      created_by: person,
      created_at: now.getTime(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Ends the alerts to the channel. @returns false if it received none. */
export const removeOperatorPlace = async (db: Db, place: Place): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('operator_places')
    .where('place_key', '=', placeKey(place))
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}

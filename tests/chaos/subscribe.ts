import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { type Place, placeKey } from '../../src/subscriptions/place.ts'

/** Gives each place the subscription that the program made for its own channel, by copying its row, whatever columns it has. */
export const subscribePlaces = (path: string, places: readonly Place[]): void => {
  if (places.length === 0) return
  const database = new DatabaseSync(path, { timeout: 5000 })
  try {
    const row = database.prepare('select * from subscriptions order by id limit 1').get()
    if (row === undefined) throw new Error('the program has no subscription to copy')
    const { id: _, ...columns } = row
    for (const place of places) {
      const copy = { ...columns, place_key: placeKey(place), place_json: JSON.stringify(place) }
      const names = Object.keys(copy)
      database
        .prepare(`insert into subscriptions (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`)
        .run(...(Object.values(copy) as SQLInputValue[]))
    }
  } finally {
    database.close()
  }
}

import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { type Place, placeKey, tenantKey } from '../../src/subscriptions/place.ts'

/** Columns of a subscription that differ from those of the program's own. */
export type Columns = Readonly<Record<string, SQLInputValue>>

/** Who subscribed, by an id of the platform's form: a channel that closes is told of to this person directly. */
const managers = { web: 'visitor', slack: 'U0MANAGER', discord: '80351110224678912' }

/** Gives each place the subscription that the program made for its own channel, by copying its row with these changes. */
export const subscribePlaces = (path: string, places: readonly Place[], changes: Columns): void => {
  if (places.length === 0) return
  const database = new DatabaseSync(path, { timeout: 5000 })
  try {
    const row = database.prepare('select * from subscriptions order by id limit 1').get()
    if (row === undefined) throw new Error('the program has no subscription to copy')
    const { id: _, ...columns } = row
    for (const place of places) {
      const where = { place_key: placeKey(place), place_json: JSON.stringify(place), tenant_key: tenantKey(place) }
      const copy = { ...columns, ...where, created_by: managers[place.platform], ...changes }
      const names = Object.keys(copy)
      database
        .prepare(`insert into subscriptions (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`)
        .run(...(Object.values(copy) as SQLInputValue[]))
    }
  } finally {
    database.close()
  }
}

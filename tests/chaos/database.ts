import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { type Place, placeKey, tenantKey } from '../../src/subscriptions/place.ts'
import type { Platform } from '../../src/subscriptions/platforms.ts'
import type { Clock } from './clock.ts'

type Value = SQLInputValue
type Row = Readonly<Record<string, Value>>

/** Columns of a subscription that differ from those of the program's own. */
export type Columns = Row

/** The ways in which a server, and the network to it, fail. */
export type Network = {
  /** Every connection breaks. */
  cut(): void
  /** Every connection breaks for the program, and the server notices it after this many real milliseconds. */
  cutUnnoticed(ms: number): void
  /** Nothing is delivered, unnoticed, for this many real milliseconds; then every connection breaks, or continues. */
  freeze(ms: number, isCutAfter: boolean): Promise<void>
  /** New connections are refused, and existing ones break, for this many real milliseconds. */
  refuse(ms: number): Promise<void>
  /** The server ends without finishing anything, and starts again. */
  crash(): Promise<void>
}

/** The database of the tested program, seen from outside. */
export type Database = {
  /** The program's `DATABASE_URL`. */
  readonly address: string
  /** The first row that a query finds; each `?` is replaced by a value. */
  first(query: string, values: readonly Value[]): Promise<Row | undefined>
  readonly network: Network | undefined
  close(): Promise<void>
}

export type OpenDatabase = (folder: string, clock: Clock) => Promise<Database>

/** A file in the folder. */
export const openFile: OpenDatabase = async (folder) => {
  const path = join(folder, 'rsis.db')
  return {
    address: `file:${path}`,
    async first(query, values) {
      const file = new DatabaseSync(path, { timeout: 5000 })
      try {
        return file.prepare(query).get(...values)
      } finally {
        file.close()
      }
    },
    network: undefined,
    close: async () => {},
  }
}

/** The result of a counting query. */
export const countIn = async (database: Database, query: string, ...values: readonly Value[]): Promise<number> =>
  Number(Object.values((await database.first(query, values)) ?? {})[0])

/** The person who subscribed, by an id of the platform's form: they get a direct message if a channel closes. */
const managers: Readonly<Partial<Record<Platform, string>>> = {
  web: 'visitor',
  slack: 'U0MANAGER',
  discord: '80351110224678912',
}

/** Gives each place the subscription that the program made for its own channel, by copying its row with these changes. */
export const subscribePlaces = async (
  database: Database,
  places: readonly Place[],
  changes: Columns,
): Promise<void> => {
  if (places.length === 0) return
  const row = await database.first('select * from subscriptions order by id limit 1', [])
  if (row === undefined) throw new Error('the program has no subscription to copy')
  const { id: _, ...columns } = row
  for (const place of places) {
    const where = { place_key: placeKey(place), place_json: JSON.stringify(place), tenant_key: tenantKey(place) }
    const copy = { ...columns, ...where, created_by: managers[place.platform] ?? 'nobody', ...changes }
    const names = Object.keys(copy)
    await database.first(
      `insert into subscriptions (${names.join(', ')}) values (${names.map(() => '?').join(', ')}) returning id`,
      Object.values(copy),
    )
  }
}

import { CompiledQuery, HandleEmptyInListsPlugin, Kysely, replaceWithNoncontingentExpression, sql } from 'kysely'
import type { Client, ClientBase, ClientConfig, Pool } from 'pg'
import { nameOf } from './address.ts'
import type { Db, FoundStore, Store } from './opened.ts'
import { readValue, ServerDialect } from './dialect/postgres.ts'
import {
  checkMoved,
  isOursByTables,
  migrate,
  ofAnotherProgram,
  type Opening,
  type SchemaState,
  stateOf,
} from './migrate.ts'
import { serverMigrations } from './migrations.ts'
import type { Schema } from './schema.ts'

const asText = (text: string): string => text

/** The name of this program's connections on the server. */
export const applicationName = 'rsis-brief'

/** The options of every connection. */
export const connectionTo = (address: string): ClientConfig => ({
  connectionString: address,
  application_name: applicationName,
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  // A process that hangs within a transaction must not keep the others from writing.
  idle_in_transaction_session_timeout: 60_000,
  types: { getTypeParser: (type: number) => readValue(type) ?? asText },
})

export type ServerStore = Store & {
  /** Breaks the connection and its waiting query; the next query opens another one. */
  readonly breakOff: () => void
}

/**
 * One connection, as on SQLite, so that no part of the program sees an unfinished transaction of another. If it breaks,
 * the next query opens a new one. A query may wait for its turn without a limit.
 */
const createPool = async (
  address: string,
  limits: ClientConfig,
  onClient: (client: ClientBase) => void,
): Promise<Pool> => {
  const { default: pg } = await import('pg')
  class OwnClient extends pg.Client {
    constructor() {
      super({ ...connectionTo(address), ...limits })
    }
  }
  const pool = new pg.Pool({ ...limits, max: 1, idleTimeoutMillis: 0, Client: OwnClient })
  // If a connection breaks, its query fails, and the next one opens another connection or reports the error.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    onClient(client)
  })
  return pool
}

/** Queries to the database on the server, with any tables. @param limits shorter waits, for callers that cannot wait. */
export const connect = async (address: string, limits: ClientConfig = {}): Promise<ServerStore> => {
  let client: ClientBase | undefined
  const dialect = new ServerDialect({
    pool: () =>
      createPool(address, limits, (made) => {
        client = made
      }),
    // If this were off, an acknowledged commit could be lost with the server, and with it the record that a post was under way.
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('set synchronous_commit = on'))
    },
  })
  const db = new Kysely<Schema>({
    dialect,
    plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
  })
  return {
    db,
    close: () => db.destroy(),
    // With a query under way it closes without waiting for an answer.
    breakOff: () => void (client as Client | undefined)?.end().catch(() => {}),
  }
}

const namesIn = async (db: Db, query: ReturnType<typeof sql<{ name: string }>>): Promise<string[]> =>
  (await query.execute(db)).rows.map(({ name }) => name)

/** Reads which migrations have run, and changes nothing. */
const readState = async (name: string, db: Db, opening: Opening = {}): Promise<SchemaState> => {
  const tables = await namesIn(
    db,
    sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = current_schema() and table_type = 'BASE TABLE'`,
  )
  checkMoved(name, tables, opening)
  const applied = tables.includes('kysely_migration')
    ? await namesIn(db, sql<{ name: string }>`select name from kysely_migration order by name`)
    : []
  if (!isOursByTables(tables, applied, serverMigrations)) {
    throw ofAnotherProgram(
      name,
      'make one for rsis-brief (createdb rsis) and name it: postgres://user:password@host/rsis',
    )
  }
  return stateOf(name, applied, serverMigrations)
}

/** Brings the tables up to date; if several processes start at once, one does it and the others wait. */
const update = async (name: string, db: Kysely<Schema>, opening: Opening): Promise<void> => {
  if ((await readState(name, db, opening)).pending.length > 0) await migrate(name, db, serverMigrations)
}

/** Opens the database on the server, and brings its tables up to date. */
export const openServer = async (address: string, opening: Opening = {}): Promise<ServerStore> => {
  const store = await connect(address)
  try {
    await update(nameOf(address), store.db, opening)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Opens the database on the server for reading: nothing is made or brought up to date. Undefined if it is empty. */
export const inspectServer = async (address: string): Promise<FoundStore | undefined> => {
  const store = await connect(address)
  try {
    const { applied, pending } = await readState(nameOf(address), store.db)
    if (applied.length === 0) {
      await store.close()
      return undefined
    }
    return { ...store, isCurrent: pending.length === 0, damage: undefined }
  } catch (error) {
    await store.close()
    throw error
  }
}

import { type Db } from './opened.ts'
import type { Connect } from './cache-connection.ts'
import { createKeyv } from './keyv.ts'
import { connect } from './server.ts'

const createTable = (db: Db): Promise<void> =>
  db.schema
    .createTable('kv')
    .ifNotExists()
    .addColumn('namespace', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addPrimaryKeyConstraint('kv_key', ['namespace', 'key'])
    .execute()

/** Connects to a PostgreSQL database, and makes the table of values if it is missing. */
export const connectPostgres: Connect = async ({ address, space, now }) => {
  const { db, close } = await connect(address, { connectionTimeoutMillis: 1000, query_timeout: 1000 })
  const of = (kind: string) => createKeyv<unknown>(db, `${space}:${kind}`, () => now().getTime())
  try {
    await createTable(db)
  } catch (error) {
    await close()
    throw error
  }
  return {
    of,
    clear: (kind) => of(kind).clear(),
    async forgetExpired(at) {
      await db.deleteFrom('kv').where('expires_at', '<=', at.getTime()).execute()
    },
    close,
  }
}

import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import type { Store } from '../../src/store/connection.ts'
import { NodeSqliteDialect } from '../../src/store/dialect/sqlite.ts'
import { migrate } from '../../src/store/migrate.ts'
import type { Schema } from '../../src/store/schema.ts'

const inMemory = (image?: Uint8Array): { database: DatabaseSync; store: Store } => {
  const database = new DatabaseSync(':memory:')
  if (image !== undefined) database.deserialize(image)
  database.exec('pragma foreign_keys = on')
  const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(database) })
  const close = async (): Promise<void> => {
    await db.destroy()
    // Kysely closes only connections that it has used.
    if (database.isOpen) database.close()
  }
  return { database, store: { db, close } }
}

let image: Promise<Uint8Array> | undefined

const makeImage = async (): Promise<Uint8Array> => {
  const { database, store } = inMemory()
  await migrate(':memory:', store.db)
  const tables = database.serialize()
  await store.close()
  return tables
}

/** A new database in memory with all tables: a copy of one that the migrations ran on once in this process. */
export const openInMemory = async (): Promise<Store> => {
  image ??= makeImage()
  return inMemory(await image).store
}

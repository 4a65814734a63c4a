import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { Kysely, type SqliteDatabase, SqliteDialect, sql, type Transaction } from 'kysely'
import { Migrator } from 'kysely/migration'
import { describeError, UserError } from '../errors.ts'
import { migrations } from './migrations.ts'
import type { Schema } from './schema.ts'

/** A connection or a transaction: the caller of a query decides what is atomic. */
export type Db = Kysely<Schema> | Transaction<Schema>

export type Store = { readonly db: Kysely<Schema>; readonly close: () => Promise<void> }

/** Makes Kysely's SQLite dialect run on Node's own SQLite. */
const nodeSqlite = (database: DatabaseSync): SqliteDatabase => ({
  close: () => database.close(),
  prepare(text) {
    // A deferred transaction that reads and then writes fails at once when another process wrote between,
    // whatever the busy time-out; taking the write lock at the start makes it wait instead.
    const statement = database.prepare(text === 'begin' ? 'begin immediate' : text)
    const bind = (values: readonly unknown[]): SQLInputValue[] => values as SQLInputValue[]
    return {
      reader: statement.columns().length > 0,
      all: (values) => statement.all(...bind(values)),
      run: (values) => statement.run(...bind(values)),
      iterate: (values) => statement.iterate(...bind(values)),
    }
  },
})

const openFile = (path: string): DatabaseSync => {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const database = new DatabaseSync(path, { timeout: 5000 })
  // FULL: what a commit promised survives a power cut, which the outbox's `sending` mark relies on.
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  return database
}

/**
 * Opens the database at `path` (or `:memory:`), and brings its tables up to date.
 * @throws UserError when the file cannot be opened, is damaged or belongs to a newer version.
 */
export const openStore = async (path: string): Promise<Store> => {
  let database: DatabaseSync
  try {
    database = openFile(path)
  } catch (error) {
    throw storeError(path, error)
  }
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: nodeSqlite(database) }) })
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest()
  if (error !== undefined) {
    await db.destroy()
    throw storeError(path, error)
  }
  return { db, close: () => db.destroy() }
}

const storeError = (path: string, error: unknown): UserError => {
  const text = describeError(error)
  if (/previously executed migration .* is missing/iu.test(text)) {
    return new UserError('DATABASE_URL', `${path} was written by a newer version`, 'run that version or a newer one')
  }
  if (/not a database|malformed|corrupt/iu.test(text)) {
    return new UserError(
      'DATABASE_URL',
      `${path} is damaged or is no SQLite database`,
      'restore it from a backup, or move it away to begin anew (what was posted is then forgotten)',
    )
  }
  if (/ENOSPC|disk is full|disk I\/O/iu.test(text)) {
    return new UserError('DATABASE_URL', `${path} cannot be written: ${text}`, 'free some space on that disk')
  }
  return new UserError(
    'DATABASE_URL',
    `${path} cannot be opened: ${text}`,
    'name a file in a folder that this user may write, e.g. file:./data/rsis.db',
  )
}

/** What SQLite finds wrong with the file's structure; undefined when it is whole. */
export const findDamage = async (db: Db): Promise<string | undefined> => {
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db)
  const found = rows[0]?.quick_check
  return found === undefined || found === 'ok' ? undefined : found
}

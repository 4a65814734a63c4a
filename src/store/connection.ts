import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely } from 'kysely'
import { UserError } from '../errors.ts'
import { isServer } from './address.ts'
import { copyDatabase, findDamage, withDatabase } from './copy.ts'
import { NodeSqliteDialect } from './dialect/sqlite.ts'
import { checkWritable, ensureFile, makePrivate } from './file.ts'
import { lockFile } from './lock.ts'
import { migrate, type Opening, readSchemaState } from './migrate.ts'
import type { FoundStore, Store } from './opened.ts'
import type { Schema } from './schema.ts'
import { explainStorageError } from './storage-error.ts'

export type { Db, FoundStore, Store } from './opened.ts'

/** How long to wait for other processes, in milliseconds. */
export type Patience = {
  /** How long to wait for a process that is about to end, before the file counts as in use. */
  readonly lockMs: number
  /** How long to wait for a process that updates the tables, which takes seconds for a large archive. */
  readonly updateMs: number
  /** How long to wait for a process that writes. */
  readonly busyMs: number
}

export const usualPatience: Patience = { lockMs: 1000, updateMs: 5000, busyMs: 5000 }
const lookAgainMs = 100

const isUpToDate = (path: string, busyMs: number): boolean =>
  withDatabase(path, (database) => readSchemaState(path, database).pending.length === 0, { busyMs })

const toStore = (database: DatabaseSync, busyMs: number): Store => {
  // FULL: a commit survives a power cut; the outbox's `sending` mark relies on that.
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  // From here on the dialect waits for locks, because SQLite's own wait blocks the whole process.
  database.exec('pragma busy_timeout = 0')
  const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(database, busyMs) })
  return { db, close: () => db.destroy() }
}

/** Opens the database and brings its tables up to date. The caller holds the lock. */
export const openUpdated = async (path: string, busyMs: number, opening: Opening = {}): Promise<Store> => {
  const database = new DatabaseSync(path, { timeout: busyMs })
  try {
    const { applied, pending } = readSchemaState(path, database, opening)
    if (applied.length > 0 && pending[0] !== undefined) copyDatabase(database, `${path}.before-${pending[0]}`)
    if (path !== ':memory:') makePrivate(path)
    const store = toStore(database, busyMs)
    if (pending.length > 0) await migrate(path, store.db)
    return store
  } catch (error) {
    database.close()
    throw error
  }
}

const openShared = async (path: string, { updateMs, busyMs }: Patience): Promise<Store> => {
  if (isServer(path)) return (await import('./server.ts')).openServer(path)
  if (path === ':memory:') return openUpdated(path, busyMs)
  const realPath = ensureFile(path)
  const waitUntil = performance.now() + updateMs
  while (!isUpToDate(realPath, busyMs)) {
    const unlock = await lockFile(realPath, 0)
    if (unlock !== undefined) return openUpdated(realPath, busyMs).finally(unlock)
    if (performance.now() >= waitUntil) {
      throw new UserError(
        'DATABASE_URL',
        `${path} is in use by a running rsis-brief of an earlier version`,
        'stop that one and start this version first: its start updates the file',
      )
    }
    await sleep(lookAgainMs)
  }
  return toStore(new DatabaseSync(realPath, { timeout: busyMs }), busyMs)
}

/** The result of `open`; an error of the storage becomes a sentence with its fix. @param setting the option or setting that named the database. */
export const withStorageErrors = async <Value>(
  path: string,
  open: () => Promise<Value>,
  setting = 'DATABASE_URL',
): Promise<Value> => {
  try {
    return await open()
  } catch (error) {
    throw explainStorageError(path, error, setting)
  }
}

/**
 * Opens the database at `path` (`:memory:`, or a server's address) while other processes may use it. A file's tables are brought
 * up to date only while no other process runs on it.
 * @throws UserError when the file cannot be used as it is: the problem and what to do.
 */
export const openStore = (path: string, patience = usualPatience): Promise<Store> =>
  withStorageErrors(path, () => openShared(path, patience))

/**
 * Opens the database for a command that only reads what is there: if there is no file yet, an empty database in memory, and no file
 * is made. @throws UserError as `openStore`.
 */
export const openExisting = (path: string): Promise<Store> =>
  openStore(isServer(path) || existsSync(path) ? path : ':memory:')

/**
 * Opens the database for reading: nothing is written, made or brought up to date.
 * @returns undefined if there is no file yet, or if the server's database is empty.
 * @throws UserError when the file, or the folder where it would be made, cannot be used.
 */
export const inspectStore = (path: string): Promise<FoundStore | undefined> =>
  withStorageErrors(path, async () => {
    if (isServer(path)) return (await import('./server.ts')).inspectServer(path)
    checkWritable(path)
    if (!existsSync(path)) return undefined
    const database = new DatabaseSync(path, { timeout: usualPatience.busyMs, readOnly: true })
    try {
      const isCurrent = readSchemaState(path, database).pending.length === 0
      const damage = findDamage(database)
      const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(database) })
      return { db, close: () => db.destroy(), isCurrent, damage }
    } catch (error) {
      database.close()
      throw error
    }
  })

import type { DatabaseSync } from 'node:sqlite'
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { describeError, UserError } from '../errors.ts'
import { applicationId, migrations } from './migrations.ts'
import type { Schema } from './schema.ts'
import { storageTrouble } from './storage-error.ts'

/** How far a database file has come: the names of the migrations that ran on it, and of those that are still to run. */
export type SchemaState = { readonly applied: readonly string[]; readonly pending: readonly string[] }

const names = (database: DatabaseSync, query: string): string[] =>
  database
    .prepare(query)
    .all()
    .map(({ name }) => String(name))

const applicationIdOf = (database: DatabaseSync): unknown =>
  database.prepare('pragma application_id').get()?.['application_id']

/**
 * Reads how far the database has come, and changes nothing.
 * @throws UserError when it belongs to another program, or was written by a newer version of this one.
 */
export const readSchemaState = (path: string, database: DatabaseSync): SchemaState => {
  const known = Object.keys(migrations)
  const tables = names(database, `select name from sqlite_master where type = 'table'`)
  const applied = tables.includes('kysely_migration')
    ? names(database, 'select name from kysely_migration order by name')
    : []
  const id = applicationIdOf(database)
  // Versions before 0.2.0 set no id: theirs are known by the first migration.
  const isOurs = id === applicationId || (id === 0 && (tables.length === 0 || applied[0] === known[0]))
  if (!isOurs && !(id === 0 && isInterruptedStart(tables))) {
    throw new UserError(
      'DATABASE_URL',
      `${path} is the database of another program`,
      'name a file of its own for rsis-brief, e.g. file:./data/rsis.db',
    )
  }
  if (applied.some((name) => !known.includes(name))) {
    throw new UserError(
      'DATABASE_URL',
      `${path} was written by a newer version`,
      'run that version or a newer one, or restore the copy that was made before the update',
    )
  }
  return { applied, pending: known.filter((name) => !applied.includes(name)) }
}

/** Only the tables in which the migrations are noted: a first start that was killed at its very beginning. */
const isInterruptedStart = (tables: readonly string[]): boolean =>
  tables.every((name) => name === 'kysely_migration' || name === 'kysely_migration_lock')

/**
 * Brings the tables up to date in one transaction: after a kill or a full disk the file is as it was before.
 * @throws UserError when a migration fails for another reason than the storage; the storage's error as it is.
 */
export const migrate = async (path: string, db: Kysely<Schema>): Promise<void> => {
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest()
  if (error === undefined) return
  if (storageTrouble(path, error) !== undefined) throw error
  throw new UserError(
    'DATABASE_URL',
    `${path} could not be updated to this version: ${describeError(error)}`,
    'nothing was changed: run the earlier version again, and report this line',
  )
}

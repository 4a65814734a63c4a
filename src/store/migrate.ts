import type { DatabaseSync } from 'node:sqlite'
import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { describeError, UserError } from '../errors.ts'
import { migrations } from './migrations.ts'
import { applicationId } from './migrations/0005-own-header.ts'
import type { Schema } from './schema.ts'
import { storageTrouble } from './storage-error.ts'

/** A table that marks a database which `npm run move` has not finished filling. */
export const moveMark = 'unfinished_move'

/** The purpose of opening: only `npm run move` may open a database that is not completely filled. */
export type Opening = { readonly isMoving?: boolean }

/** @throws UserError if the database is an incomplete copy of another one: the program would post again what the other has posted. */
export const checkMoved = (name: string, tables: readonly string[], { isMoving = false }: Opening): void => {
  if (isMoving || !tables.includes(moveMark)) return
  throw new UserError(
    'DATABASE_URL',
    `${name} contains a part of another database: a move to it was not finished`,
    'finish it: npm run move with the same --from and --to continues where it was stopped',
  )
}

/** The version of a database: the names of the migrations that ran on it, and of those that it still needs. */
export type SchemaState = { readonly applied: readonly string[]; readonly pending: readonly string[] }

const names = (database: DatabaseSync, query: string): string[] =>
  database
    .prepare(query)
    .all()
    .map(({ name }) => String(name))

const applicationIdOf = (database: DatabaseSync): unknown =>
  database.prepare('pragma application_id').get()?.['application_id']

/**
 * Reads which migrations have run on the database, and changes nothing.
 * @throws UserError when it belongs to another program, or was written by a newer version of this one.
 */
export const readSchemaState = (path: string, database: DatabaseSync, opening: Opening = {}): SchemaState => {
  const tables = names(database, `select name from sqlite_master where type = 'table'`)
  checkMoved(path, tables, opening)
  const applied = tables.includes('kysely_migration')
    ? names(database, 'select name from kysely_migration order by name')
    : []
  const id = applicationIdOf(database)
  // Versions before 0.2.0 set no id; their databases are recognised by the first migration.
  const isOurs = id === applicationId || (id === 0 && isOursByTables(tables, applied, migrations))
  if (!isOurs) throw ofAnotherProgram(path, 'name another file for rsis-brief, e.g. file:./data/rsis.db')
  return stateOf(path, applied, migrations)
}

/** Whether the database is empty, or began with our first migration. */
export const isOursByTables = (
  tables: readonly string[],
  applied: readonly string[],
  known: Readonly<Record<string, Migration>>,
): boolean => applied[0] === Object.keys(known)[0] || isInterruptedStart(tables)

/** The error about a database that this program did not make. */
export const ofAnotherProgram = (name: string, fix: string): UserError =>
  new UserError('DATABASE_URL', `${name} is the database of another program`, fix)

/**
 * The version of the database called `name`, from the migrations that ran on it.
 * @throws UserError when it was written by a newer version.
 */
export const stateOf = (
  name: string,
  applied: readonly string[],
  migrationsOfIt: Readonly<Record<string, Migration>>,
): SchemaState => {
  const known = Object.keys(migrationsOfIt)
  if (applied.some((one) => !known.includes(one))) {
    throw new UserError(
      'DATABASE_URL',
      `${name} was written by a newer version`,
      'run that version or a newer one, or restore the copy that was made before the update',
    )
  }
  return { applied, pending: known.filter((one) => !applied.includes(one)) }
}

/** Whether there are only the tables that record migrations: a first start was killed at its beginning. */
const isInterruptedStart = (tables: readonly string[]): boolean =>
  tables.every((name) => name === 'kysely_migration' || name === 'kysely_migration_lock')

/**
 * Brings the tables up to date in one transaction; after a kill or a full disk the file is unchanged.
 * @throws UserError if a migration fails for another reason than the storage; the storage's error unchanged.
 */
export const migrate = async (
  name: string,
  db: Kysely<Schema>,
  wanted: Record<string, Migration> = migrations,
): Promise<void> => {
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => wanted } }).migrateToLatest()
  if (error === undefined) return
  if (storageTrouble(name, error) !== undefined) throw error
  throw new UserError(
    'DATABASE_URL',
    `${name} could not be updated to this version: ${describeError(error)}`,
    'nothing was changed: run the earlier version again, and report this line',
  )
}

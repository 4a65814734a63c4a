import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** `user_version` in the header of a backup; a database in use has 0. */
const backupMark = 1

/** Whether the file is a backup that the program has not been started on yet. */
export const isBackup = (database: DatabaseSync): boolean =>
  database.prepare('pragma user_version').get()?.['user_version'] === backupMark

const markBackup = (database: DatabaseSync): void => {
  database.exec(`pragma journal_mode = delete; pragma user_version = ${backupMark}`)
}

/** Opens the file, calls `use`, and closes it again. */
export const withDatabase = <Value>(
  path: string,
  use: (database: DatabaseSync) => Value,
  { busyMs = 5000, readOnly = false } = {},
): Value => {
  const database = new DatabaseSync(path, { timeout: busyMs, readOnly })
  try {
    return use(database)
  } finally {
    database.close()
  }
}

/** Forces the content of the file, or the names in the folder, onto the disk. */
export const sync = (path: string): void => {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/**
 * Writes a complete copy of the database as of one moment, even while others write to it. The copy gets its name when it is
 * complete and on the disk; an earlier copy of that name is replaced.
 * @param isMarked marks the copy, so that a start on it knows that more may have been posted after it was made.
 */
export const copyDatabase = (database: DatabaseSync, target: string, isMarked = false): void => {
  const unfinished = `${target}.unfinished`
  rmSync(unfinished, { force: true })
  closeSync(openSync(unfinished, 'w', 0o600))
  try {
    database.prepare('vacuum into ?').run(unfinished)
    if (isMarked) withDatabase(unfinished, markBackup)
    sync(unfinished)
    renameSync(unfinished, target)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  sync(dirname(target))
}

/** The damage that SQLite finds in the file's structure; undefined if it is intact. */
export const findDamage = (database: DatabaseSync): string | undefined => {
  const found = database.prepare('pragma quick_check(1)').get()?.['quick_check']
  // The first line only names the database.
  return found === 'ok' ? undefined : String(found).replace(/^\*.*\*\n/u, '')
}

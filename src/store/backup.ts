import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, statSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { UserError } from '../errors.ts'
import { withStorageErrors, usualPatience } from './connection.ts'
import { copyDatabase, findDamage, sync, withDatabase } from './copy.ts'
import { ensureFile } from './file.ts'
import { inUse, lockFile } from './lock.ts'
import { readSchemaState } from './migrate.ts'
import { isDamage } from './storage-error.ts'

const prefix = 'rsis-'
const suffix = '.db'

/** The default folder of backups: `backups` beside the database; they are named by time, so that names sort. */
const backupFolder = (path: string): string => join(dirname(path), 'backups')

const timestamp = (now: Date): string =>
  now
    .toISOString()
    .replaceAll(':', '-')
    .replace(/\.\d+Z$/u, 'Z')

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** The newest backup by the date in its name; undefined if there is none. */
const newestBackup = (folder: string): string | undefined => {
  if (!isFolder(folder)) return undefined
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix) && name.endsWith(suffix))
  const newest = names.toSorted().at(-1)
  return newest && join(folder, newest)
}

const requireFile = (field: string, path: string): void => {
  if (!existsSync(path)) throw new UserError(field, `there is no file ${path}`, 'name one that exists')
}

/**
 * Writes a complete copy of the database, even while the program runs on it.
 * @param target a folder, or a file ending in `.db` that does not exist yet, in a folder that exists: the folder of a disk that is
 * not mounted must not be made and filled. By default the folder `backups` beside the database, which is made.
 * @returns the path of the copy.
 * @throws UserError when the database or the target cannot be used. A file that exists is never overwritten: it may be the only
 * backup, or the database itself.
 */
export const backupStore = (path: string, target: string | undefined, now: Date): Promise<string> =>
  withStorageErrors(path, async () => {
    requireFile('Backup', path)
    const wanted = target ?? backupFolder(path)
    const isInFolder = target === undefined || isFolder(target)
    const file = isInFolder ? join(wanted, `${prefix}${timestamp(now)}${suffix}`) : wanted
    if (existsSync(file)) {
      throw new UserError(
        'Backup',
        `${file} exists already`,
        'name a new file, or a folder, in which each backup has its time as its name',
      )
    }
    if (!isInFolder && !(wanted.endsWith(suffix) && isFolder(dirname(wanted)))) {
      throw new UserError(
        'Backup',
        `there is no folder ${wanted.endsWith(suffix) ? dirname(wanted) : wanted}`,
        'make it or mount its disk, or name a file that ends in .db in a folder that exists',
      )
    }
    withDatabase(path, (database) => readSchemaState(path, database))
    return withStorageErrors(
      file,
      async () => {
        if (target === undefined) mkdirSync(wanted, { recursive: true, mode: 0o700 })
        withDatabase(path, (database) => copyDatabase(database, file, true))
        return file
      },
      'Backup',
    )
  })

const nameBackup = 'name a file that npm run backup made'

const damageOf = (file: string): string | undefined => {
  try {
    return withDatabase(
      file,
      (database) => {
        const { applied } = readSchemaState(file, database)
        return applied.length === 0 ? 'it contains no tables' : findDamage(database)
      },
      { readOnly: true },
    )
  } catch (error) {
    if (isDamage(error)) return 'or it is not a SQLite database'
    throw error
  }
}

/** @throws UserError if the file is damaged, is the database itself, or if a program runs on it, so that it is not a backup. */
const checkBackup = async (file: string, path: string): Promise<void> => {
  if (existsSync(path) && realpathSync(file) === realpathSync(path)) {
    throw new UserError('Restore', `${file} is the database itself`, nameBackup)
  }
  const damage = damageOf(file)
  if (damage !== undefined) throw new UserError('Restore', `${file} is damaged (${damage})`, nameBackup)
  const realFile = realpathSync(file)
  if (!existsSync(`${realFile}.lock`)) return
  const unlock = await lockFile(realFile, 0)
  if (unlock === undefined) {
    throw new UserError('Restore', `${file} is in use by a running rsis-brief`, 'make a backup of it, and restore that')
  }
  unlock()
}

/** What is in a database file. */
export type Content = {
  readonly writtenAt: Date
  readonly commentaries: number
  /** The date of the newest publication. */
  readonly newest: string | undefined
}

/** What is in the file; undefined if it cannot be read. */
const contentOf = (path: string): Content | undefined => {
  try {
    const row = withDatabase(
      path,
      (database) =>
        database
          .prepare(
            "select count(*) as commentaries, max(json_extract(commentary_json, '$.published')) as newest from commentaries where json_extract(commentary_json, '$.extent') is not 'none'",
          )
          .get(),
      { readOnly: true },
    )
    const writtenMs = [path, `${path}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    const newest = row?.['newest']
    return {
      writtenAt: new Date(Math.max(...writtenMs)),
      commentaries: Number(row?.['commentaries']),
      newest: typeof newest === 'string' ? newest : undefined,
    }
  } catch {
    return undefined
  }
}

/** Keeps the database that will be replaced: as a clean copy if it can be read, otherwise unchanged. @returns its path. */
const setAside = (path: string, now: Date): string => {
  const kept = `${path}.replaced-${timestamp(now)}`
  try {
    withDatabase(path, (database) => {
      copyDatabase(database, kept)
      // The old journal must not be applied to the new file.
      database.exec('pragma journal_mode = delete')
    })
  } catch {
    for (const end of ['-wal', '-shm', '']) if (existsSync(path + end)) renameSync(path + end, kept + end)
  }
  return kept
}

export type Restored = {
  readonly from: string
  /** What is in the backup. */
  readonly copy: Content | undefined
  readonly kept: string | undefined
  /** What was in the replaced database; undefined if there was none or it cannot be read. */
  readonly replaced: Content | undefined
  /** How many commentaries of the replaced database are not in the backup. */
  readonly missing: number
  /** Ids of commentaries that were taken down in the replaced database and are still in the backup. */
  readonly returned: readonly string[]
}

/** The commentaries of a file that are taken down, or those that are not; none if the file cannot be read. */
const idsIn = (path: string, areTakenDown: boolean): readonly string[] => {
  const operator = areTakenDown ? '=' : '<>'
  try {
    return withDatabase(
      path,
      (database) =>
        database
          .prepare(`select id from commentaries where json_extract(commentary_json, '$.extent') ${operator} 'none'`)
          .all()
          .map(({ id }) => String(id)),
      { readOnly: true },
    )
  } catch {
    return []
  }
}

/**
 * Replaces the database by a backup. The replaced file is kept next to it.
 * @param source a backup, or a folder with backups, of which the newest is taken; by default the folder `backups` beside the
 * database.
 * @throws UserError when the program runs on the database, or there is no backup that can be used.
 */
export const restoreStore = (path: string, source: string | undefined, now: Date): Promise<Restored> =>
  withStorageErrors(path, async () => {
    const wanted = source ?? backupFolder(path)
    const from = source === undefined || wanted.endsWith(sep) || isFolder(wanted) ? newestBackup(wanted) : wanted
    if (from === undefined) throw new UserError('Restore', `there is no backup in ${wanted}`, 'name the file of one')
    requireFile('Restore', from)
    await withStorageErrors(from, () => checkBackup(from, path), 'Restore')
    const copy = contentOf(from)
    const isThere = existsSync(path)
    const replaced = isThere ? contentOf(path) : undefined
    const realPath = ensureFile(path)
    const unlock = await lockFile(realPath, usualPatience.lockMs)
    if (unlock === undefined) throw inUse(path)
    try {
      const restored = `${realPath}.restored`
      withDatabase(from, (database) => copyDatabase(database, restored, true), { readOnly: true })
      const inCopy = new Set(isThere ? idsIn(from, false) : [])
      const returned = isThere ? idsIn(realPath, true).filter((id) => inCopy.has(id)) : []
      const missing = isThere ? idsIn(realPath, false).filter((id) => !inCopy.has(id)).length : 0
      const kept = isThere ? setAside(realPath, now) : undefined
      renameSync(restored, realPath)
      sync(dirname(realPath))
      return { from, copy, kept, replaced, missing, returned }
    } finally {
      unlock()
    }
  })

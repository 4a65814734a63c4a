import { dirname } from 'node:path'
import { describeError, UserError } from '../errors.ts'
import { isServer, nameOf } from './address.ts'
import { serverTrouble } from './server-error.ts'

/** The kinds of trouble with a database file. */
type Trouble = 'full' | 'read-only' | 'damaged' | 'locked' | 'not-found' | 'disk-error'

/** By SQLite's primary result code, https://www.sqlite.org/rescode.html. */
const troubleOfSqlite: Readonly<Record<number, Trouble>> = {
  3: 'read-only',
  5: 'locked',
  6: 'locked',
  8: 'read-only',
  10: 'disk-error',
  11: 'damaged',
  13: 'full',
  14: 'not-found',
  26: 'damaged',
}

/** By the operating system's error code, of the calls made before SQLite opens the file. */
const troubleOfSystem: Readonly<Record<string, Trouble>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
  EIO: 'disk-error',
  EEXIST: 'not-found',
  EISDIR: 'not-found',
  ELOOP: 'not-found',
  ENAMETOOLONG: 'not-found',
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
}

const troubleOf = (error: unknown): Trouble | undefined => {
  if (!(error instanceof Error)) return undefined
  if ('errcode' in error && typeof error.errcode === 'number') return troubleOfSqlite[error.errcode & 0xff]
  if ('code' in error && typeof error.code === 'string') return troubleOfSystem[error.code]
  return undefined
}

type Sentence = (path: string, text: string) => readonly [problem: string, fix: string]

const restoreIt =
  'restore it from a backup, or move it away to start with an empty archive (what was posted is then forgotten)'

const sentences: Readonly<Record<Trouble, Sentence>> = {
  full: (path) => [`${path} cannot be written: the disk is full`, `free some space on the disk of ${dirname(path)}`],
  'read-only': (path, text) => [
    `${path} may not be written by this user: ${text}`,
    `let the user that runs rsis-brief write the file and the folder ${dirname(path)}, or name another file`,
  ],
  damaged: (path) => [`${path} is damaged or is not a SQLite database`, restoreIt],
  locked: (path) => [
    `${path} is locked by another program`,
    'close the program that has it open (a database browser, a backup), then start again',
  ],
  'not-found': (path, text) => [
    `${path} cannot be opened: ${text}`,
    'name a file in a folder that this user may write, e.g. file:./data/rsis.db',
  ],
  'disk-error': (path, text) => [
    `${path} cannot be read or written: ${text}`,
    'check the disk and its mount (the kernel log names the fault), then start again',
  ],
}

/** A clause about what is wrong with the storage, for a log or a status line; undefined for an error of another kind. */
export const storageTrouble = (path: string, error: unknown): string | undefined => sentenceOn(path, error)?.[0]

const sentenceOn = (path: string, error: unknown): ReturnType<Sentence> | undefined => {
  if (isServer(path)) return serverTrouble(nameOf(path), error)
  const trouble = troubleOf(error)
  return trouble && sentences[trouble](path, describeError(error))
}

/** Whether the file is damaged or no database at all. */
export const isDamage = (error: unknown): boolean => troubleOf(error) === 'damaged'

/** Whether the storage is at fault, in a file or on a server, and not the data. */
export const isStorageFault = (error: unknown): boolean =>
  troubleOf(error) !== undefined || serverTrouble('', error) !== undefined

/**
 * An error of opening or updating the database as a sentence with the fix for its kind.
 * An error of an unknown kind is returned unchanged, because a wrong fix is worse than no fix.
 * @param setting the option or setting that named the database, if it was not DATABASE_URL.
 */
export const explainStorageError = (path: string, error: unknown, setting = 'DATABASE_URL'): unknown => {
  if (error instanceof UserError && error.field === 'DATABASE_URL') {
    return new UserError(setting, error.problem, error.fix)
  }
  const sentence = sentenceOn(path, error)
  return sentence === undefined ? error : new UserError(setting, ...sentence)
}

/** The error for a broken structure; `found` is the result of SQLite's check. */
export const damaged = (path: string, found: string): UserError =>
  new UserError('DATABASE_URL', `${path} is damaged (${found})`, restoreIt)

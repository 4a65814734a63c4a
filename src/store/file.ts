import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { UserError } from '../errors.ts'

/** Only the owner may read the file, because it holds people's ids and encrypted tokens. */
const mode = 0o600

/** Lets only its owner read the file. Another user's file keeps its mode. */
export const makePrivate = (path: string): void => {
  try {
    chmodSync(path, mode)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error
  }
}

/** The path without symbolic links. @throws UserError when the file has a second name (a hard link), see `ensureFile`. */
const realPathWithoutHardLinks = (path: string): string => {
  const realPath = realpathSync(path)
  const names = statSync(realPath).nlink
  if (names > 1) {
    throw new UserError(
      'DATABASE_URL',
      `${path} has ${names} names (hard links), so another rsis-brief may use it under another name`,
      'keep one name, and delete the others or replace them with copies',
    )
  }
  return realPath
}

/**
 * Makes sure that there is a file, and gives the path after which its lock and its journal are named, independent of symbolic
 * links.
 * @throws UserError when the file has a second name (a hard link): SQLite would keep a journal for each name, and two
 * processes would damage the file (https://www.sqlite.org/howtocorrupt.html §2.5).
 */
export const ensureFile = (path: string): string => {
  mkdirSync(dirname(path), { recursive: true })
  closeSync(openSync(path, 'a', mode))
  return realPathWithoutHardLinks(path)
}

/** The endings of the files that the program writes: the database, its journal, the lock and the progress. */
const ownFileEndings = ['', '-wal', '-shm', '.lock', '.progress']

/** More than most transactions write at once. */
const trialBytes = 1 << 20

/** Writes a trial file into the folder and removes it: nothing else shows a full disk. */
const tryWriting = (folder: string): void => {
  const trial = join(folder, `.rsis-brief-trial-${process.pid}`)
  try {
    writeFileSync(trial, Buffer.alloc(trialBytes), { flush: true })
  } finally {
    rmSync(trial, { force: true })
  }
}

/**
 * Checks that the program could write the database and the files beside it; if there is none yet, that it could be made.
 * Everything stays as it was. @throws the system's error if not; UserError for a file with a second name.
 */
export const checkWritable = (path: string): void => {
  const file = existsSync(path) ? realPathWithoutHardLinks(path) : path
  const folder = dirname(file)
  if (!existsSync(folder)) return checkWritable(folder)
  // With the dot it is an error if there is a file instead of the folder.
  accessSync(`${folder}/.`, constants.W_OK)
  for (const end of ownFileEndings) if (existsSync(file + end)) accessSync(file + end, constants.W_OK)
  tryWriting(folder)
}

/** How many bytes are free on the disk of the file, or of the folder that it would be made in. */
export const freeBytes = (path: string): number => {
  const folder = dirname(path)
  if (!existsSync(folder)) return freeBytes(folder)
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

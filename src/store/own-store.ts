import {
  closeSync,
  existsSync,
  fstatSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { withStorageErrors, openUpdated, usualPatience } from './connection.ts'
import { isServer } from './address.ts'
import { findDamage, isBackup, withDatabase } from './copy.ts'
import { ensureFile, makePrivate } from './file.ts'
import { markRestored, readGeneration, writeGeneration } from './installation.ts'
import { inUse, lockFile } from './lock.ts'
import type { OwnStore, Store, Together } from './opened.ts'
import { isServerUnreachable } from './server-error.ts'
import { damaged, explainStorageError } from './storage-error.ts'

export type { OwnStore } from './opened.ts'

const progressPath = (path: string): string => `${path}.progress`

/** The generation in the file next to the database; 0 if there is no such file. */
const notedGeneration = (path: string): number => {
  try {
    return Number.parseInt(readFileSync(progressPath(path), 'utf8'), 10) || 0
  } catch {
    return 0
  }
}

const noteGeneration = (path: string, generation: number): void => {
  writeFileSync(`${progressPath(path)}.new`, `${generation}\n`, { mode: 0o600 })
  renameSync(`${progressPath(path)}.new`, progressPath(path))
}

/** If this process wrote since the last call, adds one to the generation, in the database and in the file next to it. */
const createProgress = (path: string, db: Store['db']): (() => Promise<void>) => {
  const countWritten = async (): Promise<number> =>
    (await sql<{ count: number }>`select total_changes() as count`.execute(db)).rows[0]?.count ?? 0
  let written = -1
  return async () => {
    if ((await countWritten()) === written) return
    const generation = Math.max(notedGeneration(path), await readGeneration(db)) + 1
    await writeGeneration(db, generation)
    noteGeneration(path, generation)
    written = await countWritten()
  }
}

const identity = (path: string): string => {
  const { dev, ino } = statSync(path)
  return `${dev}/${ino}`
}

/** SQLite's journal, and the index of it: both are kept open while the program runs. */
const journalEndings = ['-wal', '-shm'] as const

/**
 * Finds out that the file or its journal was deleted or replaced while the program keeps the old one open. If a deleted file is
 * followed by a normal stop, the program writes everything again. A killed program loses the file; after its journal was deleted,
 * it loses what was not yet copied into the file.
 */
const createFaultFinder = (path: string): (() => string | undefined) => {
  const opened = identity(path)
  const openedJournal = new Map<string, number>()
  const isChanged = (file: string): boolean => {
    const found = statSync(file, { throwIfNoEntry: false })?.ino
    const known = openedJournal.get(file) ?? found
    if (known !== undefined) openedJournal.set(file, known)
    return known !== found
  }
  for (const end of journalEndings) isChanged(path + end)
  return () => {
    try {
      if (identity(path) !== opened)
        return `${path} was replaced by another file while the program ran; stop the program, and start it on the right file`
    } catch {
      return `${path} was deleted or moved while the program ran; stop the program normally (do not kill it): that writes a deleted file again, and completes a moved one where it is`
    }
    const changed = journalEndings.map((end) => path + end).find(isChanged)
    return (
      changed &&
      `${changed} was deleted or replaced while the program ran; stop the program normally (do not kill it), which saves what was in it, and start it again`
    )
  }
}

const alone: Together = {
  isAlone: true,
  isLeading: () => true,
  onLeadChange: () => {},
  onUnreachable: () => {},
  now: () => new Date(),
  announce: async () => {},
  onAnnounced: () => {},
}

const askAgainMs = 1000
const sayAgainMs = 60_000

/** Opens the database on a server; with `onUnreachable`, waits for a server that cannot be reached. */
const openOnServer = async (address: string, onUnreachable: OnUnreachable | undefined): Promise<OwnStore> => {
  const { openServerTogether } = await import('./own-server.ts')
  for (let saidAt = Number.NEGATIVE_INFINITY; ; await sleep(askAgainMs)) {
    try {
      return await openServerTogether(address)
    } catch (error) {
      if (onUnreachable === undefined || !isServerUnreachable(error)) throw error
      if (performance.now() - saidAt < sayAgainMs) continue
      saidAt = performance.now()
      onUnreachable(explainStorageError(address, error))
    }
  }
}

/** Called once a minute while a server is waited for. */
type OnUnreachable = (error: unknown) => void

/** Whether the open file was deleted. A file that was only moved still has a name. */
const isDeleted = (file: number): boolean => fstatSync(file).nlink === 0

/** Writes the database to `path` again after its file was deleted: the open one is still complete. Never leaves a part of it at `path`. */
const writeAgain = async (db: Store['db'], path: string): Promise<void> => {
  const part = `${path}.unfinished`
  rmSync(part, { force: true })
  await sql`vacuum into ${part}`.execute(db)
  makePrivate(part)
  linkSync(part, path)
  rmSync(part)
}

const openOwn = async (
  path: string,
  { lockMs, busyMs }: typeof usualPatience,
  onUnreachable: OnUnreachable | undefined,
): Promise<OwnStore> => {
  if (isServer(path)) return openOnServer(path, onUnreachable)
  if (path === ':memory:') {
    const store = await openUpdated(path, busyMs)
    return {
      ...store,
      ...alone,
      isNew: true,
      isRestored: false,
      keepProgress: async () => {},
      findFault: () => undefined,
    }
  }
  const realPath = ensureFile(path)
  const unlock = await lockFile(realPath, lockMs)
  if (unlock === undefined) throw inUse(path, 'stop that one, or give this one another file')
  try {
    const { damage, isMarked } = withDatabase(
      realPath,
      (database) => ({ damage: findDamage(database), isMarked: isBackup(database) }),
      { busyMs },
    )
    if (damage !== undefined) throw damaged(path, damage)
    const { db, close } = await openUpdated(realPath, busyMs)
    const generation = await readGeneration(db)
    const isRestored = isMarked || generation < notedGeneration(realPath)
    if (isRestored) {
      await db.transaction().execute(async (tx) => {
        await markRestored(tx, Date.now())
        await sql`pragma user_version = 0`.execute(tx)
      })
    }
    const keepProgress = createProgress(realPath, db)
    await keepProgress()
    const findFault = createFaultFinder(realPath)
    const file = openSync(realPath, 'r')
    return {
      ...alone,
      db,
      isNew: generation === 0,
      isRestored,
      keepProgress,
      findFault,
      async close() {
        // On a full disk the last seconds are not recorded, but the program still stops normally.
        await keepProgress().catch(() => undefined)
        try {
          if (isDeleted(file) && !existsSync(realPath)) await writeAgain(db, realPath)
        } finally {
          await close()
          // Not before: closing a file ends all locks that the process has on it.
          closeSync(file)
          unlock()
        }
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/**
 * Opens the database for the one process that runs on it: locks it, checks its structure, copies it when its tables are
 * of an earlier version, and brings them up to date. A backup, or an earlier copy of this database, is
 * recognised, and its open deliveries are looked for before they are sent. The lock ends with `close`, or with the process.
 * On a server any number of processes run together, and one of them leads.
 * @param onUnreachable called once a minute with the reason while the server cannot be reached; the call then waits. Without it, that is an error.
 * @throws UserError when another process runs on the file, or it cannot be used as it is.
 */
export const openStoreAlone = (
  path: string,
  patience = usualPatience,
  onUnreachable?: OnUnreachable,
): Promise<OwnStore> => withStorageErrors(path, () => openOwn(path, patience, onUnreachable))

import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { UserError } from '../../errors.ts'
import { isServer, nameOf } from '../address.ts'
import { withStorageErrors, openUpdated, usualPatience } from '../connection.ts'
import { findDamage, withDatabase } from '../copy.ts'
import { ensureFile } from '../file.ts'
import { markRestored } from '../installation.ts'
import { inUse, lockFile } from '../lock.ts'
import type { Store } from '../opened.ts'
import { damaged } from '../storage-error.ts'

/** A database on which no process can run until it is closed. */
export type ExclusiveStore = Store & {
  /** Its address as people may read it. */
  readonly name: string
  /** Marks it, so that a later start knows that more may have been posted since. */
  readonly leave: () => Promise<void>
}

type Side = 'from' | 'to'

const openFile = async (path: string, side: Side): Promise<ExclusiveStore> => {
  if (side === 'from' && !existsSync(path))
    throw new UserError('DATABASE_URL', `there is no file ${path}`, 'name one that exists')
  const realPath = ensureFile(path)
  const unlock = await lockFile(realPath, usualPatience.lockMs)
  if (unlock === undefined) throw inUse(path)
  try {
    const damage = withDatabase(realPath, findDamage)
    if (damage !== undefined) throw damaged(path, damage)
    const { db, close } = await openUpdated(realPath, usualPatience.busyMs, { isMoving: side === 'to' })
    return {
      db,
      name: realPath,
      leave: async () => void (await sql`pragma user_version = 1`.execute(db)),
      async close() {
        await close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

const openOnServer = async (address: string, side: Side): Promise<ExclusiveStore> => {
  const { openServerAlone } = await import('../own-server.ts')
  const { db, close } = await openServerAlone(address, { isMoving: side === 'to' })
  const leave = async (): Promise<void> => void (await db.transaction().execute((tx) => markRestored(tx, Date.now())))
  return { db, close, name: nameOf(address), leave }
}

/**
 * Opens the source or the target of a move, brings its tables up to date, and lets no process run on it until it is closed.
 * @param setting the option or setting that named it.
 * @throws UserError if a process runs on it, or if it cannot be used.
 */
export const holdStore = (address: string, side: Side, setting: string): Promise<ExclusiveStore> =>
  withStorageErrors(address, () => (isServer(address) ? openOnServer(address, side) : openFile(address, side)), setting)

import { nameOf } from './address.ts'
import { markRestored } from './installation.ts'
import { inUse } from './lock.ts'
import type { OwnStore } from './opened.ts'
import { explained, usualPatience } from './connection.ts'
import { openServer } from './server.ts'
import { lockServer } from './server-lock.ts'

/** Opens the database on a server for the one process that runs on it; see `openStoreAlone`. */
export const openServerAlone = async (address: string, lockMs: number): Promise<OwnStore> => {
  const name = nameOf(address)
  const lock = await lockServer(address, 'run', lockMs)
  if (lock === undefined) throw inUse(name)
  try {
    const { db, close } = await openServer(address)
    return {
      db,
      // A copy of a server's database cannot be recognised: `npm run restore` is told of it.
      isRestored: false,
      keepProgress: async () => {},
      findFault: () =>
        lock.isHeld() ? undefined : `the connection to ${name} is lost; it is tried again all the time`,
      async close() {
        await close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/**
 * Notes that an earlier copy of the database was put in place (`pg_restore`): what it owes is looked for before it is sent.
 * @throws UserError when the program runs on it.
 */
export const markServerRestored = (address: string, now: Date): Promise<void> =>
  explained(address, async () => {
    const { db, close } = await openServerAlone(address, usualPatience.lockMs)
    await db.transaction().execute((tx) => markRestored(tx, now.getTime()))
    await close()
  })

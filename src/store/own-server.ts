import { sql } from 'kysely'
import { explained } from './connection.ts'
import { markRestored } from './installation.ts'
import { inUse } from './lock.ts'
import { nameOf } from './address.ts'
import type { OwnStore } from './opened.ts'
import { openServer } from './server.ts'
import { channel, joinServer } from './server-session.ts'

/** Opens the database on a server for one of the processes that run on it; see `openStoreAlone`. */
export const openServerTogether = async (address: string): Promise<OwnStore> => {
  const { db, close } = await openServer(address)
  const leading = Promise.withResolvers<void>()
  let onDeliveries = (): void => {}
  try {
    const session = await joinServer(address, { onLeading: leading.resolve, onDeliveries: () => onDeliveries() })
    return {
      db,
      isAlone: false,
      // Nothing in a server's database shows that it is a copy; `npm run restore` notes it.
      isRestored: false,
      keepProgress: async () => {},
      findFault: () => undefined,
      lead: async (begin) => {
        if (session.isLeading()) await begin()
        else void leading.promise.then(begin)
      },
      isLeading: session.isLeading,
      now: session.now,
      announce: async () => void (await sql`select pg_notify(${channel}, '')`.execute(db)),
      hear: (listener) => {
        onDeliveries = listener
      },
      async close() {
        await session.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * Notes that an earlier copy of the database was put in place (`pg_restore`): what it owes is looked for before it is sent.
 * @throws UserError while the program runs on it.
 */
export const markServerRestored = (address: string, now: Date): Promise<void> =>
  explained(address, async () => {
    const { db, close, isLeading } = await openServerTogether(address)
    try {
      if (!isLeading()) throw inUse(nameOf(address))
      await db.transaction().execute((tx) => markRestored(tx, now.getTime()))
    } finally {
      await close()
    }
  })

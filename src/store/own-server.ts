import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { withStorageErrors } from './connection.ts'
import { markRestored } from './installation.ts'
import { inUse } from './lock.ts'
import { nameOf } from './address.ts'
import type { OwnStore } from './opened.ts'
import type { Opening } from './migrate.ts'
import { applicationName, openServer } from './server.ts'
import { channel, joinServer } from './server-session.ts'

/** Opens the database on a server for one of the processes that run on it; see `openStoreAlone`. */
export const openServerTogether = async (address: string, opening: Opening = {}): Promise<OwnStore> => {
  const { db, close, breakOff } = await openServer(address, opening)
  let onLeadChange = (): void => {}
  let onDeliveries = (): void => {}
  let onUnreachable = (_error: unknown): void => {}
  try {
    const session = await joinServer(address, {
      onLeadChange: () => onLeadChange(),
      onDeliveries: () => onDeliveries(),
      onSilence: breakOff,
      onUnreachable: (error) => onUnreachable(error),
    })
    return {
      db,
      isAlone: false,
      // Nothing in a server's database shows that it is a copy, so `npm run restore` records it.
      isNew: false,
      isRestored: false,
      keepProgress: async () => {},
      findFault: () => undefined,
      isLeading: session.isLeading,
      onLeadChange: (listener) => {
        onLeadChange = listener
      },
      onUnreachable: (listener) => {
        onUnreachable = listener
      },
      now: session.now,
      announce: async () => void (await sql`select pg_notify(${channel}, '')`.execute(db)),
      onAnnounced: (listener) => {
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

/** The connections of every process on this database: one for its queries, one for its session. */
const connections = sql<{ count: number }>`select count(*) as count from pg_stat_activity
  where datname = current_database() and application_name = ${applicationName}`

/** How long a killed process may keep its connections before it counts as running. */
const waitMs = 1000
const lookAgainMs = 100

/**
 * Opens the database on the server if no other process uses it.
 * @throws UserError if one does.
 */
export const openServerAlone = async (address: string, opening: Opening = {}): Promise<OwnStore> => {
  const store = await openServerTogether(address, opening)
  const isOnly = async (): Promise<boolean> =>
    store.isLeading() && ((await connections.execute(store.db)).rows[0]?.count ?? 0) <= 2
  try {
    for (const end = performance.now() + waitMs; !(await isOnly()); await sleep(lookAgainMs)) {
      if (performance.now() > end) throw inUse(nameOf(address), 'stop every process that uses it first')
    }
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/**
 * Records that an earlier copy of the database was put in place (`pg_restore`), so its open deliveries are looked for before they are sent.
 * @throws UserError while the program runs on it.
 */
export const markServerRestored = (address: string, now: Date): Promise<void> =>
  withStorageErrors(address, async () => {
    const { db, close } = await openServerAlone(address)
    try {
      await db.transaction().execute((tx) => markRestored(tx, now.getTime()))
    } finally {
      await close()
    }
  })

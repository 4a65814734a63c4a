import { archiveSpan } from '../archive/store.ts'
import { outboxStatus } from '../delivery/store.ts'
import { describeError } from '../errors.ts'
import { sourceStatuses, unreadEntries } from '../feed/store.ts'
import type { Db } from '../store/connection.ts'
import type { Status } from './port.ts'

/** Everything there is to know about the running program, read from the database. */
export const readStatus = async (
  db: Db,
  facts: { readonly version: string; readonly engine: string; readonly startedAt: Date },
): Promise<Status> => ({
  ...facts,
  sources: await sourceStatuses(db),
  archive: { ...(await archiveSpan(db)), unread: await unreadEntries(db) },
  outbox: await outboxStatus(db),
})

/** Whether the program can work: its database answers. */
export const isReady = async (db: Db): Promise<{ ready: boolean; reason?: string }> => {
  try {
    await archiveSpan(db)
    return { ready: true }
  } catch (error) {
    return { ready: false, reason: `the database does not answer: ${describeError(error)}` }
  }
}

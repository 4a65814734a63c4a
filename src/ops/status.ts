import { archiveSpan } from '../archive/store.ts'
import { outboxStatus } from '../delivery/store.ts'
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

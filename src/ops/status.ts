import { archiveSpan } from '../archive/store/commentaries.ts'
import type { Model } from '../briefing/model.ts'
import { outboxStatus } from '../delivery/store.ts'
import { sourceStatuses, unreadEntries } from '../feed/store.ts'
import type { Db } from '../store/connection.ts'
import { readModelStatus } from './model-status.ts'
import type { PlatformStatus, Status } from './port.ts'

type StatusFacts = {
  readonly version: string
  readonly model: Model | undefined
  readonly platforms: readonly PlatformStatus[]
  readonly startedAt: Date
  readonly now: Date
}

/** Everything there is to know about the running program, read from the database. */
export const readStatus = async (
  db: Db,
  { version, model, platforms, startedAt, now }: StatusFacts,
): Promise<Status> => ({
  version,
  platforms,
  startedAt,
  model: model && (await readModelStatus(db, model, now)),
  sources: await sourceStatuses(db),
  archive: { ...(await archiveSpan(db)), unread: await unreadEntries(db) },
  outbox: await outboxStatus(db),
})

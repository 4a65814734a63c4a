import { countUnbriefed } from '../archive/store/briefings.ts'
import { archiveSpan, archiveCounts } from '../archive/store/counts.ts'
import { openDisputes } from '../archive/store/disputes.ts'
import { outboxStatus } from '../delivery/store-status.ts'
import { nameOfGap, findGaps } from '../feed/store-gaps.ts'
import { countHeld } from '../feed/store-held.ts'
import { otherVersions } from '../feed/store-other-versions.ts'
import { unreadEntries } from '../feed/store-reading.ts'
import { sourceStatuses } from '../feed/store-sources.ts'
import { ownFeeds } from '../feed/store-feeds.ts'
import type { Db } from '../store/connection.ts'
import type { Caches } from '../store/port.ts'
import { readAsTenant } from '../store/reader.ts'
import { troublesElsewhere } from './store-processes.ts'
import type { ModelStatus, PlatformStatus, SourceStatus, Status } from './port.ts'

type StatusFacts = {
  readonly version: string
  readonly model: ModelStatus | undefined
  readonly caches: Caches
  readonly platforms: readonly PlatformStatus[]
  /** Identifies this process among those on one server; undefined if it is the only one. */
  readonly processName?: string | undefined
  readonly startedAt: Date
  /** The polled sources; one that was removed from the configuration is not shown. */
  readonly sourceIds: readonly string[]
  /** The asking workspace, which sees its own feeds and not those of other workspaces. */
  readonly reader: string
  readonly now: Date
}

const twoWeeksMs = 14 * 86_400_000

/** How the last polls of these sources went. */
export const statusesOf = async (db: Db, sourceIds: readonly string[]): Promise<SourceStatus[]> =>
  (await sourceStatuses(db)).filter(({ id }) => sourceIds.includes(id))

/** How many commentaries are in the archive only as an abstract, and how many came from each kind of source. */
const readCounts = async (db: Db) => {
  const counts = await archiveCounts(db)
  const sum = (rows: typeof counts): number => rows.reduce((total, { count }) => total + count, 0)
  return {
    abstracts: sum(counts.filter(({ extent }) => extent === 'abstract')),
    provenance: [...Map.groupBy(counts, ({ provenance }) => provenance)].flatMap(([kind, rows]) =>
      kind === undefined ? [] : [{ kind, count: sum(rows) }],
    ),
  }
}

const readHeld = async (db: Db, sourceIds: readonly string[]) => ({
  held: await countHeld(db, sourceIds),
  gaps: (await findGaps(db, sourceIds)).map(nameOfGap),
})

/** The complete state of the running program, read from the database. */
export const readStatus = async (
  db: Db,
  { version, model, caches, platforms, processName, startedAt, sourceIds, reader, now }: StatusFacts,
): Promise<Status> => {
  const archive = await readAsTenant(db, reader)
  const sources = [...sourceIds, ...(await ownFeeds(db, reader)).map(({ url }) => url)]
  return {
    version,
    platforms,
    elsewhere: processName === undefined ? [] : await troublesElsewhere(db, processName, now),
    startedAt,
    cache: await caches.state(),
    model,
    sources: await statusesOf(db, sources),
    archive: {
      ...(await archiveSpan(archive)),
      ...(await readCounts(archive)),
      unbriefed: await countUnbriefed(archive),
      disputes: (await openDisputes(archive)).length,
      unread: await unreadEntries(db, reader, sources),
      otherVersions: (await otherVersions(archive)).filter(
        ({ seenAt }) => now.getTime() - seenAt.getTime() < twoWeeksMs,
      ),
      ...(await readHeld(db, sourceIds)),
    },
    outbox: await outboxStatus(db),
  }
}

import { type RawBuilder, sql } from 'kysely'
import type { UnreadEntry } from '../ops/port.ts'
import type { Db } from '../store/connection.ts'
import { everybody } from '../store/reader.ts'
import { type Entry, entrySchema } from './entry.ts'

/** An entry whose page is still to be read. */
export type PendingEntry = {
  readonly id: number
  readonly entry: Entry
  /** Whether the subscriptions to the configured sources get a post of it. */
  readonly isAnnounced: boolean
  /** Whether it was in the first answer of its source: then it is news only for subscriptions made before it was published. */
  readonly isOfBaseline: boolean
  /** Whether a configured source has shown it. */
  readonly isPublic: boolean
  /** Whether a workspace gets a post of it from one of its own feeds. */
  readonly isOwed: boolean
  readonly attempts: number
  readonly firstSeenAt: Date
  /** The commentary that it became when its page was read before; this time it is read for corrections. */
  readonly commentaryId: string | undefined
  /** The hash of a changed text that was seen at the last reading. */
  readonly seenHash: string | undefined
}

/** The entries whose page is due to be read: new ones by date, and recent ones that may have been corrected. */
export const pendingEntries = async (db: Db, now: Date, limit: number): Promise<PendingEntry[]> => {
  const rows = await db
    .selectFrom('entries')
    .select(['id', 'entry_json', 'announce', 'is_public', 'attempts', 'first_seen_at', 'commentary_id', 'seen_hash'])
    .select(sql<number>`exists (select 1 from entry_readers where entry_id = entries.id and owed = 1)`.as('owed'))
    .select(
      sql<number>`exists (select 1 from sources where id = entries.source_id and baseline_at = entries.first_seen_at)`.as(
        'of_baseline',
      ),
    )
    .where('state', '=', 'pending')
    .where('next_read_at', '<=', now.getTime())
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    entry: entrySchema.parse(JSON.parse(row.entry_json)),
    isAnnounced: row.announce === 1,
    isOfBaseline: row.of_baseline === 1,
    isPublic: row.is_public === 1,
    isOwed: row.owed === 1,
    attempts: row.attempts,
    firstSeenAt: new Date(row.first_seen_at),
    commentaryId: row.commentary_id ?? undefined,
    seenHash: row.seen_hash ?? undefined,
  }))
}

/**
 * Marks the entry as read: it became this commentary, and its posts are written. `readAgainAt` is when its page is read
 * again for corrections; undefined for never. `isNoNews`: nobody has to decide any more whether it is news.
 */
export const markRead = async (
  db: Db,
  entryId: number,
  commentaryId: string,
  readAgainAt: Date | undefined,
  isNoNews = false,
): Promise<void> => {
  await db
    .updateTable('entries')
    .set({
      state: readAgainAt === undefined ? 'done' : 'pending',
      next_read_at: readAgainAt?.getTime() ?? 0,
      announce: 0,
      attempts: 0,
      reason: null,
      seen_hash: null,
      commentary_id: commentaryId,
      ...(isNoNews && { held: null }),
    })
    .where('id', '=', entryId)
    .execute()
  await db.updateTable('entry_readers').set({ owed: 0 }).where('entry_id', '=', entryId).execute()
}

/** Marks the entry's page as changed; the change counts as a correction if the next reading finds it again. */
export const markChanged = async (db: Db, entryId: number, seenHash: string, nextReadAt: Date): Promise<void> => {
  await db
    .updateTable('entries')
    .set((set) => ({ seen_hash: seenHash, next_read_at: nextReadAt.getTime(), attempts: set('attempts', '+', 1) }))
    .where('id', '=', entryId)
    .execute()
}

/** Marks the entry's page as unreadable for now; it is tried again at the given time. */
export const markUnreadable = async (db: Db, entryId: number, reason: string, nextReadAt: Date): Promise<void> => {
  await db
    .updateTable('entries')
    .set((set) => ({ reason, next_read_at: nextReadAt.getTime(), attempts: set('attempts', '+', 1) }))
    .where('id', '=', entryId)
    .execute()
}

/** How many new pages of the configured feeds are read as soon as their turn comes; those that failed before wait for their time. */
export const countToRead = async (db: Db): Promise<number> => {
  const { count } = await db
    .selectFrom('entries')
    .select((select) => select.fn.countAll().as('count'))
    .where('state', '=', 'pending')
    .where('commentary_id', 'is', null)
    .where('attempts', '=', 0)
    .where('is_public', '=', 1)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Whether a workspace may know of an entry: a source of the settings or one of its own feeds has shown it. */
export const isKnownTo = (tenantKey: string): RawBuilder<boolean> => sql<boolean>`(entries.is_public = 1 or exists (
  select 1 from entry_readers where entry_id = entries.id and tenant_key = ${tenantKey}))`

/**
 * The entries that were never read, with the reason, oldest first: those of the configured sources and of a workspace's
 * own. `sources` limits the former to the feeds that are configured now.
 */
export const unreadEntries = async (
  db: Db,
  tenantKey = everybody,
  sources?: readonly string[],
): Promise<UnreadEntry[]> => {
  if (sources?.length === 0) return []
  const rows = await db
    .selectFrom('entries')
    .select(['entry_json', 'reason', 'attempts', 'next_read_at'])
    .where('state', '=', 'pending')
    .where('commentary_id', 'is', null)
    .where(isKnownTo(tenantKey))
    .$if(sources !== undefined, (query) =>
      query.where((where) =>
        where.exists(
          where
            .selectFrom('entry_texts')
            .select('entry_id')
            .whereRef('entry_id', '=', 'entries.id')
            .where('source_id', 'in', sources ?? []),
        ),
      ),
    )
    .orderBy('id')
    .limit(50)
    .execute()
  return rows.map((row) => {
    const { title, link } = entrySchema.parse(JSON.parse(row.entry_json))
    return {
      title,
      url: link,
      reason: row.reason ?? undefined,
      attempts: row.attempts,
      nextReadAt: new Date(row.next_read_at),
    }
  })
}

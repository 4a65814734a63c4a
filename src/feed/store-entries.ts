import { sql } from 'kysely'
import type { Db } from '../store/connection.ts'
import type { Entry } from './entry.ts'
import { differInFacts, entryTextHash, pageOf } from './identity.ts'
import type { HeldReason } from './store-held.ts'
import type { KnownEntry } from './store-keys.ts'
import { takenDown } from './store-take-down.ts'

export type NewEntry = {
  /** Whether the subscriptions to the configured sources get a post of it. */
  readonly isAnnounced: boolean
  readonly held?: HeldReason | undefined
  /** Whether a configured source has shown it. */
  readonly isPublic?: boolean
}

/**
 * Adds a new entry; its page is read next. It replaces `instead`, which only feeds of single
 * workspaces had shown.
 * @returns its number.
 */
export const addEntry = async (
  db: Db,
  entry: Entry,
  { isAnnounced, held, isPublic = true }: NewEntry,
  now: Date,
  instead?: number,
): Promise<number> => {
  const row = {
    source_id: entry.source,
    entry_json: JSON.stringify(entry),
    text_hash: entryTextHash(entry),
    announce: isAnnounced ? 1 : 0,
    state: 'pending',
    attempts: 0,
    next_read_at: now.getTime(),
    reason: null,
    seen_hash: null,
    held: held ?? null,
    is_public: isPublic ? 1 : 0,
  } as const
  if (instead !== undefined) {
    await db.updateTable('entries').set(row).where('id', '=', instead).where(isNotTakenDown).execute()
    await showText(db, instead, entry, isPublic)
    return instead
  }
  const { id } = await db
    .insertInto('entries')
    .values({ ...row, first_seen_at: now.getTime(), commentary_id: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await showText(db, id, entry, isPublic)
  return id
}

/** Saves the hash of what a source shows of an entry. */
const showText = async (db: Db, entryId: number, entry: Entry, isPublic: boolean): Promise<void> => {
  const shown = { text_hash: entryTextHash(entry), is_public: isPublic ? 1 : 0 }
  await db
    .insertInto('entry_texts')
    .values({ entry_id: entryId, source_id: entry.source, ...shown })
    .onConflict((conflict) => conflict.columns(['entry_id', 'source_id']).doUpdateSet(shown))
    .execute()
}

/** What was taken down is never read again, whatever its feed shows. */
const isNotTakenDown = sql<boolean>`coalesce(reason, '') != ${takenDown}`

/** Takes over the link and guid under which a source now shows an entry; if that is another page, it is read at once. */
const rename = async (db: Db, { id, entry: before }: KnownEntry, entry: Entry, now: Date): Promise<void> => {
  if (before.source !== entry.source || (before.link === entry.link && before.guid === entry.guid)) return
  const renamed = { ...before, link: entry.link ?? before.link, guid: entry.guid ?? before.guid }
  const isOtherPage = pageOf(renamed) !== pageOf(before)
  await db
    .updateTable('entries')
    .set({
      entry_json: JSON.stringify(renamed),
      ...(isOtherPage && { state: 'pending', attempts: 0, next_read_at: now.getTime() }),
    })
    .where('id', '=', id)
    .where('source_id', '=', entry.source)
    .where(isNotTakenDown)
    .execute()
}

/**
 * Schedules another reading of an entry if its words, authors or date changed since this source last showed it. The
 * words of another source are only remembered, to be compared next time. `isRedated`: the feed changed the dates of
 * most entries, which is not a correction.
 * @returns `new here` if this source shows it for the first time.
 */
export const reviseEntry = async (
  db: Db,
  known: KnownEntry,
  entry: Entry,
  { now, isPublic = true, isRedated = false }: { now: Date; isPublic?: boolean; isRedated?: boolean },
): Promise<'new here' | 'edited' | 'same'> => {
  const { id: entryId } = known
  await rename(db, known, entry, now)
  const hash = entryTextHash(entry)
  const hasOtherFacts = known.entry.source === entry.source && differInFacts(known.entry, entry, isRedated)
  const before = await db
    .selectFrom('entry_texts')
    .select('text_hash')
    .where('entry_id', '=', entryId)
    .where('source_id', '=', entry.source)
    .executeTakeFirst()
  if (before?.text_hash === hash && !hasOtherFacts) return 'same'
  await showText(db, entryId, entry, isPublic)
  if (before === undefined) return 'new here'
  const { numUpdatedRows } = await db
    .updateTable('entries')
    .set({
      entry_json: JSON.stringify(entry),
      text_hash: hash,
      state: 'pending',
      attempts: 0,
      next_read_at: now.getTime(),
    })
    .where('id', '=', entryId)
    .where('source_id', '=', entry.source)
    .where(isNotTakenDown)
    .executeTakeFirst()
  return numUpdatedRows > 0n && before.text_hash !== hash ? 'edited' : 'same'
}

/** Feeds that show an entry within this time may have been read in one poll, in which either may come first. */
const onePollMs = 15 * 60_000

/**
 * Schedules the post of an entry that is in the archive only because of its source's baseline, which is not posted,
 * when another source shows it: it is news for subscriptions that were made before it was published, and for all if both
 * sources showed it in the same poll. Other entries are not changed.
 */
export const announceBaseline = async (db: Db, entryId: number, entry: Entry, now: Date): Promise<void> => {
  const due = { announce: 1, state: 'pending', next_read_at: now.getTime(), attempts: 0 } as const
  await db
    .updateTable('entries')
    .set((set) => ({
      ...due,
      source_id: set
        .case()
        .when('first_seen_at', '>', now.getTime() - onePollMs)
        .then(entry.source)
        .else(set.ref('source_id'))
        .end(),
    }))
    .where('id', '=', entryId)
    .where(isNotTakenDown)
    .where('first_seen_at', '=', (select) =>
      select.selectFrom('sources').select('baseline_at').whereRef('sources.id', '=', 'entries.source_id'),
    )
    .execute()
}

/** Schedules an entry's page to be read now, even if it was read before, so that its posts are written. */
export const scheduleReading = async (db: Db, entryId: number, now: Date): Promise<void> => {
  await db
    .updateTable('entries')
    .set({ state: 'pending', next_read_at: now.getTime() })
    .where('id', '=', entryId)
    .where(isNotTakenDown)
    .execute()
}

/** The configured sources that have shown an entry, ordered by id. */
export const sourcesOf = async (db: Db, entryId: number): Promise<string[]> => {
  const rows = await db
    .selectFrom('entry_texts')
    .select('source_id')
    .where('entry_id', '=', entryId)
    .where('is_public', '=', 1)
    .orderBy('source_id')
    .execute()
  return rows.map((row) => row.source_id)
}

/** The number of the first entry that became this commentary. */
export const firstEntryOf = async (db: Db, commentaryId: string): Promise<number | undefined> => {
  const row = await db
    .selectFrom('entries')
    .select((select) => select.fn.min('id').as('id'))
    .where('commentary_id', '=', commentaryId)
    .executeTakeFirst()
  return row?.id ?? undefined
}

/** Whether the entry's source has shown its commentary before as another entry: whether it was news was decided then. */
export const wasShownBefore = async (
  db: Db,
  { id, entry }: { readonly id: number; readonly entry: Entry },
  commentaryId: string,
): Promise<boolean> => {
  const row = await db
    .selectFrom('entries')
    .innerJoin('entry_texts', 'entry_texts.entry_id', 'entries.id')
    .select('entries.id')
    .where('commentary_id', '=', commentaryId)
    .where('entries.id', '!=', id)
    .where('entry_texts.source_id', '=', entry.source)
    .executeTakeFirst()
  return row !== undefined
}

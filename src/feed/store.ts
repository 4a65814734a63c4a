import { sql } from 'kysely'
import { z } from 'zod'
import type { SourceStatus, UnreadEntry } from '../ops/port.ts'
import type { Db } from '../store/connection.ts'
import { everybody } from '../store/reader.ts'
import { type Entry, entrySchema } from './entry.ts'
import { differInFacts, entryTextHash, pageOf } from './identity.ts'
import type { HeldReason } from './store-held.ts'
import { takenDown } from './store-take-down.ts'

const stepStatusSchema = z.object({
  kind: z.enum(['feed', 'listing', 'repository']),
  url: z.string(),
  state: z.string(),
  detail: z.string().optional(),
  /** Where the address has moved for good. */
  movedTo: z.string().optional(),
})

/** How each step of a source's chain went, as kept. */
export type StepRecord = z.infer<typeof stepStatusSchema>

/** What is kept of a source between polls; instants in milliseconds. */
export type SourceRecord = {
  readonly baselineAt: number | undefined
  readonly state: string
  readonly detail: string | undefined
  readonly steps: readonly StepRecord[]
  readonly failures: number
  readonly lastPollAt: number | undefined
  readonly lastSuccessAt: number | undefined
  readonly nextPollAt: number | undefined
  readonly newestPublishedAt: number | undefined
}

const readSteps = (json: string): StepRecord[] => z.array(stepStatusSchema).parse(JSON.parse(json))

/** The source's record; undefined before its first poll. */
export const findSource = async (db: Db, id: string): Promise<SourceRecord | undefined> => {
  const row = await db.selectFrom('sources').selectAll().where('id', '=', id).executeTakeFirst()
  return (
    row && {
      baselineAt: row.baseline_at ?? undefined,
      state: row.state,
      detail: row.detail ?? undefined,
      steps: readSteps(row.steps_json),
      failures: row.failures,
      lastPollAt: row.last_poll_at ?? undefined,
      lastSuccessAt: row.last_success_at ?? undefined,
      nextPollAt: row.next_poll_at ?? undefined,
      newestPublishedAt: row.newest_published_at ?? undefined,
    }
  )
}

/** Writes the source's record in the place of the one before. */
export const saveSource = async (db: Db, id: string, record: SourceRecord): Promise<void> => {
  const row = {
    baseline_at: record.baselineAt ?? null,
    state: record.state,
    detail: record.detail ?? null,
    steps_json: JSON.stringify(record.steps),
    failures: record.failures,
    last_poll_at: record.lastPollAt ?? null,
    last_success_at: record.lastSuccessAt ?? null,
    next_poll_at: record.nextPollAt ?? null,
    newest_published_at: record.newestPublishedAt ?? null,
  }
  await db
    .insertInto('sources')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** An entry that is known, with its number; `isPublic`: a configured source has shown it. */
export type KnownEntry = { readonly id: number; readonly entry: Entry; readonly isPublic: boolean }

/** Which of the keys belong to which known entry. */
export const knownKeys = async (db: Db, keys: readonly string[]): Promise<Map<string, KnownEntry>> => {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('entry_keys')
    .innerJoin('entries', 'entries.id', 'entry_keys.entry_id')
    .select(['key', 'entries.id', 'entry_json', 'is_public'])
    .where('key', 'in', keys)
    .execute()
  return new Map(
    rows.map(({ key, id, entry_json: json, is_public }) => [
      key,
      { id, entry: entrySchema.parse(JSON.parse(json)), isPublic: is_public === 1 },
    ]),
  )
}

/** So many of a source's entries are looked through when its site has moved; more than any feed shows. */
const mostOfSource = 500

/** The entries that a source has shown, the newest first. */
export const knownOfSource = async (db: Db, sourceId: string): Promise<KnownEntry[]> => {
  const rows = await db
    .selectFrom('entries')
    .innerJoin('entry_texts', 'entry_texts.entry_id', 'entries.id')
    .select(['entries.id', 'entry_json', 'entries.is_public'])
    .where('entry_texts.source_id', '=', sourceId)
    .orderBy('entries.id', 'desc')
    .limit(mostOfSource)
    .execute()
  return rows.map(({ id, entry_json: json, is_public }) => ({
    id,
    entry: entrySchema.parse(JSON.parse(json)),
    isPublic: is_public === 1,
  }))
}

/** The address of the source's newest numbered entry whose address begins with its number. */
export const findNumbered = async (db: Db, sourceId: string): Promise<string | undefined> => {
  const rows = await db
    .selectFrom('entry_keys')
    .innerJoin('entries', 'entries.id', 'entry_keys.entry_id')
    .select('entry_json')
    .where('key', 'like', 'co:CO_____')
    .where('source_id', '=', sourceId)
    .orderBy('key', 'desc')
    .limit(20)
    .execute()
  const links = rows.flatMap((row) => entrySchema.parse(JSON.parse(row.entry_json)).link ?? [])
  return links.find((link) => /\/co[\s-]?\d{5}[^/]*\/?$/iu.test(link))
}

/** Remembers the keys as names of the entry; a key that another entry has stays with that one. */
export const addKeys = async (db: Db, entryId: number, keys: readonly string[]): Promise<void> => {
  if (keys.length === 0) return
  await db
    .insertInto('entry_keys')
    .values(keys.map((key) => ({ key, entry_id: entryId })))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

export type NewEntry = {
  /** Whether the subscriptions to the configured sources are owed a post of it. */
  readonly isAnnounced: boolean
  readonly held?: HeldReason | undefined
  /** Whether it came with a configured source. */
  readonly isPublic?: boolean
}

/**
 * Adds an entry that was never seen, to be read; in the place of `instead`, which only feeds of single workspaces had shown.
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

/** Remembers what a source shows of an entry. */
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

/** Takes over under which link and guid a source shows an entry now; where that is another page, it is read at once. */
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
 * Has the entry read again if its words, authors or date changed since this source last showed it; what another source shows of
 * it is remembered for next time. `isRedated`: the feed dates all its entries anew, which is housekeeping.
 * @returns `new here` where this source shows it for the first time.
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

/**
 * Has a post written for an entry that was taken into the archive with the first answer of its source, which owes none: to
 * another source it is news. Does nothing to any other entry.
 */
export const announceBaseline = async (db: Db, entryId: number, now: Date): Promise<void> => {
  await db
    .updateTable('entries')
    .set({ announce: 1, state: 'pending', next_read_at: now.getTime(), attempts: 0 })
    .where('id', '=', entryId)
    .where(isNotTakenDown)
    .where('first_seen_at', '=', (select) =>
      select.selectFrom('sources').select('baseline_at').whereRef('sources.id', '=', 'entries.source_id'),
    )
    .execute()
}

/** Has the page of an entry read now, be it again, so that what is owed of it is written. */
export const haveRead = async (db: Db, entryId: number, now: Date): Promise<void> => {
  await db
    .updateTable('entries')
    .set({ state: 'pending', next_read_at: now.getTime() })
    .where('id', '=', entryId)
    .where(isNotTakenDown)
    .execute()
}

/** The configured sources that have shown an entry, in the order of their ids. */
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

/** The entry that a commentary came with. */
export const firstEntryOf = async (db: Db, commentaryId: string): Promise<number | undefined> => {
  const row = await db
    .selectFrom('entries')
    .select((select) => select.fn.min('id').as('id'))
    .where('commentary_id', '=', commentaryId)
    .executeTakeFirst()
  return row?.id ?? undefined
}

/** Whether the source of an entry has shown its commentary before, under another name: what it was then, news or not, it is. */
export const wasShownBefore = async (
  db: Db,
  { id, entry }: Pick<PendingEntry, 'id' | 'entry'>,
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

/** An entry whose page is still to be read. */
export type PendingEntry = {
  readonly id: number
  readonly entry: Entry
  /** Whether the subscriptions to the configured sources are owed a post of it. */
  readonly isAnnounced: boolean
  /** Whether a configured source has shown it. */
  readonly isPublic: boolean
  /** Whether a post is owed for it to a workspace, one of whose own feeds shows it. */
  readonly isOwed: boolean
  readonly attempts: number
  readonly firstSeenAt: Date
  /** What it became when its page was read before: this time it is looked at for a correction. */
  readonly commentaryId: string | undefined
  /** The changed text that was seen at the last look. */
  readonly seenHash: string | undefined
}

/** The entries whose turn to be read has come: new ones in the order of their dates, and recent ones to be looked at again. */
export const pendingEntries = async (db: Db, now: Date, limit: number): Promise<PendingEntry[]> => {
  const rows = await db
    .selectFrom('entries')
    .select(['id', 'entry_json', 'announce', 'is_public', 'attempts', 'first_seen_at', 'commentary_id', 'seen_hash'])
    .select(sql<number>`exists (select 1 from entry_readers where entry_id = entries.id and owed = 1)`.as('owed'))
    .where('state', '=', 'pending')
    .where('next_read_at', '<=', now.getTime())
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    entry: entrySchema.parse(JSON.parse(row.entry_json)),
    isAnnounced: row.announce === 1,
    isPublic: row.is_public === 1,
    isOwed: row.owed === 1,
    attempts: row.attempts,
    firstSeenAt: new Date(row.first_seen_at),
    commentaryId: row.commentary_id ?? undefined,
    seenHash: row.seen_hash ?? undefined,
  }))
}

/**
 * The entry became this commentary; its posts are written, so that it never owes any again. `readAgainAt` is when its page
 * is to be looked at for a correction; undefined for never. `isNoNews`: nobody has to decide any more whether it is news.
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

/** The entry's page shows another text than is known; it counts as a correction if it is there at a second look. */
export const markChanged = async (db: Db, entryId: number, seenHash: string, nextReadAt: Date): Promise<void> => {
  await db
    .updateTable('entries')
    .set((set) => ({ seen_hash: seenHash, next_read_at: nextReadAt.getTime(), attempts: set('attempts', '+', 1) }))
    .where('id', '=', entryId)
    .execute()
}

/** The entry's page could not be read; it is tried again at the time given. */
export const markUnreadable = async (db: Db, entryId: number, reason: string, nextReadAt: Date): Promise<void> => {
  await db
    .updateTable('entries')
    .set((set) => ({ reason, next_read_at: nextReadAt.getTime(), attempts: set('attempts', '+', 1) }))
    .where('id', '=', entryId)
    .execute()
}

const dateOf = (instant: number | null): Date | undefined => (instant === null ? undefined : new Date(instant))

/** Every source that was ever polled, with how its last poll went. */
export const sourceStatuses = async (db: Db): Promise<SourceStatus[]> => {
  const rows = await db.selectFrom('sources').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    detail: row.detail ?? undefined,
    steps: readSteps(row.steps_json).map(({ kind, url, state, detail }) => ({ kind, url, state, detail })),
    failures: row.failures,
    lastPollAt: dateOf(row.last_poll_at),
    lastSuccessAt: dateOf(row.last_success_at),
    nextPollAt: dateOf(row.next_poll_at),
    newestPublishedAt: dateOf(row.newest_published_at),
  }))
}

/**
 * The entries of the configured sources, and of a workspace's own, that were never read yet, with the reason, oldest first; of
 * these `sources` where they are given, so that a feed that was taken out leaves nothing behind.
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
    .where((where) =>
      where.or([
        where('is_public', '=', 1),
        where.exists(
          where
            .selectFrom('entry_readers')
            .select('entry_id')
            .whereRef('entry_id', '=', 'entries.id')
            .where('tenant_key', '=', tenantKey),
        ),
      ]),
    )
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

import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../store/connection.ts'
import type { EntryTable } from '../store/schema-intake.ts'
import { entrySchema } from './entry.ts'

/**
 * Why an entry is not posted until a person releases it: too many came at once (`flood`), it is more than two weeks older
 * than the newest (`old`), or it has no date (`undated`) or one in the future (`ahead`) and came with others like it.
 */
export type HeldReason = NonNullable<EntryTable['held']>

export type HeldEntry = {
  readonly id: number
  readonly reason: HeldReason
  readonly title: string
  readonly url: string | undefined
  readonly firstSeenAt: Date
}

/** Limits a query to these sources; undefined for all. Entries of feeds that are no longer configured need no decision. */
type Sources = readonly string[] | undefined

/** Whether one of the sources has shown an entry. */
const isOf = (sources: Sources): RawBuilder<boolean> =>
  sources === undefined
    ? sql<boolean>`1 = 1`
    : sql<boolean>`exists (select 1 from entry_texts where entry_id = entries.id and source_id in (${sql.join([...sources, ''])}))`

/** The held entries, oldest first. */
export const heldEntries = async (db: Db, sources?: Sources): Promise<HeldEntry[]> => {
  const rows = await db
    .selectFrom('entries')
    .select(['id', 'entry_json', 'first_seen_at', 'held'])
    .where('held', 'is not', null)
    .where(isOf(sources))
    .orderBy('id')
    .execute()
  return rows.map((row) => {
    const { title, link } = entrySchema.parse(JSON.parse(row.entry_json))
    return { id: row.id, reason: row.held ?? 'flood', title, url: link, firstSeenAt: new Date(row.first_seen_at) }
  })
}

export const countHeld = async (db: Db, sources?: Sources): Promise<number> => {
  const { count } = await db
    .selectFrom('entries')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('held', 'is not', null)
    .where(isOf(sources))
    .executeTakeFirstOrThrow()
  return count
}

/** Why the commentary's entry is held; undefined if it is not. */
export const heldReason = async (db: Db, commentaryId: string): Promise<HeldReason | undefined> => {
  const row = await db
    .selectFrom('entries')
    .select('held')
    .where('commentary_id', '=', commentaryId)
    .where('held', 'is not', null)
    .executeTakeFirst()
  return row?.held ?? undefined
}

/** Releases held entries to be posted within a minute, as one catch-up if they are many. @returns how many. */
export const releaseHeld = async (db: Db, now: Date, ids: readonly number[]): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('entries')
    .set({ held: null, announce: 1, state: 'pending', next_read_at: now.getTime(), attempts: 0 })
    .where('held', 'is not', null)
    .where('id', 'in', ids)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Keeps held entries in the archive without posting them. @returns how many. */
export const dismissHeld = async (db: Db, ids: readonly number[]): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('entries')
    .set({ held: null })
    .where('held', 'is not', null)
    .where('id', 'in', ids)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Whether a commentary was released, and waits to be posted. */
export const isReleased = async (db: Db, commentaryId: string): Promise<boolean> => {
  const row = await db
    .selectFrom('entries')
    .select('id')
    .where('commentary_id', '=', commentaryId)
    .where('state', '=', 'pending')
    .where('announce', '=', 1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * How a commentary came: only with the first answers of its feeds, which are never posted; with a feed later; or with
 * none, as an import and the backfill bring it.
 */
export const arrivalOf = async (db: Db, commentaryId: string): Promise<'baseline' | 'news' | 'no feed'> => {
  const rows = await db
    .selectFrom('entries')
    .leftJoin('sources', 'sources.id', 'entries.source_id')
    .select(['first_seen_at', 'baseline_at', 'announce'])
    .where('commentary_id', '=', commentaryId)
    .execute()
  if (rows.length === 0) return 'no feed'
  return rows.every((row) => row.announce === 0 && row.first_seen_at === row.baseline_at) ? 'baseline' : 'news'
}

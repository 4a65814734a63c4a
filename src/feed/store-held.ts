import type { Db } from '../store/connection.ts'
import { entrySchema } from './entry.ts'

/** An entry that came with too many others at once: it is not posted until a person releases it. */
export type HeldEntry = {
  readonly title: string
  readonly url: string | undefined
  readonly firstSeenAt: Date
}

/** What is held, oldest first. */
export const heldEntries = async (db: Db): Promise<HeldEntry[]> => {
  const rows = await db
    .selectFrom('entries')
    .select(['entry_json', 'first_seen_at'])
    .where('held', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map((row) => {
    const { title, link } = entrySchema.parse(JSON.parse(row.entry_json))
    return { title, url: link, firstSeenAt: new Date(row.first_seen_at) }
  })
}

/** Whether the commentary came with an entry that is held. */
export const isHeld = async (db: Db, commentaryId: string): Promise<boolean> => {
  const row = await db
    .selectFrom('entries')
    .select('id')
    .where('commentary_id', '=', commentaryId)
    .where('held', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Has all that is held posted with the next poll, as one catch-up where it is many. @returns how many entries. */
export const releaseHeld = async (db: Db, now: Date): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('entries')
    .set({ held: null, announce: 1, state: 'pending', next_read_at: now.getTime(), attempts: 0 })
    .where('held', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Leaves all that is held in the archive, and posts it nowhere. @returns how many entries. */
export const dismissHeld = async (db: Db): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('entries')
    .set({ held: null })
    .where('held', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Numbers of the series that no answer of a feed showed, from the first to the last, such as `CO26014` to `CO26033`. */
export type Gap = { readonly firstId: string; readonly lastId: string; readonly noticedAt: Date }

/** The gaps that nobody has dealt with yet, oldest first. */
export const findGaps = async (db: Db): Promise<Gap[]> => {
  const rows = await db.selectFrom('gaps').selectAll().orderBy('noticed_at').orderBy('first_id').execute()
  return rows.map((row) => ({ firstId: row.first_id, lastId: row.last_id, noticedAt: new Date(row.noticed_at) }))
}

/** Forgets the gaps: a person has dealt with them. */
export const dismissGaps = async (db: Db): Promise<void> => {
  await db.deleteFrom('gaps').execute()
}

const seriesKey = /^co:(CO\d{2})(\d{3})$/u

/**
 * Keeps the numbers between the newest known commentary and the oldest one of an answer that holds nothing known. Only
 * within one year of the series: how many a year has is known to nobody.
 */
export const recordGap = async (db: Db, sourceId: string, keys: readonly string[], now: Date): Promise<void> => {
  const [oldest] = keys.filter((key) => seriesKey.test(key)).toSorted()
  const [, year, number] = seriesKey.exec(oldest ?? '') ?? []
  if (year === undefined) return
  const { newest } = await db
    .selectFrom('entry_keys')
    .select((select) => select.fn.max('key').as('newest'))
    .where('key', 'like', `co:${year}___`)
    .executeTakeFirstOrThrow()
  const known = Number(seriesKey.exec(newest ?? '')?.[2] ?? Number.NaN)
  const idOf = (value: number): string => `${year}${String(value).padStart(3, '0')}`
  if (!(Number(number) > known + 1)) return
  await db
    .insertInto('gaps')
    .values({
      source_id: sourceId,
      first_id: idOf(known + 1),
      last_id: idOf(Number(number) - 1),
      noticed_at: now.getTime(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

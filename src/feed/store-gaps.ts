import type { Db } from '../store/connection.ts'

/**
 * Numbers of the series that no answer of a feed showed, from the first to the last, such as `CO26014` to `CO26033`.
 * `lastId` is undefined where the rest of a year may be missing: how many numbers a year has is known to nobody.
 */
export type Gap = {
  readonly source: string
  readonly firstId: string
  readonly lastId: string | undefined
  readonly noticedAt: Date
  /** When the missing numbers were last looked for. */
  readonly triedAt: Date | undefined
}

const seriesKey = /^co:CO(\d{2})(\d{3})$/u
const idOf = (year: number, number: number): string =>
  `CO${String(year).padStart(2, '0')}${String(number).padStart(3, '0')}`
const endOfYear = 999

/** The year and the number in it. */
type SeriesNumber = readonly [year: number, number: number]

const parseId = (id: string): SeriesNumber => [Number(id.slice(2, 4)), Number(id.slice(4))]

/** The gaps that nobody has dealt with yet, oldest first; only of these sources where they are given. */
export const findGaps = async (db: Db, sources?: readonly string[]): Promise<Gap[]> => {
  const rows = await db
    .selectFrom('gaps')
    .selectAll()
    .$if(sources !== undefined, (query) => query.where('source_id', 'in', ['', ...(sources ?? [])]))
    .orderBy('noticed_at')
    .orderBy('first_id')
    .execute()
  return rows.map((row) => ({
    source: row.source_id,
    firstId: row.first_id,
    lastId: parseId(row.last_id)[1] === endOfYear ? undefined : row.last_id,
    noticedAt: new Date(row.noticed_at),
    triedAt: row.tried_at === null ? undefined : new Date(row.tried_at),
  }))
}

/** Every number of the gap in order; of an open one the first `most`. */
export const idsOf = ({ firstId, lastId }: Gap, most = endOfYear): string[] => {
  const [year, first] = parseId(firstId)
  const last = lastId === undefined ? endOfYear : parseId(lastId)[1]
  return Array.from({ length: Math.min(last - first + 1, most) }, (_, index) => idOf(year, first + index))
}

/** The gap as people call it: `CO26014 to CO26033`. */
export const nameOfGap = ({ firstId, lastId }: Gap): string => {
  if (lastId === undefined) return `${firstId} and what else there was of 20${firstId.slice(2, 4)}`
  return firstId === lastId ? firstId : `${firstId} to ${lastId}`
}

/** Forgets the gaps, or those of these sources: a person has dealt with them. */
export const dismissGaps = async (db: Db, sources?: readonly string[]): Promise<void> => {
  await db
    .deleteFrom('gaps')
    .$if(sources !== undefined, (query) => query.where('source_id', 'in', ['', ...(sources ?? [])]))
    .execute()
}

const addGap = async (db: Db, gap: Omit<Gap, 'lastId'> & { readonly lastId: string }): Promise<void> => {
  await db
    .insertInto('gaps')
    .values({
      source_id: gap.source,
      first_id: gap.firstId,
      last_id: gap.lastId,
      noticed_at: gap.noticedAt.getTime(),
      tried_at: gap.triedAt?.getTime() ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const numbersIn = (keys: readonly string[]): SeriesNumber[] =>
  keys.flatMap((key) => {
    const [, year, number] = seriesKey.exec(key) ?? []
    return year === undefined || number === undefined ? [] : [[Number(year), Number(number)] as const]
  })

/**
 * Keeps the numbers between the newest known commentary and the oldest one of an answer that holds nothing known. Where a
 * year lies between, those of the new year can be named, and the rest of the old one is open.
 */
export const recordGap = async (db: Db, sourceId: string, keys: readonly string[], now: Date): Promise<void> => {
  const [oldest] = numbersIn(keys.toSorted())
  const { key } = await db
    .selectFrom('entry_keys')
    .select((select) => select.fn.max('key').as('key'))
    .where('key', 'like', 'co:CO_____')
    .executeTakeFirstOrThrow()
  const [newest] = numbersIn(key === null ? [] : [key])
  if (oldest === undefined || newest === undefined) return
  const [[year, number], [knownYear, known]] = [oldest, newest]
  const facts = { source: sourceId, noticedAt: now, triedAt: undefined }
  const add = async (first: string, last: string): Promise<void> =>
    addGap(db, { ...facts, firstId: first, lastId: last })
  if (year === knownYear && number > known + 1) await add(idOf(year, known + 1), idOf(year, number - 1))
  if (year === knownYear + 1) await add(idOf(knownYear, known + 1), idOf(knownYear, endOfYear))
  if (year === knownYear + 1 && number > 1) await add(idOf(year, 1), idOf(year, number - 1))
}

/** The gap without these numbers, as what is left of it. */
const partsOf = (gap: Gap, isKnown: (id: string) => boolean): { firstId: string; lastId: string }[] => {
  const parts: { firstId: string; lastId: string }[] = []
  let isOpen = false
  for (const id of idsOf(gap)) {
    const last = parts.at(-1)
    if (isKnown(id)) isOpen = false
    else if (isOpen && last !== undefined) last.lastId = id
    else {
      parts.push({ firstId: id, lastId: id })
      isOpen = true
    }
  }
  return parts
}

/** Takes out of the gaps what is known by now, however it came. Inside the caller's transaction. */
export const narrowGaps = async (db: Db): Promise<void> => {
  for (const gap of await findGaps(db)) {
    const known = await db
      .selectFrom('entry_keys')
      .select('key')
      .where('key', '>=', `co:${gap.firstId}`)
      .where('key', '<=', `co:${idsOf(gap).at(-1)}`)
      .execute()
    const ids = new Set(known.map(({ key }) => key.slice('co:'.length)))
    if (ids.size === 0) continue
    await db.deleteFrom('gaps').where('source_id', '=', gap.source).where('first_id', '=', gap.firstId).execute()
    // Nothing says that an open one goes on where some of it was found, and nothing that it ends.
    for (const part of partsOf(gap, (id) => ids.has(id))) await addGap(db, { ...gap, ...part })
  }
}

/** The missing numbers were looked for. */
export const markTried = async (db: Db, { source, firstId }: Gap, now: Date): Promise<void> => {
  await db
    .updateTable('gaps')
    .set({ tried_at: now.getTime() })
    .where('source_id', '=', source)
    .where('first_id', '=', firstId)
    .execute()
}

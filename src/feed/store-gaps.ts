import type { Db } from '../store/connection.ts'

/**
 * Series numbers that no answer of a feed showed, from the first to the last, such as `CO26014` to `CO26033`. `lastId`
 * is undefined if the rest of a year may be missing, because nobody knows how many numbers a year has.
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

/** The gaps that nobody has dealt with, oldest first; with `sources`, only theirs. */
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

/** The numbers of the gap in order; the first `most` if its end is unknown. */
export const idsOf = ({ firstId, lastId }: Gap, most = endOfYear): string[] => {
  const [year, first] = parseId(firstId)
  const last = lastId === undefined ? endOfYear : parseId(lastId)[1]
  return Array.from({ length: Math.min(last - first + 1, most) }, (_, index) => idOf(year, first + index))
}

/** The gap as text: `CO26014 to CO26033`. */
export const nameOfGap = ({ firstId, lastId }: Gap): string => {
  if (lastId === undefined) return `${firstId} and later numbers of 20${firstId.slice(2, 4)}`
  return firstId === lastId ? firstId : `${firstId} to ${lastId}`
}

/** Deletes the gaps, because a person has dealt with them. */
export const dismissGaps = async (db: Db, gaps: readonly Gap[]): Promise<void> => {
  await db
    .deleteFrom('gaps')
    .where((where) => where.or(gaps.map(({ source, firstId }) => where.and({ source_id: source, first_id: firstId }))))
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
 * Records the numbers between the newest known commentary and the oldest one of an answer in which nothing was known.
 * If the year changed between them, the numbers of the new year are known, and the end of the old one is open.
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

/** What is left of the gap without the known numbers. */
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

/** Removes from the gaps what is known by now, whatever brought it. Inside the caller's transaction. */
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
    // If part of an open gap was found, nothing says whether it goes on or ends there; the rest is kept as it is.
    for (const part of partsOf(gap, (id) => ids.has(id))) await addGap(db, { ...gap, ...part })
  }
}

/** Records when the missing numbers were last looked for. */
export const markTried = async (db: Db, { source, firstId }: Gap, now: Date): Promise<void> => {
  await db
    .updateTable('gaps')
    .set({ tried_at: now.getTime() })
    .where('source_id', '=', source)
    .where('first_id', '=', firstId)
    .execute()
}

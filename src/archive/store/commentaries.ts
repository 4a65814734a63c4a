import { type OrderByItemBuilder, sql } from 'kysely'
import { correctionSchema } from '../../briefing/correction.ts'
import type { Briefing } from '../../briefing/port.ts'
import type { Commentary } from '../../commentary/commentary.ts'
import type { Db } from '../../store/connection.ts'
import { sqlOf } from '../../store/dialect/sql-of.ts'
import type { ArchivedCommentary } from '../port.ts'
import { archiveSpan } from './counts.ts'
import { claimKeysSchema, withoutClaims } from './disputes.ts'
import { briefingSchema, commentarySchema, versionIn } from './schemas.ts'

/** Commentaries with the briefing of their present revision and that revision's correction. */
const selectArchived = (db: Db) =>
  db
    .selectFrom('commentaries')
    .leftJoin('briefings', (join) =>
      join
        .onRef('briefings.commentary_id', '=', 'commentaries.id')
        .onRef('briefings.revision', '=', 'commentaries.revision'),
    )
    .leftJoin('corrections', (join) =>
      join
        .onRef('corrections.commentary_id', '=', 'commentaries.id')
        .onRef('corrections.revision', '=', 'commentaries.revision'),
    )
    .select([
      'commentaries.number',
      'commentary_json',
      'text',
      'hash',
      'commentaries.revision',
      'first_seen_at',
      'changed_at',
      'is_public',
      'briefing_json',
      'correction_json',
    ])
    .select((select) =>
      select
        .selectFrom('disputes')
        .select(sqlOf(db).listOf(sql.ref('claim_key')).as('keys'))
        .whereRef('disputes.commentary_id', '=', 'commentaries.id')
        .where('state', '!=', 'dismissed')
        .as('disputed_json'),
    )

type ArchivedRow = Awaited<ReturnType<ReturnType<typeof selectArchived>['executeTakeFirstOrThrow']>>

const briefingOf = ({ briefing_json: json, disputed_json }: ArchivedRow): Briefing | undefined =>
  json === null
    ? undefined
    : withoutClaims(briefingSchema.parse(JSON.parse(json)), claimKeysSchema.parse(JSON.parse(disputed_json ?? '[]')))

const archivedOf = (row: ArchivedRow): ArchivedCommentary => ({
  commentary: commentarySchema.parse(JSON.parse(row.commentary_json)),
  briefing: briefingOf(row),
  correction: row.correction_json === null ? undefined : correctionSchema.parse(JSON.parse(row.correction_json)),
  ...versionIn(row),
})

export const findCommentary = async (db: Db, id: string): Promise<ArchivedCommentary | undefined> => {
  const row = await selectArchived(db).where('commentaries.id', '=', id).executeTakeFirst()
  return row && archivedOf(row)
}

/** The known commentaries among these ids, with their index numbers. */
export const commentariesById = async (
  db: Db,
  ids: readonly string[],
): Promise<{ readonly number: number; readonly commentary: Commentary }[]> => {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('commentaries')
    .select(['number', 'commentary_json'])
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    commentary: commentarySchema.parse(JSON.parse(row.commentary_json)),
  }))
}

/** The commentaries with these index numbers, in their order. */
export const commentariesByNumber = async (db: Db, numbers: readonly number[]): Promise<ArchivedCommentary[]> => {
  if (numbers.length === 0) return []
  const rows = await selectArchived(db).where('commentaries.number', 'in', numbers).execute()
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  return numbers.flatMap((number) => byNumber.get(number) ?? []).map(archivedOf)
}

/** The briefings of these commentaries' present revisions, by id; those without a briefing are left out. */
export const briefingsById = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Briefing>> => {
  if (ids.length === 0) return new Map()
  const rows = await selectArchived(db).select('commentaries.id').where('commentaries.id', 'in', ids).execute()
  return new Map(
    rows.flatMap((row) => {
      const briefing = briefingOf(row)
      return briefing === undefined ? [] : [[row.id, briefing] as const]
    }),
  )
}

/** Descending, with nulls last in both databases. */
export const newestFirst = (order: OrderByItemBuilder): OrderByItemBuilder => order.desc().nullsLast()

/** Newest first by their published date, then by id; those without a date last; without those that were taken down. */
export const latestCommentaries = async (
  db: Db,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ items: ArchivedCommentary[]; total: number }> => {
  const rows = await selectArchived(db)
    .where('extent', '!=', 'none')
    .orderBy('published', newestFirst)
    .orderBy('commentaries.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const { commentaries: total } = await archiveSpan(db)
  return { items: rows.map(archivedOf), total }
}

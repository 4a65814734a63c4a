import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../store/connection.ts'
import { excludedExpression } from '../search/match-expression.ts'
import type { Query } from '../query/tree.ts'

/** A row of the index and how well it fits: the higher the better. */
export type Ranked = { readonly number: number; readonly score: number }

type Limits = Pick<Query, 'since' | 'until'>

/** Title and byline count twice. In the order of the columns: title, authors, synopsis, claims, body. */
const score = sql`-bm25(commentary_index, 2.0, 2.0, 1.0, 1.0, 1.0)`

/** The dates as a condition on rows of the index. The plus sign keeps SQLite from asking the index row by row. */
const inDates = ({ since, until }: Limits): RawBuilder<unknown> =>
  since === undefined && until === undefined
    ? sql``
    : sql`and +rowid in (select number from commentaries
        where published >= ${since ?? ''} and published <= ${until ?? '9999-12-31'})`

/** How many commentaries match. `expression` is FTS5's MATCH language, made by match-expression.ts alone. */
export const countMatching = async (db: Db, expression: string, limits: Limits): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*) as count from commentary_index
    where commentary_index match ${expression} ${inDates(limits)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** The commentaries that match, best first. */
export const rankMatching = async (
  db: Db,
  expression: string,
  limits: Limits,
  { limit, offset }: { limit: number; offset: number },
): Promise<Ranked[]> => {
  // Ordering by the function's value is half again as fast here as FTS5's own `order by rank` with weights.
  const { rows } = await sql<Ranked>`select rowid as number, ${score} as score from commentary_index
    where commentary_index match ${expression} ${inDates(limits)}
    order by score desc limit ${limit} offset ${offset}`.execute(db)
  return rows
}

/** Some of the commentaries that match, at most `limit`, in no order. */
export const someMatching = async (db: Db, expression: string, limits: Limits, limit: number): Promise<number[]> => {
  const { rows } = await sql<{ number: number }>`select rowid as number from commentary_index
    where commentary_index match ${expression} ${inDates(limits)} limit ${limit}`.execute(db)
  return rows.map(({ number }) => number)
}

/**
 * Commentaries that only have to pass: newest first, the undated last. `expression` as above, undefined where only
 * dates or exclusions are asked for.
 */
export const listMatching = async (
  db: Db,
  expression: string | undefined,
  { since, until, without }: Query,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ readonly numbers: number[]; readonly total: number }> => {
  let passing = db.selectFrom('commentaries')
  if (since !== undefined) passing = passing.where('published', '>=', since)
  if (until !== undefined) passing = passing.where('published', '<=', until)
  if (expression !== undefined) {
    passing = passing.where(
      sql<boolean>`number in (select rowid from commentary_index where commentary_index match ${expression})`,
    )
  } else if (without.length > 0) {
    const excluded = excludedExpression(without)
    passing = passing.where(
      sql<boolean>`number not in (select rowid from commentary_index where commentary_index match ${excluded})`,
    )
  }
  const rows = await passing
    .select('number')
    .orderBy('published', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await passing.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { numbers: rows.map(({ number }) => number), total }
}

/** Which of these stems the index holds, with the number of commentaries that hold each. */
export const countStems = async (db: Db, stems: readonly string[]): Promise<Map<string, number>> => {
  const { rows } = await sql<{ term: string; doc: number }>`select term, doc from commentary_terms
    where term in (select value from json_each(${JSON.stringify(stems)}))`.execute(db)
  return new Map(rows.map(({ term, doc }) => [term, doc]))
}

/** The stems of the index that begin with this, with the number of commentaries that hold each. */
export const stemsBeginning = async (db: Db, beginning: string): Promise<Map<string, number>> => {
  const { rows } = await sql<{ term: string; doc: number }>`select term, doc from commentary_terms
    where term >= ${beginning} and term < ${`${beginning}\u{10ffff}`}`.execute(db)
  return new Map(rows.map(({ term, doc }) => [term, doc]))
}

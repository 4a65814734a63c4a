import { sql } from 'kysely'
import type { Db } from '../../store/connection.ts'
import { sqlOf } from '../../store/dialect/sql-of.ts'
import { newestFirst } from './commentaries.ts'

/** A LIKE pattern for texts that contain the typed text, with its wildcards escaped. */
const patternOf = (typed: string): string => `%${typed.slice(0, 100).replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`

/** How many commentaries are searched: only the newest, because a completion must be instant. */
const newest = 2000

const namesIn = async (db: Db, column: 'authors' | 'categories', typed: string, most: number): Promise<string[]> => {
  const { items, isLike } = sqlOf(db)
  const rows = await db
    .selectFrom((select) =>
      select
        .selectFrom('commentaries')
        .select('commentary_json')
        .orderBy('published', newestFirst)
        .limit(newest)
        .as('newest'),
    )
    .innerJoin(items(sql.ref('commentary_json'), column).as('name'), (join) => join.onTrue())
    .select('name.value')
    .where(isLike(sql.ref('name.value'), patternOf(typed)))
    .groupBy('name.value')
    .orderBy((select) => select.fn.countAll(), 'desc')
    .orderBy('name.value')
    .limit(most)
    .execute()
  return rows.map(({ value }) => value)
}

/** Authors whose name contains what was typed, those with most commentaries first. */
export const authorsLike = async (db: Db, typed: string, most: number): Promise<string[]> =>
  namesIn(db, 'authors', typed, most)

/** Topics that contain what was typed, the most frequent first. */
export const topicsLike = async (db: Db, typed: string, most: number): Promise<string[]> =>
  namesIn(db, 'categories', typed, most)

/** Commentaries whose id or title contains what was typed, the newest first. */
export const commentariesLike = async (
  db: Db,
  typed: string,
  most: number,
): Promise<{ id: string; title: string }[]> => {
  const { isLike } = sqlOf(db)
  return db
    .selectFrom('commentaries')
    .select(['id', 'title'])
    .where('extent', '!=', 'none')
    .where((where) => where.or([isLike(sql.ref('id'), patternOf(typed)), isLike(sql.ref('title'), patternOf(typed))]))
    .orderBy('published', newestFirst)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
}

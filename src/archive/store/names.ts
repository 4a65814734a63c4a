import type { Db } from '../../store/connection.ts'
import { newestFirst } from './commentaries.ts'

/** The id of the commentary that an identity key belongs to; undefined if the key is unknown. */
export const idOfKey = async (db: Db, key: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom('commentary_keys')
    .innerJoin('commentaries', 'commentaries.id', 'commentary_keys.commentary_id')
    .select('commentaries.id')
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.id
}

/** The ids and titles of all commentaries, the newest first; without those that were taken down. */
export const allTitles = async (db: Db): Promise<readonly { readonly id: string; readonly title: string }[]> =>
  db
    .selectFrom('commentaries')
    .select(['id', 'title'])
    .where('extent', '!=', 'none')
    .orderBy('published', newestFirst)
    .orderBy('id', 'desc')
    .execute()

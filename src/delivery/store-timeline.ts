import type { Card } from '../card/card.ts'
import type { Db } from '../store/connection.ts'
import { type Place, placeKey } from '../subscriptions/place.ts'

type NewPost = { readonly key: string; readonly place: Place; readonly card: Card; readonly postedAt: Date }

/** The web channel's messages, kept in the application's database as a chat platform would keep them. */
export const createTimeline = (db: Db) => {
  const find = async (key: string): Promise<{ number: number } | undefined> =>
    db.selectFrom('posts').select('number').where('key', '=', key).executeTakeFirst()
  return {
    find,
    /** Adds the post unless its key is there already; `isNew` tells which. */
    async append({ key, place, card, postedAt }: NewPost): Promise<{ number: number; isNew: boolean }> {
      const row = { key, place_key: placeKey(place), card_json: JSON.stringify(card), posted_at: postedAt.getTime() }
      const added = await db
        .insertInto('posts')
        .values(row)
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returning('number')
        .executeTakeFirst()
      if (added !== undefined) return { number: added.number, isNew: true }
      const present = await find(key)
      if (present === undefined) throw new Error(`post ${key} was neither added nor found`)
      return { number: present.number, isNew: false }
    },
    /** Newest first; `before` is the number of the last post that was seen. */
    async list({ before, limit }: { before?: number; limit: number }) {
      const rows = await db
        .selectFrom('posts')
        .select(['number', 'key', 'card_json', 'posted_at'])
        .$if(before !== undefined, (query) => query.where('number', '<', before ?? 0))
        .orderBy('number', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => ({
        number: row.number,
        key: row.key,
        card: JSON.parse(row.card_json) as Card,
        postedAt: new Date(row.posted_at),
      }))
    },
  }
}

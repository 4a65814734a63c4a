import type { Card } from '../card/card.ts'
import type { Db } from '../store/connection.ts'
import { type Place, placeKey } from '../subscriptions/place.ts'

export type TimelinePost = {
  readonly number: number
  readonly key: string
  readonly card: Card
  readonly postedAt: Date
}

/** The web channel's messages, kept as a chat platform would keep them. */
export type Timeline = {
  /** Adds the post unless its key is there already; `isNew` tells which. */
  append(post: { key: string; place: Place; card: Card; postedAt: Date }): Promise<{ number: number; isNew: boolean }>
  find(key: string): Promise<{ number: number } | undefined>
  /** Newest first; `before` is the number of the last post that was seen. */
  list(options: { before?: number; limit: number }): Promise<TimelinePost[]>
}

/** The web channel's messages in the application's database. */
export const createTimeline = (db: Db): Timeline => {
  const find = async (key: string): Promise<{ number: number } | undefined> =>
    db.selectFrom('posts').select('number').where('key', '=', key).executeTakeFirst()
  return {
    find,
    async append({ key, place, card, postedAt }) {
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
    async list({ before, limit }) {
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

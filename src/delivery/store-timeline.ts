import type { Block, Card } from '../card/card.ts'
import type { Db } from '../store/connection.ts'
import type { Permitted } from './permitted.ts'
import { type Place, placeKey } from '../subscriptions/place.ts'

type NewPost = {
  readonly key: string
  readonly place: Place
  readonly card: Card
  readonly postedAt: Date
  /** The number of the post in whose thread it goes. */
  readonly parent: number | undefined
}

const readCard = (json: string): Card => JSON.parse(json) as Card

type Row = { number: number; key: string; card_json: string; posted_at: number }

const columns = ['number', 'key', 'card_json', 'posted_at'] as const

/** The web channel's messages in the application's database, as a chat platform would keep them, reduced to what may be shown. */
export const createTimeline = (db: Db, permitted: Permitted = async (card) => card) => {
  const find = async (key: string): Promise<{ number: number } | undefined> =>
    db.selectFrom('posts').select('number').where('key', '=', key).executeTakeFirst()

  /** The messages in the threads of these posts, by the number of the post. */
  const threadsOf = async (numbers: readonly number[]): Promise<Map<number, Block[]>> => {
    const threads = new Map<number, Block[]>()
    if (numbers.length === 0) return threads
    const rows = await db
      .selectFrom('posts')
      .select(['parent', 'card_json'])
      .where('parent', 'in', numbers)
      .orderBy('number')
      .execute()
    for (const { parent, card_json } of rows) {
      if (parent !== null) threads.set(parent, [...(threads.get(parent) ?? []), ...readCard(card_json).blocks])
    }
    return threads
  }

  const postsOf = async (rows: readonly Row[]) => {
    const threads = await threadsOf(rows.map(({ number }) => number))
    return Promise.all(
      rows.map(async (row) => {
        const card = readCard(row.card_json)
        const thread = threads.get(row.number)
        return {
          number: row.number,
          key: row.key,
          card: await permitted(thread === undefined ? card : { ...card, thread }),
          postedAt: new Date(row.posted_at),
        }
      }),
    )
  }

  return {
    find,
    /** Adds the post unless its key exists; `isNew` says whether it was added. */
    async append({ key, place, card, postedAt, parent }: NewPost): Promise<{ number: number; isNew: boolean }> {
      const row = {
        key,
        place_key: placeKey(place),
        card_json: JSON.stringify(card),
        posted_at: postedAt.getTime(),
        parent: parent ?? null,
      }
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
    /** Replaces the card of the post with this number. */
    async replace(number: number, card: Card): Promise<void> {
      await db
        .updateTable('posts')
        .set({ card_json: JSON.stringify(card) })
        .where('number', '=', number)
        .execute()
    },
    /** The post of the channel with this number, with its thread; for a reply, the post that it is under. */
    async read(number: number) {
      const row = await db
        .selectFrom('posts')
        .select([...columns, 'parent'])
        .where('number', '=', number)
        .executeTakeFirst()
      if (row === undefined) return undefined
      const top =
        row.parent === null
          ? row
          : await db.selectFrom('posts').select(columns).where('number', '=', row.parent).executeTakeFirst()
      return top && (await postsOf([top]))[0]
    },
    /** Newest first; `before` is the number of the last post that was seen. */
    async list({ before, limit }: { before?: number; limit: number }) {
      const rows = await db
        .selectFrom('posts')
        .select(columns)
        .where('parent', 'is', null)
        .$if(before !== undefined, (query) => query.where('number', '<', before ?? 0))
        .orderBy('number', 'desc')
        .limit(limit)
        .execute()
      return postsOf(rows)
    },
  }
}

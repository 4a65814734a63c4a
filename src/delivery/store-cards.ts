import { createHash } from 'node:crypto'
import type { Card } from '../card/card.ts'
import type { Db } from '../store/connection.ts'

/** SQLite allows 32,766 values in a statement. */
const cardsAtOnce = 1000

const hashOf = (json: string): string => createHash('sha256').update(json).digest('base64url')

/**
 * Stores the cards, each once for all places that get it: a commentary's card is the same in all places with the same locale.
 * @returns the numbers of the cards, in the same order.
 */
export const saveCards = async (db: Db, cards: readonly Card[]): Promise<number[]> => {
  const hashes = new Map<Card, string>()
  const rows = new Map<string, { hash: string; card_json: string }>()
  for (const card of cards) {
    if (hashes.has(card)) continue
    const json = JSON.stringify(card)
    const hash = hashOf(json)
    hashes.set(card, hash)
    rows.set(hash, { hash, card_json: json })
  }
  const ids = new Map<string, number>()
  const all = [...rows.values()]
  for (let from = 0; from < all.length; from += cardsAtOnce) {
    const some = all.slice(from, from + cardsAtOnce)
    await db
      .insertInto('cards')
      .values(some)
      .onConflict((conflict) => conflict.column('hash').doNothing())
      .execute()
    const kept = await db
      .selectFrom('cards')
      .select(['id', 'hash'])
      .where(
        'hash',
        'in',
        some.map(({ hash }) => hash),
      )
      .execute()
    for (const { id, hash } of kept) ids.set(hash, id)
  }
  return cards.map((card) => {
    const id = ids.get(hashes.get(card) ?? '')
    if (id === undefined) throw new Error('a card was not saved')
    return id
  })
}

/** The cards with these numbers. */
export const readCards = async (db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, Card>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('cards')
    .select(['id', 'card_json'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, card_json }) => [id, JSON.parse(card_json) as Card]))
}

/** Deletes the cards that no delivery uses any more, after pruning or after a tenant left. */
export const dropUnusedCards = async (db: Db): Promise<void> => {
  await db
    .deleteFrom('cards')
    .where((row) =>
      row.not(row.exists(row.selectFrom('deliveries').select('seq').whereRef('deliveries.card_id', '=', 'cards.id'))),
    )
    .execute()
}

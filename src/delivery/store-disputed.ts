import { disputedQuotes } from '../archive/store/disputes.ts'
import type { Card } from '../card/card.ts'
import { withoutQuotes } from '../card/without-quotes.ts'
import type { Db } from '../store/connection.ts'
import { readCards, saveCards } from './store-cards.ts'

/** The cards in their order, without the claims that readers reported as wrong. */
export const withoutDisputedQuotes = async (db: Db, cards: readonly Card[]): Promise<readonly Card[]> => {
  const ids = [...new Set(cards.flatMap(({ commentaries = [] }) => commentaries))]
  const quotes = await disputedQuotes(db, ids)
  if (quotes.length === 0) return cards
  const shown = new Map([...new Set(cards)].map((card) => [card, withoutQuotes(card, quotes)]))
  return cards.map((card) => shown.get(card) ?? card)
}

/** Removes a claim from deliveries that wait to be sent; those that may have arrived stay unchanged. */
export const withholdFromDue = async (db: Db, commentaryId: string): Promise<void> => {
  const quotes = await disputedQuotes(db, [commentaryId])
  const waiting = await db
    .selectFrom('deliveries')
    .select(['key', 'card_id'])
    .where('state', '=', 'due')
    .where((where) =>
      where.or([
        where('commentary_id', '=', commentaryId),
        where('key', 'in', (select) =>
          select.selectFrom('mentions').select('delivery_key').where('commentary_id', '=', commentaryId),
        ),
      ]),
    )
    .execute()
  const cards = await readCards(
    db,
    waiting.map((row) => row.card_id),
  )
  for (const [id, card] of cards) {
    const shown = withoutQuotes(card, quotes)
    if (shown === card) continue
    const [shownId] = await saveCards(db, [shown])
    const keys = waiting.filter((row) => row.card_id === id).map(({ key }) => key)
    await db
      .updateTable('deliveries')
      .set({ card_id: shownId })
      .where('key', 'in', keys)
      .where('state', '=', 'due')
      .execute()
  }
}

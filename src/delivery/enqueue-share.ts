import type { Card } from '../card/card.ts'
import type { Db } from '../store/connection.ts'
import { type Place, placeKey } from '../subscriptions/place.ts'
import { deliveryKey } from './key.ts'
import { enqueue } from './store.ts'

/** The commentaries in an answer: those that it is about, otherwise those of its rows. */
const shownIn = ({ commentaries, blocks }: Card): readonly string[] =>
  commentaries ??
  blocks.flatMap((block) => (block.type === 'item' ? (/^\/rsis show (\S+)$/u.exec(block.command)?.[1] ?? []) : []))

/**
 * Writes an answer that a person shares into the outbox, once for each `id`; later it is corrected like a post.
 * @returns whether it is new.
 */
export const enqueueShare = async (db: Db, place: Place, card: Card, id: string, now: Date): Promise<boolean> => {
  const key = deliveryKey(placeKey(place), 'share', id)
  const shown = { ...card, commentaries: shownIn(card) }
  return (await enqueue(db, [{ key, place, kind: 'share', card: shown }], now)) > 0
}

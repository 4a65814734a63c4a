import type { Card } from '../card/card.ts'
import type { Db } from '../store/connection.ts'
import { type Place, placeSchema } from '../subscriptions/place.ts'
import type { Kind } from './store.ts'

/** A message that shows a commentary without being its post: a digest, a catch-up, a page in their threads, a trial post, a shared answer. */
export type Mention = {
  readonly key: string
  readonly place: Place
  readonly kind: Kind
  readonly subscriptionId: number | undefined
  /** The message in whose thread it is. */
  readonly targetKey: string | undefined
  /** Its card, or the card that it will have after all its edits. */
  readonly card: Card
}

/** The other messages that show, or will show, a commentary. */
export const mentionsOf = async (db: Db, commentaryId: string): Promise<Mention[]> => {
  const rows = await db
    .selectFrom('mentions')
    .innerJoin('deliveries', 'deliveries.key', 'mentions.delivery_key')
    .innerJoin('cards', 'cards.id', 'deliveries.card_id')
    .select((row) => [
      'deliveries.key',
      'place_json',
      'kind',
      'subscription_id',
      'target_key',
      'cards.card_json',
      row
        .selectFrom('deliveries as edit')
        .innerJoin('cards as edited', 'edited.id', 'edit.card_id')
        .select('edited.card_json')
        .whereRef('edit.target_key', '=', 'deliveries.key')
        .where('edit.kind', '=', 'edit')
        .orderBy('edit.seq', 'desc')
        .limit(1)
        .as('edited_json'),
    ])
    .where('mentions.commentary_id', '=', commentaryId)
    .where('state', '!=', 'skipped')
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    key: row.key,
    place: placeSchema.parse(JSON.parse(row.place_json)),
    kind: row.kind,
    subscriptionId: row.subscription_id ?? undefined,
    targetKey: row.target_key ?? undefined,
    card: JSON.parse(row.edited_json ?? row.card_json) as Card,
  }))
}

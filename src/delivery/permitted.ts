import { findCommentary } from '../archive/store/commentaries.ts'
import type { Card } from '../card/card.ts'
import { idOfRow } from '../card/commentary-row.ts'
import { withoutText } from '../card/without-text.ts'
import type { Db } from '../store/connection.ts'
import type { Poster } from './port.ts'

/** Gives the part of a card that may be shown. */
export type Permitted = (card: Card) => Promise<Card>

const idsIn = ({ commentaries = [], blocks, thread = [] }: Card): readonly string[] => [
  ...new Set([...commentaries, ...[...blocks, ...thread].flatMap((one) => (one.type === 'item' ? idOfRow(one) : []))]),
]

/** Shows no words of a text, even on cards that were made when quoting was permitted. */
export const showNoQuotes =
  (db: Db): Permitted =>
  async (card) => {
    const archived = await Promise.all(idsIn(card).map((id) => findCommentary(db, id)))
    return withoutText(
      card,
      archived.flatMap((one) => one?.commentary ?? []),
    )
  }

/** A poster that sends only the part of each card that may be shown. */
export const permittedPoster = (poster: Poster, permitted: Permitted): Poster => ({
  post: async (place, card, ...rest) => poster.post(place, await permitted(card), ...rest),
  find: (place, key, parent, since) => poster.find(place, key, parent, since),
  edit: async (place, receipt, card, key, parent) => poster.edit(place, receipt, await permitted(card), key, parent),
})

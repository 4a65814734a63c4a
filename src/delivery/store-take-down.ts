import type { BriefedCommentary } from '../archive/port.ts'
import { postCard } from '../card/briefing-card.ts'
import type { Db } from '../store/connection.ts'
import { dropUnusedCards, saveCards } from './store-cards.ts'
import { type Place, placeSchema } from '../subscriptions/place.ts'

/** What is not to be sent any more because its commentary was taken down; what may have arrived already goes on. */
export const withdrawPosts = async (db: Db, commentaryId: string): Promise<void> => {
  await db
    .updateTable('deliveries')
    .set({ state: 'skipped', reason_code: 'taken-down', reason: 'the commentary was taken down' })
    .where('commentary_id', '=', commentaryId)
    .where('kind', 'in', ['post', 'thread', 'note'])
    .where('state', '=', 'due')
    .execute()
  await db.deleteFrom('collected').where('commentary_id', '=', commentaryId).where('delivery_key', 'is', null).execute()
}

/** The notes of corrections that were posted of a commentary, or still may have been. */
export const notesOf = async (
  db: Db,
  commentaryId: string,
): Promise<{ readonly key: string; readonly place: Place }[]> => {
  const rows = await db
    .selectFrom('deliveries')
    .select(['key', 'place_json'])
    .where('commentary_id', '=', commentaryId)
    .where('kind', '=', 'note')
    .where('state', '!=', 'skipped')
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({ key: row.key, place: placeSchema.parse(JSON.parse(row.place_json)) }))
}

/**
 * Takes a commentary that was taken down out of the cards that the outbox and the timeline keep. To be called once the edits
 * are written: what a list shows beside it is kept from the newest of them.
 */
export const forgetShown = async (db: Db, { commentary, briefing, revision }: BriefedCommentary): Promise<void> => {
  const { id } = commentary
  const notice = postCard(commentary, briefing)
  const [noticeId] = await saveCards(db, [notice])
  const lists = await db
    .selectFrom('mentions')
    .innerJoin('deliveries as edit', 'edit.target_key', 'mentions.delivery_key')
    .innerJoin('cards', 'cards.id', 'edit.card_id')
    .select(['delivery_key', 'edit.card_id', 'card_json'])
    .where('mentions.commentary_id', '=', id)
    .where('edit.kind', '=', 'edit')
    .where('edit.revision', '=', revision)
    .where('edit.commentary_id', '=', id)
    .execute()
  await db
    .updateTable('deliveries')
    .set({ card_id: noticeId })
    .where('commentary_id', '=', id)
    .where('revision', '!=', revision)
    .where('kind', '!=', 'edit')
    .execute()
  const listKeys = lists.map(({ delivery_key: key }) => key)
  await db
    .updateTable('deliveries')
    .set({ card_id: noticeId })
    .where('commentary_id', '=', id)
    .where('revision', '!=', revision)
    .where('kind', '=', 'edit')
    .$if(listKeys.length > 0, (query) => query.where('target_key', 'not in', listKeys))
    .execute()
  await db
    .updateTable('posts')
    .set({ card_json: JSON.stringify(notice) })
    .where('key', 'in', (select) => select.selectFrom('deliveries').select('key').where('commentary_id', '=', id))
    .execute()
  for (const { delivery_key: key, card_id, card_json } of lists) {
    await db
      .updateTable('deliveries')
      .set({ card_id })
      .where((where) =>
        where.or([where('key', '=', key), where.and([where('target_key', '=', key), where('kind', '=', 'edit')])]),
      )
      .execute()
    await db.updateTable('posts').set({ card_json }).where('key', '=', key).execute()
  }
  await dropUnusedCards(db)
}

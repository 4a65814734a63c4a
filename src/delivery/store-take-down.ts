import type { BriefedCommentary } from '../archive/port.ts'
import { postCard } from '../card/briefing-card.ts'
import type { Db } from '../store/connection.ts'
import { dropUnusedCards, saveCards } from './store-cards.ts'
import { type Place, placeSchema } from '../subscriptions/place.ts'

/** Ends deliveries that must not be sent because their commentary was taken down; those that may have arrived continue. */
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

/** The correction notes about a commentary that were posted or may have been posted. */
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
 * Removes a commentary that was taken down from the cards in the outbox and the timeline. To be called after the edits
 * are written, because the newest edit of a list keeps its other rows.
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

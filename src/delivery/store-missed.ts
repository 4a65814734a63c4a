import type { Db } from '../store/connection.ts'
import { repeatCorrections, startDeadOver, startedOver } from './store.ts'

/** A commentary that a place missed while it was paused, and when it would have been posted. */
export type Missed = { readonly commentaryId: string; readonly missedAt: Date }

const notSent = ['skipped', 'dead'] as const
const caughtUp = { state: 'skipped', reason_code: 'caught-up', reason: 'a later catch-up post names it' } as const

/**
 * Schedules a look for posts that may have arrived before the place closed, and for posts that were left to a person because the
 * place could not be read: perhaps it can be read now. They keep their creation time, from which on the platform's history is searched.
 * Messages that could not be sent because of such a post are due again.
 */
const lookAgain = async (tx: Db, placeKey: string, codes: readonly string[], now: Date): Promise<void> => {
  const looked = await tx
    .updateTable('deliveries')
    .set({ state: 'uncertain', reason_code: null, reason: null, due_at: now.getTime(), looks: 0 })
    .where('place_key', '=', placeKey)
    .where('state', '=', 'unconfirmed')
    .where('reason_code', 'in', [...codes, 'unconfirmed'])
    .returning('key')
    .execute()
  const keys = looked.map(({ key }) => key)
  await tx
    .updateTable('deliveries')
    .set(startedOver(now))
    .where('target_key', 'in', keys)
    .where('state', '=', 'dead')
    .where('reason_code', '=', 'parent-not-posted')
    .execute()
}

/**
 * Takes what a place missed for one of these reasons, the oldest first. Its posts thereby become settled; its edits,
 * notes and digests are due again, so that earlier posts are corrected. Posts that may have arrived are looked for.
 */
export const takeMissed = async (db: Db, placeKey: string, codes: readonly string[], now: Date): Promise<Missed[]> => {
  await lookAgain(db, placeKey, codes, now)
  const posts = await db
    .selectFrom('deliveries')
    .leftJoin('mentions', 'mentions.delivery_key', 'deliveries.key')
    .select(['key', 'created_at', 'deliveries.commentary_id as own_id', 'mentions.commentary_id as listed_id'])
    .where('place_key', '=', placeKey)
    .where('kind', 'in', ['post', 'catch-up'])
    .where('state', 'in', notSent)
    .where('reason_code', 'in', codes)
    .orderBy('seq')
    .execute()
  const keys = [...new Set(posts.map(({ key }) => key))]
  if (keys.length > 0) {
    await db
      .updateTable('deliveries')
      .set(caughtUp)
      .where((row) => row.or([row('key', 'in', keys), row('target_key', 'in', keys)]))
      .where('state', 'in', notSent)
      .execute()
  }
  await startDeadOver(db, placeKey, ['thread', 'digest'], now).where('reason_code', 'in', codes).execute()
  await repeatCorrections(db, placeKey, now)
  const missed = new Map<string, Date>()
  for (const { own_id, listed_id, created_at } of posts) {
    const id = own_id ?? listed_id
    if (id !== null && !missed.has(id)) missed.set(id, new Date(created_at))
  }
  return [...missed].map(([commentaryId, missedAt]) => ({ commentaryId, missedAt }))
}

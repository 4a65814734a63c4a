import { type Coverage, enqueueDueDigests } from '../delivery/digest.ts'
import { dropUnusedCards } from '../delivery/store-cards.ts'
import { pruneSettled } from '../delivery/store-prune.ts'
import { describeError } from '../errors.ts'
import { forgetExpired } from '../store/keyv.ts'
import { eraseLeft } from '../subscriptions/store.ts'
import type { Journey } from './journey.ts'

/**
 * Writes the digests that are due into the outbox. Deletes the data of tenants that left, what has expired, and some of the
 * deliveries that were finished a year ago.
 */
export const doDueWork = async (
  { db, now, onEnqueued, log }: Pick<Journey, 'db' | 'now' | 'onEnqueued' | 'log'>,
  coverage: Coverage,
): Promise<void> => {
  const digests = await enqueueDueDigests(db, coverage, now(), ({ id, placeKey }, error) =>
    log.error({ subscription: id, place: placeKey, error: describeError(error) }, 'digest failed'),
  )
  if (digests > 0) onEnqueued()
  await forgetExpired(db, now())
  const pruned = await db.transaction().execute((tx) => pruneSettled(tx, now()))
  const erased = await eraseLeft(db, now())
  if (erased > 0) log.info({ tenants: erased }, 'erased the data of workspaces that removed the bot')
  if (pruned + erased > 0) await dropUnusedCards(db)
}

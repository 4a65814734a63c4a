import type { Card } from '../card/card.ts'
import { placeWords } from './channel-span.ts'
import type { Db } from '../store/connection.ts'
import type { DeliveryTable } from '../store/schema.ts'
import { subscriptionsOf } from '../subscriptions/store.ts'
import { pauseGone } from './gone.ts'
import type { Delivery } from './store-lease.ts'
import type { NotPosted } from './next-state.ts'
import { noticesTo } from './notice.ts'
import { enqueue } from './store.ts'

/** Posts that somebody waits for. A reply, an edit or a notice follows another message, which is reported by itself. */
const awaited: readonly DeliveryTable['kind'][] = ['post', 'digest', 'catch-up']

const nameOf = ({ kind, commentaryId, card }: Delivery): string =>
  kind === 'post' ? `The post of ${commentaryId ?? 'a commentary'}` : `“${card.title?.text ?? kind}”`

const lostCard = (delivery: Delivery, { state, reason }: NotPosted): Card => ({
  title: { text: state === 'unconfirmed' ? 'A post needs a look' : 'A post was not delivered' },
  blocks: [
    { type: 'text', text: [`${nameOf(delivery)} to `, ...placeWords(delivery.place), `: ${reason}.`] },
    ...(state === 'dead' ? [{ type: 'text', text: ['/rsis requeue in the channel sends it again.'] } as const] : []),
  ],
})

/**
 * What follows from a delivery that ended without being posted, inside the caller's transaction: a place or tenant that is
 * gone is paused; of a post that a person has to look for, or that was given up, whoever subscribed the place is notified.
 */
export const followUp = async (tx: Db, delivery: Delivery, next: NotPosted, now: Date): Promise<void> => {
  if (next.gone !== undefined) return pauseGone(tx, delivery, { ...next, scope: next.gone }, now)
  if (!awaited.includes(delivery.kind)) return
  const subscriptions = await subscriptionsOf(tx, delivery.place)
  const own = subscriptions.filter(({ id }) => id === delivery.subscriptionId)
  const notified = own.length > 0 ? own : subscriptions
  await enqueue(
    tx,
    noticesTo(notified, () => lostCard(delivery, next), `${delivery.key} ${next.state}`),
    now,
  )
}

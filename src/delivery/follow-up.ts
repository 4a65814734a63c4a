import type { Card } from '../card/card.ts'
import { inQuotationMarks } from '../card/text.ts'
import { placeWords } from './channel-span.ts'
import type { Db } from '../store/connection.ts'
import type { DeliveryTable } from '../store/schema.ts'
import { subscriptionsOf } from '../subscriptions/store.ts'
import { pauseGone } from './gone.ts'
import type { Delivery } from './store-lease.ts'
import type { NotPosted } from './next-state.ts'
import { noticesTo } from './notice.ts'
import { enqueue } from './store.ts'

/** The kinds of posts that somebody waits for. Replies, edits and notices follow another message, which is reported by itself. */
const awaited: readonly DeliveryTable['kind'][] = ['post', 'digest', 'catch-up']

const lostCard = (delivery: Delivery, { state, reason }: NotPosted): Card => ({
  title: { text: state === 'unconfirmed' ? 'A post may not have arrived' : 'A post was not delivered' },
  blocks: [
    {
      type: 'text',
      text: [
        `${inQuotationMarks(delivery.card.title?.text ?? delivery.kind)} to `,
        ...placeWords(delivery.place),
        `: ${reason}.`,
      ],
    },
    ...(state === 'dead' ? [{ type: 'text', text: ['/rsis requeue in the channel sends it again.'] } as const] : []),
  ],
})

/**
 * The consequences of a delivery that ended without being posted, inside the caller's transaction: a place or tenant that is
 * gone is paused; if a person has to look for a post, or it was given up, the people who subscribed the place are notified.
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

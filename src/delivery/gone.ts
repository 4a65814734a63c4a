import type { Card } from '../card/card.ts'
import { placeWords } from './channel-span.ts'
import type { Db } from '../store/connection.ts'
import { tenantKey } from '../subscriptions/place.ts'
import { pauseSubscriptions } from '../subscriptions/store.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import type { Delivery } from './store-lease.ts'
import { noticesTo } from './notice.ts'
import { endOpen, enqueue } from './store.ts'

export type GoneReason = { readonly scope: 'place' | 'tenant'; readonly code: string; readonly reason: string }

const pausedCard = ({ place }: Subscription, reason: string): Card => ({
  title: { text: 'RSIS briefings are paused' },
  blocks: [
    { type: 'text', text: ['Nothing can be posted to ', ...placeWords(place), `, which you subscribed: ${reason}.`] },
    {
      type: 'text',
      text: ['When that is fixed, type /rsis requeue in the channel: it sends what is held, and posting continues.'],
    },
  ],
})

/**
 * A place or a whole tenant refuses the bot permanently: its subscriptions are paused with the reason, its open deliveries
 * end, and the people who made the subscriptions get one message. Inside the caller's transaction.
 */
export const pauseGone = async (
  tx: Db,
  delivery: Delivery,
  { scope, code, reason }: GoneReason,
  now: Date,
): Promise<void> => {
  const where = scope === 'tenant' ? { tenantKey: tenantKey(delivery.place) } : { placeKey: delivery.placeKey }
  const paused = await pauseSubscriptions(tx, where, { code, reason })
  await endOpen(tx, where, { code, reason })
  // The answer to `subscribe` already says that its test failed.
  const unaware = paused.filter(({ id }) => delivery.kind !== 'test' || id !== delivery.subscriptionId)
  // If the whole tenant is gone, nobody in it can be reached.
  if (scope === 'place')
    await enqueue(
      tx,
      // At most one notice a day for each reason, however often the place is tried again.
      noticesTo(unaware, (one) => pausedCard(one, reason), `${code} ${now.toISOString().slice(0, 10)}`),
      now,
    )
}

import type { Card } from '../card/card.ts'
import type { Db } from '../store/connection.ts'
import { type Place, tenantKey } from '../subscriptions/place.ts'
import { pauseSubscriptions } from '../subscriptions/store.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import type { GoneReason } from './dispatch.ts'
import { deliveryKey } from './key.ts'
import type { Delivery } from './lease.ts'
import { endOpen, enqueue, type NewDelivery } from './store.ts'

const noticeCard = (subscription: Subscription, reason: string): Card => ({
  title: { text: 'RSIS briefings are paused' },
  blocks: [
    {
      type: 'text',
      text: [`Nothing can be posted to the channel ${subscription.place.channel} that you subscribed: ${reason}.`],
    },
    { type: 'text', text: ['Once that is mended, /rsis requeue in the channel sends what is held and goes on.'] },
  ],
})

/** One message to each person who made what is paused now; the web channel has nobody to tell. */
const noticesFor = (paused: readonly Subscription[], reason: string, now: Date): NewDelivery[] => {
  const byPerson = new Map(paused.map((subscription) => [subscription.createdBy.id, subscription]))
  return [...byPerson.values()]
    .filter(({ place }) => place.platform !== 'web')
    .map((subscription) => {
      const { platform, tenant } = subscription.place
      const place: Place = { platform, tenant, channel: subscription.createdBy.id, isDirect: true }
      const key = deliveryKey(subscription.placeKey, 'notice', `${subscription.createdBy.id} ${now.getTime()}`)
      return { key, place, kind: 'notice', card: noticeCard(subscription, reason) }
    })
}

/**
 * A place, or a whole tenant, refuses us for good: its subscriptions are paused with the reason, what is still owed there
 * ends, and whoever made a subscription is told, once. Inside the caller's transaction.
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
  // Whoever makes a subscription hears of its test's failure in the answer.
  const unaware = paused.filter(({ id }) => delivery.kind !== 'test' || id !== delivery.subscriptionId)
  // With the whole tenant gone there is no way to anybody in it.
  if (scope === 'place') await enqueue(tx, noticesFor(unaware, reason, now), now)
}

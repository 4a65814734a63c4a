import type { Card } from '../card/card.ts'
import type { Place } from '../subscriptions/place.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { deliveryKey } from './key.ts'
import type { NewDelivery } from './store.ts'

/**
 * One direct message to each person who made one of the subscriptions; the web channel has no direct messages.
 * `about` names the occasion; a person gets one message for each occasion.
 */
export const noticesTo = (
  subscriptions: readonly Subscription[],
  cardOf: (subscription: Subscription) => Card,
  about: string,
): NewDelivery[] => {
  const byPerson = new Map(subscriptions.map((subscription) => [subscription.createdBy.id, subscription]))
  return [...byPerson.values()]
    .filter(({ place }) => place.platform !== 'web')
    .map((subscription) => {
      const { platform, tenant } = subscription.place
      const place: Place = { platform, tenant, channel: subscription.createdBy.id, isDirect: true }
      const key = deliveryKey(subscription.placeKey, 'notice', `${subscription.createdBy.id} ${about}`)
      return { key, place, kind: 'notice', card: cardOf(subscription) }
    })
}

import { requeue as requeueDeliveries } from '../delivery/store.ts'
import { normaliseId } from '../commentary/identity.ts'
import { UserError } from '../errors.ts'
import { changeSubscription, subscriptionsOf } from '../subscriptions/store.ts'
import type { CommandDefinition } from './command.ts'

/** Sends again what a channel did not get. */
export const requeue: CommandDefinition = {
  verb: 'requeue',
  synonyms: ['retry', 'resend', 'resume'],
  usage: 'requeue [id]',
  summary: 'Send again what failed for good, or what nobody knows the fate of; look into the channel first',
  examples: ['/rsis requeue CO20210', '/rsis requeue'],
  isManaging: () => true,
  async run(text, { db, now, onOwed }, { place }) {
    const id = text === '' ? undefined : (normaliseId(text) ?? text)
    const paused = (await subscriptionsOf(db, place)).filter((subscription) => subscription.paused !== undefined)
    for (const subscription of paused) await changeSubscription(db, subscription.id, {})
    const count = await requeueDeliveries(db, place, id, now())
    if (count === 0 && paused.length === 0) {
      const what = id === undefined ? 'nothing is held here' : `nothing of ${id.slice(0, 40)} is held here`
      throw new UserError('Requeue', what, 'see /rsis status')
    }
    onOwed()
    return {
      title: { text: count === 1 ? 'One message is sent again' : `${count} messages are sent again` },
      blocks: paused.length === 0 ? [] : [{ type: 'text', text: ['The subscription is active again.'] }],
    }
  },
}

import { shown } from '../archive/query/text.ts'
import type { Block, Field } from '../card/card.ts'
import { UserError } from '../errors.ts'
import type { Db } from '../store/connection.ts'
import type { Place } from '../subscriptions/place.ts'
import { allSubscriptions, subscriptionsOf, subscriptionsOfTenant } from '../subscriptions/store.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { channelOption, pageOption } from './options.ts'
import type { CommandDefinition } from './command.ts'
import { describeSubscription } from './describe-subscription.ts'
import { knownTo } from './visibility.ts'

/** A card holds so many; a workspace with more looks into its channels. */
const mostListed = 25

const fieldOf = (subscription: Subscription, label: string, now: Date): Field => ({
  label,
  value: describeSubscription(subscription, now),
  state: subscription.paused === undefined ? 'good' : 'bad',
})

/** Those of one's own workspace; the operator's page looks at all of them. */
const ofAllPlaces = async (db: Db, place: Place): Promise<Subscription[]> =>
  place.platform === 'web' ? allSubscriptions(db) : subscriptionsOfTenant(db, place)

/** What this channel, or the whole workspace, receives. */
export const list: CommandDefinition = {
  verb: 'list',
  synonyms: ['ls', 'subscriptions'],
  summary: 'What this channel gets, and when; all: every channel of this workspace that you may know of',
  options: [
    { name: 'all', description: 'Every channel of this workspace that you may know of', writing: 'flag' },
    pageOption,
    channelOption,
  ],
  examples: ['/rsis list', '/rsis list all'],
  async run(text, { db, now }, command) {
    const { place } = command
    const isAll = text.toLowerCase() === 'all'
    if (text !== '' && !isAll)
      throw new UserError('List', `“${shown(text)}” is not known`, 'say /rsis list or /rsis list all')
    const subscriptions = isAll
      ? await knownTo(await ofAllPlaces(db, place), (subscription) => subscription.place, command)
      : await subscriptionsOf(db, place)
    if (subscriptions.length === 0) {
      return {
        title: { text: isAll ? 'No channel that you can see is subscribed' : 'This channel is not subscribed' },
        blocks: [{ type: 'copy', text: '/rsis subscribe instant' }],
        actions: [{ label: 'Subscribe…', form: 'subscribe' }],
      }
    }
    const label = ({ id, place: { channel } }: Subscription): string => (isAll ? `${channel} · ${id}` : `Number ${id}`)
    const fields = subscriptions.slice(0, mostListed).map((one) => fieldOf(one, label(one), now()))
    const more = subscriptions.length - fields.length
    const blocks: Block[] = [{ type: 'fields', fields }]
    if (more > 0) blocks.push({ type: 'text', text: [`+${more} more`] })
    return {
      title: { text: isAll ? 'Subscriptions of this workspace' : 'Subscriptions of this channel' },
      blocks,
      actions: [{ label: 'Change…', form: 'subscribe' }],
      ...(isAll ? { isShareable: false } : {}),
    }
  },
}

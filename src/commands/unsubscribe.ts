import { shown } from '../archive/query/text.ts'
import { withdraw } from '../delivery/store.ts'
import { UserError } from '../errors.ts'
import { removeSubscription, subscriptionsOf } from '../subscriptions/store.ts'
import { channelOption } from './options.ts'
import type { CommandDefinition } from './command.ts'
import { describeFilter, describeTimes, requestText } from './describe-subscription.ts'

/** Ends the channel's subscription, or the one with that number. */
export const unsubscribe: CommandDefinition = {
  verb: 'unsubscribe',
  synonyms: ['unsub', 'remove', 'rm', 'unfollow', 'stop'],
  summary: 'Post nothing more here; the number of /rsis list ends one of several',
  options: [
    { name: 'number', description: 'One of several: its number in /rsis list; all ends all of them', writing: 'words' },
    channelOption,
  ],
  examples: ['/rsis unsubscribe', '/rsis unsubscribe 12'],
  isManaging: () => true,
  async run(text, { db }, { place }) {
    const here = await subscriptionsOf(db, place)
    if (here.length === 0)
      throw new UserError('Subscription', 'this channel has none', 'make one: /rsis subscribe instant')
    const number = text.replace(/^#/u, '')
    const ended =
      text === ''
        ? (here.find(({ kind }) => kind === 'feed') ?? (here.length === 1 ? here[0] : undefined))
        : here.find(({ id }) => String(id) === number)
    if (ended === undefined) {
      const problem = text === '' ? 'there are several here' : `there is no number “${shown(number)}” here`
      throw new UserError('Subscription', problem, 'see /rsis list for the numbers, e.g. /rsis unsubscribe 12')
    }
    await db.transaction().execute(async (tx) => {
      await removeSubscription(tx, ended.id)
      await withdraw(tx, ended.id, { code: 'unsubscribed', reason: 'the channel was unsubscribed before it was sent' })
    })
    return {
      title: { text: 'Unsubscribed' },
      blocks: [
        {
          type: 'text',
          text: [`This channel no longer gets ${describeFilter(ended.filter)}: ${describeTimes(ended)}.`],
        },
        { type: 'text', text: [{ text: 'To have it back:', style: 'quiet' }] },
        {
          type: 'copy',
          text: ended.kind === 'watch' ? `/rsis watch add ${ended.filter}` : `/rsis subscribe ${requestText(ended)}`,
        },
      ],
    }
  },
}

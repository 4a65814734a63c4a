import { shown } from '../archive/query/text.ts'
import type { Card } from '../card/card.ts'
import { enqueueDigestNow } from '../delivery/digest.ts'
import { UserError } from '../errors.ts'
import { nextInstant } from '../subscriptions/due.ts'
import { changeSubscription } from '../subscriptions/store.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { channelOption, scheduleOptions } from './options.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { assumedBlock, describeCadence, localSpan } from './describe-subscription.ts'
import { feedSubscription } from './filter.ts'
import { cadenceOf, parseSubscriptionRequest } from './subscription-request.ts'

const shownDigest = ({ digest }: Subscription): Card =>
  digest === undefined
    ? {
        title: { text: 'This channel gets no digest' },
        blocks: [{ type: 'copy', text: '/rsis digest set weekdays 08:00 Asia/Singapore' }],
      }
    : {
        title: { text: `A digest ${describeCadence(digest.cadence)}` },
        blocks: [
          { type: 'text', text: ['The next is due ', localSpan(digest.next, digest.cadence.zone), '.'] },
          {
            type: 'text',
            text: [
              digest.postsEmpty ? 'It comes also when nothing is new.' : 'When nothing is new, nothing is posted.',
            ],
          },
        ],
        actions: [
          { label: 'Post it now', command: '/rsis digest now' },
          { label: 'No digest', command: '/rsis digest off' },
        ],
      }

const set = async (text: string, context: CommandContext, subscription: Subscription): Promise<Card> => {
  if (text === '') {
    const before = subscription.digest
    const now = before === undefined ? 'there is none yet' : `it is now ${describeCadence(before.cadence)}`
    throw new UserError('Digest', `say when; ${now}`, 'e.g. /rsis digest set weekdays 08:00 Asia/Singapore')
  }
  const request = parseSubscriptionRequest(text, scheduleOptions)
  const { cadence, assumed } = cadenceOf(request, subscription.digest?.cadence)
  const postsEmpty = request.isEmptyPosted ?? subscription.digest?.postsEmpty ?? false
  const digest = { cadence, next: nextInstant(cadence, context.now()), postsEmpty }
  await changeSubscription(context.db, subscription.id, { digest })
  const card = shownDigest({ ...subscription, digest })
  return { ...card, blocks: [...card.blocks, ...assumedBlock([...request.assumed, ...assumed])] }
}

const off = async ({ db }: CommandContext, subscription: Subscription): Promise<Card> => {
  await changeSubscription(db, subscription.id, { digest: null })
  const rest = subscription.isInstant
    ? 'Each commentary is still posted as it appears.'
    : 'Nothing is posted here now; /rsis subscribe instant posts each as it appears.'
  return { title: { text: 'No digest any more' }, blocks: [{ type: 'text', text: [rest] }] }
}

const now = async (context: CommandContext, subscription: Subscription): Promise<Card> => {
  const count = await enqueueDigestNow(context.db, subscription, context.coverage, context.now())
  context.onEnqueued()
  return count === 0
    ? { title: { text: 'Nothing new since the last digest' }, blocks: [] }
    : {
        title: { text: 'The digest is on its way' },
        blocks: [{ type: 'text', text: ['The next one comes at its time.'] }],
      }
}

/** The channel's digest: when it comes, and whether at all. */
export const digest: CommandDefinition = {
  verb: 'digest',
  synonyms: ['digests'],
  summary: 'One post a day or a week with all that appeared, at a time of your choice',
  options: [],
  actions: [
    { verb: 'set', summary: 'When the digest comes', options: [...scheduleOptions, channelOption] },
    { verb: 'show', summary: 'When the next digest comes', options: [channelOption] },
    { verb: 'off', summary: 'No digest any more', options: [channelOption] },
    { verb: 'now', summary: 'Post now what waits for the next digest', options: [channelOption] },
  ],
  examples: [
    '/rsis digest set weekdays 08:00 Asia/Singapore',
    '/rsis digest show',
    '/rsis digest now',
    '/rsis digest off',
  ],
  isManaging: (text) => /^(?:set|off|now)\b/iu.test(text),
  async run(text, context, command) {
    const [verb = '', ...rest] = text.split(' ')
    const subscription = await feedSubscription(context, command)
    switch (verb.toLowerCase()) {
      case '':
      case 'show':
        return shownDigest(subscription)
      case 'set':
        return set(rest.join(' '), context, subscription)
      case 'off':
        return off(context, subscription)
      case 'now':
        return now(context, subscription)
      default:
        throw new UserError('Digest', `there is no “digest ${shown(verb)}”`, 'say set, show, off or now')
    }
  },
}

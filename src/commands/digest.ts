import { shown } from '../archive/query/text.ts'
import { editDistance } from '../archive/search/edit-distance.ts'
import type { Block, Card, Text } from '../card/card.ts'
import { enqueueDigestNow } from '../delivery/digest.ts'
import { UserError } from '../errors.ts'
import { nextInstant } from '../subscriptions/due.ts'
import { changeSubscription, subscriptionsOf } from '../subscriptions/store.ts'
import { postsTheSame, type Subscription } from '../subscriptions/subscription.ts'
import { channelOption, scheduleOptions } from './options.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import {
  noChange,
  assumedBlock,
  describeCadence,
  describeFilter,
  localSpan,
  oneOf,
  nextDigestBlocks,
  silencedBlocks,
} from './describe-subscription.ts'
import { feedSubscription, noSubscription } from './filter.ts'
import { digestValues } from './form-values.ts'
import type { Command } from './port.ts'
import { resumeQuietly, subscribePlace } from './subscribe.ts'
import { cadenceOf, isSubscriptionRequest, parseSubscriptionRequest } from './subscription-request.ts'
import { isFunctionWord } from './understand/lexicon.ts'

const noDigest: Card = {
  title: { text: 'This channel has no digest' },
  blocks: [{ type: 'copy', text: '/rsis digest set weekdays 08:00 Asia/Singapore' }],
  actions: [{ label: 'Set one…', form: 'digest set' }],
}

const shownDigest = (subscription: Subscription, now: Date): Card => {
  const { digest, filter } = subscription
  return digest === undefined
    ? noDigest
    : {
        title: { text: `A digest ${describeCadence(digest.cadence)}` },
        blocks: [
          ...silencedBlocks(subscription, now),
          ...(filter === ''
            ? []
            : [{ type: 'text', text: [`It has ${describeFilter(filter)}; /rsis filter clear ends that.`] } as const]),
          ...nextDigestBlocks(subscription, 'The next'),
          {
            type: 'text',
            text: [
              digest.postsEmpty ? 'It is posted even if nothing is new.' : 'When nothing is new, nothing is posted.',
            ],
          },
        ],
        actions: [
          { label: 'Change…', form: 'digest set' },
          { label: 'Post it now', command: '/rsis digest now' },
          { label: 'No digest', command: '/rsis digest off' },
        ],
      }
}

/** What the subscription posts in addition to its digest, so that nobody is surprised by both. */
const besideDigest = (subscription: Subscription): Block[] =>
  subscription.isInstant
    ? [
        {
          type: 'text',
          text: [
            {
              text: `Each ${oneOf(subscription)} is posted as it appears, too; /rsis subscribe digest ends that.`,
              style: 'quiet',
            },
          ],
        },
      ]
    : []

const set = async (text: string, context: CommandContext, command: Command): Promise<Card> => {
  const subscription = await feedSubscription(context, command)
  if (text === '') {
    const before = subscription?.digest
    const now = before === undefined ? 'there is none yet' : `it is now ${describeCadence(before.cadence)}`
    throw new UserError('Digest', `say when; ${now}`, 'e.g. /rsis digest set weekdays 08:00 Asia/Singapore')
  }
  const request = parseSubscriptionRequest(text, scheduleOptions)
  if (request.mode === 'instant' || request.mode === 'both') {
    throw new UserError(
      'Digest',
      'is never instant',
      'say when, e.g. weekdays 08:00; for both use /rsis subscribe both',
    )
  }
  if (subscription === undefined) {
    const card = await subscribePlace({ ...request, mode: 'digest' }, context, command)
    const note = 'This channel had no subscription: one was made for the digest, without a post for each commentary.'
    return { ...card, blocks: [{ type: 'text', text: [note] }, ...card.blocks] }
  }
  const { cadence, assumed } = cadenceOf(request, subscription.digest?.cadence, await command.person.zone?.())
  const postsEmpty = request.isEmptyPosted ?? subscription.digest?.postsEmpty ?? false
  const digest = { cadence, next: nextInstant(cadence, context.now()), postsEmpty }
  await changeSubscription(context.db, subscription.id, { digest })
  await resumeQuietly(context, subscription)
  const changed = { ...subscription, paused: undefined, digest }
  const card = shownDigest(changed, context.now())
  return {
    ...card,
    ...(postsTheSame(subscription, changed) && {
      isUnchanged: true,
      title: { text: `${noChange}: a digest ${describeCadence(cadence)}` },
    }),
    blocks: [...card.blocks, ...besideDigest(subscription), ...assumedBlock([...request.assumed, ...assumed])],
  }
}

const off = async (context: CommandContext, subscription: Subscription): Promise<Card> => {
  const { db, now: clock } = context
  await changeSubscription(db, subscription.id, { digest: null })
  await resumeQuietly(context, subscription)
  const hasWatch = (await subscriptionsOf(db, subscription.place)).some(({ kind }) => kind === 'watch')
  const rest = subscription.isInstant
    ? `Each ${oneOf(subscription)} is still posted as it appears.`
    : `${hasWatch ? 'Only what the watches match' : 'Nothing'} is posted here now; /rsis subscribe instant posts each as it appears.`
  return {
    title: { text: 'No digest any more' },
    blocks: [{ type: 'text', text: [rest] }, ...silencedBlocks({ ...subscription, paused: undefined }, clock())],
  }
}

const now = async (context: CommandContext, subscription: Subscription): Promise<Card> => {
  const count = await enqueueDigestNow(context.db, subscription, context.coverage, context.now())
  context.onEnqueued()
  const { digest: settings, filter } = subscription
  if (count === 0 && settings === undefined) return { ...noDigest, isUnchanged: true }
  const time: Text = settings === undefined ? [] : [localSpan(settings.next, settings.cadence.zone)]
  const nextOne: Text =
    settings === undefined
      ? ['This channel has no regular digest, so no other one follows.']
      : ['The next one is due ', ...time, '.']
  const waiting = filter === '' ? 'What appears until then' : `What appears until then and matches ${filter}`
  const silence = silencedBlocks(subscription, context.now())
  return count === 0
    ? {
        title: { text: 'Nothing waits for the digest' },
        blocks: [{ type: 'text', text: [`${waiting} is in the next one, `, ...time, '.'] }, ...silence],
        isUnchanged: true,
      }
    : { title: { text: 'The digest is on its way' }, blocks: [{ type: 'text', text: nextOne }, ...silence] }
}

const actionWords = (): readonly string[] => (digest.actions ?? []).map((one) => one.verb)

const nearestAction = (word: string): string | undefined =>
  isFunctionWord(word)
    ? undefined
    : actionWords().find((one) => word.length > 2 && editDistance(word.toLowerCase(), one, 1) === 1)

/** The words after `digest` if they say when, as in `digest friday 5pm`. @throws UserError for anything else. */
const checkedSchedule = (text: string, action: string): string => {
  const words = actionWords()
  const near = nearestAction(action)
  const fix =
    near === undefined
      ? `say ${words.join(', ')}, or when, e.g. /rsis digest weekdays 08:00`
      : `did you mean “${near}”?`
  const unknown = new UserError('Digest', `there is no “digest ${shown(action)}”`, fix)
  if (near !== undefined) throw unknown
  try {
    parseSubscriptionRequest(text, scheduleOptions)
    return text
  } catch (error) {
    throw error instanceof UserError && error.problem.includes('not a day') ? unknown : error
  }
}

const wholeActions = /^(?:show|now|off|stop|end|none|cancel|pause|delete|remove|clear)$/iu

/** Sets, shows, ends or posts the channel's digest. */
export const digest: CommandDefinition = {
  verb: 'digest',
  synonyms: ['digests'],
  summary: 'One post a day or a week with everything new, at a time of your choice',
  options: [],
  actions: [
    {
      verb: 'set',
      summary: 'When the digest comes',
      options: [...scheduleOptions, channelOption],
      form: {
        fields: ['days', 'time', 'zone', 'empty'],
        async open(context, asker) {
          const before = (await feedSubscription(context, asker))?.digest
          return {
            title: before === undefined ? 'Set a digest' : 'Change the digest',
            submit: 'Save',
            values: digestValues(before, await asker.person.zone?.()),
          }
        },
      },
    },
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
  isManaging: (text) => !/^(?:show)?$/iu.test(text),
  isPosting: (text) => /^now$/iu.test(text) || !wholeActions.test(text),
  reads: (text) =>
    !/^(?:of|from|about) /iu.test(text) &&
    (/^(?:set\b.*|)$/iu.test(text) ||
      wholeActions.test(text) ||
      isSubscriptionRequest(text, scheduleOptions) ||
      (!wholeActions.test(text.split(' ')[0] ?? '') && nearestAction(text.split(' ')[0] ?? '') !== undefined)),
  async run(text, context, command) {
    const [verb = '', ...rest] = text.split(' ')
    const action = verb.toLowerCase().replaceAll(/[.,!?:]+$/gu, '')
    if (action === 'set') return set(rest.join(' '), context, command)
    if (rest.length > 0 && wholeActions.test(action)) {
      const problem = `“${shown(rest.join(' '))}” cannot be used with digest ${action}`
      throw new UserError('Digest', problem, `type /rsis digest ${action}, or when: /rsis digest weekdays 08:00`)
    }
    const subscription = await feedSubscription(context, command)
    if (action === '' || action === 'show')
      return subscription === undefined ? noDigest : shownDigest(subscription, context.now())
    if (/^(?:off|stop|end|none|cancel|pause|delete|remove|clear)$/u.test(action)) {
      return subscription?.digest === undefined ? { ...noDigest, isUnchanged: true } : off(context, subscription)
    }
    if (action === 'now') {
      if (subscription === undefined) throw noSubscription()
      return now(context, subscription)
    }
    return set(checkedSchedule(text, action), context, command)
  },
}

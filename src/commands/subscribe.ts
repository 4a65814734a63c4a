import type { Action, Block, Card } from '../card/card.ts'
import { deliveryKey } from '../delivery/key.ts'
import { enqueuePosts } from '../delivery/enqueue.ts'
import { resume } from '../delivery/resume.ts'
import { enqueue, repeatCorrections } from '../delivery/store.ts'
import { UserError } from '../errors.ts'
import { nextInstant } from '../subscriptions/due.ts'
import {
  addSubscription,
  changeSubscription,
  findSubscription,
  removeSubscription,
  subscriptionsOf,
  subscriptionsOfTenant,
} from '../subscriptions/store.ts'
import { isMuted, postsTheSame, type Subscription } from '../subscriptions/subscription.ts'
import { digestValues, filterField } from './form-values.ts'
import { channelOption, scheduleOptions } from './options.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { listed } from './describe-days.ts'
import {
  noChange,
  assumedBlock,
  describeCadence,
  describePosts,
  oneOf,
  gets,
  requestText,
  nextDigestBlocks,
  silencedBlocks,
} from './describe-subscription.ts'
import { newestBriefed } from './find-commentary.ts'
import type { Command } from './port.ts'
import { settledDelivery } from './settled-delivery.ts'
import { longestRequest } from './understand/longest-request.ts'
import { hasOrder } from './understand/namable.ts'
import { readSentence } from './understand/sentence.ts'
import {
  cadenceOf,
  checkedFilter,
  isSubscriptionRequest,
  parseMode,
  parseSubscriptionRequest,
  type SubscriptionRequest,
} from './subscription-request.ts'

/** The most subscriptions of a workspace; one that wants more is better served by fewer, shared channels. */
const mostOfTenant = 100

const offer: Card = {
  title: { text: 'Subscribe this channel' },
  blocks: [
    {
      type: 'text',
      text: [
        'Each new commentary as it appears, a digest at a time of your choice, or both; all of them, or those that match a search.',
      ],
    },
    { type: 'copy', text: '/rsis subscribe instant' },
    { type: 'copy', text: '/rsis subscribe daily 08:00 Asia/Singapore' },
    { type: 'copy', text: '/rsis subscribe both weekdays 8am Europe/London filter:topic:maritime -piracy' },
  ],
  actions: [
    { label: 'Choose…', form: 'subscribe' },
    { label: 'Each as it appears', command: '/rsis subscribe instant' },
    { label: 'Daily at 08:00', command: '/rsis subscribe daily 08:00' },
  ],
}

const undo: readonly Action[] = [
  { label: 'Change', form: 'subscribe' },
  { label: 'Unsubscribe', command: '/rsis unsubscribe' },
]

/** The mode: a person who names days, a time or a zone wants a digest; without these and without a mode it stays as it was. */
const modeOf = (
  request: Partial<SubscriptionRequest>,
  before: Subscription | undefined,
): NonNullable<SubscriptionRequest['mode']> => {
  if (request.mode !== undefined) return request.mode
  if (request.days !== undefined || request.times !== undefined || request.zone !== undefined) return 'digest'
  if (before?.digest === undefined) return 'instant'
  return before.isInstant ? 'both' : 'digest'
}

/** The subscription after the change: what was said, and the present values for the rest. */
const wanted = (
  request: SubscriptionRequest,
  before: Subscription | undefined,
  { now, zone }: { readonly now: Date; readonly zone: string | undefined },
) => {
  const mode = modeOf(request, before)
  const asked = mode === 'instant' ? undefined : cadenceOf(request, before?.digest?.cadence, zone)
  const postsEmpty = request.isEmptyPosted ?? before?.digest?.postsEmpty ?? false
  return {
    assumed: asked === undefined ? [] : [...request.assumed, ...asked.assumed],
    filter: request.filter ?? before?.filter ?? '',
    isInstant: mode !== 'digest',
    digest: asked && { cadence: asked.cadence, next: nextInstant(asked.cadence, now), postsEmpty },
    locale: request.locale ?? before?.locale ?? 'en-GB',
  }
}

const testCard = (subscription: Subscription): Card => ({
  title: { text: 'Briefings are set up here' },
  blocks: [
    {
      type: 'text',
      text: [`${gets(subscription.place)} ${describePosts(subscription)}.`],
    },
    {
      type: 'text',
      text: [
        {
          text: `Set up by ${subscription.createdBy.name}. /rsis list shows it, /rsis unsubscribe ends it.`,
          style: 'quiet',
        },
      ],
    },
  ],
})

/** What the place received before and does not receive any more, with the line that restores it. */
const replaced = (before: Subscription | undefined, now: Subscription): readonly Block[] => {
  if (before === undefined) return []
  const ended = [
    before.isInstant && !now.isInstant ? `a post of each ${oneOf(before)} as it appears` : undefined,
    before.digest !== undefined && now.digest === undefined
      ? `a digest ${describeCadence(before.digest.cadence)}`
      : undefined,
    before.filter !== now.filter && before.filter !== '' ? `the filter ${before.filter}` : undefined,
  ].filter((part) => part !== undefined)
  if (ended.length === 0) return []
  const isModeAlone = before.filter === now.filter && ended.length === 1
  return [
    { type: 'text', text: [`This replaces ${listed(ended)}. To have ${isModeAlone ? 'both' : 'it as it was'}:`] },
    {
      type: 'copy',
      text: isModeAlone
        ? `/rsis subscribe ${requestText({ ...now, isInstant: true, digest: now.digest ?? before.digest })}`
        : `/rsis subscribe ${requestText(before)}`,
    },
  ]
}

const confirmation = (subscription: Subscription, title: string, notes: readonly Block[]): Card => {
  return {
    title: { text: title },
    blocks: [
      {
        type: 'text',
        text: [`${gets(subscription.place)} ${describePosts(subscription)}.`],
      },
      ...nextDigestBlocks(subscription),
      ...notes,
    ],
    actions: undo,
  }
}

/** Posts a test card first, so that a channel that does not accept posts is reported before any briefing is due there. */
const testPost = async (context: CommandContext, subscription: Subscription): Promise<Block | undefined> => {
  const { id, place, placeKey } = subscription
  const key = deliveryKey(placeKey, 'test', `${id} ${context.now().getTime()}`)
  await enqueue(
    context.db,
    [{ key, place, kind: 'test', subscriptionId: id, card: testCard(subscription) }],
    context.now(),
  )
  context.onEnqueued()
  const settled = await settledDelivery(context.db, key)
  if (settled?.state === 'sent') return undefined
  const reason = settled?.reason
  if (settled?.state === 'dead') throw new UserError('Channel', 'cannot be posted to', reason ?? 'look at /rsis status')
  return {
    type: 'text',
    text: [`The first message is still on its way${reason === undefined ? '' : ` (${reason})`}; see /rsis status.`],
  }
}

/** Removes the subscription after a failed test, because nothing could be posted to it. */
const withTest = async (
  context: CommandContext,
  subscription: Subscription,
  isNew: boolean,
): Promise<Block | undefined> => {
  try {
    return await testPost(context, subscription)
  } catch (error) {
    if (isNew) await removeSubscription(context.db, subscription.id)
    throw error
  }
}

/** A person who changes a paused subscription gets what was missed, and no notice. @returns how many subscriptions continue. */
export const resumeQuietly = async (
  { db, now, onEnqueued }: CommandContext,
  { placeKey }: Pick<Subscription, 'placeKey'>,
): Promise<number> => {
  const resumed = await resume(db, { placeKey }, { now: now(), isQuiet: true })
  if (resumed > 0) onEnqueued()
  return resumed
}

/** Posts the newest commentary that the filter lets through, unless the place has it. */
const postNewest = async (
  context: CommandContext,
  subscription: Subscription,
): Promise<{ readonly isPosted: boolean; readonly sentence: string }> => {
  const newest = await newestBriefed(context, subscription.filter)
  if (newest === undefined)
    return { isPosted: false, sentence: 'None of the newest commentaries matches, so none is posted now.' }
  const name = `“${newest.commentary.title}”`
  const now = context.now()
  if (isMuted(subscription, now))
    return { isPosted: false, sentence: `This channel is muted, so the newest, ${name}, is not posted.` }
  const asInstant = { ...subscription, isInstant: true, digest: undefined }
  const isPosted = (await enqueuePosts(context.db, newest, [asInstant], { isCatchUp: false, now })) > 0
  return {
    isPosted,
    sentence: isPosted ? `The newest, ${name}, is on its way here.` : `The newest, ${name}, was posted here before.`,
  }
}

/** Makes or changes the place's subscription to the feed, and posts a first message as a test. */
export const subscribePlace = async (
  request: SubscriptionRequest,
  context: CommandContext,
  { place, person }: Command,
): Promise<Card> => {
  const { db, now } = context
  const before = (await subscriptionsOf(db, place)).find(({ kind }) => kind === 'feed')
  if (before === undefined && (await subscriptionsOfTenant(db, place)).length >= mostOfTenant) {
    throw new UserError('Subscriptions', `this workspace has ${mostOfTenant}`, 'end one first: /rsis list all')
  }
  const { digest, assumed, ...rest } = wanted(request, before, { now: now(), zone: await person.zone?.() })
  if (before !== undefined) await changeSubscription(db, before.id, { ...rest, digest: digest ?? null })
  const createdBy = { id: person.id, name: person.name }
  const added =
    before === undefined
      ? await addSubscription(db, { place, kind: 'feed', ...rest, digest, createdBy }, now())
      : undefined
  const id = added ?? before?.id ?? (await subscriptionsOf(db, place)).find(({ kind }) => kind === 'feed')?.id
  const found = id === undefined ? undefined : await findSubscription(db, id)
  if (found === undefined) throw new Error('a subscription was neither added nor found')
  const isNew = added !== undefined
  const note = isNew || before?.paused !== undefined ? await withTest(context, found, isNew) : undefined
  const resumed = await resumeQuietly(context, found)
  const subscription = { ...found, paused: undefined }
  if (isNew) await repeatCorrections(db, subscription.placeKey, now())
  const newest = request.isNewestWanted ? await postNewest(context, subscription) : undefined
  const isUnchanged =
    before !== undefined && resumed === 0 && newest?.isPosted !== true && postsTheSame(before, subscription)
  context.onEnqueued()
  const title = isNew ? 'Subscribed' : isUnchanged ? noChange : 'Changed'
  const card = confirmation(subscription, title, [
    ...silencedBlocks(subscription, now()),
    ...replaced(before, subscription),
    ...assumedBlock(assumed),
    ...(newest === undefined ? [] : [{ type: 'text', text: [newest.sentence] } as const]),
    ...(note === undefined ? [] : [note]),
  ])
  return isUnchanged ? { ...card, isUnchanged } : card
}

/** Makes or changes the channel's subscription. */
export const subscribe: CommandDefinition = {
  verb: 'subscribe',
  synonyms: ['sub', 'add', 'follow'],
  summary: 'Post new commentaries here: at once, in a digest, or both',
  options: [
    {
      name: 'mode',
      description: 'At once, in a digest, or both; without any option you are asked',
      writing: 'named',
      choices: [
        { label: 'Each commentary as it appears', value: 'instant' },
        { label: 'In a digest', value: 'digest' },
        { label: 'Both', value: 'both' },
      ],
      check: parseMode,
      field: { label: 'When to post' },
    },
    ...scheduleOptions,
    { name: 'dates', description: 'The language in which dates are written, such as en-SG', writing: 'named' },
    { name: 'newest', description: 'Post the newest commentary now as well', writing: 'flag' },
    {
      name: 'filter',
      description: 'Only what matches a search, such as topic:maritime -piracy',
      writing: 'rest',
      check: checkedFilter,
      field: filterField,
    },
    channelOption,
  ],
  form: {
    fields: ['mode', 'days', 'time', 'zone', 'filter'],
    async open({ db }, { place, person }) {
      const before = (await subscriptionsOf(db, place)).find(({ kind }) => kind === 'feed')
      return {
        title: before === undefined ? 'Subscribe this channel' : 'Change subscription',
        submit: before === undefined ? 'Subscribe' : 'Save',
        values: {
          mode: modeOf({}, before),
          ...digestValues(before?.digest, await person.zone?.()),
          filter: before?.filter ?? '',
        },
      }
    },
  },
  examples: [
    '/rsis subscribe instant',
    '/rsis subscribe daily 08:00 Asia/Singapore',
    '/rsis subscribe both weekdays 8am Europe/London filter:topic:energy -nuclear',
  ],
  isManaging: (text) => text !== '',
  isPosting: (text) => text !== '',
  reads: (text, verb) =>
    text === '' ||
    (verb.startsWith('sub') && isSubscriptionRequest(text, subscribe.options) && !hasOrder(readSentence(text))),
  async run(text, context, command) {
    if (text.length <= longestRequest && hasOrder(readSentence(text)))
      throw new UserError('Subscription', 'one thing at a time', 'e.g. /rsis subscribe weekdays 08:00')
    return text === '' ? offer : subscribePlace(parseSubscriptionRequest(text, subscribe.options), context, command)
  },
}

import { editDistance } from '../archive/search/edit-distance.ts'
import { shown } from '../archive/query/text.ts'
import { repeatCorrections, withdraw } from '../delivery/store.ts'
import { UserError } from '../errors.ts'
import { placeKey } from '../subscriptions/place.ts'
import { addSubscription, removeSubscription, subscriptionsOf } from '../subscriptions/store.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import type { Action, Card } from '../card/card.ts'
import { channelOption } from './options.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { noChange, describeSubscription, sameQuery, silencedBlocks } from './describe-subscription.ts'
import { arePlainWords, filterPreview } from './filter.ts'
import type { Command } from './port.ts'
import { checkedFilter, checkedWatch, describedFilter, everything } from './subscription-request.ts'
import { readCondition } from './understand/condition.ts'
import { isSubjectAlone } from './understand/namable.ts'

const mostWatches = 20

const watchesOf = async ({ db }: CommandContext, { place }: Command): Promise<Subscription[]> =>
  (await subscriptionsOf(db, place)).filter(({ kind }) => kind === 'watch')

/** The answer that names the new watch, and the button that ends it. */
const watching = async (
  query: string,
  { watch: one, isOld }: { readonly watch: Subscription | undefined; readonly isOld: boolean },
  context: CommandContext,
): Promise<Card> => ({
  title: { text: `${isOld ? 'Already watching' : 'Watching'} for ${query}` },
  blocks: [...(one === undefined ? [] : silencedBlocks(one, context.now())), ...(await filterPreview(query, context))],
  ...(isOld && { isUnchanged: true }),
  actions: [
    { label: 'Watches', command: '/rsis watch list' },
    ...(one === undefined ? [] : [{ label: 'End it', command: `/rsis watch remove ${one.number}` }]),
  ],
})

const add = async (query: string, context: CommandContext, command: Command): Promise<Card> => {
  const filter = checkedWatch(query)
  const watches = await watchesOf(context, command)
  const same = watches.find(({ filter }) => sameQuery(filter, query))
  if (same !== undefined) return watching(same.filter, { watch: same, isOld: true }, context)
  if (watches.length >= mostWatches) {
    throw new UserError('Watch', `this channel has ${mostWatches}`, 'end one first: /rsis watch list')
  }
  const { place, person } = command
  const createdBy = { id: person.id, name: person.name }
  const request = {
    place,
    kind: 'watch',
    filter,
    isInstant: true,
    digest: undefined,
    locale: 'en-GB',
    createdBy,
  } as const
  const added = await addSubscription(context.db, request, context.now())
  if (added !== undefined) await repeatCorrections(context.db, placeKey(place), context.now())
  context.onEnqueued()
  const made = (await watchesOf(context, command)).find(({ id, filter }) => id === added || filter === query)
  return watching(query, { watch: made, isOld: added === undefined }, context)
}

const end = async (ended: readonly Subscription[], { db }: CommandContext): Promise<void> =>
  db.transaction().execute(async (tx) => {
    for (const { id } of ended) {
      await removeSubscription(tx, id)
      await withdraw(tx, id, { code: 'unsubscribed', reason: 'the watch was ended before it was sent' })
    }
  })

const addAgain = ({ filter }: Subscription) => ({
  label: `Watch for ${shown(filter)} again`,
  command: `/rsis watch add ${filter}`,
})

const removeAll = async (watches: readonly Subscription[], context: CommandContext): Promise<Card> => {
  if (watches.length === 0)
    return { title: { text: `${noChange}: this channel has no watches` }, blocks: [], isUnchanged: true }
  await end(watches, context)
  return {
    title: { text: watches.length === 1 ? 'The watch is ended' : `${watches.length} watches are ended` },
    blocks: [
      { type: 'text', text: [{ text: watches.length === 1 ? 'To restore it:' : 'To restore them:', style: 'quiet' }] },
      ...watches.map(({ filter }) => ({ type: 'copy', text: `/rsis watch add ${filter}` }) as const),
    ],
  }
}

const remove = async (which: string, context: CommandContext, command: Command): Promise<Card> => {
  if (which === '')
    throw new UserError('Watch', 'say which one to end', 'e.g. /rsis watch remove 2; see /rsis watch list')
  const number = which.replace(/^(?:number |#)/iu, '')
  const watches = await watchesOf(context, command)
  if (/^(?:all|everything|all of them)$/iu.test(which)) return removeAll(watches, context)
  const ended = watches.find((one) => String(one.number) === number || sameQuery(one.filter, which))
  if (ended === undefined) {
    throw new UserError('Watch', `there is no “${shown(which)}” here`, 'see /rsis watch list for the numbers')
  }
  await end([ended], context)
  return { title: { text: `No longer watching for ${ended.filter}` }, blocks: [], actions: [addAgain(ended)] }
}

const addWatch: Action = { label: 'Add one…', form: 'watch add' }

const listed = async (context: CommandContext, command: Command): Promise<Card> => {
  const watches = await watchesOf(context, command)
  if (watches.length === 0) {
    return {
      title: { text: 'This channel has no watches' },
      blocks: [{ type: 'copy', text: '/rsis watch add "nord stream"' }],
      actions: [addWatch],
    }
  }
  const fields = watches.map((watch) => ({
    label: `Number ${watch.number}`,
    value: describeSubscription(watch, context.now()),
  }))
  return { title: { text: 'Watches of this channel' }, blocks: [{ type: 'fields', fields }], actions: [addWatch] }
}

/** The action that the first word names; undefined if the words are a search. @throws UserError about a mistyped action. */
const actionOf = (text: string): 'add' | 'remove' | 'list' | undefined => {
  const [word = '', ...rest] = text.split(' ')
  const action = word.toLowerCase().replaceAll(/[.,!?:]+$/gu, '')
  if (action === '' || (/^(?:list|show)$/u.test(action) && rest.length === 0)) return 'list'
  if (/^(?:remove|rm|delete|del|end|stop)$/u.test(action)) return 'remove'
  if (action === 'add') return 'add'
  const near = ['add', 'remove', 'list'].find((one) => action.length > 3 && editDistance(action, one, 1) === 1)
  if (near === undefined) return undefined
  throw new UserError('Watch', `there is no “watch ${shown(word)}”`, `did you mean /rsis watch ${near}?`)
}

/** Saved searches: a new commentary that matches one is posted at once, independent of the channel's subscription. */
export const watch: CommandDefinition = {
  verb: 'watch',
  synonyms: ['watches', 'unwatch'],
  meant: { unwatch: 'remove' },
  summary: 'Post at once what matches a search, in addition to the subscription',
  options: [],
  actions: [
    {
      verb: 'add',
      summary: 'Watch for what matches a search',
      options: [
        {
          name: 'query',
          description: 'The search to watch for',
          writing: 'words',
          isRequired: true,
          check: checkedFilter,
          field: {
            label: 'Post at once what matches',
            hint: 'As in /rsis search',
            placeholder: '"nord stream"',
            longest: 500,
          },
        },
        channelOption,
      ],
      form: {
        fields: ['query'],
        open: async () => ({ title: 'Watch for a subject', submit: 'Watch', values: {} }),
      },
    },
    {
      verb: 'remove',
      summary: 'End a watch',
      options: [
        {
          name: 'number',
          description: 'Its number in /rsis watch list, or its words',
          writing: 'words',
          isRequired: true,
        },
        channelOption,
      ],
    },
    { verb: 'list', summary: 'The watches of this channel', options: [channelOption] },
  ],
  examples: ['/rsis watch add nickel', '/rsis watch list', '/rsis watch remove 2'],
  isManaging: (text) => !/^(?:list|show)?$/iu.test(text),
  isPosting: (text) => (actionOf(text) ?? 'add') === 'add',
  madeSure: (text) =>
    arePlainWords(text) &&
    !/^(?:list|show|remove|rm|delete|del|end|stop|add|for|out|everything|anything|all)\b|^$/iu.test(text)
      ? `add ${text}`
      : undefined,
  reads: (text) =>
    actionOf(text) !== undefined ||
    everything.test(text) ||
    (isSubjectAlone(text) && readCondition(text)?.either === undefined),
  async run(text, context, command) {
    const rest = text.replace(/^\S+ ?/u, '')
    switch (actionOf(text)) {
      case 'list':
        return listed(context, command)
      case 'remove':
        return remove(rest, context, command)
      case 'add':
        return add(rest, context, command)
      case undefined:
      default:
        return add(
          everything.test(text) ? text : describedFilter('Watch', text.replace(/^out (?:for )?/iu, '')),
          context,
          command,
        )
    }
  },
}

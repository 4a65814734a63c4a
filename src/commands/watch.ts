import { editDistance } from '../archive/search/edit-distance.ts'
import { shown } from '../archive/query/text.ts'
import { withdraw } from '../delivery/store.ts'
import { UserError } from '../errors.ts'
import { addSubscription, removeSubscription, subscriptionsOf } from '../subscriptions/store.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import type { Card } from '../card/card.ts'
import { channelOption } from './options.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { describeSubscription } from './describe-subscription.ts'
import { filterPreview } from './filter.ts'
import type { Command } from './port.ts'
import { checkedFilter } from './subscription-request.ts'

const mostWatches = 20

const watchesOf = async ({ db }: CommandContext, { place }: Command): Promise<Subscription[]> =>
  (await subscriptionsOf(db, place)).filter(({ kind }) => kind === 'watch')

const add = async (query: string, context: CommandContext, command: Command): Promise<Card> => {
  if (query === '') throw new UserError('Watch', 'say what to watch for', 'e.g. /rsis watch add "nord stream"')
  if ((await watchesOf(context, command)).length >= mostWatches) {
    throw new UserError('Watch', `this channel has ${mostWatches}`, 'end one first: /rsis watch list')
  }
  const { place, person } = command
  const createdBy = { id: person.id, name: person.name }
  const wish = {
    place,
    kind: 'watch',
    filter: checkedFilter(query),
    isInstant: true,
    digest: undefined,
    locale: 'en-GB',
    createdBy,
  } as const
  const added = await addSubscription(context.db, wish, context.now())
  return {
    title: { text: added === undefined ? `Already watching for ${query}` : `Watching for ${query}` },
    blocks: await filterPreview(query, context),
    actions: [{ label: 'Watches', command: '/rsis watch list' }],
  }
}

/** A query as people name it again: its case and quotation marks aside. */
const plain = (query: string): string => query.toLowerCase().replaceAll(/["“”]/gu, '')

const remove = async (which: string, context: CommandContext, command: Command): Promise<Card> => {
  if (which === '')
    throw new UserError('Watch', 'say which one to end', 'e.g. /rsis watch remove 2; see /rsis watch list')
  const number = which.replace(/^(?:number |#)/iu, '')
  const watches = await watchesOf(context, command)
  const ended = watches.find((one) => String(one.number) === number || plain(one.filter) === plain(which))
  if (ended === undefined) {
    throw new UserError('Watch', `there is no “${shown(which)}” here`, 'see /rsis watch list for the numbers')
  }
  await context.db.transaction().execute(async (tx) => {
    await removeSubscription(tx, ended.id)
    await withdraw(tx, ended.id, { code: 'unsubscribed', reason: 'the watch was ended before it was sent' })
  })
  return { title: { text: `No longer watching for ${ended.filter}` }, blocks: [] }
}

const listed = async (context: CommandContext, command: Command): Promise<Card> => {
  const watches = await watchesOf(context, command)
  if (watches.length === 0) {
    return {
      title: { text: 'This channel watches for nothing' },
      blocks: [{ type: 'copy', text: '/rsis watch add "nord stream"' }],
    }
  }
  const fields = watches.map((watch) => ({
    label: `Number ${watch.number}`,
    value: describeSubscription(watch, context.now()),
  }))
  return { title: { text: 'Watches of this channel' }, blocks: [{ type: 'fields', fields }] }
}

/** What people say before they name what to watch for. */
const preamble =
  /^(?:(?:me|us) )?(?:out )?(?:(?:when|whenever|if) )?(?:there(?:'s|’s| is) )?(?:something |anything |news )?(?:for |about |on |of |mentions )?(?=\S)/iu

/** Saved searches: what matches one is posted at once, whatever the channel's subscription says. */
export const watch: CommandDefinition = {
  verb: 'watch',
  synonyms: ['watches', 'alert', 'notify', 'unwatch'],
  summary: 'Post at once what matches a search, beside a digest of everything',
  options: [],
  actions: [
    {
      verb: 'add',
      summary: 'Watch for what matches a search',
      options: [
        { name: 'query', description: 'The search to watch for', writing: 'words', isRequired: true },
        channelOption,
      ],
    },
    {
      verb: 'remove',
      summary: 'Watch no longer',
      options: [
        { name: 'number', description: 'Its number in /rsis watch list', writing: 'words', isRequired: true },
        channelOption,
      ],
    },
    { verb: 'list', summary: 'The watches of this channel', options: [channelOption] },
  ],
  examples: ['/rsis watch add "nord stream"', '/rsis watch list', '/rsis watch remove 2'],
  isManaging: (text) => !/^(?:list|show)?$/iu.test(text),
  async run(text, context, command) {
    const [verb = '', ...rest] = text.split(' ')
    const action = verb.toLowerCase().replaceAll(/[.,!?:]+$/gu, '')
    // `unwatch` is a synonym that says by itself what is wanted.
    if (/\bunwatch\b/iu.test(command.text)) return remove(text, context, command)
    if (action === '' || ((action === 'list' || action === 'show') && rest.length === 0))
      return listed(context, command)
    if (/^(?:remove|rm|delete|del|end|stop)$/u.test(action)) return remove(rest.join(' '), context, command)
    if (action === 'add') return add(rest.join(' '), context, command)
    const near = ['add', 'remove', 'list'].find((word) => action.length > 3 && editDistance(action, word, 1) === 1)
    if (near !== undefined) {
      throw new UserError('Watch', `there is no “watch ${shown(verb)}”`, `did you mean /rsis watch ${near}?`)
    }
    return add(text.replace(preamble, ''), context, command)
  },
}

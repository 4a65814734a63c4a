import { countOf } from '../card/count.ts'
import pLimit from 'p-limit'
import { parseQuery } from '../archive/query/parse.ts'
import { shown } from '../archive/query/text.ts'
import { termsOf } from '../archive/query/tree.ts'
import type { Block, Card, Field } from '../card/card.ts'
import { UserError } from '../errors.ts'
import type { AddedFeed, PeoplesFeeds, Starter } from '../feed/port.ts'
import type { OwnFeed } from '../feed/store-feeds.ts'
import { tenantKey } from '../subscriptions/place.ts'
import { subscriptionsOfTenant } from '../subscriptions/store.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { fieldOf, listed, noFeeds } from './feeds-list.ts'
import { knownTo } from './visibility.ts'
import type { Command } from './port.ts'

/** How many sites are asked at the same time for one person. */
const sitesAtOnce = 4

const postHere = (field: string): readonly Block[] => [
  { type: 'text', text: ['Subscriptions receive it only if they name it. To have it posted in this channel:'] },
  { type: 'copy', text: `/rsis watch add ${field}` },
]

const states: Readonly<Record<AddedFeed['state'], string>> = {
  added: 'Added',
  had: 'This workspace has it already',
  everybody: 'Everybody has it already',
}

const add = async (address: string, context: CommandContext, { place, person }: Command): Promise<Card> => {
  if (address === '') throw new UserError('Feed', 'say which one', 'e.g. /rsis feeds add fulcrum.sg')
  const { feeds } = context
  const { state, feed, items } = await feeds.add({ tenantKey: tenantKey(place), person }, address)
  const field = fieldOf(feed, await feeds.list(tenantKey(place)))
  if (state === 'everybody') {
    return {
      isUnchanged: true,
      title: { text: `${states.everybody}: ${feed.title}` },
      blocks: [
        {
          type: 'text',
          text: [`The operator’s settings name ${feed.url}; subscriptions include it without a filter.`],
        },
      ],
    }
  }
  return {
    ...(state === 'had' && { isUnchanged: true }),
    title: { text: `${states[state]}: ${feed.title}` },
    blocks: [
      {
        type: 'text',
        text: [{ text: feed.url, url: feed.url }, ` shows ${countOf(items, 'item')} now; none of them is posted.`],
      },
      ...postHere(field),
    ],
    actions: [
      { label: 'Post it here', command: `/rsis watch add ${field}` },
      { label: 'Feeds', command: '/rsis feeds list' },
    ],
  }
}

/** The feed that a person names by its address, a part of the address, or its title. @throws UserError if that is not exactly one. */
const feedNamed = (which: string, own: readonly OwnFeed[], feeds: PeoplesFeeds): OwnFeed => {
  const wanted = which
    .toLowerCase()
    .replaceAll(/^[“”"'<]+|[“”"'>.,!?]+$/gu, '')
    .replace(/^feed:/u, '')
  const found = own.filter(
    ({ url, title }) => url === wanted || feeds.isAt(which, url) || title.toLowerCase() === wanted,
  )
  const some =
    found.length > 0 ? found : own.filter(({ url, title }) => `${url} ${title}`.toLowerCase().includes(wanted))
  const [only, ...others] = some
  if (wanted === '' || only === undefined) {
    throw new UserError('Feed', `this workspace has no feed called “${shown(which)}”`, 'see /rsis feeds list')
  }
  if (others.length > 0) {
    throw new UserError('Feed', `“${shown(which)}” is ambiguous`, `say which, e.g. /rsis feeds remove ${only.url}`)
  }
  return only
}

const namesIt = (filter: string, { url }: OwnFeed): boolean =>
  filter !== '' &&
  parseQuery(filter)
    .clauses.flatMap(termsOf)
    .some(({ field, text }) => field === 'feed' && url.includes(text.toLowerCase()))

const remove = async (which: string, context: CommandContext, command: Command): Promise<Card> => {
  const { db, feeds } = context
  const tenant = tenantKey(command.place)
  const own = await feeds.list(tenant)
  if (own.length === 0) return noFeeds(context)
  const feed = feedNamed(which, own, feeds)
  await feeds.remove(tenant, feed.url)
  const naming = (await subscriptionsOfTenant(db, command.place)).filter(({ filter }) => namesIt(filter, feed))
  const known = await knownTo(naming, ({ place }) => place, command)
  return {
    title: { text: `Removed: ${feed.title}` },
    blocks: [
      { type: 'text', text: ['It is not read for this workspace any more; what came from it stays in the archive.'] },
      ...known.map(({ filter, number, place }) => ({
        type: 'text' as const,
        text: [
          'Number ',
          `${number} of `,
          { text: `#${place.channel}`, channel: place.channel },
          ` still names it: ${filter}`,
        ],
      })),
    ],
    actions: [{ label: 'Add it again', command: `/rsis feeds add ${feed.url}` }],
  }
}

const takeIn = async (opml: string, context: CommandContext, { place, person }: Command): Promise<Card> => {
  if (opml === '')
    throw new UserError('OPML', 'say where it is', 'e.g. /rsis feeds import https://example.org/feeds.opml')
  const { feeds } = context
  const tenant = tenantKey(place)
  const addresses = await feeds.addressesIn(opml)
  const room = feeds.most - (await feeds.list(tenant)).length
  const atOnce = pLimit(sitesAtOnce)
  const tried = addresses.slice(0, Math.max(0, room))
  const outcomes = await Promise.all(
    tried.map((address) =>
      atOnce(async (): Promise<Field> => {
        try {
          const { state, feed } = await feeds.add({ tenantKey: tenant, person }, address)
          return { label: feed.title, value: [states[state]], state: 'good' }
        } catch (error) {
          if (!(error instanceof UserError)) throw error
          return { label: shown(address), value: [error.problem], state: 'bad' }
        }
      }),
    ),
  )
  const left = addresses.length - tried.length
  return {
    title: {
      text: `${outcomes.filter(({ state }) => state === 'good').length} of ${countOf(addresses.length, 'feed')}`,
    },
    blocks: [
      { type: 'fields', fields: outcomes },
      ...(left > 0
        ? [{ type: 'text', text: [`${left} could not be added: a workspace may have ${feeds.most}.`] } as const]
        : []),
    ],
    actions: [{ label: 'Feeds', command: '/rsis feeds list' }],
  }
}

/** The words for `feeds add` that name a starter: its name, or its address if the name is ambiguous. */
const nameFor = ({ name, url }: Starter, feeds: PeoplesFeeds): string => {
  const bare = name.replace(/ \(.*\)$/u, '').toLowerCase()
  return feeds.startersNamed(bare).length === 1 ? bare : url
}

const startersCard = (which: string, { feeds }: CommandContext): Card => {
  const found = which === '' ? feeds.starters : feeds.startersNamed(which)
  if (found.length === 0)
    throw new UserError('Starters', `there is none called “${shown(which)}”`, 'see them all: /rsis feeds starters')
  const [only, ...others] = found
  return {
    title: { text: only !== undefined && others.length === 0 ? only.name : 'Feeds to start with' },
    blocks: [
      { type: 'text', text: ['Think tanks whose feeds are known to work. None is read until you add it.'] },
      ...found.flatMap((one): Block[] => [
        { type: 'text', text: [{ text: one.name, style: 'strong' }, ` · ${one.url}`] },
        { type: 'copy', text: `/rsis feeds add ${nameFor(one, feeds)}` },
      ]),
    ],
    ...(only !== undefined &&
      others.length === 0 && { actions: [{ label: 'Add it', command: `/rsis feeds add ${only.url}` }] }),
  }
}

const exported = async ({ feeds }: CommandContext, { place }: Command): Promise<Card> => ({
  title: { text: 'Feeds as OPML' },
  blocks: [
    { type: 'text', text: ['Save it as feeds.opml; other feed readers can import it.'] },
    { type: 'copy', text: feeds.opmlOf(await feeds.list(tenantKey(place))) },
  ],
  isShareable: false,
})

type Action = {
  readonly isReading: boolean
  readonly run: (rest: string, context: CommandContext, command: Command) => Promise<Card>
}

const list: Action = { isReading: true, run: async (_, context, command) => listed(context, command) }
const asOpml: Action = { isReading: true, run: async (_, context, command) => exported(context, command) }
const removal: Action = { isReading: false, run: remove }

/** The actions on feeds, by their first word. */
const actions: Readonly<Record<string, Action>> = {
  '': list,
  list,
  show: list,
  add: { isReading: false, run: add },
  remove: removal,
  delete: removal,
  import: { isReading: false, run: takeIn },
  export: asOpml,
  opml: asOpml,
  starters: { isReading: true, run: async (which, context) => startersCard(which, context) },
}

const actionOf = (text: string): Action | undefined => {
  const word = text.split(' ')[0]?.toLowerCase() ?? ''
  return Object.hasOwn(actions, word) ? actions[word] : undefined
}

const isReading = (text: string): boolean => actionOf(text)?.isReading === true

/** A workspace's own feeds, which other workspaces cannot see. */
export const feeds: CommandDefinition = {
  verb: 'feeds',
  synonyms: ['rss', 'feed'],
  summary: 'Feeds of this workspace’s own, each posted where a subscription names it',
  options: [],
  actions: [
    { verb: 'list', summary: 'The feeds with their state, and the words that name each in a filter', options: [] },
    {
      verb: 'add',
      summary: 'Read a feed for this workspace, by its address or that of its site',
      options: [
        {
          name: 'address',
          description: 'The address of a feed or a site, such as fulcrum.sg',
          writing: 'words',
          isRequired: true,
        },
      ],
    },
    {
      verb: 'remove',
      summary: 'Stop reading a feed for this workspace',
      options: [
        { name: 'feed', description: 'Its address, a part of that, or its title', writing: 'words', isRequired: true },
      ],
    },
    {
      verb: 'import',
      summary: 'Add the feeds of an OPML file',
      options: [
        { name: 'opml', description: 'The address of the file, or its text', writing: 'words', isRequired: true },
      ],
    },
    { verb: 'export', summary: 'The feeds as OPML', options: [] },
    { verb: 'starters', summary: 'Feeds of think tanks that are known to work', options: [] },
  ],
  examples: ['/rsis feeds add fulcrum.sg', '/rsis feeds list', '/rsis feeds remove fulcrum.sg'],
  isManaging: (text) => !isReading(text),
  reads: (text) => actionOf(text) !== undefined,
  async run(text, context, command) {
    const action = actionOf(text)
    const rest = text.replace(/^\S+ ?/u, '')
    // A person manages their own direct messages, but feeds concern the whole workspace.
    const isForOneself = command.place.isDirect === true
    if (!isReading(text) && isForOneself && !(await command.person.mayManageAll())) {
      throw new UserError('Permission', 'only those who manage the workspace may change its feeds', 'ask one of them')
    }
    if (action !== undefined) return action.run(rest, context, command)
    throw new UserError(
      'Feeds',
      `there is no “feeds ${shown(text.split(' ')[0] ?? '')}”`,
      'say list, add, remove, import, export or starters',
    )
  },
}

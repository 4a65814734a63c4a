import { countOf } from '../../card/count.ts'
import { createHash } from 'node:crypto'
import { shown } from '../../archive/query/text.ts'
import type { Block, Card, Field } from '../../card/card.ts'
import { channelSpan } from '../../delivery/channel-span.ts'
import { UserError } from '../../errors.ts'
import { createKeyv } from '../../store/keyv.ts'
import { type Place, placeKey, tenantKey } from '../../subscriptions/place.ts'
import { operatorPlaces } from '../../subscriptions/store-operators.ts'
import { allSubscriptions, mutePlace, subscriptionsOfTenant } from '../../subscriptions/store.ts'
import { audited } from '../answer/asked.ts'
import { placesChangedIn } from '../../subscriptions/store-audit.ts'
import { alerts } from '../alerts.ts'
import type { CommandContext, CommandDefinition } from '../command.ts'
import { feeds as feedsCommand } from '../feeds.ts'
import { list } from '../list.ts'
import type { Command } from '../port.ts'
import { subscribe } from '../subscribe.ts'
import { withBareLinks } from '../understand/tidy.ts'
import { watch } from '../watch.ts'
import { type ChannelSettings, feedAddresses, readSettings, type Settings, writeSettings } from './file.ts'
import { type Change, channelChanges, channelName, currentSettings, feedChanges } from './plan.ts'

/** How long after it was shown a settings file can be applied. */
const keptMs = 3_600_000
const mostShown = 20

const filesOf = ({ db, now }: CommandContext) => createKeyv<string>(db, 'settings', () => now().getTime())

const keyOf = ({ place }: Command, id: string): string => `${tenantKey(place)}/${id}`

/** The channels of this workspace that have or had subscriptions; direct messages are private and left out. */
const knownPlaces = async ({ db }: CommandContext, { place }: Command): Promise<readonly Place[]> => {
  const subscribed = place.platform === 'web' ? await allSubscriptions(db) : await subscriptionsOfTenant(db, place)
  const own = (await operatorPlaces(db)).filter((one) => tenantKey(one) === tenantKey(place))
  const changed = await placesChangedIn(db, tenantKey(place))
  const all = [place, ...subscribed.map((one) => one.place), ...own, ...changed]
  const isOwn = (one: Place): boolean => tenantKey(one) === tenantKey(place) && one.isDirect !== true
  return [...new Map(all.filter(isOwn).map((one) => [placeKey(one), one])).values()]
}

const exported = async (context: CommandContext, command: Command): Promise<Card> => {
  const { place } = command
  const places = await knownPlaces(context, command)
  const channels = (await Promise.all(places.map(async (one) => currentSettings(context, one)))).filter(
    ({ subscribe: words, watches, hasAlerts }) => words !== undefined || watches.length > 0 || hasAlerts,
  )
  const feeds = feedAddresses(await context.feeds.list(tenantKey(place)))
  const text = writeSettings({ feeds, channels }, tenantKey(place), context.now())
  const date = context.now().toISOString().slice(0, 10)
  return {
    title: { text: 'The settings of this workspace' },
    blocks: [
      {
        type: 'text',
        text: [
          `The file holds ${countOf(channels.length, 'channel')} and ${countOf(feeds.length, 'feed')}, as the commands that make them. Direct messages are not in it.`,
        ],
      },
    ],
    file: { name: `rsis-settings-${date}.txt`, mediaType: 'text/plain', text },
    isShareable: false,
  }
}

const changeFields = (where: Field['value'], changes: readonly Change[]): readonly Field[] =>
  changes.map(({ line, before }) => ({
    label: `/rsis ${line}`,
    value: [...where, before === undefined ? '' : `; now ${before}`],
  }))

type Planned = {
  readonly feeds: readonly Change[]
  readonly known: readonly { readonly place: Place; readonly changes: readonly Change[] }[]
  /** Channels in the file that do not exist in this workspace. */
  readonly unknown: readonly ChannelSettings[]
}

const planFor = async (settings: Settings, context: CommandContext, command: Command): Promise<Planned> => {
  const places = new Map((await knownPlaces(context, command)).map((place) => [channelName(place), place]))
  const known = []
  for (const wanted of settings.channels) {
    const place = places.get(wanted.channel)
    if (place === undefined) continue
    const changes = channelChanges(wanted, await currentSettings(context, place), context.now())
    if (changes.length > 0) known.push({ place, changes })
  }
  return {
    feeds: await feedChanges(settings, context, command.place),
    known,
    unknown: settings.channels.filter(({ channel }) => !places.has(channel)),
  }
}

const unknownBlocks = (unknown: readonly ChannelSettings[], id: string): readonly Block[] =>
  unknown.length === 0
    ? []
    : [
        {
          type: 'text',
          text: [
            'The file has channels that this workspace does not have. To give the settings of one to a channel here, type its line there:',
          ],
        },
        ...unknown
          .slice(0, mostShown)
          .map(({ channel }) => ({ type: 'copy', text: `/rsis settings apply ${id} ${channel}` }) as const),
      ]

const preview = async (text: string, context: CommandContext, command: Command): Promise<Card> => {
  const settings = readSettings(text)
  const id = createHash('sha256').update(text).digest('hex').slice(0, 10)
  await filesOf(context).set(keyOf(command, id), text, keptMs)
  const { feeds, known, unknown } = await planFor(settings, context, command)
  const fields = [
    ...changeFields(['for the workspace'], feeds),
    ...known.flatMap(({ place, changes }) => changeFields(['in ', channelSpan(place)], changes)),
  ]
  const more = fields.length - mostShown
  return {
    title: {
      text: fields.length === 0 ? 'Nothing would change' : countOf(fields.length, 'change'),
    },
    blocks: [
      ...(fields.length === 0 ? [] : [{ type: 'fields', fields: fields.slice(0, mostShown) } as const]),
      ...(more > 0 ? [{ type: 'text', text: [`${more} more`] } as const] : []),
      {
        type: 'text',
        text: [{ text: 'Nothing is changed yet. Settings that are not in the file stay.', style: 'quiet' }],
      },
      ...unknownBlocks(unknown, id),
    ],
    actions: fields.length === 0 ? [] : [{ label: 'Make these changes', command: `/rsis settings apply ${id}` }],
    isShareable: false,
  }
}

/** Makes one change, as if it had been typed in its channel. */
const make = async (line: string, place: Place, context: CommandContext, command: Command): Promise<void> => {
  const [, verb = '', rest = ''] = /^(\S+) (.*)$/su.exec(line) ?? []
  const there: Command = { ...command, place, text: line }
  const definition = [subscribe, watch, alerts, feedsCommand].find((one) => one.verb === verb)
  await audited(line, { context, command: there }, async () => {
    if (verb === 'mute') await mutePlace(context.db, place, new Date(rest.replace('until ', '')))
    return (await definition?.run(rest, context, there)) ?? { blocks: [] }
  })
}

const outcome = async (where: Field['value'], line: string, work: () => Promise<void>): Promise<Field> => {
  try {
    await work()
    return { label: `/rsis ${line}`, value: where, state: 'good' }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { label: `/rsis ${line}`, value: [...where, `: ${error.sentence}`], state: 'bad' }
  }
}

const applied = async (
  id: string,
  channel: string | undefined,
  context: CommandContext,
  command: Command,
): Promise<Card> => {
  const text = await filesOf(context).get(keyOf(command, id))
  if (text === undefined) {
    throw new UserError('Settings', 'that file has expired', 'import it again: /rsis settings import')
  }
  const settings = readSettings(text)
  const fields: Field[] = []
  const makeAll = async (place: Place, changes: readonly Change[], where: Field['value']): Promise<void> => {
    for (const { line } of changes)
      fields.push(await outcome(where, line, async () => make(line, place, context, command)))
  }
  if (channel === undefined) {
    const { feeds, known } = await planFor(settings, context, command)
    await makeAll(command.place, feeds, ['for the workspace'])
    for (const { place, changes } of known) await makeAll(place, changes, ['in ', channelSpan(place)])
  } else {
    const wanted = settings.channels.find((one) => one.channel === channel)
    if (wanted === undefined)
      throw new UserError('Settings', `the file names no channel “${shown(channel)}”`, 'take a name from the file')
    const { place } = command
    await makeAll(place, channelChanges(wanted, await currentSettings(context, place), context.now()), ['here'])
  }
  const made = fields.filter(({ state }) => state === 'good').length
  return {
    ...(made === 0 ? { isUnchanged: true } : {}),
    title: { text: fields.length === 0 ? 'Nothing to change' : `${made} of ${countOf(fields.length, 'change')} made` },
    blocks: fields.length === 0 ? [] : [{ type: 'fields', fields }],
    actions: [{ label: 'See all', command: '/rsis list all' }],
  }
}

/** The text of the file: as typed, or from the address that was given. */
const givenText = async (text: string, context: CommandContext, command: Command): Promise<string> => {
  const address = /^https:\/\/\S+$/u.exec(withBareLinks(text.trim()))?.[0]
  if (address !== undefined) return context.readText(address)
  if (text.trim() === '') {
    throw new UserError(
      'Settings',
      'say which to import',
      'give the text of the file, or an address that begins with https://',
    )
  }
  return withBareLinks(command.text.replace(/^[\s\S]*?\bimport\b/iu, '').replaceAll('```', ''))
}

const applyPattern = /^apply ([\da-f]{10})(?: \[?([\w/-]+)\]?)?$/iu

/** Exports the settings of a workspace as a file, and imports them. */
export const settings: CommandDefinition = {
  verb: 'settings',
  synonyms: [],
  summary: 'Export or import as a file what channels get, with own feeds, mutes and alerts',
  options: [],
  actions: [
    { verb: 'export', summary: 'A text file of the lines that make the settings', options: [] },
    {
      verb: 'import',
      summary: 'What a file would change; nothing is changed before you say so',
      options: [
        { name: 'file', description: 'The text of the file, or its https address', writing: 'words', isRequired: true },
      ],
    },
    {
      verb: 'apply',
      summary: 'Make the changes of a file that was imported',
      options: [
        {
          name: 'id',
          description: 'The id that the import showed; with a channel of the file, its settings are applied here',
          writing: 'words',
          isRequired: true,
        },
      ],
    },
  ],
  examples: ['/rsis settings export'],
  isManaging: (text) => applyPattern.test(text),
  reads: (text) => text === '' || /^(?:export|import|apply)\b/iu.test(text),
  async run(text, context, command) {
    if (text === '') return list.run('', context, command)
    if (!(await command.person.mayManageAll())) {
      throw new UserError(
        'Permission',
        'only those who manage the whole workspace may have its settings',
        'ask one of them',
      )
    }
    const [, id, channel] = applyPattern.exec(text) ?? []
    if (id !== undefined) return applied(id, channel, context, command)
    if (/^import\b/iu.test(text))
      return preview(await givenText(text.replace(/^import\b/iu, ''), context, command), context, command)
    if (/^export$/iu.test(text)) return exported(context, command)
    if (/^apply\b/iu.test(text))
      throw new UserError(
        'Settings',
        `“${shown(text)}” does not name an import`,
        'import the file first: its answer has a button that applies it, with the id of ten characters',
      )
    throw new UserError('Settings', `“${shown(text)}” is not known`, 'say export, import or apply')
  },
}

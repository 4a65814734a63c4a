import { expect, onTestFinished } from 'vitest'
import { ChannelType } from 'discord.js'
import { createDiscord } from '../../../adapters/discord/index.ts'
import type { DiscordOptions } from '../../../adapters/discord/options.ts'
import type { Card } from '../../../src/card/card.ts'
import type { Command, Completed, Form, Handler, Place, Suggestion } from '../../../src/commands/port.ts'
import { definitions } from '../../../src/commands/registry.ts'
import { createLog } from '../../../src/log.ts'
import { createTestMemory } from '../../fakes/memory.ts'
import { type DiscordServer, type DiscordServerOptions, startDiscordServer } from '../../fakes/discord-server.ts'
import { eventually } from '../../eventually.ts'

export type Heard = {
  readonly commands: Command[]
  /** The names of the forms that were asked for. */
  readonly forms: string[]
  readonly left: string[]
  readonly joined: string[]
  readonly shared: { place: Place; card: Card; id: string }[]
  readonly reopened: Parameters<Handler['reopened']>[0][]
  readonly suggested: { what: Completed; typed: string; place: Place }[]
}

const subscribeForm: Form = {
  name: 'subscribe',
  title: 'Subscribe this channel',
  submit: 'Subscribe',
  fields: [
    {
      type: 'choice',
      name: 'mode',
      label: 'When to post',
      value: 'digest',
      choices: [
        { label: 'At once', value: 'instant' },
        { label: 'In a digest', value: 'digest' },
      ],
    },
    { type: 'text', name: 'time', label: 'Time', value: '08:00', longest: 10, placeholder: '08:00', isOptional: true },
    {
      type: 'text',
      name: 'filter',
      label: 'Only what matches',
      longest: 500,
      hint: 'As in a search',
      isOptional: true,
    },
  ],
  command: ({ mode = '', time = '', filter = '' }) => `/rsis subscribe ${mode} time:${time} filter:${filter}`,
}

/** The core's answer if there is no such form. */
const noForm: Card = {
  tone: 'problem',
  blocks: [{ type: 'text', text: ['Form: it has been removed; see /rsis help.'] }],
}

const manyZones: Suggestion[] = Array.from({ length: 40 }, (_, index) => ({
  label: `Zone ${index}`,
  value: `Asia/Zone${index}`,
}))

/** A core that records what it is asked, and answers as the test says. */
export const createHandler = (
  answer: (command: Command) => Card | Promise<Card>,
): { readonly handler: Handler; readonly heard: Heard } => {
  const heard: Heard = { forms: [], commands: [], left: [], joined: [], reopened: [], shared: [], suggested: [] }
  const handler: Handler = {
    grammar: async () => definitions,
    formErrors: async (_name, values): Promise<Record<string, string>> =>
      values['time'] === '25:99' || values['filter'] === '"' ? { filter: 'Is not right; say it again.' } : {},
    answer: async (command) => {
      heard.commands.push(command)
      return answer(command)
    },
    form: async (name) => {
      heard.forms.push(name)
      return name.split(' ')[0] === 'subscribe' ? { form: subscribeForm } : { refusal: noForm }
    },
    suggest: async (what, typed, { place }) => {
      heard.suggested.push({ what, typed, place })
      return what === 'zone'
        ? manyZones
        : [{ label: `CO26211 Who Mends the Cable?\u202E ${'long '.repeat(40)}`, value: 'CO26211' }]
    },
    left: async ({ tenant }) => {
      heard.left.push(tenant)
    },
    share: async (place, card, id) => {
      heard.shared.push({ place, card, id })
    },
    reopened: async (where) => {
      heard.reopened.push(where)
    },
    changes: async (text) => /^(?:subscribe .|mute|unsubscribe)/u.test(text),
    joined: async ({ tenant }) => {
      heard.joined.push(tenant)
    },
  }
  return { handler, heard }
}

/** Echoes the command, with a page to turn, a row to show and a form to open. */
export const echo = ({ text }: Command): Card => ({
  title: { text: `Answer to ${text}` },
  blocks: [
    {
      type: 'item',
      number: 1,
      title: { text: 'Who Mends the Cable?', url: 'https://example.org/cable' },
      meta: 'CO26211 · Tan',
      text: ['Found.'],
      command: '/rsis show CO26211',
    },
  ],
  actions: [
    { label: 'Next page', command: `/rsis ${text} page:2` },
    { label: 'Subscribe…', form: 'subscribe' },
  ],
})

export const waitUntil = async (isTrue: () => boolean, what: string): Promise<void> =>
  eventually(() => expect(isTrue(), what).toBe(true))

export const discordWith = async (server: DiscordServer, options: Partial<DiscordOptions> = {}) =>
  createDiscord({
    token: server.token,
    apiUrl: server.apiUrl,
    log: await createLog(process.env['TEST_LOG'] ?? 'silent', false),
    now: () => new Date(server.world.now()),
    memory: createTestMemory(),
    reconnectMs: 50,
    ...options,
  })

/** A server with one channel of each kind. */
export const furnish = (server: DiscordServer) => {
  const guild = server.world.addGuild('Policy team')
  const add = (type: number, name: string, parent?: string) =>
    server.world.addChannel({ guild: guild.id, type, name, ...(parent === undefined ? {} : { parent }) })
  const general = add(ChannelType.GuildText, 'general')
  return {
    guild,
    general,
    news: add(ChannelType.GuildAnnouncement, 'news'),
    forum: add(ChannelType.GuildForum, 'library'),
    category: add(ChannelType.GuildCategory, 'rooms'),
    thread: add(ChannelType.PublicThread, 'a thread', general.id),
  }
}

/** A counterpart of Discord with channels, and the real adapter on it. Without `answer` it only posts. */
export const startDiscord = async (
  options: Partial<DiscordOptions> & {
    readonly server?: DiscordServerOptions
    readonly answer?: (command: Command) => Card | Promise<Card>
  } = {},
) => {
  const { server: serverOptions, answer, ...rest } = options
  const server = await startDiscordServer(serverOptions)
  const rooms = furnish(server)
  const discord = await discordWith(server, rest)
  const { handler, heard } = createHandler(answer ?? echo)
  const started = answer !== undefined
  if (started) {
    await discord.start(handler)
    await waitUntil(() => discord.state().isReady, 'ready')
  }
  return {
    server,
    ...rooms,
    discord,
    handler,
    heard,
    stop: async (): Promise<void> => {
      await discord.stop()
      await server.close()
    },
  }
}

export type Started = Awaited<ReturnType<typeof startDiscord>>

/** The same, stopped with the test. */
export const startForTest = async (options?: Parameters<typeof startDiscord>[0]): Promise<Started> => {
  const started = await startDiscord(options)
  onTestFinished(() => started.stop())
  return started
}

export const placeIn = ({ guild, id }: { guild: string | undefined; id: string }): Place => ({
  platform: 'discord',
  tenant: guild ?? '',
  channel: id,
})

import { ApplicationCommandOptionType as OptionType } from 'discord.js'
import type { Interacted, Interactions, PersonFacts } from './interactions.ts'
import { allComponents } from './limits.ts'
import { botPermissions, contextOf, member } from './people.ts'
import type { Channel, Json, Message, World } from './world.ts'

type Dispatch = (name: string, data: unknown, guild: string | undefined) => void

/** The acting person, the channel, and what the bot may do there. */
export type Acting = {
  readonly in: Channel
  readonly as?: PersonFacts
  readonly botMay?: bigint
  readonly installedForMe?: true
}

type Value = string | number | boolean | Channel

/** Actions of a person in Discord’s client: typing, pressing, filling in. Each gives its result. */
export const createClient = (world: World, interactions: Interactions, dispatch: Dispatch) => {
  const interact = (
    payload: Json,
    { in: channel, as = member, botMay = botPermissions, installedForMe }: Acting,
    source?: Message,
  ): Interacted => {
    const interacted = interactions.open(
      {
        ...contextOf(world, channel, as, botMay),
        ...(installedForMe ? { authorizing_integration_owners: { '1': as.id } } : {}),
        ...payload,
      },
      channel,
      source,
    )
    dispatch('INTERACTION_CREATE', interacted.payload, channel.guild)
    return interacted
  }

  const optionOf = (name: string, value: Value, focused?: string): Json => ({
    name,
    type:
      typeof value === 'object'
        ? OptionType.Channel
        : typeof value === 'number'
          ? OptionType.Integer
          : typeof value === 'boolean'
            ? OptionType.Boolean
            : OptionType.String,
    value: typeof value === 'object' ? value.id : value,
    ...(focused === name ? { focused: true } : {}),
  })

  const dataOf = (
    path: readonly string[],
    options: Readonly<Record<string, Value>>,
    acting: Acting,
    focused?: string,
  ): Json => {
    const given = Object.entries(options).map(([name, value]) => optionOf(name, value, focused))
    const nested = path
      .toReversed()
      .reduce<Json[]>(
        (inner, name, index) => [
          { name, type: index === 0 ? OptionType.Subcommand : OptionType.SubcommandGroup, options: inner },
        ],
        given,
      )
    const channels = Object.values(options).filter((value) => typeof value === 'object')
    const resolved = Object.fromEntries(
      channels.map(({ id, type, name }) => [
        id,
        {
          id,
          type,
          name,
          permissions: String((acting.as ?? member).permissions),
          app_permissions: String(acting.botMay ?? botPermissions),
        },
      ]),
    )
    return {
      id: '1',
      type: 1,
      name: 'rsis',
      options: nested,
      ...(channels.length === 0 ? {} : { resolved: { channels: resolved } }),
    }
  }

  const buttonsOf = (message: Message) => allComponents(message.components).filter(({ type }) => type === 2)

  return {
    /** `/rsis` with the subcommand at `path` and its options. */
    type: async (
      path: readonly string[],
      options: Readonly<Record<string, Value>>,
      acting: Acting,
    ): Promise<Interacted> => interact({ type: 2, data: dataOf(path, options, acting) }, acting).settled,
    /** Sends a command without waiting for an answer. */
    send: (path: readonly string[], options: Readonly<Record<string, Value>>, acting: Acting): Interacted =>
      interact({ type: 2, data: dataOf(path, options, acting) }, acting),
    complete: async (
      path: readonly string[],
      options: Readonly<Record<string, Value>>,
      focused: string,
      acting: Acting,
    ): Promise<readonly Json[]> => {
      const { callbacks } = await interact({ type: 4, data: dataOf(path, options, acting, focused) }, acting).settled
      const data = (callbacks[0]?.['data'] ?? {}) as { choices?: Json[] }
      return data.choices ?? []
    },
    /** The entry in a message’s Apps menu. */
    useOn: async (
      message: { content: string; embeds?: unknown[]; components?: unknown[] },
      acting: Acting,
    ): Promise<Interacted> => {
      const id = world.snowflake()
      const whole = {
        id,
        channel_id: acting.in.id,
        content: message.content,
        embeds: message.embeds ?? [],
        attachments: [],
        mentions: [],
        mention_roles: [],
        author: { id: '1', username: 'x', discriminator: '0', avatar: null },
        timestamp: new Date(world.now()).toISOString(),
        edited_timestamp: null,
        type: 0,
        flags: 0,
        components: message.components ?? [],
        pinned: false,
        tts: false,
        mention_everyone: false,
      }
      const data = { id: '2', type: 3, name: 'Find on RSIS', target_id: id, resolved: { messages: { [id]: whole } } }
      return interact({ type: 2, data }, acting).settled
    },
    /** Writes a message, which gateway sessions with the intent receive; in a server it would have no content. */
    write: (content: string, { in: channel, as = member }: Acting, more: Json = {}): Json => {
      const message = {
        id: world.snowflake(),
        channel_id: channel.id,
        ...(channel.guild === undefined ? {} : { guild_id: channel.guild }),
        author: { id: as.id, username: as.username, global_name: null, discriminator: '0', avatar: null },
        content: channel.guild === undefined ? content : '',
        timestamp: new Date(world.now()).toISOString(),
        edited_timestamp: null,
        type: 0,
        tts: false,
        mention_everyone: false,
        mentions: [],
        mention_roles: [],
        attachments: [],
        embeds: [],
        pinned: false,
        ...more,
      }
      dispatch('MESSAGE_CREATE', message, channel.guild)
      return message
    },
    labels: (message: Message): string[] => buttonsOf(message).map(({ label }) => String(label)),
    /** Presses the button with that label. */
    press: (message: Message, label: string, acting: Acting): Interacted => {
      const button = buttonsOf(message).find((one) => one['label'] === label)
      if (button === undefined)
        throw new Error(
          `no button ${label} among ${buttonsOf(message)
            .map((one) => String(one['label']))
            .join(', ')}`,
        )
      if (button['disabled'] === true) throw new Error(`the button ${label} is off`)
      return interact(pressing(message, String(button['custom_id'])), acting, message)
    },
    pressId: (message: Message, id: string, acting: Acting): Interacted =>
      interact(pressing(message, id), acting, message),
    /** Sends the form that a press opened. */
    submit: async (
      opened: Interacted,
      values: Readonly<Record<string, string>>,
      acting: Acting,
    ): Promise<Interacted> => {
      const data = opened.callbacks[0]?.['data'] as Json
      const components = allComponents(data['components'])
        .filter(({ type }) => type === 3 || type === 4)
        .map(({ type, custom_id: id }, index) => {
          const value = values[String(id)] ?? ''
          return {
            type: 18,
            id: index,
            component:
              type === 3
                ? { type, id: index, custom_id: id, values: [value] }
                : { type, id: index, custom_id: id, value },
          }
        })
      return interact({ type: 5, data: { custom_id: data['custom_id'], components } }, acting).settled
    },
  }
}

const pressing = (message: Message, id: string): Json => ({
  type: 3,
  data: { component_type: 2, custom_id: id, id: 1 },
  message: {
    ...message,
    author: { id: message.author.id, username: 'rsis-brief', discriminator: '0', avatar: null },
    attachments: [],
    mentions: [],
    mention_roles: [],
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    type: 0,
    pinned: false,
    tts: false,
    mention_everyone: false,
  },
})

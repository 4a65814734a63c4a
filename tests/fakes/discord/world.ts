import { madeAt } from '../../../adapters/discord/connect/snowflake.ts'
import { PermissionFlagsBits } from 'discord.js'

export type Json = Record<string, unknown>

/** Source: Discord, Channel Types. */
export const channelTypes = {
  text: 0,
  direct: 1,
  category: 4,
  announcement: 5,
  announcementThread: 10,
  publicThread: 11,
  privateThread: 12,
  forum: 15,
} as const

/** A message's text in a body that came over the network. */
export const contentOf = ({ content }: { readonly content?: unknown }): string | undefined =>
  typeof content === 'string' ? content : undefined

export type Message = {
  readonly id: string
  readonly channel_id: string
  readonly author: { readonly id: string }
  content: string
  components: unknown[]
  flags: number
  embeds: unknown[]
  crossposted: boolean
  /** The message that it answers. */
  readonly replyTo?: string
}

export type Channel = {
  readonly id: string
  readonly guild: string | undefined
  readonly type: number
  readonly name: string
  readonly parent: string | undefined
  readonly owner: string | undefined
  messages: Message[]
  /** Also after that message was deleted. */
  lastMessage: string | undefined
  /** The error codes for certain actions: no permission, locked, and so on. */
  refusals: { post?: number; thread?: number; read?: number }
  /** Without the right to read its history a channel looks empty. */
  isReadable: boolean
  isDeleted: boolean
  isArchived: boolean
  /** Whether @everyone may not see it. */
  isHidden: boolean
  flags: number
  tags: { id: string; name: string; moderated: boolean }[]
  appliedTags: string[]
}

export type Guild = { readonly id: string; readonly name: string }

/** The role that every member of the server has; its id is the server's. */
export const everyone = (guild: string): Json => ({
  id: guild,
  name: '@everyone',
  permissions: String(PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages),
  position: 0,
  color: 0,
  hoist: false,
  managed: false,
  mentionable: false,
  flags: 0,
})

/** The bot's user and its application: Discord gives both one id. */
export const botId = '900000000000000001'

const epochMs = 1_420_070_400_000n

/** Discord's data: servers, channels and messages, with ids that contain the time of creation. */
export const createWorld = (now: () => number) => {
  let sequence = 0n
  const guilds = new Map<string, Guild>()
  const channels = new Map<string, Channel>()
  const nonces = new Map<string, { readonly message: Message; readonly at: number }>()
  let commands: Json[] = []

  const snowflake = (): string => {
    sequence += 1n
    return String(((BigInt(now()) - epochMs) << 22n) | (sequence & 0x3fffffn))
  }

  const addChannel = (facts: {
    id?: string
    guild?: string
    type: number
    name?: string
    parent?: string
    owner?: string
  }): Channel => {
    const channel: Channel = {
      id: facts.id ?? snowflake(),
      guild: facts.guild,
      type: facts.type,
      name: facts.name ?? 'channel',
      parent: facts.parent,
      owner: facts.owner,
      messages: [],
      lastMessage: undefined,
      refusals: {},
      isReadable: true,
      isDeleted: false,
      isArchived: false,
      isHidden: false,
      flags: 0,
      tags: [],
      appliedTags: [],
    }
    channels.set(channel.id, channel)
    return channel
  }

  return {
    guilds,
    channels,
    nonces,
    now,
    snowflake,
    commands: () => commands,
    setCommands: (next: Json[]) => {
      commands = next.map((command) => ({
        ...command,
        id: snowflake(),
        version: snowflake(),
        application_id: botId,
        dm_permission: true,
        nsfw: false,
        default_member_permissions: null,
        // Also the description of a message command, which has none; and lists of numbers in Discord's own order.
        description: command['description'] ?? '',
        contexts: Array.isArray(command['contexts']) ? command['contexts'].toReversed() : null,
      }))
    },
    addGuild: (name: string): Guild => {
      const guild = { id: snowflake(), name }
      guilds.set(guild.id, guild)
      return guild
    },
    addChannel,
    addMessage: (channel: Channel, body: Json, author: string, id = snowflake()): Message => {
      const reference = body['message_reference'] as { message_id?: string } | undefined
      const message: Message = {
        id,
        channel_id: channel.id,
        author: { id: author },
        content: contentOf(body) ?? '',
        components: (body['components'] ?? []) as unknown[],
        flags: Number(body['flags'] ?? 0),
        embeds: [],
        crossposted: false,
        ...(reference?.message_id === undefined ? {} : { replyTo: reference.message_id }),
      }
      channel.messages.push(message)
      channel.lastMessage = message.id
      return message
    },
    isThread: ({ type }: Channel): boolean =>
      type === channelTypes.publicThread ||
      type === channelTypes.privateThread ||
      type === channelTypes.announcementThread,
  }
}

export type World = ReturnType<typeof createWorld>

const userJson = (id: string): Json => ({
  id,
  username: id === botId ? 'rsis-brief' : `person${id}`,
  discriminator: '0000',
  avatar: null,
  global_name: null,
  bot: id === botId,
  flags: 0,
})

/** The bot, and its application, as the API gives them. */
export const botJson = userJson(botId)
export const applicationJson: Json = {
  id: botId,
  name: 'RSIS Brief',
  description: '',
  icon: null,
  flags: 0,
  verify_key: '0',
  bot_public: true,
  bot_require_code_grant: false,
  summary: '',
  owner: userJson('700000000000000009'),
  team: null,
}

/** A message in the form of the API, without the nonce. */
export const messageJson = ({ replyTo, crossposted, author, ...message }: Message): Json => ({
  ...message,
  author: userJson(author.id),
  flags: message.flags | (crossposted ? 1 : 0),
  mentions: [],
  mention_roles: [],
  mention_everyone: false,
  attachments: [],
  pinned: false,
  tts: false,
  type: replyTo === undefined ? 0 : 19,
  timestamp: new Date().toISOString(),
  edited_timestamp: null,
  ...(replyTo === undefined ? {} : { message_reference: { message_id: replyTo } }),
})

export const channelJson = (channel: Channel): Json => ({
  id: channel.id,
  type: channel.type,
  name: channel.name,
  flags: channel.flags,
  position: 0,
  permission_overwrites: channel.isHidden
    ? [{ id: channel.guild, type: 0, allow: '0', deny: String(PermissionFlagsBits.ViewChannel) }]
    : [],
  nsfw: false,
  topic: null,
  rate_limit_per_user: 0,
  last_message_id: channel.lastMessage ?? null,
  ...(channel.guild === undefined ? { recipients: [userJson(channel.name)] } : { guild_id: channel.guild }),
  ...(channel.parent === undefined ? {} : { parent_id: channel.parent }),
  ...(channel.owner === undefined
    ? {}
    : {
        owner_id: channel.owner,
        message_count: channel.messages.length,
        member_count: 1,
        thread_metadata: {
          archived: channel.isArchived,
          locked: false,
          auto_archive_duration: 1440,
          archive_timestamp: new Date(madeAt(channel.id)).toISOString(),
        },
      }),
  ...(channel.tags.length === 0 ? {} : { available_tags: channel.tags }),
})

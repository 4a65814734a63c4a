import { type CacheFactory, Client, Collection, Events, GatewayIntentBits, LimitedCollection } from 'discord.js'
import { type Fault, faultOfClose } from './fault.ts'
import type { DiscordOptions } from '../options.ts'
import { restOptions } from './requests.ts'

/** The gateway events that we use. */
const usedEvents = [
  'READY',
  'INTERACTION_CREATE',
  'MESSAGE_CREATE',
  'GUILD_CREATE',
  'GUILD_DELETE',
  'CHANNEL_UPDATE',
  'THREAD_UPDATE',
  'GUILD_ROLE_UPDATE',
  'GUILD_MEMBER_UPDATE',
] as const
export type EventName = (typeof usedEvents)[number]

/** An event as the gateway sent it, and the shard that received it. */
export type GatewayEvent = { readonly name: EventName; readonly data: unknown; readonly shard: number }

/** What a connection to the gateway reports: events, the state of its shards, and faults that end it. */
export type Listener = {
  readonly onEvent: (event: GatewayEvent) => void
  readonly onShard: (shard: number, isReady: boolean) => void
  /** A fault that discord.js recovers from by itself. */
  readonly onTrouble: (what: string) => void
  readonly onFault: (fault: Fault) => void
}

/** None of them is privileged: commands need no intent, and the only messages that we read are those written to the bot itself. */
const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages]

/** Managers whose cache discord.js itself needs. Source: discord.js, ClientOptions, makeCache. */
const neededCaches = [
  'GuildManager',
  'ChannelManager',
  'GuildChannelManager',
  'RoleManager',
  'PermissionOverwriteManager',
]

/** The events contain everything that we need, so discord.js caches nothing beyond what it needs. */
const makeCache = (({ name }: { readonly name: string }) =>
  neededCaches.includes(name) ? new Collection() : new LimitedCollection({ maxSize: 0 })) as CacheFactory

/**
 * Connects to the gateway, with one shard or several; resolves when every shard is connected. From then on discord.js
 * keeps them connected: after an interruption it resumes, and Discord sends the missed events again.
 * @throws what discord.js throws if a first connection cannot be made.
 */
export const connect = async (
  { token, apiUrl, shards = 1 }: Pick<DiscordOptions, 'token' | 'apiUrl' | 'shards'>,
  { onEvent, onShard, onTrouble, onFault }: Listener,
): Promise<Client> => {
  const client = new Client({
    intents,
    makeCache,
    rest: restOptions(apiUrl),
    allowedMentions: { parse: [] },
    shards: shards === 'auto' ? shards : Array.from({ length: shards }, (_, id) => id),
  })
  client.on(Events.Error, ({ message }) => onTrouble(message))
  client.on(Events.ShardError, ({ message }) => onTrouble(message))
  client.on(Events.ShardReconnecting, (id) => onShard(id, false))
  client.on(Events.ShardResume, (id) => onShard(id, true))
  client.on(Events.ShardReady, (id) => onShard(id, true))
  client.on(Events.ShardDisconnect, ({ code }, id) => {
    onShard(id, false)
    const fault = faultOfClose(code)
    if (fault !== undefined) onFault(fault)
  })
  client.on(Events.Raw, ({ t, d }: { readonly t: string; readonly d: unknown }, shard: number) => {
    const name = usedEvents.find((used) => used === t)
    if (name !== undefined) onEvent({ name, data: d, shard })
  })
  try {
    await client.login(token)
  } catch (error) {
    await client.destroy().catch(() => undefined)
    throw error
  }
  return client
}

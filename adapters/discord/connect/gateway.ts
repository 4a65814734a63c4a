import type { SessionInfo, WebSocketManager as Gateway } from '@discordjs/ws'
import { GatewayIntentBits, REST } from 'discord.js'
import { toPortError } from './errors.ts'
import { type Fault, faultOfClose } from './fault.ts'
import type { DiscordOptions } from '../options.ts'
import { WebSocketManager, WebSocketShardEvents } from './proxied-websocket.ts'
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

/** An event from the library: its name, which may be a new one, and its data. */
type Dispatched = { readonly data: { readonly t: string; readonly d: unknown }; readonly shardId: number }

/** What a connection to the gateway reports: events, the state of its shards, and faults that end it. */
export type Listener = {
  readonly onEvent: (event: GatewayEvent) => void
  readonly onShard: (shard: number, isReady: boolean) => void
  /** A fault that the library recovers from by itself. */
  readonly onTrouble: (what: string) => void
  readonly onFault: (fault: Fault) => void
}

/** Neither is privileged: commands need no intent, and the only messages that we read are those written to the bot itself. */
const intents = GatewayIntentBits.Guilds | GatewayIntentBits.DirectMessages

/**
 * Connects to the gateway, with one shard or several; resolves when every shard is connected. From then on the library
 * keeps them connected: after an interruption it resumes, and Discord sends the missed events again. Its events come as Discord
 * sent them: discord.js's own client would read them first, and throws on what it does not expect.
 * @throws the port's errors if a first connection cannot be made.
 */
export const connect = async (
  { token, apiUrl, shards = 1 }: Pick<DiscordOptions, 'token' | 'apiUrl' | 'shards'>,
  { onEvent, onShard, onTrouble, onFault }: Listener,
): Promise<Gateway> => {
  const rest = new REST(restOptions(apiUrl)).setToken(token)
  // Without these, all managers of a process share their sessions, and a new one would resume what an old one has ended.
  const sessions = new Map<number, SessionInfo | null>()
  const manager = new WebSocketManager({
    token,
    intents,
    rest,
    shardCount: shards === 'auto' ? null : shards,
    retrieveSessionInfo: (shard) => sessions.get(shard) ?? null,
    updateSessionInfo: (shard, session) => void sessions.set(shard, session),
  })
  manager.on(WebSocketShardEvents.Error, ({ error }) => onTrouble(error.message))
  manager.on(WebSocketShardEvents.Ready, ({ shardId }) => onShard(shardId, true))
  manager.on(WebSocketShardEvents.Resumed, ({ shardId }) => onShard(shardId, true))
  manager.on(WebSocketShardEvents.Closed, ({ code, shardId }) => {
    onShard(shardId, false)
    const fault = faultOfClose(code)
    if (fault !== undefined) onFault(fault)
  })
  manager.on(WebSocketShardEvents.Dispatch, ({ data: { t, d: data }, shardId: shard }: Dispatched) => {
    const name = usedEvents.find((used) => used === t)
    if (name !== undefined) onEvent({ name, data, shard })
  })
  try {
    await manager.connect()
  } catch (error) {
    await Promise.resolve(manager.destroy()).catch(() => undefined)
    throw toPortError(error, true)
  }
  return manager
}

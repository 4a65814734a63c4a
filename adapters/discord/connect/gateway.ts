import type { SessionInfo } from '@discordjs/ws'
import { GatewayIntentBits, REST } from 'discord.js'
import { RetryableError } from '../../../src/errors.ts'
import { once } from '../../../src/once.ts'
import { createUnderWay } from '../../../src/platform/under-way.ts'
import { toPortError } from './errors.ts'
import { type Fault, faultOfClose } from './fault.ts'
import type { DiscordOptions } from '../options.ts'
import { WebSocketManager, WebSocketShardEvents } from './proxied-websocket.ts'
import { restOptions, unlessAborted } from './requests.ts'

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

type OfShard = { readonly shardId: number }
/** An event from the library: its name, which may be a new one, and its data. */
type Dispatched = OfShard & { readonly data: { readonly t: string; readonly d: unknown } }

type ConnectOptions = Pick<DiscordOptions, 'token' | 'apiUrl' | 'shards'> & {
  /** How long the library may take to make the connection, in milliseconds. */
  readonly unconnectedMs: number
}

/** What a connection to the gateway reports: events, the state of its shards, and faults. Nothing more once it was ended. */
export type Listener = {
  readonly onEvent: (event: GatewayEvent) => void
  readonly onShard: (shard: number, isReady: boolean) => void
  /** A fault that the library recovers from by itself. */
  readonly onTrouble: (what: string) => void
  /** A fault that ends a connection that was made. */
  readonly onFault: (fault: Fault) => void
}

/** Neither is privileged: commands need no intent, and the only messages that we read are those written to the bot itself. */
const intents = GatewayIntentBits.Guilds | GatewayIntentBits.DirectMessages

export type Connection = {
  /** Ends it for good. Takes a second at most, and never rejects. */
  readonly end: () => Promise<void>
}

/** How long to wait for Discord to close its side. */
const closeMs = 1000

/**
 * Connects to the gateway, with one shard or several; resolves when every shard is connected. From then on the library
 * keeps them connected: after an interruption it resumes, and Discord sends the missed events again. Its events come as Discord
 * sent them: discord.js's own client would read them first, and throws on what it does not expect.
 * @throws the port's errors if a first connection cannot be made, or if `signal` fires before.
 */
export const connect = async (
  { token, apiUrl, shards = 1, unconnectedMs }: ConnectOptions,
  { onEvent, onShard, onTrouble, onFault }: Listener,
  signal: AbortSignal,
): Promise<Connection> => {
  const rest = new REST(restOptions(apiUrl)).setToken(token)
  // Without these, all managers of a process share their sessions, and a new one would resume what an old one has ended.
  const sessions = new Map<number, SessionInfo | null>()
  let isOver = false
  const manager = new WebSocketManager({
    token,
    intents,
    rest,
    shardCount: shards === 'auto' ? null : shards,
    // The library asks before it connects, also for a connection that it was told to end while it was being made.
    retrieveSessionInfo: (shard) => (isOver ? new Promise<never>(() => {}) : (sessions.get(shard) ?? null)),
    updateSessionInfo: (shard, session) => void sessions.set(shard, session),
  })
  const end = once(async () => {
    isOver = true
    const closing = createUnderWay()
    void closing.follow(Promise.resolve(manager.destroy()).catch(() => undefined))
    await closing.ended(closeMs)
  })
  /** Nothing that the library still reports of a connection that is over reaches the listener. */
  const whileOn =
    <Data>(handle: (data: Data) => void) =>
    (data: Data): void => {
      if (!isOver) handle(data)
    }

  const tooLong = new AbortController()
  const timer = setTimeout(() => tooLong.abort(), unconnectedMs)
  let isMade = false
  let fault: Fault | undefined
  const onReady = whileOn(({ shardId }: OfShard) => {
    timer.refresh()
    onShard(shardId, true)
  })
  const onClosed = whileOn(({ code, shardId }: OfShard & { readonly code: number }) => {
    onShard(shardId, false)
    const found = faultOfClose(code)
    fault ??= found
    if (isMade && found !== undefined) onFault(found)
  })
  const onDispatch = whileOn(({ data: { t, d: data }, shardId: shard }: Dispatched) => {
    const name = usedEvents.find((used) => used === t)
    if (name !== undefined) onEvent({ name, data, shard })
  })
  manager.on(
    WebSocketShardEvents.Error,
    whileOn(({ error }: { readonly error: Error }) => onTrouble(error.message)),
  )
  manager.on(WebSocketShardEvents.Ready, onReady)
  manager.on(WebSocketShardEvents.Resumed, onReady)
  manager.on(WebSocketShardEvents.Closed, onClosed)
  manager.on(WebSocketShardEvents.Dispatch, onDispatch)
  try {
    await unlessAborted(manager.connect(), AbortSignal.any([signal, tooLong.signal]))
    if (fault !== undefined) throw new Error('ended at once')
    isMade = true
    return { end }
  } catch (error) {
    await end()
    throw fault === undefined ? toPortError(error, true) : new RetryableError(fault.code, fault.problem)
  } finally {
    clearTimeout(timer)
  }
}

import './connect/proxied-websocket.ts'
import { Routes } from 'discord.js'
import { z } from 'zod'
import type { Receiver } from '../../src/commands/port.ts'
import type { Poster } from '../../src/delivery/port.ts'
import { describeError, RetryableError } from '../../src/errors.ts'
import { createTargets } from './post/channels.ts'
import { createEdit } from './post/edit.ts'
import type { Fault } from './connect/fault.ts'
import { createFind } from './post/find.ts'
import type { ShardState } from './connect/gateway.ts'
import type { DiscordOptions } from './options.ts'
import { createPost } from './post/post.ts'
import { createRequests } from './connect/requests.ts'
import { type Session, startSession } from './connect/session.ts'
import { snowflake } from './connect/snowflake.ts'

/** The adapter's state, for `status` and `readyz`. */
export type DiscordState = {
  /** Whether commands arrive on every shard and posts can be sent. */
  readonly isReady: boolean
  /** What keeps the adapter from working now, and what the operator can do; undefined when it works. */
  readonly fault: Fault | undefined
  readonly servers: number
  readonly shards: readonly ShardState[]
  readonly requests: {
    /** Requests that wait in discord.js's queues. */
    readonly waiting: number
    readonly sent: number
    readonly limitedUntil: Date | undefined
  }
  /** Undefined until Discord has told it. */
  readonly applicationId: string | undefined
}

export type Discord = Poster &
  Receiver & {
    /** Receives nothing until the next `start`; posting continues. */
    readonly deafen: () => Promise<void>
    /** Asks Discord whose token it is: one that is refused then shows in `state` before anything is posted. */
    readonly checkToken: () => Promise<void>
    /** Whether Discord refuses the token. */
    readonly isRefused: () => boolean
    readonly state: () => DiscordState
  }

const meSchema = z.object({ id: snowflake })

/**
 * The Discord adapter, for the outbox and the commands. It can post before `start`. A refused token or an unreachable network
 * is shown in `state` and the log, and the adapter tries again: `start` does not reject because of it.
 */
export const createDiscord = (options: DiscordOptions): Discord => {
  const { token, apiUrl, memory, log, now } = options
  const requests = createRequests({
    token,
    apiUrl,
    log,
    now,
    longestMs: options.requestMs,
    retryMs: options.reconnectMs,
  })
  const { send } = requests
  const targets = createTargets(now)
  let session: Session | undefined
  let own: string | undefined

  const ownId = async (): Promise<string> => {
    const me = own ?? meSchema.safeParse(await send('get', Routes.user())).data?.id
    if (me === undefined)
      throw new RetryableError('unreadable', 'Discord does not say who we are', { notAccepted: true })
    own = me
    return me
  }

  const deafen = async (): Promise<void> => {
    const ending = session
    session = undefined
    await ending?.stop()
  }

  return {
    deafen,
    post: createPost({ requests, targets, memory, log }),
    find: createFind({ requests, targets, ownId, now }),
    edit: createEdit({ requests, targets, memory }),
    async start(handler) {
      session ??= startSession({ options, handler, send })
    },
    async stop() {
      await deafen()
      requests.stop()
    },
    async checkToken() {
      // The session logs why Discord cannot be reached, and the token's check that the token is refused.
      await ownId().catch((error: unknown) =>
        log.debug({ error: describeError(error) }, 'Discord does not say who we are'),
      )
    },
    isRefused: () => requests.fault() !== undefined,
    state: () => {
      const { guilds = 0, isConnected = false, shards = [], applicationId, fault: refused } = session?.state() ?? {}
      const fault = requests.fault() ?? refused
      return {
        isReady: fault === undefined && isConnected,
        fault,
        servers: guilds,
        shards,
        requests: requests.state(),
        applicationId,
      }
    },
  }
}

import './connect/proxied-websocket.ts'
import { Routes } from 'discord.js'
import { z } from 'zod'
import type { Receiver } from '../../src/commands/port.ts'
import type { Poster } from '../../src/delivery/port.ts'
import { RetryableError } from '../../src/errors.ts'
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
  /** Hears commands on every shard, and can post. */
  readonly isReady: boolean
  /** What keeps it from working now, with what the operator can do; undefined as soon as it works again. */
  readonly fault: Fault | undefined
  readonly servers: number
  readonly shards: readonly ShardState[]
  readonly requests: {
    /** Waiting for their turn in discord.js's queues. */
    readonly waiting: number
    readonly sent: number
    readonly limitedUntil: Date | undefined
  }
  /** Undefined until Discord has said. */
  readonly applicationId: string | undefined
}

export type Discord = Poster &
  Receiver & {
    /** Hears nothing more until its next `start`; posts go on. */
    readonly deafen: () => Promise<void>
    readonly state: () => DiscordState
  }

const meSchema = z.object({ id: snowflake })

/**
 * Discord, as the outbox and the commands see it. Posts can be made before `start`. A refused token or a network that is away
 * shows in `state` and the log, and is tried again: `start` does not reject for it.
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

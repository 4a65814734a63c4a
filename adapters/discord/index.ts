import './connect/proxied-websocket.ts'
import { Routes } from 'discord.js'
import { z } from 'zod'
import type { Handler } from '../../src/commands/port.ts'
import { describeError } from '../../src/errors.ts'
import { readable } from './connect/errors.ts'
import { createTargets } from './post/channels.ts'
import { createEdit } from './post/edit.ts'
import { createFind } from './post/find.ts'
import type { DiscordOptions } from './options.ts'
import { createPost } from './post/post.ts'
import { createRequests } from './connect/requests.ts'
import { type Session, startSession } from './connect/session.ts'
import { snowflake } from './connect/snowflake.ts'

const meSchema = z.object({ id: snowflake })

/**
 * The Discord adapter, for the outbox and the commands. It can post before `start`. A refused token or an unreachable network
 * is shown in `state` and the log, and the adapter tries again: `start` does not reject because of it.
 */
export const createDiscord = (options: DiscordOptions) => {
  const { memory, log, now } = options
  const requests = createRequests(options)
  const { send } = requests
  let session: Session | undefined
  let own: string | undefined

  const ownId = async (): Promise<string> => {
    own ??= readable(meSchema, await send('get', Routes.user()), 'user').id
    return own
  }

  const stopReceiving = async (): Promise<void> => {
    const ending = session
    session = undefined
    await ending?.stop()
  }

  const deps = { requests, targets: createTargets(now), memory, log }
  return {
    post: createPost(deps),
    find: createFind({ ...deps, ownId, now }),
    edit: createEdit(deps),
    async start(handler: Handler): Promise<void> {
      session ??= startSession({ options, handler, send })
    },
    /** Receives nothing until the next `start`; posting continues. */
    stopReceiving,
    async stop(): Promise<void> {
      await stopReceiving()
      requests.stop()
    },
    /** Asks Discord about the token: if it is refused, `state` shows that before anything is posted. */
    async checkToken(): Promise<void> {
      // The session logs why Discord cannot be reached, and the check logs a refused token.
      await ownId().catch((error: unknown) =>
        log.debug({ error: describeError(error) }, 'Discord does not say who we are'),
      )
    },
    /** Whether Discord refuses the token. */
    isRefused: () => requests.fault() !== undefined,
    state() {
      const { servers = 0, isConnected = false, fault: ended } = session?.state() ?? {}
      const fault = requests.fault() ?? ended
      return {
        /** Whether commands arrive on every shard and posts can be sent. */
        isReady: fault === undefined && isConnected,
        /** What keeps the adapter from working now, and what the operator can do; undefined when it works. */
        fault,
        servers,
        /** Requests that wait in discord.js's queues. */
        waiting: requests.waiting(),
      }
    },
  }
}

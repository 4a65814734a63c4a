import type { Handler } from '../commands/port.ts'
import type { ComposedPlatform } from './platforms.ts'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { PlatformStatus } from '../ops/port.ts'
import { type Follow, follow } from '../schedule/follow.ts'

/** The state of a platform on which another process receives commands. */
const onlyPosts = { state: 'good', detail: 'posts; another process receives commands' } as const

type ReceivingDeps = {
  readonly handler: () => Handler
  readonly isLeading: () => boolean
  readonly log: Pick<Log, 'error'>
  readonly firstMs?: number
}

/** Controls which process receives a platform's events. */
export type Receiving = Pick<Follow, 'look' | 'stop'> & {
  /** Starts receiving, on platforms where every process receives for itself. */
  readonly start: () => Promise<void>
  readonly status: () => PlatformStatus
}

/**
 * For a platform that only one process may receive: receives while this process leads, and tries again after a failure;
 * meanwhile the platform's status says so.
 */
export const receiveWhileLeading = (
  one: Pick<ComposedPlatform, 'platform' | 'start' | 'stopReceiving' | 'status' | 'checkToken'>,
  { handler, isLeading, log, firstMs }: ReceivingDeps,
): Receiving => {
  const { platform, stopReceiving, checkToken } = one
  if (stopReceiving === undefined) {
    return { start: () => one.start(handler()), status: one.status, look: () => {}, stop: async () => {} }
  }
  const receiving = follow({
    isWanted: isLeading,
    begin: () => one.start(handler()),
    end: stopReceiving,
    onFault: (error) =>
      log.error({ platform, error: describeError(error) }, 'this process leads, and cannot receive commands yet'),
    ...(firstMs === undefined ? {} : { firstMs }),
  })
  return {
    ...receiving,
    // A process that does not receive would notice a refused token only with its first post.
    start: async () => void checkToken?.(),
    status() {
      const fault = receiving.fault()
      const own = one.status()
      // If this process's token is refused, it cannot post, although another one receives commands.
      if (!isLeading()) return own.state === 'bad' ? own : { platform, ...onlyPosts }
      return fault === undefined
        ? own
        : { platform, state: 'bad', detail: `commands are not received: ${fault}; the program tries again` }
    },
  }
}

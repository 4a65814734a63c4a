import type { Handler } from '../commands/port.ts'
import type { ComposedPlatform } from './platforms.ts'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { PlatformStatus } from '../ops/port.ts'
import { type Follow, follow } from '../schedule/follow.ts'

/** How a platform is where another process hears what people do. */
const onlyPosts = { state: 'good', detail: 'posts; another process hears commands' } as const

type HearingDeps = {
  readonly handler: () => Handler
  readonly isLeading: () => boolean
  readonly log: Pick<Log, 'error'>
  readonly firstMs?: number
}

/** Who hears what people do on a platform. */
export type Hearing = Pick<Follow, 'look' | 'stop'> & {
  /** Has it heard from now on, where every process hears for itself. */
  readonly start: () => Promise<void>
  readonly status: () => PlatformStatus
}

/**
 * Has a platform that one process hears for all be heard while this process leads: it begins with each turn, and tries again
 * where it fails; meanwhile the platform's status says so.
 */
export const hearWhileLeading = (
  one: Pick<ComposedPlatform, 'platform' | 'start' | 'deafen' | 'status' | 'checkToken'>,
  { handler, isLeading, log, firstMs }: HearingDeps,
): Hearing => {
  const { platform, deafen, checkToken } = one
  if (deafen === undefined) {
    return { start: () => one.start(handler()), status: one.status, look: () => {}, stop: async () => {} }
  }
  const hearing = follow({
    isWanted: isLeading,
    begin: () => one.start(handler()),
    end: deafen,
    onFault: (error) => log.error({ platform, error: describeError(error) }, 'this process leads, and cannot hear yet'),
    ...(firstMs === undefined ? {} : { firstMs }),
  })
  return {
    ...hearing,
    // Who does not hear would learn of a refused token with its first post only.
    start: async () => void checkToken?.(),
    status() {
      const fault = hearing.fault()
      const own = one.status()
      // A process whose token is refused cannot post, even if another one hears the commands.
      if (!isLeading()) return own.state === 'bad' ? own : { platform, ...onlyPosts }
      return fault === undefined
        ? own
        : { platform, state: 'bad', detail: `commands are not heard: ${fault}; it is tried again` }
    },
  }
}

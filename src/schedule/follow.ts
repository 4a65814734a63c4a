import { setTimeout as sleep } from 'node:timers/promises'
import { describeError } from '../errors.ts'

export type FollowOptions = {
  /** Whether the work should be running now. */
  readonly isWanted: () => boolean
  /** Starts it; called again after a failure. */
  readonly begin: () => Promise<void>
  /** Ends it, also after it started only in part. */
  readonly end: () => Promise<void>
  readonly onFault: (error: unknown) => void
  /** The first wait after a failure, in milliseconds; each further one is twice as long, up to a minute. */
  readonly firstMs?: number
}

export type Follow = {
  /** Starts or ends the work if necessary, without waiting any longer after a failure. */
  readonly look: () => void
  /** Why the last start or end failed; undefined if it succeeded. */
  readonly fault: () => string | undefined
  /** Ends the work, and never starts it again. */
  readonly stop: () => Promise<void>
}

const usualFirstMs = 1000
const longestMs = 60_000

/** Keeps work running exactly while it is wanted. After a failure it tries again, with growing waits. */
export const follow = ({ isWanted, begin, end, onFault, firstMs = usualFirstMs }: FollowOptions): Follow => {
  const stopping = new AbortController()
  let state: 'idle' | 'half done' | 'under way' = 'idle'
  let fault: string | undefined
  let settling: Promise<void> | undefined
  let waiting = new AbortController()

  const isSettled = (): boolean => stopping.signal.aborted || state === (isWanted() ? 'under way' : 'idle')

  const step = async (): Promise<void> => {
    const isBeginning = isWanted()
    state = 'half done'
    await (isBeginning ? begin() : end())
    state = isBeginning ? 'under way' : 'idle'
    fault = undefined
  }
  const settle = async (): Promise<void> => {
    for (let waitMs = firstMs; !isSettled(); ) {
      try {
        await step()
      } catch (error) {
        fault = describeError(error)
        onFault(error)
        waiting = new AbortController()
        const signal = AbortSignal.any([stopping.signal, waiting.signal])
        await sleep(waitMs, undefined, { signal, ref: false }).catch(() => {})
        waitMs = Math.min(waitMs * 2, longestMs)
      }
    }
    settling = undefined
  }
  return {
    look() {
      waiting.abort()
      if (settling === undefined && !isSettled()) settling = settle()
    },
    fault: () => fault,
    async stop() {
      stopping.abort()
      await settling
    },
  }
}

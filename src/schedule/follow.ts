import { setTimeout as sleep } from 'node:timers/promises'
import { describeError } from '../errors.ts'

export type FollowOptions = {
  /** Whether the work is to be under way now. */
  readonly isWanted: () => boolean
  /** Begins it; called again after it failed. */
  readonly begin: () => Promise<void>
  /** Ends it, also where it began in part. */
  readonly end: () => Promise<void>
  readonly onFault: (error: unknown) => void
  /** The first wait after a fault in milliseconds; each one after it is twice as long, up to a minute. */
  readonly firstMs?: number
}

export type Follow = {
  /** Begins or ends the work where that is due, without waiting any longer after a fault. */
  readonly look: () => void
  /** Why it could not be begun or ended at the last try; undefined once it could. */
  readonly fault: () => string | undefined
  /** Begins and ends nothing more. */
  readonly stop: () => Promise<void>
}

const usualFirstMs = 1000
const longestMs = 60_000

/** Has work under way exactly while it is wanted. A step that fails is tried again, with longer and longer waits. */
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

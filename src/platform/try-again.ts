import { setTimeout as sleep } from 'node:timers/promises'

const longestWaitMs = 300_000

type Options = {
  /** The first wait in milliseconds; each one after it is twice as long. */
  readonly firstMs: number
  /** The longest wait in milliseconds; five minutes by default. */
  readonly longestMs?: number
  /** Ends the tries, even during a wait. */
  readonly signal: AbortSignal
  /** False: a wait does not keep the process alive. */
  readonly ref?: boolean
}

/** Waits and tries repeatedly, until `step` gives true. `step` gets the wait that would follow. */
export const tryAgain = async (
  step: (nextWaitMs: number) => Promise<boolean>,
  { firstMs, longestMs = longestWaitMs, signal, ref = true }: Options,
): Promise<void> => {
  let waitMs = firstMs
  while (!signal.aborted) {
    await sleep(waitMs, undefined, { signal, ref }).catch(() => undefined)
    waitMs = Math.min(waitMs * 2, longestMs)
    if (signal.aborted || (await step(waitMs))) return
  }
}

import { setTimeout as wait } from 'node:timers/promises'

export type WorkLoop = {
  /** Starts the loop, unless it runs already. */
  readonly goOn: () => void
  /** A promise that resolves when no work is left; undefined while the loop does not run. */
  readonly running: () => Promise<void> | undefined
}

export type WorkLoopOptions = {
  readonly hasWork: () => boolean
  readonly step: () => Promise<void>
  readonly onFault: (error: unknown) => void
  readonly signal: AbortSignal
}

/** The shortest time between two steps: each step writes to the disk, and outcomes in between are written together. */
const stepEveryMs = 25
/** Steps are less frequent on a slow disk, because the thread that waits for it also acknowledges commands. */
const restPerStep = 3
const longestRestMs = 250
const afterFaultMs = 1000

/** Runs a step repeatedly as long as there is work, with a pause after each that grows with the time it took. */
export const createWorkLoop = ({ hasWork, step, onFault, signal }: WorkLoopOptions): WorkLoop => {
  let running: Promise<void> | undefined

  const stepOnce = async (): Promise<void> => {
    const startedAt = performance.now()
    try {
      await step()
      const restMs = Math.max(stepEveryMs, (performance.now() - startedAt) * restPerStep)
      await wait(Math.min(restMs, longestRestMs))
    } catch (error) {
      onFault(error)
      // A stop does not wait for a disk that cannot be written to.
      await wait(afterFaultMs, undefined, { signal }).catch(() => undefined)
    }
  }

  const run = async (): Promise<void> => {
    while (hasWork()) await stepOnce()
    running = undefined
  }

  return {
    goOn: () => {
      if (running === undefined && hasWork()) running = run()
    },
    running: () => running,
  }
}

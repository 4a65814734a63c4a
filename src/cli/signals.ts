/** How long a stop may take: a container is killed after ten seconds. */
const stopWithinMs = 9500

/** How long a stopped program may have something open before the process is ended all the same, in milliseconds. */
const emptyWithinMs = 1000

/**
 * Ends the process as soon as nothing is open. `process.exit` waits for threads that compile, and one that needs memory waits for
 * the main thread: then neither ends (https://github.com/nodejs/node/issues/54918). An end without it releases them.
 */
const endNormally = (code: number): void => {
  process.exitCode = code
  setTimeout(() => process.exit(code), emptyWithinMs).unref()
}

export type Signals = {
  /** Registers what must be stopped before the process ends. */
  readonly beforeExit: (stop: () => Promise<void>) => void
}

/**
 * From now on SIGTERM and SIGINT end the process with `code`: at once if nothing is registered, otherwise after it was
 * stopped, at the latest after 9.5 s. Everything is durable, and the next start completes what was interrupted. A
 * second signal ends the process at once with 1.
 */
export const exitOnSignal = (code: 0 | 1): Signals => {
  let stop = async (): Promise<void> => {}
  let isStopping = false
  const end = async (): Promise<void> => {
    if (isStopping) process.exit(1)
    isStopping = true
    setTimeout(() => process.exit(code), stopWithinMs).unref()
    try {
      await stop()
      endNormally(code)
    } catch (error) {
      process.stderr.write(`rsis-brief: could not stop normally: ${String(error)}\n`)
      process.exit(1)
    }
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end())
  return {
    beforeExit(given) {
      stop = given
    },
  }
}

/** A container gets ten seconds before it is killed. */
const stopWithinMs = 9500

export type Signals = {
  /** What has to be stopped in order before the process ends. */
  readonly beforeExit: (stop: () => Promise<void>) => void
}

/**
 * Ends the process with `code` on SIGTERM or SIGINT, from now on: at once while there is nothing to stop, else when it
 * has stopped, and at the latest after 9.5 s. What is cut off then is durable, and the next start completes it. A second
 * signal ends it at once with 1.
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
      process.exit(code)
    } catch (error) {
      process.stderr.write(`rsis-brief: could not stop in order: ${String(error)}\n`)
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

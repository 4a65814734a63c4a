import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'

const stopWithinMs = 10_000

/** Stops in order on the first signal; a second signal, or ten seconds, end it at once. */
export const stopOnSignal = (stop: () => Promise<void>, log: Log): void => {
  let isStopping = false
  const end = async (): Promise<void> => {
    if (isStopping) process.exit(1)
    isStopping = true
    setTimeout(() => process.exit(1), stopWithinMs).unref()
    await stop()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end())
  process.on('unhandledRejection', (error) => log.error({ error: describeError(error) }, 'unhandled'))
}

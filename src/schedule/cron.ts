import { createTask, schedule, validate } from 'node-cron'
import { withinTime } from '../limits.ts'
import { watchClock } from './clock.ts'

export type Job = { stop(): Promise<void> }

/** Whether node-cron can run the expression. */
export const isCron = (expression: string): boolean => validate(expression)

/** Enough turns to see a week with its weekend. */
const turnsLooked = 50

/** The longest time between two turns, in milliseconds: of `0 8 * * 1-5` the weekend. */
export const longestPeriodMs = (expression: string): number => {
  const task = createTask(expression, () => {}, { timezone: 'Etc/UTC' })
  const turns = task.getNextRuns(turnsLooked).map((turn) => turn.getTime())
  void task.destroy()
  return Math.max(...turns.slice(1).map((turn, index) => turn - (turns[index] ?? turn)), 0)
}

/**
 * Runs `job` now and then by `expression` (UTC: no hour of the year is missing or doubled there).
 * A run that is still going when the next is due takes that turn as its own; one that takes longer than `limitMs` is given
 * up, and its signal aborted, so that the next turn comes. A job that throws is reported and runs again.
 * A turn that was slept through is made up for, once.
 */
export const every = (
  expression: string,
  job: (signal: AbortSignal) => Promise<void>,
  { onError, limitMs }: { readonly onError: (error: unknown) => void; readonly limitMs: number },
): Job => {
  const stopping = new AbortController()
  let running: Promise<void> | undefined
  const run = (): void => {
    running ??= withinTime({ what: 'the run', limitMs, signal: stopping.signal }, job)
      .catch(onError)
      .finally(() => {
        running = undefined
      })
  }
  const task = schedule(expression, run, { timezone: 'Etc/UTC', noOverlap: true })
  // A turn that is more than a second late counts as missed: a machine that slept, a clock set forward.
  task.on('execution:missed', run)
  // node-cron sleeps until the next turn by the clock as it was: set back, it would sleep for as long again.
  const endWatch = watchClock(() => {
    void task.stop()
    void task.start()
    run()
  })
  // Whoever starts the job goes on first.
  const first = setImmediate(run)
  return {
    async stop() {
      stopping.abort()
      clearImmediate(first)
      endWatch()
      await task.destroy()
      await running
    },
  }
}

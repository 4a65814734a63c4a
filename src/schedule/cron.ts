import { createTask, schedule, validate } from 'node-cron'
import { withinTime } from '../limits.ts'
import { watchClock } from './clock.ts'

export type Job = { stop(): Promise<void> }

/** Whether node-cron can run the expression. */
export const isCron = (expression: string): boolean => validate(expression)

/** How many runs are compared: enough to cover a week with its weekend. */
const turnsLooked = 50

/** The longest time between two runs, in milliseconds: for `0 8 * * 1-5`, over the weekend. */
export const longestPeriodMs = (expression: string): number => {
  const task = createTask(expression, () => {}, { timezone: 'Etc/UTC' })
  const turns = task.getNextRuns(turnsLooked).map((turn) => turn.getTime())
  void task.destroy()
  return Math.max(...turns.slice(1).map((turn, index) => turn - (turns[index] ?? turn)), 0)
}

/**
 * Runs `job` at the times of `expression` (UTC, in which no hour of the year is missing or doubled). If a run is still
 * going when the next is due, that one is skipped; a run longer than `limitMs` is abandoned and its signal aborted, so
 * that the next one comes. A job that throws is reported and runs again at its next time. After sleep, a missed run is
 * made up for once.
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
  // A run that is more than a second late counts as missed: the machine slept, or the clock was set forward.
  task.on('execution:missed', run)
  // node-cron computes its wait once: if the clock is set back, it would wait for that much longer.
  const endWatch = watchClock(() => {
    void task.stop()
    void task.start()
    run()
  })
  // The caller continues first.
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

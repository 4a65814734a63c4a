import { schedule, validate } from 'node-cron'

export type Job = { stop(): Promise<void> }

/** Whether node-cron can run the expression. */
export const isCron = (expression: string): boolean => validate(expression)

/**
 * Runs `job` now and then by `expression` (UTC: no hour of the year is missing or doubled there).
 * A run that is still going when the next is due takes that turn as its own. A job that throws is told and runs again.
 */
export const every = (expression: string, job: () => Promise<void>, onError: (error: unknown) => void): Job => {
  let running: Promise<void> | undefined
  const run = (): void => {
    running ??= job()
      .catch(onError)
      .finally(() => {
        running = undefined
      })
  }
  const task = schedule(expression, run, { timezone: 'Etc/UTC', noOverlap: true })
  run()
  return {
    async stop() {
      await task.destroy()
      await running
    },
  }
}

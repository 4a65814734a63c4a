import pLimit from 'p-limit'
import { enqueueAlerts } from '../ops/alerts.ts'
import type { Journey } from '../pipeline/journey.ts'
import { endOwnWaits } from '../feed/store-sources.ts'
import { every, type Job } from '../schedule/cron.ts'
import { type Follow, follow } from '../schedule/follow.ts'
import { markPollEnded } from '../store/installation.ts'
import { capWaits } from '../store/waits.ts'
import type { Briefings } from './briefings.ts'
import type { Core } from './core.ts'
import type { State } from './state.ts'

const minuteMs = 60_000
/** How long a poll may take: a thousand commentaries with a slow model take a day. Its steps have shorter limits of their own. */
const longestPollMs = 24 * 60 * minuteMs

type Parts = Pick<Briefings, 'old'> & Pick<State, 'health' | 'coverage'> & { readonly journey: Journey }

/** The scheduled jobs of the leader: it polls, briefs old commentaries, and does what is due each minute. */
export const composeJobs = (
  { config, db, store, caches, traces, isLeading, now, log, reporting }: Core,
  { journey, old, health, coverage }: Parts,
): Pick<Follow, 'look' | 'stop'> => {
  const oneAtATime = pLimit(1)
  const pollAlone = async (signal: AbortSignal, how: { readonly isRetry?: boolean } = {}): Promise<void> => {
    const { pollAndBrief } = await import('../pipeline.ts')
    await oneAtATime(() => pollAndBrief(journey, signal, how))
  }
  const poll = async (signal: AbortSignal): Promise<void> => {
    await pollAlone(signal)
    await markPollEnded(db, now())
  }
  /** Polls the sources that failed, at the time that the status announces for each, without waiting for POLL_CRON. */
  const retry = async (signal: AbortSignal): Promise<void> => pollAlone(signal, { isRetry: true })
  const briefOld = async (signal: AbortSignal): Promise<void> => {
    const { briefUnbriefed } = await import('../pipeline/brief-unbriefed.ts')
    await briefUnbriefed({ ...old, log }, signal)
  }
  const doMinuteWork = async (): Promise<void> => {
    const { doDueWork } = await import('../pipeline/due-work.ts')
    // Corrects times that were set while the clock was fast, perhaps before this start.
    if ((await capWaits(db, now())) > 0) journey.onEnqueued()
    await doDueWork(journey, coverage)
    await caches.forgetExpired(now())
    await traces.endJourneys(now())
    if ((await enqueueAlerts(db, await health(), now())) > 0) journey.onEnqueued()
  }
  const jobs: Job[] = []
  const begin = (cron: string, work: (signal: AbortSignal) => Promise<void>, limitMs: number, fault: string): void => {
    // In a process that does not lead it does nothing. When the lead changes, a running poll is not interrupted.
    const job = async (signal: AbortSignal): Promise<void> => (isLeading() ? work(signal) : undefined)
    jobs.push(every(cron, job, { onError: reporting(fault), limitMs }))
  }
  const work = follow({
    isWanted: isLeading,
    async begin() {
      if (!store.isAlone) log.info('this process leads: it polls the feeds for all that run on the database')
      if (jobs.length > 0) return
      for (const waiting of await endOwnWaits(db, now())) log.info(waiting, 'this feed is not asked before')
      begin('* * * * *', doMinuteWork, 10 * minuteMs, 'the due work of this minute (digests, alerts, expiry) failed')
      begin('* * * * *', briefOld, longestPollMs, 'old commentaries were not briefed')
      begin(config.pollCron, poll, longestPollMs, 'poll failed')
      begin('* * * * *', retry, longestPollMs, 'the retry of failed sources failed')
    },
    end: async () => {},
    onFault: reporting('the work of the leading process was not begun'),
  })
  return { look: work.look, stop: async () => void (await Promise.all([work, ...jobs].map((one) => one.stop()))) }
}

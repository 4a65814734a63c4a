import type { Config } from '../config/config.ts'
import { showNoQuotes } from '../delivery/permitted.ts'
import { readSources } from '../feed/source.ts'
import { waitAtMost } from '../limits.ts'
import type { Log } from '../log.ts'
import { addSubscription } from '../subscriptions/store.ts'
import { composeBriefings } from './briefings.ts'
import { watchTime } from './clock.ts'
import { composeCommands } from './commands.ts'
import { composeCore } from './core.ts'
import { receiveWhileLeading } from './receiving.ts'
import { composeJobs } from './jobs.ts'
import { composeGet, composeJourney } from './journey.ts'
import { composePage, pageSubscription, pageTenant } from './page.ts'
import { composePlatforms } from './platforms.ts'
import { composeSender } from './sender.ts'
import { composeState } from './state.ts'

const dayMs = 86_400_000

/** The longest wait for each when the program stops; together less than the ten seconds that a container gets. */
const stopWithinMs = { jobs: 2000, posts: 5000, adapters: 2000 }

export type Running = { readonly url: string; readonly stop: () => Promise<void> }

/** The parts of the program, in the order in which each needs the ones before it. */
const compose = async (config: Config, log: Log, readAgainAfterMs: number) => {
  const core = await composeCore(config, log)
  await addSubscription(core.db, pageSubscription, core.now())
  const briefings = await composeBriefings(core)
  const permitted = config.linkAndSynopsisOnly ? showNoQuotes(core.db) : undefined
  const sources = readSources(config.feedUrls, config.oaiUrl)
  const platforms = await composePlatforms(config, core)
  const receivings = platforms.map((one) => receiveWhileLeading(one, { ...core, handler: () => commands.handler }))
  const statuses = () => receivings.map((receiving) => receiving.status())
  const state = composeState(core, { sources, platforms: statuses, tenant: pageTenant })
  const mounted = Object.assign({}, ...platforms.map((one) => one.mounted))
  const page = composePage(core, { ...briefings, ...state, permitted, mounted })
  const sender = composeSender(core, { ...state, page, platforms, permitted })
  const reading = { sources, get: composeGet(config), onEnqueued: sender.onEnqueued }
  const commands = composeCommands(core, { ...briefings, ...state, ...reading })
  const journey = composeJourney(core, { ...briefings, ...reading, readAgainAfterMs })
  const jobs = composeJobs(core, { ...briefings, ...state, journey })
  return { core, platforms, receivings, state, page, sender, commands, jobs }
}

/**
 * Starts the program; `src/compose` is the only place that knows every module.
 * @param readAgainAfterMs how long after it was read a recent page is checked for corrections.
 * @throws UserError if the page's port or host cannot be opened.
 */
export const start = async (config: Config, log: Log, readAgainAfterMs = dayMs): Promise<Running> => {
  const { core, platforms, receivings, state, page, sender, commands, jobs } = await compose(
    config,
    log,
    readAgainAfterMs,
  )
  await page.start(commands.handler)
  for (const receiving of receivings) await receiving.start()
  const endWarming = commands.warm()
  sender.wake()
  const startOrStop = (): void => [jobs, ...receivings].forEach(({ look }) => look())
  core.store.onLeadChange(startOrStop)
  startOrStop()
  const endWatch = watchTime(core, sender.wake)
  const endReports = state.reportToOthers()
  return {
    url: page.url(),
    stop: async () => {
      endWarming()
      endWatch()
      // Each step is durable: the next start completes what takes longer.
      await waitAtMost(Promise.all([jobs, ...receivings].map(async (one) => one.stop())), stopWithinMs.jobs)
      await waitAtMost(sender.stop(), stopWithinMs.posts)
      await waitAtMost(Promise.all([page, ...platforms].map(async (one) => one.stop())), stopWithinMs.adapters)
      await endReports()
      await core.traces.stop()
      await core.caches.close()
      await core.store.close()
    },
  }
}

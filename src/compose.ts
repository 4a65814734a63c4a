import { createWeb } from '../adapters/web/index.ts'
import { haveRebriefed } from './archive/store/briefings.ts'
import { findCommentary, latestCommentaries } from './archive/store/commentaries.ts'
import { type BriefingDeps, createMakeBriefings, withBriefings } from './archive/make-briefings.ts'
import { createEngine, engineOfOld } from './briefing/create-engine.ts'
import { synopsisOnlyVersion } from './briefing/port.ts'
import { createExtractiveInWorker } from './briefing/extractive/in-worker.ts'
import { hearWhileLeading } from './compose-hearing.ts'
import { composeStore } from './compose-store.ts'
import { composePlatforms, previewAs } from './compose-platforms.ts'
import type { Config } from './config.ts'
import { createDispatcher } from './delivery/dispatch.ts'
import { followUp } from './delivery/follow-up.ts'
import { permittedPoster, showNoQuotes } from './delivery/permitted.ts'
import type { Poster } from './delivery/port.ts'
import { createLazyHandler } from './commands/lazy-handler.ts'
import type { Coverage } from './delivery/digest.ts'
import { createTimeline } from './delivery/store-timeline.ts'
import { describeError } from './errors.ts'
import { readSources } from './feed/source.ts'
import { createGet, type Validators } from './fetch/get.ts'
import { createReadText } from './fetch/read-text.ts'
import { waitAtMost } from './limits.ts'
import type { Log } from './log.ts'
import { coverageLine } from './ops/coverage.ts'
import { enqueueAlerts } from './ops/alerts.ts'
import { checkStorage, createHealth, readiness, StorageAway } from './ops/health.ts'
import { createMetrics } from './ops/metrics.ts'
import { readStatus, statusesOf } from './ops/status.ts'
import { beginTraces } from './ops/traces.ts'
import type { AskRepository } from './feed/ask-step.ts'
import type { Journey } from './pipeline/journey.ts'
import { watchClock } from './schedule/clock.ts'
import { every, type Job, longestPeriodMs } from './schedule/cron.ts'
import { follow } from './schedule/follow.ts'
import { forgetShownAnswers } from './store/forget.ts'
import { markPollEnded } from './store/installation.ts'
import { storageTrouble } from './store/storage-error.ts'
import { capWaits, moveWaits } from './store/waits.ts'
import { openCaches } from './store/caches.ts'
import { createKeyv } from './store/keyv.ts'
import { type Permission, readAsTenant } from './store/reader.ts'
import { type Place, tenantKey } from './subscriptions/place.ts'
import { addSubscription, type NewSubscription } from './subscriptions/store.ts'
import { userAgent, version } from './version.ts'

/** The one channel that needs no platform: the web preview's. */
const webPlace: Place = { platform: 'web', tenant: 'local', channel: 'briefings' }

/** The web channel is there from the start, and gets everything. */
const webSubscription: NewSubscription = {
  place: webPlace,
  kind: 'feed',
  filter: '',
  isInstant: true,
  digest: undefined,
  locale: 'en-GB',
  createdBy: { id: 'rsis-brief', name: 'rsis-brief' },
}

/** The commands are loaded once the start is over, before anybody has typed one. */
const warmAfterMs = 1000

const minuteMs = 60_000
const dayMs = 86_400_000
/** Each step of a poll has its own, shorter limit; a thousand commentaries and a slow model take a day. */
const longestPollMs = dayMs

/** What is posted in between is not known to a start on a copy that was made in between. */
const keepProgressEveryMs = 10_000

/** How long a stop waits for each; together below the ten seconds that a container gets. */
const stopWithinMs = { jobs: 2000, posts: 5000, adapters: 2000 }

export type Running = { readonly url: string; readonly stop: () => Promise<void> }

/** The composition root, the only place that knows every module: store → engine → adapters → jobs. */
export const start = async (config: Config, log: Log, readAgainAfterMs = dayMs): Promise<Running> => {
  const store = await composeStore(config, log)
  const { db, keepProgress, findFault, isLeading, now } = store
  const startedAt = now()
  await addSubscription(db, webSubscription, now())

  const caches = await openCaches(config.keyvUrl, { db, now, log })
  const traces = await beginTraces(config.traces, { db, version, log })
  const permission: Permission = config.linkAndSynopsisOnly ? 'synopsis' : 'text'
  const stale = await haveRebriefed(db, { isOf: synopsisOnlyVersion, isWanted: config.linkAndSynopsisOnly }, now())
  if (stale > 0 && config.linkAndSynopsisOnly) await forgetShownAnswers(db)
  const permitted = config.linkAndSynopsisOnly ? showNoQuotes(db) : undefined
  const permittedTo = (poster: Poster): Poster =>
    permitted === undefined ? poster : permittedPoster(poster, permitted)
  const offline = createExtractiveInWorker()
  const engine = await createEngine(config.model, {
    offline,
    isSynopsisOnly: config.linkAndSynopsisOnly,
    db,
    caches,
    now,
    log,
  })
  const old: BriefingDeps = { db, engine: engineOfOld(config.linkAndSynopsisOnly, offline), now }
  const makeBriefings = createMakeBriefings(old)
  const platforms = await composePlatforms(config, { db, log, now })
  const sources = readSources(config.feedUrls, config.oaiUrl)
  const sourceIds = sources.map(({ id }) => id)
  const hearings = platforms.map((one) => hearWhileLeading(one, { handler: () => handler, isLeading, log }))
  const platformStatuses = () => hearings.map((hearing) => hearing.status())
  const status = (reader: string) =>
    readStatus(db, {
      reader,
      version,
      model: config.model,
      caches,
      platforms: platformStatuses(),
      startedAt,
      sourceIds,
      now: now(),
    })
  const health = createHealth({
    db,
    databasePath: config.databasePath,
    findFault,
    sourceIds,
    platforms: platformStatuses,
    caches,
    pollPeriodMs: longestPeriodMs(config.pollCron),
    startedAt,
    now,
  })
  // What the page shows is what its own workspace may know.
  const webTenant = tenantKey(webPlace)
  const shown = () => readAsTenant(db, webTenant, permission)
  const metrics = createMetrics({ version, db, status: () => status(webTenant), troubles: health, isLeading, now })
  const web = createWeb({
    mounted: Object.assign({}, ...platforms.map(({ mounted }) => mounted)),
    preview: previewAs,
    host: config.host,
    port: config.port,
    password: config.webPassword,
    publicUrl: config.publicUrl,
    version,
    timeline: createTimeline(db, permitted),
    read: async (id) => {
      const reading = await shown()
      const archived = await findCommentary(reading, id)
      return archived && (await withBriefings(reading, makeBriefings, [archived]))[0]
    },
    mcp: async (request) =>
      (await import('./mcp/http.ts')).answerMcp(await shown(), makeBriefings, { request, version }),
    library: async () => (await import('./commands/browse.ts')).createLibrary(await shown(), makeBriefings),
    latest: async () => (await latestCommentaries(await shown(), { limit: 1, offset: 0 })).items[0],
    async status() {
      checkStorage(await health())
      return status(webTenant)
    },
    ready: async () => readiness(await health()),
    storageTrouble: (error) =>
      error instanceof StorageAway ? error.message : storageTrouble(config.databasePath, error),
    metrics: metrics.scrape,
    place: webPlace,
    log,
    now,
  })
  const dispatcher = createDispatcher({
    db,
    posters: {
      web: permittedTo(web),
      ...Object.fromEntries(platforms.map((one) => [one.platform, permittedTo(one)])),
    },
    isAlone: store.isAlone,
    onNotPosted: (tx, delivery, next) => followUp(tx, delivery, next, now()),
    onAttempted: metrics.attempted,
    now,
    random: Math.random,
    log,
  })
  store.hear(() => dispatcher.wake())
  const reporting = (what: string) => (error: unknown) =>
    log.error({ error: storageTrouble(config.databasePath, error) ?? describeError(error) }, what)
  const onEnqueued = (): void => {
    dispatcher.wake()
    void store.announce().catch(reporting('the other processes were not told of new deliveries'))
  }
  const get = createGet({ allowPrivate: config.allowPrivateFeeds, proxies: config.proxies, userAgent })
  const askRepository: AskRepository = async (asked, signal) => {
    const { createAskRepository } = await import('./pipeline/ask-repository.ts')
    const ask = createAskRepository({
      ...old,
      get,
      progress: createKeyv(db, 'backfill', Date.now),
      set: config.oaiSet,
      polite: { userAgent, pauseMs: 1000 },
    })
    return ask(asked, signal)
  }
  const journey: Journey = {
    db,
    sources,
    validators: caches.of<Validators>('validators'),
    get,
    askRepository,
    engine,
    readAgainAfterMs,
    onEnqueued,
    now,
    log,
  }

  const coverage: Coverage = async (zone) => coverageLine(await statusesOf(db, sourceIds), zone)
  const context = {
    db,
    caches,
    makeBriefings,
    status,
    permission,
    coverage,
    sourceIds,
    onEnqueued,
    onAnswered: metrics.answered,
    now,
  }
  const onFault = (error: unknown) => log.error({ error: describeError(error) }, 'command failed')
  const handler = createLazyHandler(async () => {
    const { createHandler } = await import('./commands/registry.ts')
    const { createPeoplesFeeds } = await import('./feed/own-feeds.ts')
    return createHandler(
      { ...context, readText: createReadText(get), feeds: createPeoplesFeeds({ db, get, now, configured: sources }) },
      onFault,
    )
  })
  await web.start(handler)
  for (const hearing of hearings) await hearing.start()
  const warming = setTimeout(() => void handler.warm().catch(onFault), warmAfterMs).unref()
  dispatcher.wake()
  const poll = async (signal: AbortSignal): Promise<void> => {
    if (!isLeading()) return
    const { pollAndBrief } = await import('./pipeline.ts')
    await pollAndBrief(journey, signal)
    await markPollEnded(db, now())
  }
  const briefOld = async (signal: AbortSignal): Promise<void> => {
    if (!isLeading()) return
    const { briefUnbriefed } = await import('./pipeline/brief-unbriefed.ts')
    await briefUnbriefed({ ...old, log }, signal)
  }
  const doMinuteWork = async (): Promise<void> => {
    if (!isLeading()) return
    const { doDueWork } = await import('./pipeline/due-work.ts')
    // Times that were set while the clock was ahead, perhaps before this start.
    if ((await capWaits(db, now())) > 0) onEnqueued()
    await doDueWork(journey, coverage)
    await caches.forgetExpired(now())
    await traces.endJourneys(now())
    if ((await enqueueAlerts(db, await health(), now())) > 0) onEnqueued()
  }
  const jobs: Job[] = []
  // They go on when another process leads, and do nothing: a poll that runs is not broken off.
  const beginJobs = async (): Promise<void> => {
    if (!store.isAlone) log.info('this process leads: it polls the feeds for all that run on the database')
    if (jobs.length > 0) return
    const onMinuteFault = reporting('the work of this minute failed')
    jobs.push(
      every('* * * * *', doMinuteWork, { onError: onMinuteFault, limitMs: 10 * minuteMs }),
      every('* * * * *', briefOld, { onError: reporting('old commentaries were not briefed'), limitMs: longestPollMs }),
      every(config.pollCron, poll, { onError: reporting('poll failed'), limitMs: longestPollMs }),
    )
  }
  const onJobsFault = reporting('the work of the leading process was not begun')
  const work = follow({ isWanted: isLeading, begin: beginJobs, end: async () => {}, onFault: onJobsFault })
  const takeTurn = (): void => [work, ...hearings].forEach(({ look }) => look())
  store.onTurn(takeTurn)
  takeTurn()

  const onClockSet = async (byMs: number): Promise<void> => {
    log.warn({ seconds: Math.round(byMs / 1000) }, 'the clock of this machine was set')
    // Several go by the time of their server, which was not set.
    if (byMs < 0 && store.isAlone) await moveWaits(db, byMs)
    dispatcher.wake()
  }
  const endWatch = watchClock((byMs) => void onClockSet(byMs).catch(reporting('waits not moved')))
  const keeping = setInterval(() => void keepProgress().catch(reporting('progress not noted')), keepProgressEveryMs)
  return {
    url: web.url(),
    stop: async () => {
      clearTimeout(warming)
      clearInterval(keeping)
      endWatch()
      // Each step is durable: what takes longer is completed by the next start.
      await waitAtMost(Promise.all([work, ...hearings, ...jobs].map(async (one) => one.stop())), stopWithinMs.jobs)
      await waitAtMost(dispatcher.stop(), stopWithinMs.posts)
      await waitAtMost(Promise.all([web, ...platforms].map(async (adapter) => adapter.stop())), stopWithinMs.adapters)
      await traces.stop()
      await caches.close()
      await store.close()
    },
  }
}

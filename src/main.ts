import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { createWeb } from '../adapters/web/index.ts'
import packageJson from '../package.json' with { type: 'json' }
import { findCommentary, latestCommentaries } from './archive/store.ts'
import { createExtractive } from './briefing/extractive/index.ts'
import { createCommands } from './commands/registry.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { createDispatcher } from './delivery/dispatch.ts'
import { createTimeline } from './delivery/store-timeline.ts'
import { describeError, UserError } from './errors.ts'
import { type StoredValidators } from './feed/poll.ts'
import { readSources } from './feed/source.ts'
import { createGet } from './fetch/get.ts'
import { createLog, type Log } from './log.ts'
import { readStatus } from './ops/status.ts'
import { type Journey, pollAndBrief } from './pipeline.ts'
import { every } from './schedule/cron.ts'
import { openStore } from './store/connection.ts'
import { createKeyv } from './store/keyv.ts'
import { lockStore } from './store/lock.ts'
import type { Place } from './subscriptions/place.ts'
import { ensureSubscription } from './subscriptions/store.ts'

const { version } = packageJson
const userAgent = `rsis-brief/${version} (feed reader; +https://github.com/rsis-brief/rsis-brief)`

/** The one channel that needs no platform: the web preview's. */
const webPlace: Place = { platform: 'web', tenant: 'local', channel: 'briefings' }

type Running = { readonly url: string; stop(): Promise<void> }

/** The composition root: config → store → engine → adapters → jobs. */
const start = async (config: Config, log: Log): Promise<Running> => {
  const startedAt = new Date()
  const now = (): Date => new Date()
  const { db, close } = await openStore(config.databasePath)
  const unlock = lockStore(config.databasePath)
  await ensureSubscription(db, webPlace, 'rsis-brief', now())

  const status = () => readStatus(db, { version, engine: 'extractive', startedAt })
  const web = createWeb({
    host: config.host,
    port: config.port,
    version,
    timeline: createTimeline(db),
    read: (id) => findCommentary(db, id),
    latest: async () => (await latestCommentaries(db, { limit: 1, offset: 0 })).items[0],
    status,
    place: webPlace,
    log,
    now,
  })
  const dispatcher = createDispatcher({ db, posters: { web }, graceMs: { web: 0 }, now, random: Math.random, log })
  const journey: Journey = {
    db,
    sources: readSources(config.feedUrls),
    validators: createKeyv<StoredValidators>(db, 'validators', Date.now),
    get: createGet({ allowPrivate: config.allowPrivateFeeds, userAgent }),
    engine: createExtractive(),
    onOwed: dispatcher.wake,
    now,
    log,
  }

  await web.start(createCommands({ db, status }, (error) => log.error({ error: describeError(error) }, 'command failed')))
  dispatcher.wake()
  const stopping = new AbortController()
  const polling = every(
    config.pollCron,
    () => pollAndBrief(journey, stopping.signal),
    (error) => log.error({ error: describeError(error) }, 'poll failed'),
  )

  return {
    url: web.url(),
    async stop() {
      stopping.abort()
      await polling.stop()
      await dispatcher.stop()
      await web.stop()
      await close()
      unlock()
    },
  }
}

/** Starts, says where to look, and stops in order on the first signal; a second signal, or ten seconds, end it at once. */
const serve = async (config: Config, log: Log, onStop?: () => Promise<void>): Promise<Running> => {
  const running = await start(config, log)
  let isStopping = false
  const stop = async (): Promise<void> => {
    if (isStopping) process.exit(1)
    isStopping = true
    setTimeout(() => process.exit(1), stopWithinMs).unref()
    await running.stop()
    await onStop?.()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
  process.on('unhandledRejection', (error) => log.error({ error: describeError(error) }, 'unhandled'))
  return running
}

const stopWithinMs = 10_000

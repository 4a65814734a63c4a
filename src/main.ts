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
import { pollSource, type StoredValidators } from './feed/poll.ts'
import { readSources } from './feed/source.ts'
import { sourceStatuses } from './feed/store.ts'
import { createGet } from './fetch/get.ts'
import { createLog, type Log } from './log.ts'
import { isReady, readStatus } from './ops/status.ts'
import { importOne, type Journey, pollAndBrief } from './pipeline.ts'
import { every } from './schedule/cron.ts'
import { findDamage, openStore } from './store/connection.ts'
import { createKeyv } from './store/keyv.ts'
import { lockStore } from './store/lock.ts'
import type { Place } from './subscriptions/place.ts'
import { ensureSubscription } from './subscriptions/store.ts'

const { version } = packageJson
const userAgent = `rsis-brief/${version} (feed reader; +https://github.com/rsis-brief/rsis-brief)`

/** The one channel that needs no platform: the web preview's. */
const webPlace: Place = { platform: 'web', tenant: 'local', channel: 'briefings' }

const dayMs = 86_400_000
/** In the demo a correction shows within seconds instead of a day. */
const demoReadAgainAfterMs = 5_000

type Running = { readonly url: string; readonly stop: () => Promise<void> }

/** The composition root: config → store → engine → adapters → jobs. */
const start = async (config: Config, log: Log, readAgainAfterMs = dayMs): Promise<Running> => {
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
    ready: () => isReady(db),
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
    readAgainAfterMs,
    onOwed: () => dispatcher.wake(),
    now,
    log,
  }

  await web.start(
    createCommands({ db, status }, (error) => log.error({ error: describeError(error) }, 'command failed')),
  )
  dispatcher.wake()
  const stopping = new AbortController()
  const polling = every(
    config.pollCron,
    () => pollAndBrief(journey, stopping.signal),
    (error) => log.error({ error: describeError(error) }, 'poll failed'),
  )

  return {
    url: web.url(),
    stop: async () => {
      stopping.abort()
      await polling.stop()
      await dispatcher.stop()
      await web.stop()
      await close()
      unlock()
    },
  }
}

const stopWithinMs = 10_000

/** Stops in order on the first signal; a second signal, or ten seconds, end it at once. */
const stopOnSignal = (stop: () => Promise<void>, log: Log): void => {
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

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const runStart = async (): Promise<void> => {
  const config = readConfig(process.env)
  const log = await createLog(config.logLevel, process.stderr.isTTY)
  for (const warning of config.warnings) log.warn(warning)
  const running = await start(config, log)
  stopOnSignal(() => running.stop(), log)
  say(`rsis-brief ${version} is ready: ${running.url} (Ctrl-C stops it)`)
}

const runDemo = async (): Promise<void> => {
  const { runShow } = await import('./demo/show.ts')
  const given = readConfig(process.env)
  const log = await createLog('info', true)
  await runShow({
    say,
    serve: async (feedUrl, databasePath, close) => {
      const config = { ...given, feedUrls: [feedUrl], databasePath, allowPrivateFeeds: true, pollCron: '*/2 * * * * *' }
      const running = await start(config, log, demoReadAgainAfterMs)
      stopOnSignal(async () => {
        await running.stop()
        await close()
      }, log)
      return running
    },
  })
}

const runImport = async (source: string, { post }: { post?: true }): Promise<void> => {
  const config = readConfig(process.env)
  const { db, close } = await openStore(config.databasePath)
  const get = createGet({ allowPrivate: config.allowPrivateFeeds, userAgent })
  const journey = { db, get, engine: createExtractive(), now: () => new Date() }
  const { id, state, claims, owed } = await importOne(journey, source, post === true)
  await close()
  say(`${id}: ${state}, ${claims} key claims. /rsis show ${id} shows it.`)
  if (owed > 0) say('The running program posts it within a minute.')
}

const runDoctor = async (): Promise<void> => {
  const config = readConfig(process.env)
  const { checkPort, checkSource, checkStorage, formatChecks } = await import('./ops/doctor.ts')
  // The feeds are polled as the program does it, into a database that is thrown away.
  const { db, close } = await openStore(':memory:')
  const now = (): Date => new Date()
  const polling = {
    db,
    validators: createKeyv<StoredValidators>(db, 'validators', Date.now),
    get: createGet({ allowPrivate: config.allowPrivateFeeds, userAgent }),
    now,
    log: await createLog('silent', false),
  }
  for (const source of readSources(config.feedUrls)) await pollSource(polling, source)
  const checks = [
    { name: 'node', state: 'good', detail: process.version } as const,
    await checkStorage(config.databasePath, openStore, findDamage),
    ...(await sourceStatuses(db)).flatMap(checkSource),
    await checkPort(config.host, config.port),
    { name: 'engine', state: 'good', detail: 'extractive, offline' } as const,
    ...config.warnings.map((warning) => ({ name: 'settings', state: 'warning', detail: warning }) as const),
  ]
  await close()
  say(formatChecks(checks))
  if (checks.some(({ state }) => state === 'bad')) process.exitCode = 1
}

/** A person's mistake is one line with its fix and exit code 2; a fault of ours one line and exit code 1. */
const fail = (error: unknown): never => {
  if (error instanceof ConfigError || error instanceof UserError) {
    process.stderr.write(`${error.message}\n`)
    process.exit(2)
  }
  process.stderr.write(`rsis-brief: ${describeError(error)}\n`)
  process.exit(1)
}

if (existsSync('.env')) process.loadEnvFile('.env')

await new Command('rsis-brief')
  .description(packageJson.description)
  .version(version)
  .action(runStart)
  .addCommand(new Command('demo').description('the same program on bundled sample commentaries').action(runDemo))
  .addCommand(
    new Command('import')
      .description('take in a commentary from a saved page, a PDF or an address')
      .argument('<source>', 'a .html, .pdf or .txt file, or an http(s) address')
      .option('--post', 'post it to the subscribed channels as well')
      .action(runImport),
  )
  .addCommand(new Command('doctor').description('check feeds, storage and settings').action(runDoctor))
  .parseAsync()
  .catch(fail)

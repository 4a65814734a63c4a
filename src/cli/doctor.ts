import { checkPlatforms } from '../compose/platforms.ts'
import type { Config } from '../config/config.ts'
import { configure } from './configure.ts'
import type { Mistake } from '../errors.ts'
import { pollSource } from '../feed/poll.ts'
import { readSources } from '../feed/source.ts'
import { sourceStatuses } from '../feed/store-sources.ts'
import { createGet, type Validators } from '../fetch/get.ts'
import { createLog, type Log } from '../log.ts'
import { checkModel } from '../ops/check-model.ts'
import {
  type Check,
  checkCaches,
  checkPort,
  checkProxies,
  checkSearchFolder,
  checkSource,
  checkStorage,
  formatChecks,
} from '../ops/doctor.ts'
import { inspectStore, openStore } from '../store/connection.ts'
import { databaseCaches, lookAtCaches } from '../store/caches.ts'
import { userAgent } from '../version.ts'
import { print } from './print.ts'

/** Polls the feeds as the program does, with a temporary database. */
const checkFeeds = async (config: Config): Promise<Check[]> => {
  const { db, close } = await openStore(':memory:')
  const now = () => new Date()
  const polling = {
    db,
    validators: databaseCaches(db, now).of<Validators>('validators'),
    get: createGet({ allowPrivate: config.allowPrivateFeeds, proxies: config.proxies, userAgent }),
    now,
    log: await createLog('silent', false),
  }
  for (const source of readSources(config.feedUrls, config.oaiUrl)) await pollSource(polling, source)
  const checks = (await sourceStatuses(db)).map(checkSource)
  await close()
  return checks
}

/** Checks the chat platforms, including what the database stores about them, if it can be read. */
const checkChannels = async (
  config: Config,
  deps: { readonly log: Log; readonly now: () => Date },
): Promise<Check[]> => {
  const found = await inspectStore(config.databasePath).catch(() => undefined)
  try {
    return await checkPlatforms(config, { ...deps, db: found?.isCurrent === true ? found.db : undefined })
  } finally {
    await found?.close()
  }
}

/** Prints what works and how to fix the rest; exit code 1 if something does not work. @param warnings about the file `.env`. */
export const runDoctor = async (env: NodeJS.ProcessEnv, warnings: readonly Mistake[]): Promise<void> => {
  const config = configure(env)
  const log = await createLog('silent', false)
  const now = () => new Date()
  const checks: Check[] = [
    { name: 'node', state: 'good', detail: process.version },
    ...checkProxies(config.proxies),
    await checkStorage(config.databasePath, inspectStore),
    ...checkSearchFolder(config.databasePath, config.searchFolder),
    ...checkCaches(config.keyvUrl === undefined ? undefined : await lookAtCaches(config.keyvUrl, { log, now })),
    ...(await checkFeeds(config)),
    await checkPort(config.host, config.port),
    await checkModel(config.model, fetch),
    ...(await checkChannels(config, { log, now })),
    ...[...warnings, ...config.warnings].map(
      ({ field, problem, fix }): Check => ({ name: 'settings', state: 'warning', detail: `${field}: ${problem}`, fix }),
    ),
  ]
  print(formatChecks(checks))
  if (checks.some(({ state }) => state === 'bad')) process.exitCode = 1
}

import { documentsIn } from '../backfill/documents.ts'
import { findSet } from '../backfill/harvest.ts'
import { createOaiAsk } from '../backfill/oai-client.ts'
import { extractive } from '../briefing/create-engine.ts'
import { synopsisOnly } from '../briefing/synopsis-only.ts'
import type { Engine } from '../briefing/port.ts'
import type { Config } from '../config.ts'
import { createGet } from '../fetch/get.ts'
import { backfill } from '../pipeline/backfill.ts'
import { backfillFiles, type FilesTaken } from '../pipeline/backfill-files.ts'
import { openStore } from '../store/connection.ts'
import { createKeyv } from '../store/keyv.ts'
import { userAgent } from '../version.ts'
import { configure } from './configure.ts'
import { print } from './print.ts'

/** One request a second is what a repository expects of a program. */
const pauseMs = 1000

/** A line after so many documents. */
const reportEvery = 100

const engineOf = ({ linkAndSynopsisOnly }: Config): Engine => (linkAndSynopsisOnly ? synopsisOnly : extractive)

/** Fills the archive with the commentaries in files and folders; nothing is posted. */
const runFiles = async (env: NodeJS.ProcessEnv, paths: readonly string[]): Promise<void> => {
  const config = configure(env)
  const { db, close } = await openStore(config.databasePath)
  const { signal } = new AbortController()
  let taken: FilesTaken = { read: 0, added: 0, known: 0 }
  for await (taken of backfillFiles(
    { db, engine: engineOf(config), now: () => new Date() },
    documentsIn(paths),
    signal,
  )) {
    if (taken.read % reportEvery === 0) print(`${taken.read} documents read, ${taken.added} commentaries taken in`)
  }
  await close()
  const left = taken.read - taken.added - taken.known
  print(
    `Done: of ${taken.read} documents ${taken.added} were taken in, ${taken.known} were held already, ${left} are none.`,
  )
}

/** Fills the archive from files where some are named, else with what a repository knows; nothing is posted. */
export const runBackfill = async (env: NodeJS.ProcessEnv, paths: readonly string[]): Promise<void> =>
  paths.length > 0 ? runFiles(env, paths) : runRepository(env)

const runRepository = async (env: NodeJS.ProcessEnv): Promise<void> => {
  const config = configure(env)
  const { databasePath, allowPrivateFeeds, proxies, oaiUrl, oaiSet } = config
  const { db, close } = await openStore(databasePath)
  const get = createGet({ allowPrivate: allowPrivateFeeds, proxies, userAgent, timeoutMs: 120_000 })
  const ask = createOaiAsk(get, oaiUrl, { userAgent, pauseMs })
  const { signal } = new AbortController()
  const set = oaiSet ?? (await findSet(ask, signal))
  const progress = createKeyv(db, 'backfill', Date.now)
  let added = 0
  print(`${oaiUrl}, set ${set}: at most one request a second; stop at any time, the next run goes on from there`)
  for await (const done of backfill(
    { db, engine: engineOf(config), ask, progress, now: () => new Date() },
    { repository: oaiUrl, set, signal },
  )) {
    added = done.added
    print(`${done.read}${done.total === undefined ? '' : ` of ${done.total}`} records read, ${added} new`)
  }
  await close()
  print(`Done: ${added} commentaries are new, known by title, authors, date and abstract. /rsis search finds them.`)
}

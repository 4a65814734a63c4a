import { findSet } from '../backfill/harvest.ts'
import { createOaiAsk } from '../backfill/oai-client.ts'
import { extractive } from '../briefing/create-engine.ts'
import { synopsisOnly } from '../briefing/synopsis-only.ts'
import { createGet } from '../fetch/get.ts'
import { backfill } from '../pipeline/backfill.ts'
import { openStore } from '../store/connection.ts'
import { createKeyv } from '../store/keyv.ts'
import { userAgent } from '../version.ts'
import { configure } from './configure.ts'
import { print } from './print.ts'

/** One request a second is what a repository expects of a program. */
const pauseMs = 1000

/** Fills the archive with what a repository knows of every commentary; nothing is posted. */
export const runBackfill = async (env: NodeJS.ProcessEnv): Promise<void> => {
  const { databasePath, allowPrivateFeeds, proxies, oaiUrl, oaiSet, linkAndSynopsisOnly } = configure(env)
  const { db, close } = await openStore(databasePath)
  const get = createGet({ allowPrivate: allowPrivateFeeds, proxies, userAgent, timeoutMs: 120_000 })
  const ask = createOaiAsk(get, oaiUrl, { pauseMs })
  const { signal } = new AbortController()
  const set = oaiSet ?? (await findSet(ask, signal))
  const progress = createKeyv(db, 'backfill', Date.now)
  let added = 0
  print(`${oaiUrl}, set ${set}: one request a second; stop at any time, the next run goes on from there`)
  for await (const done of backfill(
    { db, engine: linkAndSynopsisOnly ? synopsisOnly : extractive, ask, progress, now: () => new Date() },
    { repository: oaiUrl, set, signal },
  )) {
    added = done.added
    print(`${done.read}${done.total === undefined ? '' : ` of ${done.total}`} records read, ${added} new`)
  }
  await close()
  print(`Done: ${added} commentaries are new, known by title, authors, date and abstract. /rsis search finds them.`)
}

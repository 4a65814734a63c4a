import { documentsIn } from '../backfill/documents.ts'
import { countAbstracts } from '../archive/store/commentaries.ts'
import { findSet } from '../backfill/harvest.ts'
import { createOaiAsk } from '../backfill/oai-client.ts'
import { createPoliteGet } from '../backfill/polite.ts'
import { extractive } from '../briefing/create-engine.ts'
import { synopsisOnly } from '../briefing/synopsis-only.ts'
import type { Engine } from '../briefing/port.ts'
import type { Config } from '../config.ts'
import { createGet } from '../fetch/get.ts'
import { backfill } from '../pipeline/backfill.ts'
import { completeAbstracts, type Completed } from '../pipeline/complete-abstracts.ts'
import { backfillFiles, type FilesTaken } from '../pipeline/backfill-files.ts'
import { openStore } from '../store/connection.ts'
import { createKeyv } from '../store/keyv.ts'
import { userAgent } from '../version.ts'
import { configure } from './configure.ts'
import { print } from './print.ts'
import { createProgress } from './progress.ts'

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

type Work = Parameters<typeof completeAbstracts>
type Deps = Work[0]
type Where = Work[1]

/** Takes in the records; how many are new. */
const readRecords = async (deps: Deps, where: Where): Promise<number> => {
  const progress = createProgress()
  let added = 0
  for await (const done of backfill(deps, where)) {
    added = done.added
    progress.show(done.read, { total: done.total, what: `records read, ${added} new` })
  }
  progress.end()
  return added
}

/** Takes in the files of the records; a line that says what came of it. */
const readFiles = async (deps: Deps, where: Where): Promise<string> => {
  const total = await countAbstracts(deps.db)
  if (total === 0) return 'None is known by its abstract only.'
  print(`${total} are known by their abstract only: their PDFs are asked for, one a second`)
  const progress = createProgress()
  let last: Completed | undefined
  for await (const done of completeAbstracts(deps, where)) {
    last = done
    progress.show(done.completed + done.refused, { total, what: `PDFs asked for, ${done.completed} read` })
  }
  progress.end()
  const left = await countAbstracts(deps.db)
  const reason = last?.reason === undefined ? '' : ` (${last.reason})`
  const end = last?.isGivenUp === true ? ` The repository does not give its files to programs${reason}.` : ''
  return `${last?.completed ?? 0} got their text; ${left} are known by their abstract only.${end}`
}

const runRepository = async (env: NodeJS.ProcessEnv): Promise<void> => {
  const config = configure(env)
  const { databasePath, allowPrivateFeeds, proxies, oaiUrl, oaiSet } = config
  const { db, close } = await openStore(databasePath)
  const get = createPoliteGet(createGet({ allowPrivate: allowPrivateFeeds, proxies, userAgent, timeoutMs: 120_000 }), {
    userAgent,
    pauseMs,
  })
  const ask = createOaiAsk(get, oaiUrl)
  const { signal } = new AbortController()
  try {
    const set = oaiSet ?? (await findSet(ask, signal))
    print(`${oaiUrl}, set ${set}: at most one request a second; stop at any time, the next run goes on from there`)
    const progress = createKeyv(db, 'backfill', Date.now)
    const deps = { db, engine: engineOf(config), get, ask, progress, now: () => new Date() }
    const where = { repository: oaiUrl, set, signal }
    const added = await readRecords(deps, where)
    print(`${added} commentaries are new. ${await readFiles(deps, where)} /rsis search finds them.`)
  } finally {
    await close()
  }
}

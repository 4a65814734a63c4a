import { countCommentaries, countOf } from '../card/count.ts'
import { documentsIn } from '../backfill/documents.ts'
import { findCommentary } from '../archive/store/commentaries.ts'
import { countUnbriefed } from '../archive/store/briefings.ts'
import { countAbstracts } from '../archive/store/counts.ts'
import { idOfKey } from '../archive/store/names.ts'
import { capturesFromIndex } from '../backfill/capture-index.ts'
import { findSet } from '../backfill/harvest.ts'
import { createOaiAsk } from '../backfill/oai-client.ts'
import { createPoliteGet } from '../backfill/polite.ts'
import { engineOfOld } from '../briefing/create-engine.ts'
import type { Config } from '../config/config.ts'
import { defaultRepository } from '../config/general.ts'
import { createGet, type Get } from '../fetch/get.ts'
import { backfill, remembered } from '../pipeline/backfill.ts'
import { completeAbstracts, type Completed } from '../pipeline/complete-abstracts.ts'
import type { Found, Skipped } from '../backfill/found.ts'
import { isPart } from '../commentary/commentary.ts'
import { UserError } from '../errors.ts'
import type { Validators } from '../fetch/get.ts'
import { backfillFiles } from '../pipeline/backfill-files.ts'
import { type Db, openStore } from '../store/connection.ts'
import { createKeyv } from '../store/keyv.ts'
import { userAgent } from '../version.ts'
import { configure } from './configure.ts'
import { print } from './print.ts'
import { createProgress } from './progress.ts'

/** How long to wait between two requests: one a second is a usual limit for programs. */
const pauseMs = 1000

/** The time is checked after this many documents, to print progress. */
const reportEvery = 100
/** The number of names printed for each reason. */
const mostNamed = 3

type Reasons = Map<string, { count: number; readonly names: string[] }>

const note = (reasons: Reasons, { name, problem }: Skipped): void => {
  const known = reasons.get(problem) ?? { count: 0, names: [] }
  reasons.set(problem, known)
  known.count += 1
  if (known.names.length < mostNamed) known.names.push(name)
}

/** One line for each reason, with the names of a few documents. */
const reasonLines = (reasons: Reasons): string[] =>
  [...reasons].map(([problem, { count, names }]) => {
    const more = count > names.length ? ` and ${count - names.length} more` : ''
    return `  ${problem}: ${names.join(', ')}${more}`
  })

/** How many commentaries are still to be briefed. */
const unbriefedLine = async (db: Db): Promise<string> => {
  const count = await countUnbriefed(db)
  return count === 0
    ? 'Every commentary has a briefing.'
    : `/rsis search finds ${count === 1 ? 'it' : 'them'} now. ${countCommentaries(count)} ${count === 1 ? 'has' : 'have'} no briefing yet: the program makes ${count === 1 ? 'it' : 'them'} while it runs, or when somebody asks for one.`
}

/** Makes requests politely, and prints a line if one needs several tries. */
const politely = (get: Get): Get =>
  createPoliteGet(get, {
    userAgent,
    pauseMs,
    onWait: (trouble, waitMs, triesLeft) =>
      print(
        `${trouble}; asked again in ${Math.ceil(waitMs / 1000)} s, ${triesLeft === 1 ? 'for the last time' : `at most ${triesLeft} times`}`,
      ),
  })

/** Where documents come from; `ahead` as for `backfillFiles`. */
type Source = { readonly documents: AsyncIterable<Found>; readonly ahead?: number }

/** The publisher's pages in a capture index. @throws UserError if the settings name no index. */
const fromCaptures = (config: Config, db: Db): Source => {
  const { capturesUrl: index, captureFilesUrl: files, allowPrivateFeeds, proxies } = config
  if (index === undefined) {
    throw new UserError(
      'CAPTURES_URL',
      'no capture index is named',
      'set it, e.g. https://index.commoncrawl.org/CC-MAIN-2021-04-index',
    )
  }
  const get = politely(createGet({ allowPrivate: allowPrivateFeeds, proxies, userAgent }))
  const isMissing = async (address: string): Promise<boolean> => {
    const id = await idOfKey(db, `url:${address}`)
    const held = id === undefined ? undefined : await findCommentary(db, id)
    return held === undefined || isPart(held.commentary)
  }
  const marks = createKeyv<Validators>(db, 'capture-index', Date.now)
  return {
    documents: capturesFromIndex(get, { index, files, marks, isMissing }, new AbortController().signal),
    ahead: 0,
  }
}

/** Adds the commentaries in documents to the archive; nothing is posted. */
const runFiles = async (env: NodeJS.ProcessEnv, open: (config: Config, db: Db) => Source): Promise<void> => {
  const config = configure(env)
  const { db, close } = await openStore(config.databasePath)
  const { signal } = new AbortController()
  const progress = createProgress()
  const reasons: Reasons = new Map()
  let [read, added, known] = [0, 0, 0]
  let unbriefed = ''
  try {
    const deps = { db, engine: engineOfOld(config.linkAndSynopsisOnly), now: () => new Date() }
    const { documents, ahead } = open(config, db)
    for await (const taken of backfillFiles(deps, documents, signal, ahead)) {
      ;({ read, added, known } = taken)
      if (taken.skipped !== undefined) note(reasons, taken.skipped)
      if (read % reportEvery === 0)
        progress.show(read, {
          total: undefined,
          what: `documents read, ${countCommentaries(added)} added`,
        })
    }
    unbriefed = await unbriefedLine(db)
  } finally {
    progress.end()
    await close()
  }
  const left = read - added - known
  print(
    `Done: of ${countOf(read, 'document')} ${countOf(added, 'was', 'were')} added, ${countOf(known, 'was', 'were')} in the archive already, ${countOf(left, 'was', 'were')} skipped.`,
  )
  for (const line of reasonLines(reasons)) print(line)
  print(unbriefed)
}

/** The documents. @throws UserError if there is none. */
async function* required(documents: AsyncIterable<Found>, paths: readonly string[]): AsyncGenerator<Found> {
  let isEmpty = true
  for await (const document of documents) {
    isEmpty = false
    yield document
  }
  if (isEmpty) {
    throw new UserError(
      'Backfill',
      `there is nothing to read in ${paths.join(', ')}`,
      'name pages (.html), PDFs, texts, e-mails (.eml, .mbox), captures (.warc, .wacz), zips of these, or folders with them',
    )
  }
}

/** Fills the archive from files if any are named, from captures if requested, else from a repository. */
export const runBackfill = async (
  env: NodeJS.ProcessEnv,
  paths: readonly string[],
  isFromCaptures: boolean,
): Promise<void> => {
  if (isFromCaptures) await runFiles(env, fromCaptures)
  else if (paths.length > 0) await runFiles(env, () => ({ documents: required(documentsIn(paths), paths) }))
  else await runRepository(env)
}

type Work = Parameters<typeof completeAbstracts>
type Deps = Work[0]
type Where = Work[1]

/** Adds the repository's records to the archive. @returns how many are new. */
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

/** Adds the records' files to the archive. @returns a line with the result. */
const readFiles = async (deps: Deps, where: Where): Promise<string> => {
  const total = await countAbstracts(deps.db)
  if (total === 0) return 'No commentary is in the archive only as an abstract.'
  print(
    `${countOf(total, 'commentary is', 'commentaries are')} in the archive only as an abstract: the PDFs are requested, one a second`,
  )
  const progress = createProgress()
  let last: Completed | undefined
  for await (const done of completeAbstracts(deps, where)) {
    last = done
    progress.show(done.completed + done.refused, { total, what: `PDFs requested, ${done.completed} read` })
  }
  progress.end()
  const left = await countAbstracts(deps.db)
  const reason = last?.reason === undefined ? '' : ` (${last.reason})`
  const end = last?.isGivenUp === true ? ` The repository does not give its files to programs${reason}.` : ''
  return `${countOf(last?.completed ?? 0, 'got its text', 'got their text')}; ${countOf(left, 'has', 'have')} only an abstract.${end}`
}

const runRepository = async (env: NodeJS.ProcessEnv): Promise<void> => {
  const config = configure(env)
  const { databasePath, allowPrivateFeeds, proxies, oaiUrl, oaiSet } = config
  const { db, close } = await openStore(databasePath)
  const get = politely(createGet({ allowPrivate: allowPrivateFeeds, proxies, userAgent, timeoutMs: 120_000 }))
  const ask = createOaiAsk(get, oaiUrl, oaiUrl === defaultRepository ? undefined : 'OAI_URL')
  const { signal } = new AbortController()
  try {
    const progress = createKeyv(db, 'backfill', Date.now)
    print(`Asking ${oaiUrl}`)
    const set = oaiSet ?? (await remembered(progress, `${oaiUrl} set`, () => findSet(ask, signal)))
    print(`Set ${set}: at most one request a second; you can stop at any time, and the next run continues from there`)
    const deps = { db, engine: engineOfOld(config.linkAndSynopsisOnly), get, ask, progress, now: () => new Date() }
    const where = { repository: oaiUrl, set, signal }
    const added = await readRecords(deps, where)
    print(`${countOf(added, 'commentary is', 'commentaries are')} new. ${await readFiles(deps, where)}`)
    print(await unbriefedLine(db))
  } finally {
    await close()
  }
}

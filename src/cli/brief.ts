import type { Kysely } from 'kysely'
import { findCommentary } from '../archive/store/commentaries.ts'
import { createEngine, extractive } from '../briefing/create-engine.ts'
import { explainChoice } from '../briefing/extractive/explain-choice.ts'
import { explainBriefing } from '../briefing/llm/explain.ts'
import type { Commentary } from '../briefing/port.ts'
import { showCard } from '../card/briefing-card.ts'
import { cardText } from '../card/plain-text.ts'
import { wholeId } from '../commentary/identity.ts'
import { importCommentary } from '../commentary/import.ts'
import type { Config } from '../config/config.ts'
import { configure } from './configure.ts'
import { UserError } from '../errors.ts'
import { createGet } from '../fetch/get.ts'
import { fixOfUnknownName } from '../fetch/unknown-name.ts'
import { createLog } from '../log.ts'
import { openCaches } from '../store/caches.ts'
import { openExisting } from '../store/connection.ts'
import type { Schema } from '../store/schema.ts'
import { userAgent } from '../version.ts'
import { print } from './print.ts'

/** A commentary of the archive by its id; otherwise it is read from a file or an address. */
const wantedCommentary = async (db: Kysely<Schema>, source: string, config: Config): Promise<Commentary> => {
  const id = wholeId(source)
  const archived = await findCommentary(db, id ?? source)
  if (archived !== undefined) return archived.commentary
  if (id !== undefined) {
    throw new UserError(
      'Brief',
      `the archive does not contain ${source}`,
      'npm run backfill adds what NTU’s repository has of it; or save its page in a browser, and: npm run backfill -- FOLDER',
    )
  }
  const read = await importCommentary(
    source,
    createGet({ allowPrivate: config.allowPrivateFeeds, proxies: config.proxies, userAgent }),
    'Brief',
  )
  if (read.state === 'read') return read.commentary
  throw new UserError(
    'Brief',
    read.detail,
    fixOfUnknownName(read.detail, source.trim()) ?? 'save the page in a browser and give the file',
  )
}

/**
 * Prints the briefing of a commentary, and with `isExplained` why each drafted sentence passed or failed. Posts
 * nothing.
 */
export const runBrief = async (env: NodeJS.ProcessEnv, source: string, isExplained: boolean): Promise<void> => {
  const config = configure(env)
  const log = await createLog('warn', process.stderr.isTTY)
  const { db, close } = await openExisting(config.databasePath)
  const now = () => new Date()
  const caches = await openCaches(config.keyvUrl, { db, now, log })
  try {
    const commentary = await wantedCommentary(db, source, config)
    const engine = await createEngine(config.model, {
      offline: extractive,
      isSynopsisOnly: config.linkAndSynopsisOnly,
      db,
      caches,
      now,
      log,
    })
    const briefing = await engine(commentary, new AbortController().signal)
    print(cardText(showCard(commentary, briefing)))
    if (!isExplained) return
    print(`\n${explainBriefing(briefing)}`)
    if (briefing.claims.length === 0 || briefing.claims.some(({ origin }) => origin === 'extract'))
      print(['', ...explainChoice(commentary, briefing)].join('\n'))
  } finally {
    await caches.close()
    await close()
  }
}

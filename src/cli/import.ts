import { createEngine, extractive } from '../briefing/create-engine.ts'
import { countOf } from '../card/count.ts'
import { configure } from './configure.ts'
import { createGet } from '../fetch/get.ts'
import { createLog } from '../log.ts'
import { importOne } from '../pipeline/import.ts'
import { openCaches } from '../store/caches.ts'
import { openStore } from '../store/connection.ts'
import { userAgent } from '../version.ts'
import { print } from './print.ts'

/** Adds one commentary to the archive; with `isAnnounced`, also posts it. */
export const runImport = async (env: NodeJS.ProcessEnv, source: string, isAnnounced: boolean): Promise<void> => {
  const config = configure(env)
  const { db, close } = await openStore(config.databasePath)
  const get = createGet({ allowPrivate: config.allowPrivateFeeds, proxies: config.proxies, userAgent })
  const now = () => new Date()
  const log = await createLog('warn', process.stderr.isTTY)
  const caches = await openCaches(config.keyvUrl, { db, now, log })
  const journey = {
    db,
    get,
    engine: await createEngine(config.model, {
      offline: extractive,
      isSynopsisOnly: config.linkAndSynopsisOnly,
      db,
      caches,
      now,
      log,
    }),
    now,
  }
  const { id, state, claims, unknown, places } = await importOne(journey, source, { isAnnounced })
  await caches.close()
  await close()
  print(
    state === 'was taken down'
      ? `${id} was taken down earlier and is not added again.`
      : `${id}: ${state}, ${countOf(claims, 'key claim')}. /rsis show ${id} shows it.`,
  )
  if (unknown.length > 0) {
    print(
      `No ${unknown.join(', no ')} was found in it: if it is not a commentary, remove it with npm run forget -- ${id} --yes.`,
    )
  }
  if (places > 0) print('The running program posts it within a minute.')
}

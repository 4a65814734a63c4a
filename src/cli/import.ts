import { createExtractive } from '../briefing/extractive/index.ts'
import { readConfig } from '../config.ts'
import { createGet } from '../fetch/get.ts'
import { importOne } from '../pipeline.ts'
import { openStore } from '../store/connection.ts'
import { userAgent } from '../version.ts'
import { say } from './say.ts'

/** Takes one commentary into the archive; into the channels as well where `isOwed`. */
export const runImport = async (env: NodeJS.ProcessEnv, source: string, isOwed: boolean): Promise<void> => {
  const config = readConfig(env)
  const { db, close } = await openStore(config.databasePath)
  const get = createGet({ allowPrivate: config.allowPrivateFeeds, userAgent })
  const journey = { db, get, engine: createExtractive(), now: () => new Date() }
  const { id, state, claims, owed } = await importOne(journey, source, isOwed)
  await close()
  say(`${id}: ${state}, ${claims} key claims. /rsis show ${id} shows it.`)
  if (owed > 0) say('The running program posts it within a minute.')
}

import { keepIndexIn } from '../archive/search/own-folder.ts'
import type { Config } from '../config/config.ts'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { usualPatience } from '../store/connection.ts'
import { type OwnStore, openStoreAlone } from '../store/own-store.ts'
import { storageTrouble } from '../store/storage-error.ts'

/** If the folder cannot be written, the search index is in memory. @returns a function that releases the index. */
const keepIndex = async (
  { db, isAlone }: OwnStore,
  { databasePath: address, searchFolder: folder }: Config,
  log: Log,
): Promise<() => void> => {
  if (isAlone) return () => {}
  try {
    return await keepIndexIn(db, { address, folder })
  } catch (error) {
    const facts = { folder, error: describeError(error) }
    log.warn(facts, 'the search index is kept in memory: SEARCH_FOLDER cannot be written')
    return () => {}
  }
}

/**
 * The store of the running program, with its search index. Waits for a database server that cannot be reached, and logs that, at
 * the start and later.
 */
export const composeStore = async (config: Config, log: Log): Promise<OwnStore> => {
  const explain = (error: unknown): string => storageTrouble(config.databasePath, error) ?? describeError(error)
  const store = await openStoreAlone(config.databasePath, usualPatience, (error) =>
    log.warn({ error: describeError(error) }, 'the start waits for the database'),
  )
  store.onUnreachable((error) => {
    if (error === undefined) log.info('the database answers again')
    else log.error({ error: explain(error) }, 'the database cannot be reached')
  })
  const path = config.databasePath
  if (store.isNew && store.isRestored)
    log.warn(
      { path },
      'the database file was missing, so an empty one was made; npm run restore puts a backup in its place',
    )
  else if (store.isNew) log.info({ path }, 'a new database was made')
  if (store.isRestored)
    log.warn(
      'something may have been posted that the database does not know: posts are looked for before they are sent, for two weeks',
    )
  const releaseIndex = await keepIndex(store, config, log)
  return {
    ...store,
    async close() {
      releaseIndex()
      await store.close()
    },
  }
}

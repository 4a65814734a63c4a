import type { CacheServerDeps } from './cache-server.ts'
import { installationName } from './installation.ts'
import { createKeyv } from './keyv.ts'
import type { Db } from './opened.ts'
import type { Caches, CacheState } from './port.ts'

/** Caches in the application's own database. */
export const databaseCaches = (db: Db, now: () => Date): Caches => ({
  of: <Value>(kind: string) => createKeyv<Value>(db, kind, () => now().getTime()),
  clear: (kind) => createKeyv(db, kind, () => now().getTime()).clear(),
  state: async () => undefined,
  // The program deletes expired values of this database elsewhere.
  forgetExpired: async () => {},
  close: async () => {},
})

type CacheDeps = CacheServerDeps & { readonly db: Db }

/** The state of the cache server at the address, for `doctor`. */
export const lookAtCaches = async (address: string, deps: CacheServerDeps): Promise<CacheState | undefined> => {
  const { createCacheServer } = await import('./cache-server.ts')
  const { state, close } = await createCacheServer(address, 'rsis-brief:doctor', deps)
  const found = await state()
  await close()
  return found
}

/** The caches on the server of `KEYV_URL`; in the application's database if it is not set. */
export const openCaches = async (address: string | undefined, { db, ...deps }: CacheDeps): Promise<Caches> => {
  if (address === undefined) return databaseCaches(db, deps.now)
  const { createCacheServer } = await import('./cache-server.ts')
  return createCacheServer(address, await installationName(db), deps)
}

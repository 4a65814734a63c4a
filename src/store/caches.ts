import type { CacheServerDeps } from './cache-server.ts'
import { installationName } from './installation.ts'
import { createKeyv } from './keyv.ts'
import type { Db } from './opened.ts'
import type { Caches, CacheState } from './port.ts'

/** Caches in the application's own database: what is written there can be read, or the database fails altogether. */
export const databaseCaches = (db: Db, now: () => Date): Caches => ({
  of: <Value>(kind: string) => createKeyv<Value>(db, kind, () => now().getTime()),
  clear: (kind) => createKeyv(db, kind, () => now().getTime()).clear(),
  state: async () => undefined,
  // The database's own work does that.
  forgetExpired: async () => {},
  close: async () => {},
})

type CacheDeps = CacheServerDeps & { readonly db: Db }

/** How the server of caches at the address is, for `doctor`. */
export const lookAtCaches = async (address: string, deps: CacheServerDeps): Promise<CacheState | undefined> => {
  const { createCacheServer } = await import('./cache-server.ts')
  const { state, close } = await createCacheServer(address, 'rsis-brief:doctor', deps)
  const found = await state()
  await close()
  return found
}

/** The caches that `KEYV_URL` names; in the application's database where it names none. */
export const openCaches = async (address: string | undefined, { db, ...deps }: CacheDeps): Promise<Caches> => {
  if (address === undefined) return databaseCaches(db, deps.now)
  const { createCacheServer } = await import('./cache-server.ts')
  return createCacheServer(address, await installationName(db), deps)
}

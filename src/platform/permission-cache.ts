import { LRUCache } from 'lru-cache'

/** Permissions hardly ever change. */
const rememberMs = 5 * 60_000
const mostRemembered = 10_000

/**
 * Remembers for five minutes what a platform said somebody may do. The function gives the answer under `key`, asked for where
 * it is not known: undefined where the platform does not say, which `onUnknown` is told and nothing remembers.
 */
export const createPermissionCache = (now: () => Date, onUnknown: (key: string, error: unknown) => void) => {
  const perf = { now: () => now().getTime() }
  const remembered = new LRUCache<string, boolean>({ max: mostRemembered, ttl: rememberMs, perf })
  return async (key: string, ask: () => Promise<boolean>): Promise<boolean | undefined> => {
    const known = remembered.get(key)
    if (known !== undefined) return known
    try {
      const answer = await ask()
      remembered.set(key, answer)
      return answer
    } catch (error) {
      onUnknown(key, error)
      return undefined
    }
  }
}

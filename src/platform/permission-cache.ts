import { LRUCache } from 'lru-cache'

/** How long permissions are remembered; they rarely change. */
const rememberMs = 5 * 60_000
const mostRemembered = 10_000

/**
 * Remembers a platform's answers about permissions for five minutes. The function gives the answer for `key`, and asks if
 * it is not known. If the platform does not answer, it says no, calls `onUnknown` and remembers nothing.
 */
export const createPermissionCache = (now: () => Date, onUnknown: (key: string, error: unknown) => void) => {
  const perf = { now: () => now().getTime() }
  const remembered = new LRUCache<string, boolean>({ max: mostRemembered, ttl: rememberMs, perf })
  return async (key: string, ask: () => Promise<boolean>): Promise<boolean> => {
    const known = remembered.get(key)
    if (known !== undefined) return known
    try {
      const answer = await ask()
      remembered.set(key, answer)
      return answer
    } catch (error) {
      onUnknown(key, error)
      return false
    }
  }
}

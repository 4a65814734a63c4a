import { describeError } from '../../src/errors.ts'
import type { Log } from '../../src/log.ts'
import type { KeyedStore } from './options.ts'

/** Longer than Slack repeats an event (about six minutes) and than a signed request may be replayed (five). */
const rememberMs = 15 * 60_000

/** Lets what carries the same id act once. */
export type Once = {
  /** True the first time an id is seen, and for nobody else meanwhile. */
  first(id: string, ttlMs?: number): Promise<boolean>
  /** What surely did not happen may be tried again. */
  forget(id: string): Promise<void>
}

export const createOnce = (seen: KeyedStore, log: Log): Once => {
  // Two requests at the same moment: the store is asked by the first alone.
  const asked = new Set<string>()
  return {
    async first(id, ttlMs = rememberMs) {
      if (asked.has(id)) return false
      asked.add(id)
      try {
        if ((await seen.get(id)) !== undefined) return false
        await seen.set(id, '1', ttlMs)
        return true
      } catch (error) {
        // Better an answer that says what is wrong than none at all; the core keeps its own hold on what changes something.
        log.error({ error: describeError(error) }, 'what was acted on already cannot be looked up')
        return true
      } finally {
        asked.delete(id)
      }
    },
    async forget(id) {
      await seen.delete(id)
    },
  }
}

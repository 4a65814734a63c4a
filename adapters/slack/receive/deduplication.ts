import { describeError } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import type { Memory } from '../../../src/store/port.ts'

/** Longer than Slack repeats an event (about six minutes) and than a signed request may be replayed (five). */
const rememberMs = 15 * 60_000

/** True the first time an id is seen, for one caller only. */
export type Once = (id: string, ttlMs?: number) => Promise<boolean>

/** Lets what carries the same id act once. */
export const createDeduplication =
  (memory: Memory, log: Log): Once =>
  async (id, ttlMs = rememberMs) => {
    try {
      return await memory.add(id, '', ttlMs)
    } catch (error) {
      // An answer that says what is wrong is better than no answer; the core itself prevents a change from being made twice.
      log.error({ error: describeError(error) }, 'what was acted on already cannot be looked up')
      return true
    }
  }

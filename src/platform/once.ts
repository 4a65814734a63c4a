import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Memory } from '../store/port.ts'

/** Longer than a platform repeats an event: Slack's come again for six minutes, a resumed gateway's for less. */
const rememberMs = 15 * 60_000

/** True the first time an id is seen, for one caller only. */
export type Once = (id: string, ttlMs?: number) => Promise<boolean>

/** Lets what carries the same id act once. */
export const createOnce =
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

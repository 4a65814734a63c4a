import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Memory } from '../store/port.ts'

/** Longer than platforms repeat an event: Slack repeats for six minutes, a resumed gateway for a shorter time. */
const rememberMs = 15 * 60_000

/** True the first time an id is seen, for one caller only. */
export type Once = (id: string, ttlMs?: number) => Promise<boolean>

/** Recognises repeated ids, so that each event is handled once. */
export const createOnce =
  (memory: Memory, log: Log): Once =>
  async (id, ttlMs = rememberMs) => {
    try {
      return await memory.add(id, '', ttlMs)
    } catch (error) {
      // A repeated answer is better than no answer, and the core itself prevents a repeated change.
      log.error({ error: describeError(error) }, 'it cannot be looked up whether an event was handled before')
      return true
    }
  }

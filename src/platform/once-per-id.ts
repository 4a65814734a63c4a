import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Memory } from '../store/port.ts'

/** How long an id is remembered: longer than platforms repeat an event. Slack repeats for six minutes, a resumed gateway for a shorter time. */
const rememberMs = 15 * 60_000

/** Does the work for an id, unless it is being done or was done. If it fails, a repetition does it again. */
export type Once = (id: string, work: () => Promise<void>, ttlMs?: number) => Promise<void>

/** Recognises repeated ids, so that each event is handled once. */
export const createOnce = (memory: Memory, log: Log): Once => {
  const isFirst = async (id: string, ttlMs: number): Promise<boolean> => {
    try {
      return await memory.add(id, '', ttlMs)
    } catch (error) {
      // A repeated answer is better than no answer, and the core itself prevents a repeated change.
      log.error({ error: describeError(error) }, 'cannot look up whether an event was handled before')
      return true
    }
  }
  return async (id, work, ttlMs = rememberMs) => {
    if (!(await isFirst(id, ttlMs))) return
    try {
      await work()
    } catch (error) {
      await memory
        .delete(id)
        .catch((fault: unknown) =>
          log.debug({ error: describeError(fault) }, 'an event that failed could not be released for a retry'),
        )
      throw error
    }
  }
}

import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Cached } from '../store/port.ts'

export type Cache = Cached<unknown>

/** A cache whose failures are only logged: what cannot be read counts as missing, what cannot be stored is lost. */
export const createPatientCache = (cache: Cache, log: Log): Cache => {
  const orNothing = async <Value>(work: () => Promise<Value>, what: string): Promise<Value | undefined> => {
    try {
      return await work()
    } catch (error) {
      log.warn({ error: describeError(error) }, what)
      return undefined
    }
  }
  return {
    get: (key) => orNothing(() => cache.get(key), 'cache not read'),
    set: (key, value, ttlMs) => orNothing(() => cache.set(key, value, ttlMs), 'cache not written'),
  }
}

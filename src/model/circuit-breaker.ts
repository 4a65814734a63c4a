import { z } from 'zod'
import type { Cache } from './cache.ts'

const openSchema = z.object({ until: z.number(), why: z.string() })

export type OpenCircuit = z.infer<typeof openSchema>

/** Remembers, also after the end of the process, until when a server refuses all requests by its own answer. */
export type CircuitBreaker = {
  /** Until when no request is sent, and why; undefined if requests may be sent. */
  current(): Promise<OpenCircuit | undefined>
  open(circuit: OpenCircuit): Promise<void>
}

/** A server that asks for a longer wait has a wrong clock. */
const longestMs = 60 * 60_000

/** The circuit breaker of one server, stored in the cache. */
export const createCircuitBreaker = (cache: Cache, baseUrl: string, now: () => Date): CircuitBreaker => {
  const key = `circuit ${baseUrl}`
  return {
    async current() {
      const { data } = openSchema.safeParse(await cache.get(key))
      return data !== undefined && data.until > now().getTime() ? data : undefined
    },
    async open({ until, why }) {
      const capped = Math.min(until, now().getTime() + longestMs)
      await cache.set(key, { until: capped, why }, longestMs)
    },
  }
}

import { z } from 'zod'
import type { Cache } from './types.ts'

const restSchema = z.object({ until: z.number(), why: z.string() })

export type Rest = z.infer<typeof restSchema>

/** When a server is left alone, and why: it said that nothing will succeed for a while. Outlives the process. */
export type Rests = {
  current(): Promise<Rest | undefined>
  begin(rest: Rest): Promise<void>
}

/** No wish is heeded for longer: a server that asks for a year has a wrong clock. */
const longestMs = 60 * 60_000

/** Keeps the rests of one server in the cache. */
export const createRests = (cache: Cache, baseUrl: string, now: () => Date): Rests => {
  const key = `rest ${baseUrl}`
  return {
    async current() {
      const { data } = restSchema.safeParse(await cache.get(key))
      return data !== undefined && data.until > now().getTime() ? data : undefined
    },
    async begin({ until, why }) {
      const capped = Math.min(until, now().getTime() + longestMs)
      await cache.set(key, { until: capped, why }, longestMs)
    },
  }
}

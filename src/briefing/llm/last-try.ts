import { z } from 'zod'
import type { Cache } from '../../model/cache.ts'
import type { Fault } from '../../model/fault.ts'
import { isPassing } from '../../model/faults.ts'

const lastTrySchema = z.object({
  at: z.number(),
  /** How many briefings failed in a row; 0 if the model did its work. */
  failures: z.number(),
  /** The fault of the last failure. */
  why: z.string().optional(),
})

export type LastTry = z.infer<typeof lastTrySchema>

const keptMs = 30 * 24 * 60 * 60_000

/** How the last briefing for which a model was asked went, stored in the cache for every process. */
export const createLastTry = (cache: Cache, baseUrl: string, model: string) => {
  const key = `last try ${baseUrl} ${model}`
  const read = async (): Promise<LastTry | undefined> => lastTrySchema.safeParse(await cache.get(key)).data
  return {
    read,
    /** Notes the result of a briefing, unless no request was made for it. */
    async note({ calls, faults }: { calls: number; faults: readonly Fault[] }, now: Date): Promise<void> {
      if (calls === 0) return
      const fault = faults.find(isPassing)
      const failures = fault === undefined ? 0 : ((await read())?.failures ?? 0) + 1
      await cache.set(key, { at: now.getTime(), failures, why: fault && `${fault.code}: ${fault.detail}` }, keptMs)
    },
  }
}

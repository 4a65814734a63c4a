/** Rate limits like Discord’s: a number of requests of a route and channel in a time, announced in headers. */
export type Bucket = { readonly limit: number; readonly perMs: number }

export const createBuckets = (now: () => number) => {
  const used = new Map<string, { count: number; until: number }>()
  let bucket: Bucket = { limit: 50, perMs: 1000 }
  let generation = 0
  const refusals: number[] = []
  return {
    refusals,
    /** Sets the limits from now on; Discord may change its buckets and their names at any time. */
    set(next: Bucket): void {
      bucket = next
      generation += 1
    },
    /** The headers for a request of this route, and whether it exceeds the limit. */
    take(route: string): {
      readonly isOver: boolean
      readonly headers: Record<string, string>
      readonly afterSeconds: number
    } {
      const key = `${generation} ${route}`
      const known = used.get(key)
      const current = known === undefined || known.until <= now() ? { count: 0, until: now() + bucket.perMs } : known
      current.count += 1
      used.set(key, current)
      const afterSeconds = Math.max(current.until - now(), 1) / 1000
      const isOver = current.count > bucket.limit
      if (isOver) refusals.push(now())
      return {
        isOver,
        afterSeconds,
        headers: {
          'x-ratelimit-limit': String(bucket.limit),
          'x-ratelimit-remaining': String(Math.max(bucket.limit - current.count, 0)),
          'x-ratelimit-reset-after': String(afterSeconds),
          'x-ratelimit-bucket': `${generation}-${route.replaceAll(/\d{5,}/gu, 'id')}`,
          ...(isOver ? { 'retry-after': String(afterSeconds), 'x-ratelimit-scope': 'user' } : {}),
        },
      }
    },
  }
}

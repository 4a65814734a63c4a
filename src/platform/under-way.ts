import { waitAtMost } from '../limits.ts'

/** Keeps track of answers that are under way, so that a stop can wait for them. */
export const createUnderWay = () => {
  const works = new Set<Promise<unknown>>()
  return {
    async follow<Result>(work: Promise<Result>): Promise<Result> {
      works.add(work)
      return work.finally(() => works.delete(work))
    },
    /** Resolves when everything has ended, or after this time. */
    ended: async (mostMs: number): Promise<void> => waitAtMost(Promise.allSettled(works), mostMs),
  }
}

export type UnderWay = ReturnType<typeof createUnderWay>

import type { Problem } from '../../../src/errors.ts'

const minuteMs = 60_000

/** Slack's time, learned from its answers: our clock may be wrong, and Slack compares times with its own clock. */
export const createSlackClock = (now: () => Date) => {
  let aheadMs: number | undefined
  return {
    /** The time at Slack when ours says `at`. */
    at: (at: Date): Date => new Date(at.getTime() + (aheadMs ?? 0)),
    /** Whether an answer has shown Slack's time. */
    isKnown: (): boolean => aheadMs !== undefined,
    /** Learns the time from the `Date` header of an answer. */
    learn(date: string | null): void {
      const time = Date.parse(date ?? '')
      if (!Number.isNaN(time)) aheadMs = time - now().getTime()
    },
    /** What is wrong with our clock; undefined if it differs by less than a minute. */
    fault(): Problem | undefined {
      const behindMs = aheadMs ?? 0
      if (Math.abs(behindMs) <= minuteMs) return undefined
      const minutes = Math.round(Math.abs(behindMs) / minuteMs)
      return {
        problem: `our clock is ${minutes} min ${behindMs > 0 ? 'behind' : 'ahead of'} Slack’s`,
        fix: 'set the clock of this machine',
      }
    },
  }
}

export type SlackClock = ReturnType<typeof createSlackClock>

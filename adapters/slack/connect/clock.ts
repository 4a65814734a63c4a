import type { Problem } from '../../../src/errors.ts'

/** Slack's time, learned from its answers: our clock may be wrong, and Slack compares times with its own clock. */
export type SlackClock = {
  /** The time at Slack when ours says `at`. */
  readonly at: (at: Date) => Date
  /** Whether an answer has shown Slack's time. */
  readonly isKnown: () => boolean
  /** Learns the time from the `Date` header of an answer. */
  readonly heard: (date: string | null) => void
  /** What is wrong with our clock; undefined if it differs by less than a minute. */
  readonly fault: () => Problem | undefined
}

const minuteMs = 60_000

export const createSlackClock = (now: () => Date): SlackClock => {
  let aheadMs: number | undefined
  return {
    at: (at) => new Date(at.getTime() + (aheadMs ?? 0)),
    isKnown: () => aheadMs !== undefined,
    heard(date) {
      const time = Date.parse(date ?? '')
      if (!Number.isNaN(time)) aheadMs = time - now().getTime()
    },
    fault() {
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

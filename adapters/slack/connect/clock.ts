/** Slack's clock as its answers show it: ours may be wrong, and times that Slack compares must be its own. */
export type SlackClock = {
  /** The time at Slack when ours says `at`. */
  readonly at: (at: Date) => Date
  /** Whether any answer has shown it. */
  readonly isKnown: () => boolean
  /** Learns from the `Date` of an answer that has just come. */
  readonly heard: (date: string | null) => void
  /** What is wrong with our clock; undefined while it is right to a minute. */
  readonly fault: () => string | undefined
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
      return `our clock is ${minutes} min ${behindMs > 0 ? 'behind' : 'ahead of'} Slack’s`
    },
  }
}

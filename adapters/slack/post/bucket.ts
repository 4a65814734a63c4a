/** Slack’s limit of a workspace is “several hundred” messages a minute, by docs.slack.dev, Rate limits. */
const longestWindowMs = 60_000
/** The least that “several hundred” means. */
export const leastMessages = 200
/** After this many windows that were used up without a refusal, a slightly higher limit is tried. */
const windowsUntilMore = 10
const mostRemembered = 20_000
/** After a refusal one message is sent first; the others check again after this time. */
const probeMs = 25

/** How many messages are under way at once while every limit has room for them, and near the limit, where some may be refused. */
const mostAtOnce = 12
const fewAtOnce = 4

/** How long a message waits, at least, before it is tried again, also if only the queue is too long. */
const shortestRetryMs = 1000

/**
 * Learns a workspace's limit from its refusals. Slack may count by the minute, over the last minute, or as a bucket that
 * fills, and `Retry-After` may or may not be the end of the window. So only the number of accepted messages and their times count.
 * @param leastPerMinute what every workspace accepts. A lower learned rate comes from a window that was partly used before this process
 * started, for instance after a restart.
 */
export const createBucket = (leastPerMinute = leastMessages) => {
  /** When the accepted messages and those under way were sent. */
  const sentAt: number[] = []
  /** The limit as far as it is known: `most` messages in any `windowMs`. */
  let most = Number.POSITIVE_INFINITY
  let windowMs = longestWindowMs
  let heldUntil = 0
  let onTheirWay = 0
  let isProbing = false
  /** Whether the limit is trusted. One below what every workspace accepts is not: each full window doubles it, until Slack refuses again. */
  let isSettled = false
  let fullWindows = 0
  let grownAt = 0
  /** When delayed messages are to be tried again, and how many were told this time. */
  let retrySlot = { at: 0, count: 0 }

  const countSince = (since: number): number => sentAt.length - (sentAt.findLastIndex((at) => at <= since) + 1)

  const growAfterFullWindow = (at: number): void => {
    if (at < grownAt + windowMs) return
    grownAt = at
    fullWindows += 1
    if (!isSettled) most *= 2
    else if (fullWindows % windowsUntilMore === 0) most = Math.ceil(most * 1.05)
  }

  const learn = (at: number, retryAfterMs: number): void => {
    const taken = Math.max(0, countSince(at - longestWindowMs) - onTheirWay)
    if (taken === 0) return
    const isFirst = most === Number.POSITIVE_INFINITY
    const oldest = sentAt.at(isFirst ? -(taken + onTheirWay) : -Math.min(most, sentAt.length)) ?? at
    const seenMs = Math.min(longestWindowMs, at - oldest + retryAfterMs)
    if (isFirst) {
      most = taken
      windowMs = Math.max(seenMs, 1)
      isSettled = (most * longestWindowMs) / windowMs >= leastPerMinute
    } else {
      isSettled = true
      // The message was refused below the limit, so the window is longer than assumed, or the limit is lower.
      if (seenMs > windowMs && countSince(at - windowMs) - onTheirWay < most) windowMs = seenMs
      else most = Math.max(1, countSince(at - windowMs) - onTheirWay)
    }
    fullWindows = 0
    grownAt = at
  }

  /** How long until the workspace accepts another message, in milliseconds, as far as is known. */
  const wait = (at: number): number => {
    if (heldUntil > at) return heldUntil - at
    if (isProbing && onTheirWay > 0) return probeMs
    if (sentAt.length < most) return 0
    const freeAt = (sentAt.at(-Math.floor(most)) ?? 0) + windowMs
    if (freeAt <= at) return 0
    growAfterFullWindow(at)
    return freeAt - at
  }

  return {
    wait,
    /** How many messages may be on their way at once. */
    atOnce(at: number): number {
      const isFarFromLimit = (sentAt.at(-leastPerMinute) ?? Number.NEGATIVE_INFINITY) <= at - longestWindowMs
      return isFarFromLimit && most >= leastPerMinute ? mostAtOnce : fewAtOnce
    },
    /** Records that a message is sent. @returns functions that record its result. */
    send(at: number) {
      sentAt.push(at)
      if (sentAt.length > mostRemembered) sentAt.shift()
      onTheirWay += 1
      return {
        accepted(): void {
          onTheirWay -= 1
          isProbing = false
        },
        refused(refusedAt: number, retryAfterMs: number): void {
          onTheirWay -= 1
          const index = sentAt.indexOf(at)
          if (index >= 0) sentAt.splice(index, 1)
          // Messages that were under way at the same time are refused for the same reason.
          if (heldUntil <= refusedAt) learn(refusedAt, retryAfterMs)
          heldUntil = Math.max(heldUntil, refusedAt + retryAfterMs)
          isProbing = true
        },
      }
    },
    /** After how many milliseconds a message that cannot wait here is tried again; the times are spread, so that not all are sent at once. */
    nextRetryMs(at: number): number {
      if (retrySlot.at <= at) retrySlot = { at: at + Math.max(wait(at), shortestRetryMs), count: 0 }
      retrySlot.count += 1
      if (retrySlot.count > most) retrySlot = { at: retrySlot.at + windowMs, count: 1 }
      return retrySlot.at - at
    },
  }
}

export type Bucket = ReturnType<typeof createBucket>

import { setTimeout as wait } from 'node:timers/promises'

/**
 * docs.slack.dev, Rate limits: one message per second and channel; bursts are tolerated without promise. A little longer, for
 * Slack counts from the arrival of each, and one may travel faster than the one before.
 */
const messageEveryMs = 1100
/** Channels that are remembered; the oldest are forgotten, which costs at most a 429. */
const mostChannels = 5000

/** Waits until the channel may be posted to again; channels do not wait for each other. */
export const createPace = (now: () => number, everyMs = messageEveryMs): ((channel: string) => Promise<void>) => {
  const freeAt = new Map<string, number>()
  return async (channel) => {
    const at = Math.max(now(), freeAt.get(channel) ?? 0)
    freeAt.delete(channel)
    freeAt.set(channel, at + everyMs)
    const oldest = freeAt.size > mostChannels ? freeAt.keys().next().value : undefined
    if (oldest !== undefined) freeAt.delete(oldest)
    // A clock that was set back must not hold a channel up.
    const ms = Math.min(at - now(), everyMs * 5)
    if (ms > 0) await wait(ms)
  }
}

import { setTimeout as wait } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import pLimit, { type LimitFunction } from 'p-limit'
import { RetryableError } from '../../../src/errors.ts'

/**
 * docs.slack.dev, Rate limits: one message per second and channel; bursts are tolerated without promise. A little longer, for
 * Slack counts from the arrival of each, and one may travel faster than the one before.
 */
const messageEveryMs = 1100
/** Channels that are remembered; a forgotten one costs at most a 429. */
const mostChannels = 5000
const mostWorkspaces = 500
/** Messages of one workspace on their way at once: at most so many meet a limit that was not known before. */
const mostOnTheirWay = 4
/** A limit of “several hundred” messages is said to be per minute. */
const firstWindowMs = 60_000
/** A longer wait is the outbox's: a request that waits here counts against its time-out. */
const longestWaitMs = 5000
/** After so many windows that were used up without a refusal, a little more is tried. */
const windowsUntilMore = 10

/** What was learned of a workspace's limit, as messages in a window of time. */
type Bucket = {
  readonly run: LimitFunction
  openedAt: number
  windowMs: number
  /** Infinite until a refusal tells. */
  most: number
  sent: number
  onTheirWay: number
  heldUntil: number
  fullWindows: number
}

const openBucket = (at: number): Bucket => ({
  run: pLimit(mostOnTheirWay),
  openedAt: at,
  windowMs: firstWindowMs,
  most: Number.POSITIVE_INFINITY,
  sent: 0,
  onTheirWay: 0,
  heldUntil: 0,
  fullWindows: 0,
})

/** How long until the workspace takes another message, as far as is known. */
const waitOf = (bucket: Bucket, at: number): number => {
  if (bucket.heldUntil > at) return bucket.heldUntil - at
  if (at >= bucket.openedAt + bucket.windowMs) Object.assign(bucket, { openedAt: at, sent: 0 })
  if (bucket.sent < bucket.most) return 0
  bucket.fullWindows += 1
  if (bucket.fullWindows % windowsUntilMore === 0) bucket.most = Math.ceil(bucket.most * 1.05)
  bucket.heldUntil = bucket.openedAt + bucket.windowMs
  return bucket.heldUntil - at
}

/** A refusal tells how many messages the workspace takes in how long; those still on their way are refused with it. */
const learn = (bucket: Bucket, at: number, retryAfterMs: number): void => {
  if (bucket.heldUntil > at) return
  bucket.most = Math.max(1, bucket.sent - bucket.onTheirWay)
  bucket.windowMs = at - bucket.openedAt + retryAfterMs
  bucket.heldUntil = at + retryAfterMs
  bucket.openedAt = bucket.heldUntil
  bucket.sent = 0
  bucket.fullWindows = 0
}

const busy = (retryAfterMs: number): RetryableError =>
  new RetryableError('ratelimited', 'the workspace’s messages of this minute are spent', {
    notAccepted: true,
    retryAfterMs,
  })

/** Sends one message when its channel and its workspace take one. @throws what `send` throws, or RetryableError where that takes long. */
export type RateLimit = <Value>(
  place: { readonly tenant: string; readonly channel: string },
  send: () => Promise<Value>,
) => Promise<Value>

/** Keeps to Slack's limits: per channel as documented, per workspace as its refusals teach. Workspaces do not wait for each other. */
export const createRateLimit = (now: () => number = () => performance.now()): RateLimit => {
  const freeAt = new LRUCache<string, number>({ max: mostChannels })
  const sentAt = new LRUCache<string, number>({ max: mostChannels })
  const buckets = new LRUCache<string, Bucket>({ max: mostWorkspaces })

  const bucketOf = (tenant: string): Bucket => {
    const known = buckets.get(tenant)
    if (known !== undefined) return known
    const opened = openBucket(now())
    buckets.set(tenant, opened)
    return opened
  }
  const channelTurn = async (channel: string): Promise<void> => {
    const at = Math.max(now(), freeAt.get(channel) ?? 0)
    freeAt.set(channel, at + messageEveryMs)
    if (at > now()) await wait(at - now())
  }
  /** The channel may be full, and not the workspace: it had a message a moment ago, and the wait is short. */
  const isChannelLimit = (hadMessage: boolean, retryAfterMs: number): boolean => hadMessage && retryAfterMs <= 2000
  const workspaceTurn = async (bucket: Bucket): Promise<void> => {
    for (let ms = waitOf(bucket, now()); ms > 0; ms = waitOf(bucket, now())) {
      if (ms > longestWaitMs) throw busy(ms)
      await wait(ms)
    }
  }
  const sendCounted = async <Value>(bucket: Bucket, channel: string, send: () => Promise<Value>): Promise<Value> => {
    const hadMessage = (sentAt.get(channel) ?? -Infinity) > now() - 2 * messageEveryMs
    // What waited for its workspace is sent later than its channel reckoned with.
    freeAt.set(channel, Math.max(freeAt.get(channel) ?? 0, now() + messageEveryMs))
    sentAt.set(channel, now())
    bucket.sent += 1
    bucket.onTheirWay += 1
    try {
      return await send()
    } catch (error) {
      if (error instanceof RetryableError && error.code === 'ratelimited') {
        const { retryAfterMs = 0 } = error
        if (isChannelLimit(hadMessage, retryAfterMs)) freeAt.set(channel, now() + retryAfterMs)
        else learn(bucket, now(), retryAfterMs)
      }
      throw error
    } finally {
      bucket.onTheirWay -= 1
    }
  }

  return async (place, send) => {
    const bucket = bucketOf(place.tenant)
    const channel = `${place.tenant}/${place.channel}`
    const ms = waitOf(bucket, now())
    if (ms > longestWaitMs) throw busy(ms)
    await channelTurn(channel)
    return bucket.run(async () => {
      await workspaceTurn(bucket)
      return sendCounted(bucket, channel, send)
    })
  }
}

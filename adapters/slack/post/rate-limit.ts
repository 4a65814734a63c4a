import { setTimeout as wait } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import pLimit, { type LimitFunction } from 'p-limit'
import { RetryableError } from '../../../src/errors.ts'
import { callError } from '../connect/errors.ts'
import { type Bucket, createBucket, leastMessages } from './bucket.ts'

/** docs.slack.dev, Rate limits: one message per second and channel; short bursts are tolerated but not guaranteed. */
const messageEveryMs = 1000
/**
 * Slack counts from the arrival of each message, between its sending and its answer; a message may travel faster than the
 * one before. This travel time is assumed for a message that is not answered yet.
 */
const longestTravelMs = 50
/** How many channels are remembered; a forgotten one costs at most a 429. */
const mostChannels = 5000
const mostWorkspaces = 500
/**
 * How long a message waits here; the outbox sends it again after a longer wait. Together with the time-out of a request this is
 * shorter than the outbox's own time-out, so a post that the outbox has given up is never sent afterwards.
 */
const longestWaitMs = 4000

type Workspace = { readonly run: LimitFunction; readonly bucket: Bucket }

const busy = (what: 'channel' | 'workspace', retryAfterMs: number): RetryableError =>
  new RetryableError('ratelimited', `the ${what} accepts no more messages at the moment`, {
    notAccepted: true,
    retryAfterMs,
  })

/** Sends one message when its channel and its workspace accept one. @throws the port's errors; RetryableError if the wait is long. */
export type RateLimit = <Value>(
  place: { readonly tenant: string; readonly channel: string },
  send: () => Promise<Value>,
) => Promise<Value>

/** The limits of a method: the time between two calls for one channel, and what every workspace accepts in a minute. */
type Limits = { readonly everyMs: number; readonly leastPerMinute: number }

const ofMessages: Limits = { everyMs: messageEveryMs, leastPerMinute: leastMessages }

/** docs.slack.dev, Rate limits: `chat.update` is of tier 3, “50+ per minute”, and has no limit of its own for a channel. */
export const ofEdits: Limits = { everyMs: 0, leastPerMinute: 50 }

/** Keeps Slack's limits: for a channel as documented, for a workspace as learned from refusals. Workspaces do not wait for each other. */
export const createRateLimit = (
  now: () => number = () => performance.now(),
  { everyMs, leastPerMinute }: Limits = ofMessages,
): RateLimit => {
  const travelMs = everyMs === 0 ? 0 : longestTravelMs
  const freeAt = new LRUCache<string, number>({ max: mostChannels })
  const sentAt = new LRUCache<string, number>({ max: mostChannels })
  const workspaces = new LRUCache<string, Workspace>({ max: mostWorkspaces })

  const workspaceOf = (tenant: string): Workspace => {
    const known = workspaces.get(tenant)
    if (known !== undefined) return known
    const bucket = createBucket(leastPerMinute)
    const workspace = { run: pLimit(bucket.atOnce(now())), bucket }
    workspaces.set(tenant, workspace)
    return workspace
  }
  const channelTurn = async (channel: string, until: number): Promise<void> => {
    const at = Math.max(now(), freeAt.get(channel) ?? 0)
    if (at > until) throw busy('channel', at - now())
    freeAt.set(channel, at + everyMs + travelMs)
    // A timer may fire a little early.
    while (at > now()) await wait(Math.ceil(at - now()))
  }
  const workspaceTurn = async (bucket: Bucket, until: number): Promise<void> => {
    // Also checked if the workspace accepts a message now: this one may have waited in the queue until after `until`.
    for (let ms = bucket.wait(now()); ms > 0 || now() > until; ms = bucket.wait(now())) {
      if (now() + ms > until) throw busy('workspace', bucket.nextRetryMs(now()))
      await wait(ms)
    }
  }
  /** Whether a refusal is by the channel's limit and not the workspace's: the channel had a message a moment ago, and the wait is short. */
  const isChannelLimit = (hadMessage: boolean, retryAfterMs: number): boolean => hadMessage && retryAfterMs <= 2000
  const sendCounted = async <Value>(bucket: Bucket, channel: string, send: () => Promise<Value>): Promise<Value> => {
    const hadMessage = (sentAt.get(channel) ?? -Infinity) > now() - 2 * (everyMs + travelMs)
    // A message that waited for its workspace is sent later than its channel expected.
    const expected = Math.max(freeAt.get(channel) ?? 0, now() + everyMs + travelMs)
    freeAt.set(channel, expected)
    sentAt.set(channel, now())
    const sent = bucket.send(now())
    try {
      const value = await send()
      sent.accepted()
      // The message has certainly arrived by now. Another message may have set a later time meanwhile.
      if (freeAt.get(channel) === expected) freeAt.set(channel, now() + everyMs)
      return value
    } catch (thrown) {
      const error = callError(thrown)
      const retryAfterMs =
        error instanceof RetryableError && error.code === 'ratelimited' ? (error.retryAfterMs ?? 0) : undefined
      if (retryAfterMs === undefined || isChannelLimit(hadMessage, retryAfterMs)) sent.accepted()
      else sent.refused(now(), retryAfterMs)
      if (retryAfterMs !== undefined) freeAt.set(channel, now() + retryAfterMs)
      throw error
    }
  }

  return async (place, send) => {
    const { run, bucket } = workspaceOf(place.tenant)
    const channel = `${place.tenant}/${place.channel}`
    const until = now() + longestWaitMs
    if (bucket.wait(now()) > longestWaitMs) throw busy('workspace', bucket.nextRetryMs(now()))
    await channelTurn(channel, until)
    return run(async () => {
      await workspaceTurn(bucket, until)
      run.concurrency = bucket.atOnce(now())
      return sendCounted(bucket, channel, send)
    })
  }
}

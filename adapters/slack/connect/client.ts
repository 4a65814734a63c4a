import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api'
import type { Log } from '../../../src/log.ts'
import { createSlackClock, type SlackClock } from './clock.ts'

/** A call that takes longer is uncertain. */
const timeoutMs = 10_000
/** What Slack is given where it asks for patience without saying how much, in seconds. */
const defaultRetryAfter = 30
/** A shorter wait would be a storm; after a longer one nobody would notice that Slack takes posts again. */
const shortestRetryAfter = 1
const longestRetryAfter = 3600

/** The seconds that a 429 asks for, within what can be meant; a wait of nothing is one that is missing. */
const retryAfterOf = (header: string | null): number => {
  const seconds = Number(header ?? Number.NaN)
  return seconds > 0 ? Math.min(Math.max(seconds, shortestRetryAfter), longestRetryAfter) : defaultRetryAfter
}

/** `fetch` for Slack's SDK, which fails with an unnamed error on a 429 whose `Retry-After` is missing or no number. */
const fetchFromSlack =
  (clock: SlackClock): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, init)
    clock.heard(response.headers.get('date'))
    if (response.status !== 429) return response
    const headers = new Headers(response.headers)
    headers.set('retry-after', String(retryAfterOf(response.headers.get('retry-after'))))
    return new Response(response.body, { status: 429, headers })
  }

/** `fetch` for a response_url, with a time-out. */
export const fetchWithTimeout: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(timeoutMs) })

/** Slack's SDKs log through ours. Their debug lines hold whole bodies, so those are never taken. */
export const sdkLogger = (log: Log): Logger => {
  const line = (parts: readonly unknown[]): string => parts.map(String).join(' ').slice(0, 500)
  return {
    debug: () => {},
    info: (...parts: unknown[]) => log.debug(line(parts)),
    warn: (...parts: unknown[]) => log.warn(line(parts)),
    error: (...parts: unknown[]) => log.error(line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}

/** Nothing is sent again by the SDK, and nothing waits inside it: only the outbox knows what may be repeated. */
export const clientOptions = (
  apiUrl: string | undefined,
  log: Log,
  clock: SlackClock = createSlackClock(() => new Date()),
): WebClientOptions => ({
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  retryConfig: { retries: 0 },
  timeout: timeoutMs,
  rejectRateLimitedCalls: true,
  fetch: fetchFromSlack(clock),
  logger: sdkLogger(log),
})

type ClientOptions = { readonly apiUrl: string | undefined; readonly clock: SlackClock; readonly log: Log }

export const createClient = (token: string, { apiUrl, clock, log }: ClientOptions): WebClient =>
  new WebClient(token, clientOptions(apiUrl, log, clock))

import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api'
import type { Log } from '../../../src/log.ts'
import { boundRetryAfter } from '../../../src/platform/network.ts'
import type { Server } from '../../../src/platform/unreached.ts'
import { createSlackClock, type SlackClock } from './clock.ts'

/** A call that takes longer is uncertain. */
const timeoutMs = 10_000
/** In seconds: a shorter wait would flood Slack with requests. */
const shortestRetryAfter = 1
/** `fetch` for Slack's SDK, which throws an unspecific error on a 429 whose `Retry-After` is missing or not a number. */
const fetchFromSlack =
  (clock: SlackClock): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, init)
    clock.learn(response.headers.get('date'))
    if (response.status !== 429) return response
    const headers = new Headers(response.headers)
    headers.set('retry-after', String(boundRetryAfter(response.headers.get('retry-after'), shortestRetryAfter)))
    return new Response(response.body, { status: 429, headers })
  }

/** `fetch` for a response_url, with a time-out. */
export const fetchWithTimeout: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(timeoutMs) })

/** Slack, or the server that replaces it in tests. */
export const slackServer = (apiUrl: string | undefined): Server => ({
  name: 'Slack',
  url: apiUrl ?? 'https://slack.com/api/',
  setting: apiUrl === undefined ? undefined : 'SLACK_API_URL',
})

/**
 * Makes Slack's SDKs use our log, as debug lines: they also throw what they log, and it is logged where it is caught. Their own
 * debug lines contain whole bodies and are left out.
 */
export const sdkLogger = (log: Log): Logger => {
  const line = (parts: readonly unknown[]): string => parts.map(String).join(' ').slice(0, 500)
  return {
    debug: () => {},
    info: (...parts: unknown[]) => log.debug(line(parts)),
    warn: (...parts: unknown[]) => log.debug(line(parts)),
    error: (...parts: unknown[]) => log.debug(line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}

/** The SDK neither repeats calls nor waits, because only the outbox knows what may be repeated. */
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

/** A client of Slack's Web API; without a token only for `api.test`. */
export const createClient = (token: string | undefined, { apiUrl, clock, log }: ClientOptions): WebClient =>
  new WebClient(token, clientOptions(apiUrl, log, clock))

import { AsyncLocalStorage } from 'node:async_hooks'
import {
  DefaultRestOptions,
  REST,
  type RequestData,
  type ResponseLike,
  RESTEvents,
  type RouteLike,
  Routes,
} from 'discord.js'
import { problemClause, RetryableError } from '../../../src/errors.ts'
import type { DiscordOptions } from '../options.ts'
import { toPortError } from './errors.ts'
import { createPace } from './pace.ts'
import { boundRetryAfter, longestRetryAfter } from '../../../src/platform/network.ts'
import type { Server } from '../../../src/platform/unreached.ts'
import { createTokenCheck } from '../../../src/platform/token-check.ts'
import { type Fault, isUnauthorized, unauthorized } from './fault.ts'

/** Shorter than the outbox's own limit, so that the adapter itself says whether a request has left. */
const defaultLongestMs = 8000
/** Discord blocks an address for a while at 10,000 refused requests in ten minutes. Source: Discord, Rate Limits. */
const mostInvalid = 500
/** How long a delivery waits while Discord refuses the token. */
const refusedWaitMs = 60_000

/** Without this, discord.js retries at once after a 429 that gives no wait, and never after one with an absurd wait. */
const boundWaits = (headers: ResponseLike['headers']): void => {
  headers.set('retry-after', String(boundRetryAfter(headers.get('retry-after'))))
  const reset = Number(headers.get('x-ratelimit-reset-after') ?? 0)
  if (!(reset <= longestRetryAfter)) headers.set('x-ratelimit-reset-after', String(longestRetryAfter))
}

type Method = 'get' | 'post' | 'put' | 'patch'

/** Sends one request and gives Discord's answer unchanged. @throws the port's errors. */
export type Send = (method: Method, route: RouteLike, data?: RequestData, timeoutMs?: number) => Promise<unknown>

export type Requests = ReturnType<typeof createRequests>

/** Discord, or the server that replaces it in tests. */
export const discordServer = (apiUrl: string | undefined): Server => ({
  name: 'Discord',
  url: apiUrl ?? 'https://discord.com/api',
  setting: apiUrl === undefined ? undefined : 'DISCORD_API_URL',
})

/** The options of discord.js's REST client: it does not retry, because only the outbox sends again. */
export const restOptions = (apiUrl: string | undefined) => ({
  ...(apiUrl === undefined ? {} : { api: apiUrl }),
  version: '10',
  retries: 0,
  timeout: defaultLongestMs,
})

/** Rejects when `signal` fires, because some waits in discord.js ignore it. */
export const unlessAborted = async <Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(Object.assign(new Error('no answer in time'), { code: 'time-out' }))
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })

/**
 * Makes all REST calls of the adapter: each is sent once, discord.js keeps the rate limits, failures become the port's
 * errors.
 */
export const createRequests = ({
  token,
  apiUrl,
  log,
  now,
  requestMs: longestMs = defaultLongestMs,
  reconnectMs: retryMs,
}: Omit<DiscordOptions, 'memory'>) => {
  // Follows a request through discord.js's queue until it is sent: before that it cannot have been accepted.
  const progress = new AsyncLocalStorage<{
    wasSent: boolean
    readonly isPaced: boolean
    readonly checkLease: (() => void) | undefined
  }>()
  const turn = createPace()
  /** How many requests are not answered yet, and how many of them were sent. */
  let begun = 0
  let sent = 0
  let restUntil = 0

  const rest = new REST({
    ...restOptions(apiUrl),
    invalidRequestWarningInterval: mostInvalid,
    // `createPace` keeps the global limit; if Discord refuses a request nevertheless, discord.js's queues wait.
    globalRequestsPerSecond: Number.MAX_SAFE_INTEGER,
    rejectOnRateLimit: ({ timeToReset, retryAfter, sublimitTimeout }) =>
      Math.max(timeToReset, retryAfter, sublimitTimeout) > longestMs,
    makeRequest: async (url, init) => {
      const request = progress.getStore()
      if (request?.isPaced === true) await turn()
      init.signal?.throwIfAborted()
      request?.checkLease?.()
      if (request !== undefined) request.wasSent = true
      sent += 1
      try {
        const response = await DefaultRestOptions.makeRequest(url, init)
        if (response.status === 429 && request !== undefined) request.wasSent = false
        if (response.status === 429) boundWaits(response.headers)
        return response
      } finally {
        sent -= 1
      }
    },
  })

  rest.on(RESTEvents.RateLimited, ({ timeToReset, global, route }) => {
    log.debug({ route, global, waitMs: timeToReset }, 'Discord’s rate limit delays requests')
  })
  rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) => {
    restUntil = now().getTime() + remainingTime
    log.error({ refused: count }, 'Discord refused too many requests: nothing is sent until its ten minutes are over')
  })

  /** @throws the port's errors. */
  const request = async (
    method: Method,
    route: RouteLike,
    data: RequestData,
    { timeoutMs = longestMs, checkLease }: { readonly timeoutMs?: number; readonly checkLease?: () => void } = {},
  ): Promise<unknown> => {
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(data.signal ? [data.signal] : [])])
    // Discord does not count answers to interactions, and they must not wait for posts.
    const state = { wasSent: false, isPaced: data.auth !== false, checkLease }
    // discord.js forgets its token after one 401, so each request contains it.
    const headers = data.auth === false ? {} : { headers: { Authorization: `Bot ${token}` } }
    begun += 1
    try {
      return await progress.run(state, () =>
        unlessAborted(rest[method](route, { ...data, ...headers, auth: false, signal }), signal),
      )
    } catch (error) {
      throw toPortError(error, state.wasSent)
    } finally {
      begun -= 1
    }
  }

  const askAboutToken = async (): Promise<Fault | undefined> => {
    try {
      await request('get', Routes.user(), {})
      return undefined
    } catch (error) {
      if (isUnauthorized(error)) return unauthorized
      throw error
    }
  }
  const tokenCheck = createTokenCheck({ ask: askAboutToken, log, retryMs })

  const refuseToSend = (): void => {
    const fault = tokenCheck.fault()
    if (fault !== undefined) {
      const options = { notAccepted: true, retryAfterMs: refusedWaitMs }
      throw new RetryableError(fault.code, problemClause(fault), options)
    }
    const waitMs = restUntil - now().getTime()
    if (waitMs <= 0) return
    const options = { notAccepted: true, retryAfterMs: waitMs }
    throw new RetryableError('refusals', 'Discord refused too many requests', options)
  }

  const sendWith = async (...[method, route, data, limits]: Required<Parameters<typeof request>>): Promise<unknown> => {
    // Answers to interactions need no token, so people get answers even if Discord refuses it.
    if (data.auth === false) return request(method, route, data, limits)
    refuseToSend()
    try {
      return await request(method, route, data, limits)
    } catch (error) {
      if (isUnauthorized(error)) void tokenCheck.check()
      throw error
    }
  }

  const send: Send = async (method, route, data = {}, timeoutMs = longestMs) =>
    sendWith(method, route, data, { timeoutMs })

  return {
    send,
    /**
     * For the requests of one operation, which share the time limit of one request. `checkLease` is called for each request
     * that may post when its turn has come: there is no wait between the check and the request.
     */
    together: (checkLease?: () => void): Send => {
      const signal = AbortSignal.timeout(longestMs)
      return async (method, route, data = {}) =>
        sendWith(method, route, { ...data, signal }, checkLease === undefined || method === 'get' ? {} : { checkLease })
    },
    /** How many requests wait in discord.js's queues. */
    waiting: (): number => begun - sent,
    /** Set while Discord refuses the bot token. */
    fault: tokenCheck.fault,
    stop: tokenCheck.stop,
  }
}

import { AsyncLocalStorage } from 'node:async_hooks'
import { DefaultRestOptions, REST, type RequestData, RESTEvents, type RouteLike } from 'discord.js'
import { RetryableError } from '../../src/errors.ts'
import type { Log } from '../../src/log.ts'
import { toPortError } from './errors.ts'
import { type Fault, unauthorized } from './fault.ts'

/** Below the outbox's own limit, so that it is we who say whether a request has left. */
const defaultLongestMs = 8000
/** Discord blocks an address for a while at 10,000 refused requests in ten minutes. Source: Discord, Rate Limits. */
const mostInvalid = 500

type Method = 'get' | 'post' | 'put' | 'patch'

/** One request; gives Discord's answer as it came. @throws the port's errors. */
export type Send = (method: Method, route: RouteLike, data?: RequestData, timeoutMs?: number) => Promise<unknown>

export type Requests = {
  readonly send: Send
  /** For the requests of one operation, which together may take as long as one. */
  readonly together: () => Send
  /** Requests that wait for their turn, those at Discord, and until when a limit holds us. */
  readonly state: () => { readonly waiting: number; readonly sent: number; readonly limitedUntil: Date | undefined }
  readonly fault: () => Fault | undefined
}

type Options = {
  readonly token: string
  readonly apiUrl?: string | undefined
  readonly log: Log
  readonly now: () => Date
  /** Longest that one request may take, waiting for its turn included, in milliseconds. */
  readonly longestMs?: number | undefined
}

/** How discord.js shall speak to the REST API: once, for the outbox is the only one who sends again. */
export const restOptions = (apiUrl: string | undefined) => ({
  ...(apiUrl === undefined ? {} : { api: apiUrl }),
  version: '10',
  retries: 0,
  timeout: defaultLongestMs,
})

/** Rejects when `signal` fires, for the waits in discord.js that do not listen to it. */
const race = async <Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(Object.assign(new Error('no answer in time'), { code: 'time-out' }))
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })

/** Every REST call of the adapter: sent once, its limits left to discord.js, its failure in the port's words. */
export const createRequests = ({ token, apiUrl, log, now, longestMs = defaultLongestMs }: Options): Requests => {
  // Follows a request through discord.js's queue to the moment when it leaves: until then it cannot have been accepted.
  const progress = new AsyncLocalStorage<{ wasSent: boolean }>()
  let waiting = 0
  let sent = 0
  let limitedUntil = 0
  let restUntil = 0
  let fault: Fault | undefined

  const rest = new REST({
    ...restOptions(apiUrl),
    invalidRequestWarningInterval: mostInvalid,
    rejectOnRateLimit: ({ timeToReset, retryAfter, sublimitTimeout }) =>
      Math.max(timeToReset, retryAfter, sublimitTimeout) > longestMs,
    makeRequest: async (url, init) => {
      init.signal?.throwIfAborted()
      const request = progress.getStore()
      if (request !== undefined) request.wasSent = true
      sent += 1
      try {
        const response = await DefaultRestOptions.makeRequest(url, init)
        if (response.status === 429 && request !== undefined) request.wasSent = false
        return response
      } finally {
        sent -= 1
      }
    },
  }).setToken(token)

  rest.on(RESTEvents.RateLimited, ({ timeToReset, global, route }) => {
    limitedUntil = Math.max(limitedUntil, now().getTime() + timeToReset)
    log.debug({ route, global, waitMs: timeToReset }, 'Discord’s rate limit holds requests')
  })
  rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) => {
    restUntil = now().getTime() + remainingTime
    log.error({ refused: count }, 'Discord refused too many requests: nothing is sent until its ten minutes are over')
  })

  const refuseToSend = (): RetryableError | undefined => {
    if (fault !== undefined)
      return new RetryableError(fault.code, `${fault.problem}: ${fault.fix}`, {
        notAccepted: true,
        retryAfterMs: 3_600_000,
      })
    const waitMs = restUntil - now().getTime()
    if (waitMs <= 0) return undefined
    return new RetryableError('refusals', 'Discord refused too many requests', {
      notAccepted: true,
      retryAfterMs: waitMs,
    })
  }

  const send: Send = async (method, route, data = {}, timeoutMs = longestMs) => {
    const refusal = refuseToSend()
    if (refusal !== undefined) throw refusal
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(data.signal ? [data.signal] : [])])
    const request = { wasSent: false }
    waiting += 1
    try {
      return await progress.run(request, () => race(rest[method](route, { ...data, signal }), signal))
    } catch (error) {
      const meaning = toPortError(error, request.wasSent)
      if (meaning instanceof RetryableError && meaning.code === '401' && data.auth !== false) {
        fault = unauthorized
        log.error({ ...fault }, 'Discord does not accept the bot token: nothing is sent')
      }
      throw meaning
    } finally {
      waiting -= 1
    }
  }

  return {
    send,
    together: () => {
      const signal = AbortSignal.timeout(longestMs)
      return async (method, route, data = {}) => send(method, route, { ...data, signal })
    },
    state: () => ({
      waiting: waiting - sent,
      sent,
      limitedUntil: limitedUntil > now().getTime() ? new Date(limitedUntil) : undefined,
    }),
    fault: () => fault,
  }
}

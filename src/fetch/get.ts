import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { BeforeRedirectHook, RequestError, Response } from 'got'
import { describeError } from '../errors.ts'
import { type Agents, agentsFor } from './agents.ts'
import { literalIn, RefusedAddress, refusalOf, refusalOfHost } from './address-guard.ts'
import { type Proxies, proxyFor } from './proxy.ts'
import { retryAfterMs } from './retry-after.ts'
import { unknownName } from './unknown-name.ts'

/** The validators of an earlier answer that we still have, for a conditional request. */
export type Validators = { readonly etag?: string; readonly lastModified?: string }

export type FetchFailure =
  | 'bad-address'
  | 'private-address'
  | 'unreachable'
  | 'timeout'
  | 'too-large'
  | 'too-many-redirects'
  | 'blocked'
  | 'not-found'
  | 'gone'
  | 'rate-limited'
  | 'server-error'
  | 'http-error'

/** Faults that may pass: the same request may work later. */
export const passingFailures: ReadonlySet<FetchFailure> = new Set([
  'unreachable',
  'timeout',
  'rate-limited',
  'server-error',
])

export type GetResult =
  | {
      readonly state: 'fetched'
      /** Where the answer came from, after redirects. */
      readonly url: string
      readonly contentType: string | undefined
      readonly body: Buffer
      readonly validators: Validators
      readonly movedTo?: string
    }
  | {
      readonly state: 'not-modified'
      /** The new address, if every redirect was permanent (RFC 9110, 15.4.2 and 15.4.9). */
      readonly movedTo?: string
    }
  | {
      readonly state: 'failed'
      readonly code: FetchFailure
      /** One sentence for a person. */
      readonly detail: string
      readonly retryAfterMs: number | undefined
    }

export type GetOptions = {
  readonly accept: string
  /** Of the decoded body. */
  readonly maxBytes: number
  readonly validators?: Validators
  /** Requests only this range of bytes, both ends included. */
  readonly range?: { readonly first: number; readonly last: number }
  readonly signal?: AbortSignal
}

export type Get = ((url: string, options: GetOptions) => Promise<GetResult>) & {
  /** Whether the guard would allow an address, as far as that is known without resolving its name. */
  readonly mayAsk?: (url: string) => boolean
}

type Failed = Extract<GetResult, { state: 'failed' }>

/** Length of the longest validator that is stored, in characters. */
const longestValidator = 1024
const mostRedirects = 5

const failed = (code: FetchFailure, detail: string, waitMs?: number): Failed => ({
  state: 'failed',
  code,
  detail,
  retryAfterMs: waitMs,
})

/** Ports that web servers listen on; others belong to databases, mail and shells. */
const webPorts = new Set(['', '80', '443', '8080', '8443'])

const refusedAddress = (host: string, reason: RefusedAddress['reason']): Failed =>
  failed(
    'private-address',
    reason === 'metadata'
      ? `${host} is the metadata service of a cloud machine, which is never requested`
      : `${host} is on a private network; ALLOW_PRIVATE_FEEDS=true lets it be read`,
  )

/** What is wrong with an address, checked before connecting: for the first address and for each redirect. */
const addressProblem = (url: URL | null, allowPrivate: boolean): Failed | undefined => {
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return failed('bad-address', 'only http and https addresses are read')
  }
  if (url.username !== '' || url.password !== '') {
    return failed('bad-address', 'an address with a user name in it is not read')
  }
  const literal = literalIn(url)
  const refusal = literal === undefined ? undefined : refusalOf(literal, allowPrivate)
  if (refusal !== undefined) return refusedAddress(url.host, refusal)
  return allowPrivate || webPorts.has(url.port)
    ? undefined
    : failed('bad-address', `port ${url.port} is not one of a web server; ALLOW_PRIVATE_FEEDS=true allows it`)
}

const isOpen = (url: string, allowPrivate: boolean): boolean => {
  const parsed = URL.parse(url)
  if (parsed === null || addressProblem(parsed, allowPrivate) !== undefined) return false
  return refusalOfHost(parsed, allowPrivate) === undefined
}

/** Whether people may be sent to an address: not if the guard would refuse it, and never to a metadata service. */
export const maySend = (get: Get, url: string): boolean => get.mayAsk?.(url) ?? isOpen(url, true)

/** A redirect leads to an address that is not read. */
class RefusedRedirect extends Error {
  readonly failure: Failed

  constructor(failure: Failed) {
    super(failure.detail)
    this.failure = failure
  }
}

/** Where permanent redirects lead, up to the first redirect that is temporary or leaves https. */
const createMove = (
  from: string,
): { readonly follow: (status: number, next: URL) => void; readonly to: () => string | undefined } => {
  let [at, isForGood] = [from, true]
  return {
    follow: (status, next) => {
      const isDowngrade = at.startsWith('https:') && next.protocol === 'http:'
      isForGood &&= (status === 301 || status === 308) && !isDowngrade
      if (isForGood) at = next.href
    },
    to: () => (at === from ? undefined : at),
  }
}

/** An error and what caused it, outermost first. */
const causes = (error: unknown): readonly unknown[] =>
  error instanceof Error && error.cause !== undefined ? [error, ...causes(error.cause)] : [error]

const statusFailure = (status: number, headers: IncomingHttpHeaders): Failed | undefined => {
  const waitMs = retryAfterMs(headers['retry-after'], new Date())
  if (status < 300) return undefined
  if (status === 401 || status === 403) return failed('blocked', `the site refuses programs (HTTP ${status})`, waitMs)
  if (status === 404) return failed('not-found', 'nothing is at that address (HTTP 404)')
  if (status === 410) return failed('gone', 'the address was removed permanently (HTTP 410)')
  if (status === 429) return failed('rate-limited', 'the site asks for fewer requests (HTTP 429)', waitMs)
  if (status >= 500) return failed('server-error', `the site has a fault (HTTP ${status})`, waitMs)
  return failed('http-error', `the site answers HTTP ${status}`, waitMs)
}

/** `hop` is the host that was asked last: another than `host` behind a redirect. */
type Attempt = { host: string; hop: string; proxy: string | undefined; timeoutMs: number }

const errorFailure = (error: unknown, { host, hop, proxy, timeoutMs }: Readonly<Attempt>): Failed => {
  const { code = '', name = '' } = error as Partial<RequestError>
  const text = describeError(error)
  for (const cause of causes(error)) {
    if (cause instanceof RefusedRedirect) return cause.failure
    if (cause instanceof RefusedAddress) return refusedAddress(host, cause.reason)
  }
  if (name === 'TimeoutError' || code === 'ETIMEDOUT') {
    return failed('timeout', `${host} took longer than ${timeoutMs / 1000} s`)
  }
  if (name === 'MaxRedirectsError')
    return failed('too-many-redirects', `${host} redirects more than ${mostRedirects} times`)
  if (code === 'ERR_UNSUPPORTED_PROTOCOL')
    return failed('bad-address', `${host} redirects to something that is not http`)
  if (proxy !== undefined) return failed('unreachable', `${hop} cannot be reached through the proxy ${proxy} (${text})`)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return failed('unreachable', unknownName(hop))
  if (code === 'ECONNREFUSED') return failed('unreachable', `${hop} refuses the connection`)
  if (/CERT|TLS|SSL/u.test(code)) return failed('unreachable', `${hop} has no valid certificate (${code})`)
  return failed('unreachable', `${hop} cannot be reached (${code === '' ? text : code})`)
}

type GuardOptions = {
  readonly allowPrivate: boolean
  readonly userAgent: string
  readonly proxies?: Proxies
  readonly timeoutMs?: number
}

const noProxies: Proxies = { http: undefined, https: undefined, except: undefined }

const keptValidator = (value: string | undefined): string | undefined =>
  value !== undefined && value.length <= longestValidator ? value : undefined

const validatorsOf = ({ headers }: Response): Validators => {
  const etag = keptValidator(headers.etag)
  const lastModified = keptValidator(headers['last-modified'])
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) }
}

const headersOf = ({ accept, validators = {}, range }: GetOptions) => ({
  accept,
  ...(range === undefined ? {} : { range: `bytes=${range.first}-${range.last}` }),
  ...(validators.etag === undefined ? {} : { 'if-none-match': validators.etag }),
  ...(validators.lastModified === undefined ? {} : { 'if-modified-since': validators.lastModified }),
})

/** The whole body; undefined if it is larger than `maxBytes`. */
const readBody = async (stream: Readable, maxBytes: number): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) {
      stream.destroy()
      return undefined
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * Creates the only function by which the program reads the web: a guarded GET. Http(s) only, no private addresses unless
 * `allowPrivate`, redirects checked one by one, time and decoded size bounded, never retried: the next poll is the retry.
 * `timeoutMs` bounds the whole exchange. Every fault is returned as a value; it rejects only when the caller's signal is aborted.
 */
export const createGet = (options: GuardOptions): Get =>
  Object.assign(guardedGet(options), { mayAsk: (url: string) => isOpen(url, options.allowPrivate) })

const guardedGet =
  ({ allowPrivate, userAgent, proxies = noProxies, timeoutMs = 20_000 }: GuardOptions): Get =>
  async (url, options) => {
    const { maxBytes, validators = {}, signal } = options
    const problem = addressProblem(URL.parse(url), allowPrivate)
    if (problem !== undefined) return problem
    const { host } = new URL(url)
    const move = createMove(url)
    let address = new URL(url)
    const follow: BeforeRedirectHook = async (request, { statusCode, headers: { location } }) => {
      const next = new URL(request.url ?? url)
      // got removes a user name from the address before this code sees it.
      const written = URL.parse(location ?? '', address.href) ?? next
      const failure = addressProblem(next, allowPrivate) ?? addressProblem(written, allowPrivate)
      if (failure !== undefined) throw new RefusedRedirect(failure)
      move.follow(statusCode, next)
      address = next
      request.agent = await agentsFor(next, { allowPrivate, proxies })
    }
    const proxyOf = (): string | undefined => {
      const proxy = proxyFor(address, proxies)
      return proxy === undefined ? undefined : URL.parse(proxy)?.host
    }
    const failedWith = (error: unknown): Failed =>
      errorFailure(error, { host, hop: address.host, proxy: proxyOf(), timeoutMs })
    let agent: Agents
    try {
      agent = await agentsFor(address, { allowPrivate, proxies })
    } catch (error) {
      return failedWith(error)
    }
    const { default: got } = await import('got')
    const stream = got.stream(url, {
      headers: { 'user-agent': userAgent, ...headersOf(options) },
      agent,
      hooks: { beforeRedirect: [follow] },
      timeout: { request: timeoutMs },
      retry: { limit: 0 },
      maxRedirects: mostRedirects,
      throwHttpErrors: false,
      ...(signal === undefined ? {} : { signal }),
    })
    let response: Response | undefined
    stream.on('response', (incoming: Response) => {
      response = incoming
    })
    let body: Buffer | undefined
    try {
      body = await readBody(stream, maxBytes)
    } catch (error) {
      signal?.throwIfAborted()
      return failedWith(error)
    }
    if (body === undefined)
      return failed('too-large', `the answer of ${host} is larger than ${Math.round(maxBytes / 1e6)} MB`)
    if (response === undefined) return failed('unreachable', `${host} gave no answer`)
    const movedTo = move.to()
    const moved = movedTo === undefined ? {} : { movedTo }
    if (response.statusCode === 304) {
      const wasAsked = validators.etag !== undefined || validators.lastModified !== undefined
      return wasAsked
        ? { state: 'not-modified', ...moved }
        : failed(
            'http-error',
            `${host} says that nothing has changed (HTTP 304), although the request was unconditional`,
          )
    }
    return (
      statusFailure(response.statusCode, response.headers) ?? {
        state: 'fetched',
        url: response.url,
        contentType: response.headers['content-type'],
        body,
        validators: validatorsOf(response),
        ...moved,
      }
    )
  }

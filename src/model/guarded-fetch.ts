import { namesParameter } from './capabilities.ts'
import { readServerError, type ServerError } from './server-error.ts'

type Fetch = typeof globalThis.fetch

/** An answer with five claims has about 2 kB; something a thousand times larger is not an answer. */
const mostBytes = 2 << 20

/** The longest Retry-After that is waited for within one briefing; after a longer one no request is sent for that long. */
export const longestWaitMs = 20_000

/** The code of an error that says that there is no API at an address. */
export const noSuchAddress = 'no-such-address'

/** Errors that a retry cannot help: the account must be topped up. */
export const quotaCodes: readonly string[] = ['insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active']

/**
 * How long the server asks us to wait, in milliseconds; undefined if it does not say. Source: RFC 9110 §10.2.3, seconds
 * or a date; `retry-after-ms` is OpenAI's own.
 */
export const retryAfterMs = (headers: Headers, now: Date): number | undefined => {
  const ms = Number.parseFloat(headers.get('retry-after-ms') ?? '')
  if (Number.isFinite(ms)) return Math.max(0, ms)
  const header = headers.get('retry-after')
  if (header === null) return undefined
  const wait = /^\s*\d+(?:\.\d*)?\s*$/u.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime()
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}

const readBody = async (response: Response): Promise<Uint8Array<ArrayBuffer>> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > mostBytes) throw new Error(`the answer is larger than ${mostBytes} bytes`)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** Scheme, host and path, without the call itself. */
const placeOf = (url: URL): string => `${url.origin}${url.pathname.replace(/\/chat\/completions\/?$/u, '')}`

const redirection = (asked: URL, { status, headers }: Response): ServerError => {
  const to = URL.parse(headers.get('location') ?? '', asked.href)
  const where = to === null ? 'another address' : placeOf(to)
  const message = `the server redirects to ${where}, where the key is not sent; set OPENAI_BASE_URL to that address`
  return { status, code: 'redirected', param: '', message }
}

const wrongAddress = (asked: URL): ServerError => ({
  status: 404,
  code: noSuchAddress,
  param: '',
  message: `no chat completions at ${placeOf(asked)}; check OPENAI_BASE_URL, which ends in /v1 for most servers`,
})

/** The error in a response. A 404 that does not mention the model is about the address. */
const errorOf = (asked: URL, response: Response, text: string): ServerError | undefined => {
  if (response.status >= 300 && response.status < 400) return redirection(asked, response)
  const error = readServerError(response.status, text)
  if (response.status !== 404) return error
  return error !== undefined && /model|deployment/iu.test(`${error.code} ${error.message}`)
    ? error
    : wrongAddress(asked)
}

/**
 * A fetch for the OpenAI client. It reads the complete response within the client's time-out and a size limit, follows
 * no redirect (only the configured server gets the key), converts errors of all formats and statuses into OpenAI's, and
 * prevents retries that cannot succeed: the client would try three times after a spent quota or with a rejected
 * parameter, and wait a minute if the server asks for it.
 */
export const guardFetch =
  (fetch: Fetch, now: () => Date): Fetch =>
  async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'manual' })
    const body = await readBody(response)
    const asked = new URL(input instanceof Request ? input.url : input)
    const error = errorOf(asked, response, new TextDecoder().decode(body))
    const headers = new Headers(response.headers)
    // The body is already decompressed.
    headers.delete('content-encoding')
    headers.delete('content-length')
    const waitMs = retryAfterMs(headers, now()) ?? 0
    const isInVain = error !== undefined && (quotaCodes.includes(error.code) || namesParameter(error))
    if (waitMs > longestWaitMs || isInVain) headers.set('x-should-retry', 'false')
    if (error === undefined) {
      const isBodiless = response.status === 204 || response.status === 205
      return new Response(isBodiless ? null : body, { status: response.status, headers })
    }
    const { status, ...fields } = error
    headers.set('content-type', 'application/json')
    return new Response(JSON.stringify({ error: fields }), { status, headers })
  }

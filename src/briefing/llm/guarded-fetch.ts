import { namesParameter } from './capabilities.ts'
import { noSuchAddress } from './address.ts'
import { readServerError, type ServerError } from './server-error.ts'

type Fetch = typeof globalThis.fetch

/** An answer of five claims has some 2 kB; what is a thousand times larger is no answer. */
const mostBytes = 2 << 20

/** The longest wish to wait that is heeded within one briefing; after a longer one the server is left alone that long. */
const longestWaitMs = 20_000

/** Codes that no second try helps: the account has to be topped up. */
export const quotaCodes: readonly string[] = ['insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active']

/**
 * How long the other side asks us to wait, in milliseconds; undefined where it does not say.
 * Source: RFC 9110 §10.2.3, seconds or a date; `retry-after-ms` is OpenAI's own.
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

/** Host and path, without the call itself. */
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

/** What is wrong with an answer. A 404 that does not speak of the model speaks of the address. */
const errorOf = (asked: URL, response: Response, text: string): ServerError | undefined => {
  if (response.status >= 300 && response.status < 400) return redirection(asked, response)
  const error = readServerError(response.status, text)
  if (response.status !== 404) return error
  return error !== undefined && /model|deployment/iu.test(`${error.code} ${error.message}`)
    ? error
    : wrongAddress(asked)
}

/** The answer in the client's own terms: an error as OpenAI writes it, with its status. */
const rewritten = (body: Uint8Array<ArrayBuffer>, response: Response, error: ServerError | undefined) => {
  if (error === undefined) return { body, status: response.status }
  const { status, ...fields } = error
  return { body: JSON.stringify({ error: fields }), status }
}

/**
 * A fetch for the OpenAI client that reads the whole answer under the client's own time-out and a size cap, follows no
 * redirect (the key goes to the configured server alone), puts errors of any make and status into OpenAI's terms, and keeps
 * the client from repeating what cannot succeed: it would ask three times of a spent quota or with a parameter that is not
 * taken, and wait a minute where the server says so.
 */
export const guardFetch =
  (fetch: Fetch, now: () => Date): Fetch =>
  async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'manual' })
    const body = await readBody(response)
    const headers = new Headers(response.headers)
    // The body is no longer as it travelled.
    headers.delete('content-encoding')
    headers.delete('content-length')
    const error = errorOf(
      new URL(input instanceof Request ? input.url : input),
      response,
      new TextDecoder().decode(body),
    )
    const answer = rewritten(body, response, error)
    if (error !== undefined) headers.set('content-type', 'application/json')
    const waitMs = retryAfterMs(headers, now()) ?? 0
    const isInVain = error !== undefined && (quotaCodes.includes(error.code) || namesParameter(error))
    if (waitMs > longestWaitMs || isInVain) headers.set('x-should-retry', 'false')
    const isBodiless = response.status === 204 || response.status === 205
    return new Response(isBodiless ? null : answer.body, { status: answer.status, headers })
  }

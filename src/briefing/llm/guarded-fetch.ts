type Fetch = typeof globalThis.fetch

/** An answer of five claims has some 2 kB; what is a thousand times larger is no answer. */
const mostBytes = 2 << 20

/** The longest wish to wait that is heeded within one briefing; after a longer one the server is left alone that long. */
const longestWaitMs = 20_000

/** Codes that no repetition mends: the account has to be topped up. */
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

const isQuotaSpent = (body: Uint8Array): boolean => {
  const text = new TextDecoder().decode(body.subarray(0, 10_000))
  return quotaCodes.some((code) => text.includes(`"${code}"`))
}

/**
 * A fetch for the OpenAI client that reads the whole answer under the client's own time-out and a size cap, follows no
 * redirect (the key goes to the configured server alone), and keeps the client from repeating what cannot succeed:
 * it would ask three times of a spent quota, and wait a minute where the server says so.
 */
export const guardFetch =
  (fetch: Fetch, now: () => Date): Fetch =>
  async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'error' })
    const body = await readBody(response)
    const headers = new Headers(response.headers)
    // The body is no longer as it travelled.
    headers.delete('content-encoding')
    headers.delete('content-length')
    const waitMs = retryAfterMs(headers, now()) ?? 0
    if (waitMs > longestWaitMs || (response.status === 429 && isQuotaSpent(body)))
      headers.set('x-should-retry', 'false')
    const isBodiless = response.status === 204 || response.status === 205 || response.status === 304
    return new Response(isBodiless ? null : body, { status: response.status, headers })
  }

import type { ServerResponse } from 'node:http'
import type { Answered } from './answer.ts'

/**
 * How the network, or Discord, treats one request. `…Before`: nothing was done; `…After`: it was done, and the answer is lost.
 */
export type Behaviour =
  | 'well'
  | 'resetBefore'
  | 'resetAfter'
  | 'errorBefore'
  | 'errorAfter'
  | 'hangAfter'
  | 'htmlBefore'
  | 'htmlAfter'
  | 'cutAfter'
  | 'foreignAfter'
  | 'limited'
  | 'limitedGlobally'
  | 'limitedForLong'
  | 'cloudflare'
  | 'cloudflareJson'
  | 'unauthorized'
  | 'refused'
  | { readonly code: number; readonly status: number }
  /** Rate-limited, with any text as the wait. */
  | { readonly retryAfter: string | undefined; readonly isGlobal: boolean }

const isDone = (behaviour: Behaviour): boolean => typeof behaviour === 'string' && behaviour.endsWith('After')

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

const limited = (response: ServerResponse, seconds: number, isGlobal: boolean): void =>
  json(
    response,
    429,
    { message: 'You are being rate limited.', retry_after: seconds, global: isGlobal },
    {
      'retry-after': String(seconds),
      'x-ratelimit-scope': isGlobal ? 'global' : 'user',
      ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
    },
  )

const html = '<!doctype html><html><head><title>Just a moment…</title></head><body>Checking your browser</body></html>'

/** Answers as the behaviour says. `act` executes the request. */
export const behave = (behaviour: Exclude<Behaviour, 'well'>, response: ServerResponse, act: () => Answered): void => {
  const answered = isDone(behaviour) ? act() : undefined
  if (typeof behaviour === 'object' && 'retryAfter' in behaviour) {
    const { retryAfter, isGlobal } = behaviour
    return json(
      response,
      429,
      { message: 'You are being rate limited.', global: isGlobal },
      {
        ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
        ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
      },
    )
  }
  if (typeof behaviour === 'object')
    return json(response, behaviour.status, { code: behaviour.code, message: `code ${behaviour.code}` })
  switch (behaviour) {
    case 'resetBefore':
    case 'resetAfter':
      response.destroy()
      return undefined
    case 'errorBefore':
    case 'errorAfter':
      return json(response, 503, { message: 'upstream connect error', code: 0 })
    case 'hangAfter':
      return undefined
    case 'htmlBefore':
    case 'htmlAfter':
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end(html)
      return undefined
    case 'cutAfter':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
      response.write(JSON.stringify(answered?.body).slice(0, 40), () => response.destroy())
      return undefined
    case 'foreignAfter':
      return json(response, 200, { id: '1', channel_id: '2' })
    case 'limited':
      return limited(response, 0.2, false)
    case 'limitedGlobally':
      return limited(response, 0.2, true)
    case 'limitedForLong':
      return limited(response, 900, false)
    case 'cloudflare':
      response.writeHead(403, { 'content-type': 'text/html' })
      response.end(html)
      return undefined
    case 'cloudflareJson':
      return json(response, 403, { code: 40333, message: 'internal network error' })
    case 'unauthorized':
      return json(response, 401, { code: 0, message: '401: Unauthorized' })
    case 'refused':
      return json(response, 400, { code: 50035, message: 'Invalid Form Body', errors: {} })
  }
}

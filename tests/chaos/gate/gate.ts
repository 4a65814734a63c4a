import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Clock } from '../clock.ts'
import { listen } from '../listen.ts'
import type { PlatformEvent, PostFault } from '../platforms/port.ts'

/** A request as the gate reads it. */
export type Passing = { readonly method: string; readonly path: string; readonly body: string }

/** How to read a platform's requests. */
export type Language = {
  /** The place that the request posts to; undefined if it does not post. */
  readonly postsTo: (request: Passing) => string | undefined
  readonly isLook: (request: Passing) => boolean
  /** The id of the message in the response to an accepted post; undefined if it was refused. */
  readonly accepted: (answer: string) => string | undefined
  /** How the platform refuses a token. */
  readonly unauthorized: { readonly status: number; readonly body: string }
  /** How the platform says 429. */
  readonly slowDown: (retryAfter: string | undefined) => { readonly body: string; readonly headers: Headers }
}

type Headers = Readonly<Record<string, string>>

export type Gate = {
  readonly origin: string
  /** When each message was accepted, by the program's clock. */
  readonly acceptedAt: ReadonlyMap<string, number>
  faultOf: (place: string, body: string) => PostFault | undefined
  onEvent: (event: PlatformEvent) => void
  tooEarly(): number
  refuse(isRefusing: boolean): Promise<void>
  close(): Promise<void>
}

/**
 * How long after a client gave up, or died, its post may still be accepted: less than the time for which the history is
 * not trusted.
 */
const lateMs = 5_000
const longestWaitMs = 3_600_000
const page = '<!doctype html><title>Gateway</title><p>Please try again.'

const waitOf = (retryAfter: string | undefined): number =>
  retryAfter !== undefined && /^\d+$/u.test(retryAfter) ? Math.min(Number(retryAfter) * 1000, longestWaitMs) : 0

const readBody = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

/**
 * Placed before a platform's counterpart: passes requests on, records what was accepted, and loses responses as
 * instructed.
 */
export const openGate = async (clock: Clock, upstream: string, language: Language): Promise<Gate> => {
  const acceptedAt = new Map<string, number>()
  const notBefore = new Map<string, number>()
  const timers = new Set<NodeJS.Timeout>()
  let early = 0

  const forward = async (request: IncomingMessage, { method, path, body }: Passing) => {
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = request.headers
    const answer = await fetch(new URL(path, upstream), {
      method,
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
      ...(body === '' ? {} : { body }),
    })
    const { 'content-encoding': _____, 'content-length': ______, ...rest } = Object.fromEntries(answer.headers)
    return { status: answer.status, headers: rest, body: await answer.text() }
  }

  const accept = async (request: IncomingMessage, passing: Passing) => {
    const answer = await forward(request, passing)
    const name = language.accepted(answer.body)
    if (name !== undefined && !acceptedAt.has(name)) {
      acceptedAt.set(name, clock.now())
      gate.onEvent('accepted')
    }
    return answer
  }

  const later = (run: () => Promise<unknown>): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      run().catch(() => {})
    }, clock.real(lateMs))
    timers.add(timer)
  }

  const post = async (request: IncomingMessage, passing: Passing, place: string, response: ServerResponse) => {
    if (clock.now() < (notBefore.get(place) ?? 0)) early += 1
    const fault = gate.faultOf(place, passing.body)
    if (typeof fault === 'object') {
      notBefore.set(place, clock.now() + waitOf(fault.retryAfter))
      const { body, headers } = language.slowDown(fault.retryAfter)
      return response.writeHead(429, { 'content-type': 'application/json', ...headers }).end(body)
    }
    if (fault === 'reset before') return response.destroy()
    if (fault === 'unauthorized') {
      const { status, body } = language.unauthorized
      return response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    }
    if (fault === 'error before') return response.writeHead(503).end()
    if (fault === 'late accept') return response.once('close', () => later(async () => accept(request, passing)))
    const answer = await accept(request, passing)
    if (fault === 'silent after') return undefined
    if (fault === 'reset after') return response.destroy()
    if (fault === 'error after') return response.writeHead(500).end()
    if (fault === 'html after') return response.writeHead(200, { 'content-type': 'text/html' }).end(page)
    if (fault === 'cut after') {
      response.writeHead(200, { ...answer.headers, 'content-length': answer.body.length })
      return response.write(answer.body.slice(0, 3), () => response.destroy())
    }
    response.once('finish', () => gate.onEvent('answered'))
    return response.writeHead(answer.status, answer.headers).end(answer.body)
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const passing = { method: request.method ?? 'GET', path: request.url ?? '/', body: await readBody(request) }
    const place = language.postsTo(passing)
    if (place !== undefined) return post(request, passing, place, response)
    const answer = await forward(request, passing)
    if (language.isLook(passing)) response.once('finish', () => gate.onEvent('looked'))
    return response.writeHead(answer.status, answer.headers).end(answer.body)
  }

  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))
  const { port, close } = await listen(server)

  const gate: Gate = {
    origin: `http://127.0.0.1:${port}`,
    acceptedAt,
    faultOf: () => undefined,
    onEvent: () => {},
    tooEarly: () => early,
    async refuse(isRefusing) {
      if (isRefusing && server.listening) await close()
      if (!isRefusing && !server.listening) await listen(server, port)
    },
    async close() {
      for (const timer of timers) clearTimeout(timer)
      if (server.listening) await close()
    },
  }
  return gate
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Clock } from '../clock.ts'
import { listen } from '../listen.ts'
import type { PlatformEvent, PostFault } from '../platforms/port.ts'
import { editSchema, postSchema, type WirePost } from './protocol.ts'

/** A message as it was accepted. */
export type Accepted = WirePost & { readonly id: string; readonly at: number }

export type Wire = {
  readonly origin: string
  readonly accepted: readonly Accepted[]
  faultOf: (place: string, body: string) => PostFault | undefined
  historyLagMs: number
  onEvent: (event: PlatformEvent) => void
  tooEarly(): number
  refuse(isRefusing: boolean): Promise<void>
  close(): Promise<void>
}

/** The longest wait, in milliseconds: an absurd `Retry-After` is cut to it. */
const longestWaitMs = 3_600_000
/**
 * How long after a client gave up, or died, its post may still be accepted: less than the time for which the history is
 * not trusted.
 */
const lateMs = 5_000

const gateway = '<!doctype html><title>Gateway</title><p>Please try again.'

const waitOf = (retryAfter: string | undefined): number =>
  retryAfter !== undefined && /^\d+$/u.test(retryAfter) ? Math.min(Number(retryAfter) * 1000, longestWaitMs) : 0

/** A chat platform without memory for keys: it accepts every post as a new message, as Slack does, and has a history. */
export const startWire = async (clock: Clock): Promise<Wire> => {
  const accepted: Accepted[] = []
  const notBefore = new Map<string, number>()
  const timers = new Set<NodeJS.Timeout>()
  let early = 0

  const accept = (post: WirePost): string => {
    const id = String(accepted.length + 1)
    accepted.push({ ...post, id, at: clock.now() })
    wire.onEvent('accepted')
    return id
  }

  const answerAccepted = (fault: PostFault | undefined, id: string, response: ServerResponse): void => {
    const body = JSON.stringify({ id })
    if (fault === 'silent after') return
    if (fault === 'reset after') response.destroy()
    else if (fault === 'error after') response.writeHead(500).end('{"error":"internal"}')
    else if (fault === 'html after') response.writeHead(200, { 'content-type': 'text/html' }).end(gateway)
    else if (fault === 'cut after') {
      response.writeHead(200, { 'content-length': body.length })
      response.write(body.slice(0, 3), () => response.destroy())
    } else {
      response.once('finish', () => wire.onEvent('answered'))
      response.writeHead(200, { 'content-type': 'application/json' }).end(body)
    }
  }

  const limit = (
    place: string,
    { retryAfter }: { readonly retryAfter: string | undefined },
    response: ServerResponse,
  ) => {
    notBefore.set(place, clock.now() + waitOf(retryAfter))
    response.writeHead(429, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end('{"error":"slow down"}')
  }

  const later = (post: WirePost): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      accept(post)
    }, clock.real(lateMs))
    timers.add(timer)
  }

  const receive = (body: string, response: ServerResponse): void => {
    const post = postSchema.parse(JSON.parse(body))
    if (clock.now() < (notBefore.get(post.place) ?? 0)) early += 1
    const fault = wire.faultOf(post.place, body)
    if (typeof fault === 'object') return limit(post.place, fault, response)
    if (fault === 'reset before') return void response.destroy()
    if (fault === 'unauthorized') return void response.writeHead(401).end('{"error":"token"}')
    if (fault === 'error before') return void response.writeHead(503).end('{"error":"unavailable"}')
    if (fault === 'late accept') return void response.once('close', () => later(post))
    return answerAccepted(fault, accept(post), response)
  }

  const history = (query: URLSearchParams, response: ServerResponse): void => {
    const until = clock.now() - wire.historyLagMs
    const found = accepted.find(
      ({ place, key, at }) => place === query.get('place') && key === query.get('key') && at <= until,
    )
    response.once('finish', () => wire.onEvent('looked'))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found ? [{ id: found.id }] : []))
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'GET') return history(new URL(request.url ?? '/', 'http://wire').searchParams, response)
    let text = ''
    for await (const chunk of request) text += String(chunk)
    if (request.method === 'POST') return receive(text, response)
    const edited = accepted.findIndex(({ id }) => request.url === `/messages/${id}`)
    accepted[edited] = { ...(accepted[edited] as Accepted), ...editSchema.parse(JSON.parse(text)) }
    response.writeHead(200).end('{}')
  }

  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))
  const { port, close } = await listen(server)

  const wire: Wire = {
    origin: `http://127.0.0.1:${port}`,
    accepted,
    faultOf: () => undefined,
    historyLagMs: 0,
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
  return wire
}

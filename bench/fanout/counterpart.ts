// A platform that accepts posts within its limits and answers 429 beyond them, in a separate process, so that it costs the
// sender neither time nor memory. Started by run.ts, which asks for its figures.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { documented } from './limits.ts'

const { platform, hurry } = z
  .object({ platform: z.enum(['slack', 'discord']), hurry: z.coerce.number() })
  .parse({ platform: process.argv[2], hurry: process.argv[3] })
const limits = documented[platform]
const isUnlimited = process.argv[4] === 'unlimited'
const nothing = { taken: 0, refused: 0, posts: 0, firstPostAt: 0, lastPostAt: 0, outOfOrder: 0 }
const figures = { ...nothing }
/** The channels with their message; the next one is its reply. */
const begun = new Set<string>()
/** Discord's threads, which have the ids of their messages, with the channels that they are in. */
const threads = new Map<string, string>()

/** Expects one message and then its reply; another order and repetitions are counted as faults. */
const countOrder = (channel: string, isReply: boolean): void => {
  if (isReply !== begun.has(channel)) figures.outOfOrder += 1
  if (isReply) begun.delete(channel)
  else begun.add(channel)
}
let sequence = 1_000_000_000_000_000_000n

/** Two requests may arrive a little closer together than they were sent. */
const tolerance = 0.95

type Window = { count: number; until: number }

const windows = new Map<string, Window>()

/** How long until the next request is accepted, in milliseconds; 0 if this one is. */
const waitFor = (name: string, { count, perMs }: { readonly count: number; readonly perMs: number }): number => {
  if (isUnlimited) return 0
  const now = Date.now()
  const known = windows.get(name)
  const current = known === undefined || known.until <= now ? { count: 0, until: now + perMs * tolerance } : known
  windows.set(name, current)
  if (current.count >= count) return current.until - now
  current.count += 1
  return 0
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

type Answer = { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> }

const post = (
  channel: string,
  accept: () => unknown,
  refusal: (waitMs: number, isGlobal: boolean) => Answer,
): Answer => {
  const all = waitFor('all', { ...limits.all, perMs: limits.all.perMs / hurry })
  const waitMs = all > 0 ? all : waitFor(channel, limits.channel)
  if (waitMs > 0) {
    figures.refused += 1
    return refusal(waitMs, all > 0)
  }
  figures.taken += 1
  figures.posts += 1
  figures.lastPostAt = Date.now()
  figures.firstPostAt ||= figures.lastPostAt
  return { status: 200, body: accept() }
}

const slack = (path: string, body: string): Answer => {
  if (!path.startsWith('/api/chat.postMessage'))
    return { status: 200, body: { ok: true, team_id: 'T1', user_id: 'U1' } }
  const channel = new URLSearchParams(body).get('channel') ?? ''
  const ts = (): string => `${Math.floor(Date.now() / 1000)}.${String((sequence += 1n) % 1_000_000n).padStart(6, '0')}`
  const isReply = body.includes('thread_ts=')
  const accept = (): unknown => {
    countOrder(channel, isReply)
    return { ok: true, channel, ts: ts() }
  }
  return post(channel, accept, (waitMs) => ({
    status: 429,
    body: { ok: false, error: 'ratelimited' },
    headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) },
  }))
}

const discord = (method: string, path: string): Answer => {
  const channel = /\/channels\/(\d+)/u.exec(path)?.[1] ?? ''
  const id = String((sequence += 1n))
  const refusal = (waitMs: number, isGlobal: boolean): Answer => ({
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: waitMs / 1000, global: isGlobal },
    headers: {
      'retry-after': String(waitMs / 1000),
      'x-ratelimit-scope': isGlobal ? 'global' : 'user',
      ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
    },
  })
  if (method === 'POST' && path.endsWith('/messages')) {
    const accept = (): unknown => {
      const parent = threads.get(channel)
      countOrder(parent ?? channel, parent !== undefined)
      return { id, channel_id: channel, author: { id: '900' }, content: '', components: [] }
    }
    return post(channel, accept, refusal)
  }
  const waitMs = waitFor('all', { ...limits.all, perMs: limits.all.perMs / hurry })
  if (waitMs > 0) {
    figures.refused += 1
    return refusal(waitMs, true)
  }
  figures.taken += 1
  if (path.endsWith('/threads')) {
    const message = /\/messages\/(\d+)\/threads$/u.exec(path)?.[1] ?? id
    threads.set(message, channel)
    return { status: 201, body: { id: message, type: 11, parent_id: channel } }
  }
  return { status: 200, body: path.endsWith('/users/@me') ? { id: '900' } : { id: channel, type: 0, guild_id: '800' } }
}

const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const body = await readBody(request)
  const path = request.url ?? '/'
  const answer = platform === 'slack' ? slack(path, body) : discord(request.method ?? '', path)
  response
    .writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
    .end(JSON.stringify(answer.body))
}

const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('message', (wanted) => {
  if (wanted === 'forget') Object.assign(figures, nothing)
  else process.send?.(figures)
})
process.on('disconnect', () => process.exit(0))

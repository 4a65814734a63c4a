import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Behaviour, behave } from './discord/behaviour.ts'
import { createBuckets } from './discord/buckets.ts'
import { faultsOfCall } from './discord/check.ts'
import { createClient } from './discord/client.ts'
import { createGateway } from './discord/gateway.ts'
import { createInteractions } from './discord/interactions.ts'
import { type Call, createRest } from './discord/rest.ts'
import { createWorld, type Json } from './discord/world.ts'
import { patience } from '../patience.ts'

export { textOf } from './discord/interactions.ts'
export { manager, member } from './discord/people.ts'

export type DiscordServerOptions = {
  readonly heartbeatMs?: number
  /** The recommended number of shards, for `auto`. */
  readonly shards?: number
  /** How long an interaction may be acknowledged: not Discord's three seconds, unless a test or benchmark measures them. */
  readonly acknowledgeWithinMs?: number
}

const token = 'OTAw.made-up.token'

/** The body, and the files if it has several parts. */
const readBody = async (request: IncomingMessage): Promise<Pick<Call, 'body' | 'files'>> => {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const type = request.headers['content-type'] ?? ''
  const whole = new Response(Buffer.concat(chunks), { headers: { 'content-type': type } })
  if (!type.startsWith('multipart/')) {
    const text = await whole.text()
    return { body: text === '' ? undefined : (JSON.parse(text) as Json) }
  }
  const form = await whole.formData()
  const files = [...form.values()].filter((part) => typeof part !== 'string')
  const read = await Promise.all(files.map(async (file) => ({ name: file.name, bytes: await file.bytes() })))
  const payload = form.get('payload_json')
  return { body: JSON.parse(typeof payload === 'string' ? payload : '{}') as Json, files: read }
}

/** `POST /channels/:id/messages`: the route without its ids. */
const routeOf = ({ method, path }: Call): string =>
  `${method.toUpperCase()} ${path.replace(/^(\/(?:interactions|webhooks)\/\d+)\/[^/]+/u, '$1/:token').replaceAll(/\d{5,}/gu, ':id')}`

/**
 * A counterpart of Discord on loopback, with a real gateway WebSocket and real HTTP: it keeps channels and messages, treats
 * requests as a test says, records them, and checks each against Discord's rules.
 */
export const startDiscordServer = async ({
  heartbeatMs = 40_000,
  shards = 1,
  acknowledgeWithinMs = patience.timeout,
}: DiscordServerOptions = {}) => {
  let offsetMs = 0
  let nonceWindowMs = 300_000
  const now = (): number => Date.now() + offsetMs
  const world = createWorld(now)
  const interactions = createInteractions(world, acknowledgeWithinMs)
  const buckets = createBuckets(Date.now)
  const calls: Call[] = []
  const wrong: string[] = []
  const scripts: { readonly route: string; readonly behaviours: Behaviour[] }[] = []
  const rest = createRest(world, interactions, {
    nonceWindowMs: () => nonceWindowMs,
    gatewayUrl: () => gateway.url(),
    shards: () => shards,
  })

  const behaviourFor = (route: string): Behaviour | undefined =>
    scripts.find((script) => script.route === route && script.behaviours.length > 0)?.behaviours.shift()

  const send = (
    response: ServerResponse,
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ): void => {
    response.writeHead(status, { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers })
    response.end(body === undefined ? undefined : JSON.stringify(body))
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1')
    const call: Call = {
      method: (request.method ?? '').toLowerCase(),
      path: decodeURIComponent(url.pathname.replace(/^\/api\/v10/u, '')),
      query: url.searchParams,
      ...(await readBody(request)),
    }
    calls.push(call)
    const route = routeOf(call)
    wrong.push(...faultsOfCall(call).map((fault) => `${route}: ${fault}`))
    const isOpen = /^\/(?:interactions|webhooks)\//u.test(call.path)
    if (!isOpen && request.headers.authorization !== `Bot ${token}`)
      return send(response, 401, { code: 0, message: '401: Unauthorized' })
    const behaviour = behaviourFor(route)
    if (behaviour !== undefined && behaviour !== 'well') return behave(behaviour, response, () => rest.handle(call))
    const { isOver, headers, afterSeconds } = buckets.take(
      `${call.method} ${call.path.split('/').slice(0, 4).join('/')}`,
    )
    if (isOver)
      return send(
        response,
        429,
        { message: 'You are being rate limited.', retry_after: afterSeconds, global: false },
        headers,
      )
    const { status, body } = rest.handle(call)
    return send(response, status, body, headers)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      wrong.push(String(error))
      response.destroy()
    })
  })
  const gateway = createGateway(server, world, token, heartbeatMs)
  const listen = async (port: number): Promise<void> =>
    new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve)
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  const person = createClient(world, interactions, (...event) => gateway.dispatch(...event))

  return {
    /** Ends in `/api`. */
    apiUrl: `http://127.0.0.1:${port}/api`,
    token,
    world,
    gateway,
    interactions,
    buckets,
    person,
    calls,
    direct: rest.directChannel,
    idsOf: rest.idsOf,
    /** Calls of one route, in order. */
    of: (route: string): Call[] => calls.filter((call) => routeOf(call) === route),
    /** The next requests of this route get these behaviours, one each; later ones are handled as usual. */
    script(route: string, ...behaviours: readonly Behaviour[]): void {
      scripts.push({ route, behaviours: [...behaviours] })
    },
    /** Moves Discord's clock forward. */
    pass(ms: number): void {
      offsetMs += ms
    },
    closeNonceWindow(): void {
      nonceWindowMs = 0
    },
    /** The violations of Discord's rules so far. */
    wrong: (): readonly string[] => wrong,
    /** Stops the server. @throws Error if Discord would not have accepted every request. */
    async close(): Promise<void> {
      gateway.stop()
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
      if (wrong.length > 0)
        throw new Error(`Discord would not have taken these requests: ${[...new Set(wrong)].join('; ')}`)
    },
  }
}

export type DiscordServer = Awaited<ReturnType<typeof startDiscordServer>>

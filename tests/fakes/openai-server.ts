import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Behaviour, errorBody } from './openai/behaviour.ts'
import { faultsOfRequest } from './openai/check-request.ts'
import { type Call, readRequest, type ReceivedRequest } from './openai/request.ts'
import { respond, sendText } from './openai/respond.ts'

export {
  type AnsweredClaim,
  type Behaviour,
  errorBody,
  type Rewrite,
  type Verdict,
} from './openai/behaviour.ts'
export type { Call, NumberedLine, ReceivedRequest } from './openai/request.ts'

export type OpenAiServer = {
  /** Ends in `/v1`. */
  readonly baseUrl: string
  readonly requests: readonly ReceivedRequest[]
  /** Requests of one call, in order. */
  of(call: Call): ReceivedRequest[]
  /** How many clients closed the connection before they had their answer. */
  abandoned(): number
  /** The next requests of this call get these behaviours, one each; the last one stays. */
  script(call: Call, ...behaviours: readonly Behaviour[]): void
  /** Parameters, response formats, or `system role`, that are answered with 400. */
  refuse(...names: readonly string[]): void
  /** How a refused name is answered from now on. */
  refuseBy(manner: (name: string) => Behaviour): void
  /** Stops the server. @throws Error if OpenAI would not have accepted every request. */
  close(): Promise<void>
}

const readBody = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return JSON.parse(text) as Record<string, unknown>
}

/** The name of a refused parameter or format that a request uses. */
const refusedName = (body: Readonly<Record<string, unknown>>, names: ReadonlySet<string>): string | undefined => {
  const format = body['response_format'] as { type: string } | undefined
  const messages = (body['messages'] ?? []) as { role: string }[]
  const used = [
    ...Object.keys(body),
    ...(format === undefined ? [] : [format.type]),
    ...messages.map(({ role }) => `${role} role`),
  ]
  return used.find((name) => names.has(name))
}

/**
 * A counterpart of OpenAI’s chat completions on loopback, over real HTTP: it answers as a test says, or faithfully by
 * default, records every request, and checks each against OpenAI's rules. With `home` it answers only at that path
 * (and query, if it has one); everything else is answered with 404.
 */
export const startOpenAi = async (home?: string): Promise<OpenAiServer> => {
  const requests: ReceivedRequest[] = []
  const wrong: string[] = []
  const scripts: Record<Call, Behaviour[]> = { write: [], choose: [], judge: [], interpret: [] }
  const refusals = new Set<string>()
  let refusalOf = (name: string): Behaviour => ({
    type: 'status',
    status: 400,
    body: errorBody(`Unsupported parameter: '${name}'`, 'unsupported_parameter', name),
  })
  const timers: NodeJS.Timeout[] = []
  let abandoned = 0

  const next = (call: Call): Behaviour => {
    const script = scripts[call]
    const behaviour = script[0] ?? { type: 'faithful' }
    if (script.length > 1) script.shift()
    return behaviour
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // The list of models, which is free of charge.
    if (request.method === 'GET' && request.url === '/v1/models')
      return void response.setHeader('content-type', 'application/json').end('{"object":"list","data":[]}')
    const received = readRequest(`${request.method} ${request.url}`, request.headers, await readBody(request))
    requests.push(received)
    response.on('close', () => {
      if (!response.writableEnded) abandoned += 1
    })
    if (home !== undefined && received.path !== `POST ${home}`) return sendText(response, 404, '404 page not found')
    wrong.push(...faultsOfRequest(received, home).map((fault) => `${received.call}: ${fault}`))
    const refused = refusedName(received.body, refusals)
    const behaviour = refused === undefined ? next(received.call) : refusalOf(refused)
    respond(received, behaviour, response, (timer) => timers.push(timer))
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      wrong.push(String(error))
      response.destroy()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    of: (call) => requests.filter((request) => request.call === call),
    abandoned: () => abandoned,
    script(call, ...behaviours) {
      scripts[call] = [...behaviours]
    },
    refuse(...names) {
      for (const name of names) refusals.add(name)
    },
    refuseBy(manner) {
      refusalOf = manner
    },
    async close() {
      for (const timer of timers) clearTimeout(timer)
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
      if (wrong.length > 0) throw new Error(`OpenAI would not have taken these requests: ${wrong.join('; ')}`)
    },
  }
}

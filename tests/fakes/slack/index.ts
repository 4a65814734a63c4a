import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { answerCall, answerResponse, answerUpload } from './http.ts'
import { authorize } from './oauth.ts'
import { createPayloads, type Payloads } from './payloads.ts'
import { createSocketMode, type SocketMode } from './socket-mode.ts'
import { createState, type Fault, type State } from './state.ts'

export type FakeSlack = {
  readonly url: string
  /** Host and port on loopback. */
  readonly local: string
  /** For the SDK; ends in `/api/`. */
  readonly apiUrl: string
  readonly state: State
  readonly socket: SocketMode
  readonly payloads: Payloads
  /** The faults of the next calls of the method, in order. */
  fail(method: string, ...faults: readonly Fault[]): void
  /** Like `fail`, after a number of successful calls. */
  failAfter(method: string, count: number, fault: Fault): void
  /** The calls of a method so far. */
  callsOf(method: string): State['calls']
  close(): Promise<void>
}

/**
 * Slack on a free port of loopback: Web API, Socket Mode, OAuth and response addresses; with `secure`, over TLS and under host
 * names that only a proxy can resolve.
 */
export const startFakeSlack = async (secure?: {
  readonly key: Buffer
  readonly cert: Buffer
  readonly apiHost: string
  readonly socketHost: string
}): Promise<FakeSlack> => {
  const state = createState()
  const answerRequest: RequestListener = (request, response) => {
    const path = request.url ?? ''
    const answer = path.startsWith('/api/')
      ? answerCall(state, request, response, `${socketOrigin}/link`)
      : path.startsWith('/respond/')
        ? answerResponse(state, request, response)
        : path.startsWith('/upload/')
          ? answerUpload(state, request, response)
          : Promise.resolve(authorize(state, request, response))
    answer.catch((error: unknown) => {
      state.violations.push(`the counterpart failed: ${String(error)}`)
      response.destroy()
    })
  }
  const server = secure === undefined ? createServer(answerRequest) : createSecureServer(secure, answerRequest)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const local = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const url = secure === undefined ? `http://${local}` : `https://${secure.apiHost}`
  const socketOrigin = secure === undefined ? `ws://${local}` : `wss://${secure.socketHost}`
  state.url = url
  const socket = createSocketMode(server)
  return {
    url,
    local,
    apiUrl: `${url}/api/`,
    state,
    socket,
    payloads: createPayloads(state, () => url),
    fail(method, ...faults) {
      state.faults.set(method, [...(state.faults.get(method) ?? []), ...faults])
    },
    failAfter(method, count, fault) {
      state.faults.set(method, [...Array.from({ length: count }, () => undefined), fault])
    },
    callsOf: (method) => state.calls.filter((call) => call.method === method),
    async close() {
      socket.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

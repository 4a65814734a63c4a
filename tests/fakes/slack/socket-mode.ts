import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { Server as SecureServer } from 'node:https'
import { type WebSocket, WebSocketServer } from 'ws'
import { patience } from '../../patience.ts'

export type Envelope = { readonly type: 'slash_commands' | 'interactive' | 'events_api'; readonly payload: unknown }

export type SocketMode = {
  /** How many connections are open. */
  readonly open: () => number
  /** Gives the envelope to one connection, in turn; resolves with the time to its acknowledgement, in milliseconds. */
  deliver(envelope: Envelope, id?: string): Promise<number>
  /** The content of the latest acknowledgement, such as the mistakes in a form. */
  acknowledgement(): unknown
  /** Gives the same envelope to every connection, as Slack may after a connection was lost. */
  deliverToAll(envelope: Envelope): Promise<void>
  /** Sends a message of any form over every connection. */
  sendToAll(message: string | Buffer): void
  /** The envelopes that were acknowledged so far. */
  acknowledged(): readonly unknown[]
  /** New connections get no hello, without which they are not open. */
  beSilent(yes: boolean): void
  /** Asks one connection to reconnect, as Slack does about every hour. */
  refreshOne(): void
  /** Cuts all connections. */
  cutAll(): void
  close(): void
}

/** Slack's side of Socket Mode. */
export const createSocketMode = (server: Server | SecureServer): SocketMode => {
  const webSockets = new WebSocketServer({ server, path: '/link' })
  const sockets = new Set<WebSocket>()
  const waiting = new Map<string, () => void>()
  let turn = 0
  let isSilent = false
  let latest: unknown
  const acknowledged: unknown[] = []

  webSockets.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('message', (data: Buffer) => {
      const { envelope_id, payload } = JSON.parse(data.toString('utf8')) as { envelope_id: string; payload?: unknown }
      latest = payload
      acknowledged.push(envelope_id)
      waiting.get(envelope_id)?.()
    })
    if (!isSilent)
      socket.send(
        JSON.stringify({ type: 'hello', num_connections: sockets.size, connection_info: { app_id: 'AFAKE' } }),
      )
  })

  /** A connection that was asked to reconnect gets nothing more. */
  const usable = (): WebSocket[] => [...sockets].filter((socket) => socket.readyState === socket.OPEN)

  const send = (socket: WebSocket, { type, payload }: Envelope, envelope_id: string): void =>
    socket.send(JSON.stringify({ type, envelope_id, payload, accepts_response_payload: type !== 'events_api' }))

  return {
    open: () => usable().length,
    acknowledgement: () => latest,
    async deliver(envelope, id = randomUUID()) {
      const all = usable()
      const socket = all[turn++ % Math.max(all.length, 1)]
      if (socket === undefined)
        throw new Error('no connection is open: Slack would tell the person that the app is away')
      const startedAt = performance.now()
      const acknowledged = new Promise<number>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('not acknowledged')), patience.timeout)
        waiting.set(id, () => {
          clearTimeout(timer)
          waiting.delete(id)
          resolve(performance.now() - startedAt)
        })
      })
      send(socket, envelope, id)
      return acknowledged
    },
    async deliverToAll(envelope) {
      const id = randomUUID()
      for (const socket of usable()) send(socket, envelope, id)
    },
    sendToAll(message) {
      for (const socket of usable()) socket.send(message)
    },
    acknowledged: () => acknowledged,
    beSilent(yes) {
      isSilent = yes
    },
    refreshOne() {
      const [socket] = usable()
      if (socket === undefined) return
      sockets.delete(socket)
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
    },
    cutAll() {
      for (const socket of sockets) socket.terminate()
    },
    close() {
      for (const socket of sockets) socket.terminate()
      webSockets.close()
    },
  }
}

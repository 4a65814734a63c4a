import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { botId, botJson, type Guild, type Json, type World } from './world.ts'

type Session = {
  readonly id: string
  readonly shard: readonly [number, number]
  readonly intents: number
  sequence: number
  /** Every event, for a resume. */
  readonly events: Json[]
  socket: WebSocket | undefined
}

/** With an error of HTTP, as a server behind a proxy that fails; cut before any answer; or kept waiting for an answer. */
type Refusal = 'error' | 'cut' | 'wait'

const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
}

export const guildJson = ({ id, name }: Guild): Json => ({
  id,
  name,
  channels: [],
  threads: [],
  members: [],
  roles: [],
  emojis: [],
  stickers: [],
  features: [],
  presences: [],
  voice_states: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
  owner_id: '1',
  member_count: 2,
  unavailable: false,
})

/** Discord’s gateway: identify, heartbeat, resume, and all the ways in which a connection ends. */
export const createGateway = (server: Server, world: World, token: string, heartbeatMs: number) => {
  const sockets = new WebSocketServer({ noServer: true })
  const sessions = new Map<string, Session>()
  const counts = { identified: 0, resumed: 0, connections: 0, refused: 0 }
  let refuseResume = false
  let acknowledgeHeartbeats = true
  let closeAtIdentify: number | undefined
  let refuseConnections: Refusal | undefined
  const kept: { readonly accept: () => void; readonly raw: Duplex }[] = []
  let isSilent = false
  const waiting: (() => void)[] = []

  const send = (socket: WebSocket | undefined, data: Json): void => {
    if (socket?.readyState === 1) socket.send(JSON.stringify(data))
  }

  const dispatch = (session: Session, name: string, data: unknown): void => {
    session.sequence += 1
    const event = { op: op.dispatch, t: name, s: session.sequence, d: data }
    session.events.push(event)
    send(session.socket, event)
  }

  const hears = (session: Session, guild: string | undefined): boolean =>
    guild === undefined
      ? session.shard[0] === 0
      : Number((BigInt(guild) >> 22n) % BigInt(session.shard[1])) === session.shard[0]

  /** A session receives only the messages of its intents: those in servers, or direct messages. */
  const isAskedFor = ({ intents }: Session, name: string, guild: string | undefined): boolean =>
    name !== 'MESSAGE_CREATE' || (intents & (guild === undefined ? 1 << 12 : 1 << 9)) !== 0

  const newest = (): Session[] => {
    const byShard = new Map<number, Session>()
    for (const session of sessions.values()) byShard.set(session.shard[0], session)
    return [...byShard.values()]
  }

  /** Discord sends events to every open session, even several of one shard, and keeps them for the newest session of each shard, which may resume. */
  const told = (): Session[] => {
    const latest = newest()
    const open = [...sessions.values()].filter(({ socket }) => socket?.readyState === 1)
    return [...new Set([...latest, ...open])]
  }

  const identify = (socket: WebSocket, data: Json): void => {
    if (closeAtIdentify !== undefined) return socket.close(closeAtIdentify)
    if (data['token'] !== token) return socket.close(4004, 'Authentication failed.')
    counts.identified += 1
    const shard = (data['shard'] ?? [0, 1]) as [number, number]
    const session: Session = {
      id: `session-${counts.identified}`,
      shard,
      intents: Number(data['intents']),
      sequence: 0,
      events: [],
      socket,
    }
    sessions.set(session.id, session)
    const guilds = [...world.guilds.values()].filter(({ id }) => hears(session, id))
    dispatch(session, 'READY', {
      v: 10,
      user: botJson,
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: urlOf(),
      shard,
      application: { id: botId, flags: 0 },
    })
    for (const guild of guilds) dispatch(session, 'GUILD_CREATE', guildJson(guild))
    for (const wake of waiting.splice(0)) wake()
    return undefined
  }

  const resume = (socket: WebSocket, data: Json): void => {
    const session = sessions.get(String(data['session_id']))
    if (session === undefined || refuseResume) {
      refuseResume = false
      return send(socket, { op: op.invalidSession, d: false })
    }
    counts.resumed += 1
    session.socket = socket
    for (const event of session.events) if (Number(event['s']) > Number(data['seq'])) send(socket, event)
    dispatch(session, 'RESUMED', {})
    for (const wake of waiting.splice(0)) wake()
    return undefined
  }

  server.on('upgrade', (request, raw: Duplex, head) => {
    const accept = (): void =>
      sockets.handleUpgrade(request, raw, head, (socket) => sockets.emit('connection', socket, request))
    if (refuseConnections === undefined) return accept()
    counts.refused += 1
    if (refuseConnections === 'wait') return kept.push({ accept, raw })
    return refuseConnections === 'error' ? raw.end('HTTP/1.1 502 Bad Gateway\r\n\r\n') : raw.destroy()
  })

  sockets.on('connection', (socket) => {
    counts.connections += 1
    if (isSilent) return
    send(socket, { op: op.hello, d: { heartbeat_interval: heartbeatMs } })
    socket.on('message', (raw: Buffer) => {
      const { op: code, d: data } = JSON.parse(String(raw)) as { op: number; d: Json }
      if (code === op.heartbeat && acknowledgeHeartbeats) send(socket, { op: op.heartbeatAck })
      if (code === op.identify) identify(socket, data)
      if (code === op.resume) resume(socket, data)
    })
    socket.on('error', () => undefined)
  })

  const urlOf = (): string => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? `ws://127.0.0.1:${address.port}` : ''
  }

  return {
    counts,
    url: urlOf,
    sessions: () => newest(),
    /** How many connections have a session. */
    open: () => [...sessions.values()].filter(({ socket }) => socket?.readyState === 1).length,
    /** Sends an event on the shard of the server; while the shard is away, the event is kept for a resume. */
    dispatch(name: string, data: unknown, guild: string | undefined): void {
      for (const session of told()) {
        if (hears(session, guild) && isAskedFor(session, name, guild)) dispatch(session, name, data)
      }
    },
    /** The next identify or resume. */
    connected: async (): Promise<void> =>
      new Promise((resolve) => {
        waiting.push(resolve)
      }),
    /** Cuts every connection, as a network does. */
    cut(): void {
      for (const socket of sockets.clients) socket.terminate()
    },
    askToReconnect(): void {
      for (const { socket } of newest()) send(socket, { op: op.reconnect, d: null })
    },
    invalidate(): void {
      for (const { socket } of newest()) send(socket, { op: op.invalidSession, d: false })
    },
    close(code: number): void {
      for (const { socket } of newest()) socket?.close(code)
    },
    /** The close code for every identify from now on; undefined to accept them. */
    refuseIdentify(code: number | undefined): void {
      closeAtIdentify = code
    },
    /** How every connection is refused from now on, also those that were kept waiting; undefined to accept them. */
    refuseConnections(how: Refusal | undefined): void {
      refuseConnections = how
      if (how === 'wait') return
      for (const { accept, raw } of kept.splice(0)) {
        if (how === undefined) accept()
        else raw.destroy()
      }
    },
    /** Says nothing at all on new connections. */
    beSilent(yes: boolean): void {
      isSilent = yes
    },
    /** Reads nothing more from any connection, so that its closing is never acknowledged. */
    freeze(): void {
      for (const socket of sockets.clients) socket.pause()
    },
    /** How many connections there are, with or without a session. */
    sockets: () => sockets.clients.size,
    refuseNextResume(): void {
      refuseResume = true
    },
    acknowledgeHeartbeats(yes: boolean): void {
      acknowledgeHeartbeats = yes
    },
    stop(): void {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

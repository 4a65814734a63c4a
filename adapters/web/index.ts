import { createServer, type RequestListener, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Receiver } from '../../src/commands/port.ts'
import type { Poster } from '../../src/delivery/port.ts'
import { describeError, UserError } from '../../src/errors.ts'
import { createApp } from './connect/app.ts'
import { createListeners } from './post/listeners.ts'
import type { AppOptions } from './options.ts'
import { postEvent } from './post/live.ts'

export type WebOptions = AppOptions & {
  readonly host: string
  /** 0 takes any free port; `url` tells which. */
  readonly port: number
  /** What others answer on this port, by the beginning of the path: `/slack/`. */
  readonly mounted?: Readonly<Record<string, RequestListener>>
}

/**
 * A head or body that comes byte by byte, or not at all, holds its connection no longer; the live stream is an answer,
 * and not bound by it. Node looks every 30 s unless told otherwise.
 */
const serverTimeouts = { requestTimeout: 10_000, headersTimeout: 5000, connectionsCheckingInterval: 1000 }

/** Open connections of all, and of one address: a proxy has one for many people, so it may have half. */
const mostConnections = 1024
const mostPerAddress = 512

/** Keeps one address from taking all connections, and ends those that never say anything: Node's limits begin at the first byte. */
const limitConnections = (server: Server): void => {
  const open = new Map<string, number>()
  server.maxConnections = mostConnections
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? ''
    const count = (open.get(address) ?? 0) + 1
    open.set(address, count)
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1
      if (left === 0) open.delete(address)
      else open.set(address, left)
    })
    if (count > mostPerAddress) socket.destroy()
    else setTimeout(() => socket.bytesRead === 0 && socket.destroy(), serverTimeouts.headersTimeout).unref()
  })
}

/** Requests that are still being answered at a stop get this long. */
const stopGraceMs = 800

const openingError = (error: Error, host: string, port: number): Error => {
  const code = 'code' in error ? error.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return new UserError('PORT', `${port} is in use`, `stop the other program or take another, e.g. PORT=${port + 1}`)
    case 'EACCES':
      return new UserError('PORT', `${port} may not be opened by this user`, 'take one above 1023, e.g. PORT=3000')
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new UserError(
        'HOST',
        `${host} is no address of this machine`,
        'e.g. HOST=127.0.0.1, or HOST=0.0.0.0 for all',
      )
    default:
      return error
  }
}

const listen = async (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(openingError(error, host, port)))
    server.listen(port, host, () => resolve())
  })

const closeServer = async (server: Server): Promise<void> =>
  new Promise((resolve) => {
    // A connection is idle only once its stream has ended, which takes another turn or two.
    const idle = setInterval(() => server.closeIdleConnections(), stopGraceMs / 20)
    const all = setTimeout(() => server.closeAllConnections(), stopGraceMs)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(all)
      resolve()
    })
  })

/** How the host is written in an address: one that means every interface is reached as this machine. */
const hostInUrl = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/**
 * The web channel: a page that shows posts as a chat platform would, with a command box.
 * A post is in the timeline before `post` resolves, once for its key; open pages get it at once.
 */
export const createWeb = (options: WebOptions): Poster & Receiver & { readonly url: () => string } => {
  const { host, timeline, log, now } = options
  const listeners = createListeners()
  let server: Server | undefined

  const bound = (): { readonly address: string; readonly port: number } => {
    const opened = server?.address()
    return typeof opened === 'object' && opened !== null ? opened : { address: host, port: options.port }
  }
  const url = (): string => `http://${hostInUrl(host)}:${bound().port}`

  /** Tells open pages of a post that is new, or has changed. It is kept by now: a page that misses this finds it later. */
  const show = async (number: number): Promise<void> => {
    try {
      const post = await timeline.read(number)
      if (post !== undefined) listeners.send(await postEvent(post))
    } catch (error) {
      log.error({ post: number, error: describeError(error) }, 'open pages were not told')
    }
  }

  return {
    url,
    async post(place, card, key, parent) {
      const under = parent === undefined ? undefined : Number(parent.id)
      const { number, isNew } = await timeline.append({ key, place, card, postedAt: now(), parent: under })
      if (isNew) await show(number)
      return { id: String(number) }
    },
    async edit(_place, receipt, card) {
      await timeline.replace(Number(receipt.id), card)
      await show(Number(receipt.id))
    },
    async find(_place, key) {
      const found = await timeline.find(key)
      return found && { id: String(found.number) }
    },
    /** @throws UserError when the port or host cannot be opened. */
    async start(handler) {
      const app = createApp(options, { listeners, handler, bound, url })
      const own = getRequestListener(app.fetch, { overrideGlobalObjects: false })
      const mounted = Object.entries(options.mounted ?? {})
      const created = createServer(serverTimeouts, (request, response) => {
        const [, other] = mounted.find(([prefix]) => request.url?.startsWith(prefix) === true) ?? []
        return other === undefined ? void own(request, response) : other(request, response)
      })
      limitConnections(created)
      await listen(created, host, options.port)
      server = created
    },
    async stop() {
      listeners.close()
      if (server !== undefined) await closeServer(server)
      server = undefined
    },
  }
}

import { createServer, type RequestListener, type Server } from 'node:http'
import { UserError } from '../../../src/errors.ts'

/**
 * Time limits for a head or body that arrives slowly or not at all. The live stream is an answer,
 * and not limited. Node checks only every 30 s by default.
 */
const serverTimeouts = { requestTimeout: 10_000, headersTimeout: 5000, connectionsCheckingInterval: 1000 }

/** Open connections in total, and of one address: half, because a proxy connects for many people. */
const mostConnections = 1024
const mostPerAddress = 512

/** Keeps one address from taking all connections, and ends connections without a byte, because Node's limits begin at the first byte. */
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

/** How long a stop waits for requests that are still being answered. */
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

/**
 * A server with limits on time and connections, listening.
 * @throws UserError if the port or host cannot be opened.
 */
export const openServer = async (host: string, port: number, listener: RequestListener): Promise<Server> => {
  const server = createServer(serverTimeouts, listener)
  limitConnections(server)
  await listen(server, host, port)
  return server
}

/** Resolves when the requests under way are answered, or their time is over. */
export const closeServer = async (server: Server): Promise<void> =>
  new Promise((resolve) => {
    // A connection becomes idle only after its stream has ended, which takes a turn or two of the event loop.
    const idle = setInterval(() => server.closeIdleConnections(), stopGraceMs / 20)
    const all = setTimeout(() => server.closeAllConnections(), stopGraceMs)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(all)
      resolve()
    })
  })

/** The host in the form of an address; a host that means all interfaces becomes `localhost`. */
export const hostInUrl = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

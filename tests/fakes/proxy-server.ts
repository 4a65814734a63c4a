import { createServer, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { pipeline } from 'node:stream'
import { listen } from '../listen.ts'

export type ProxyServer = {
  readonly url: string
  /** `CONNECT host:port` and `GET http://host/path`, in their order. */
  readonly asked: string[]
  close(): Promise<void>
}

/** A proxy on loopback that reaches every name at `origin`, whatever it is. */
export const startProxy = async (origin: string): Promise<ProxyServer> => {
  const { hostname, port } = new URL(origin)
  const asked: string[] = []
  const tunnels = new Set<Socket>()
  const server = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`)
    const { pathname } = new URL(incoming.url ?? '')
    request({ hostname, port, path: pathname, headers: incoming.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      pipeline(answer, response, () => {})
    })
      .on('error', () => response.destroy())
      .end()
  })
  server.on('connect', (incoming, socket) => {
    asked.push(`CONNECT ${incoming.url}`)
    const tunnel = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      tunnel.pipe(socket)
      socket.pipe(tunnel)
    })
    tunnels.add(tunnel)
    tunnel.on('close', () => {
      tunnels.delete(tunnel)
      socket.destroy()
    })
    tunnel.on('error', () => {})
    socket.on('error', () => tunnel.destroy())
  })
  const url = await listen(server)
  return {
    url,
    asked,
    async close() {
      server.closeAllConnections()
      for (const tunnel of tunnels) tunnel.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

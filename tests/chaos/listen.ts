import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Opens the server on a free port of this machine, or on the given one. */
export const listen = async (server: Server, wanted = 0): Promise<{ port: number; close: () => Promise<void> }> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(wanted, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

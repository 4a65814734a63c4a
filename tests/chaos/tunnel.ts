import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

type Pair = { readonly near: Socket; readonly far: Socket }

/** Connections to a port of this machine through another port, which can be cut. */
export type Tunnel = {
  readonly port: number
  /** Resets every connection; the far end notices it this much later. */
  cut(farAfterMs?: number): void
  /** While frozen, nothing is delivered. */
  freeze(isFrozen: boolean): void
  /** While refusing, every new connection is reset at once. */
  refuse(isRefusing: boolean): void
  close(): Promise<void>
}

/** Opens a tunnel to the port. */
export const openTunnel = async (target: number): Promise<Tunnel> => {
  const pairs = new Set<Pair>()
  const timers = new Set<NodeJS.Timeout>()
  let [isFrozen, isRefusing] = [false, false]

  const join = (from: Socket, to: Socket): void => {
    from.on('data', (data) => to.write(data))
    from.on('error', () => {})
    if (isFrozen) from.pause()
  }
  const server = createServer((near) => {
    if (isRefusing) return void near.resetAndDestroy()
    const pair = { near, far: connect(target, '127.0.0.1') }
    pairs.add(pair)
    join(pair.near, pair.far)
    join(pair.far, pair.near)
    near.on('close', () => pairs.has(pair) && pair.far.destroy())
    pair.far.on('close', () => {
      pairs.delete(pair)
      near.resetAndDestroy()
    })
    return undefined
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const later = (ms: number, run: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      run()
    }, ms)
    timers.add(timer)
  }
  const cut = (farAfterMs = 0): void => {
    for (const pair of pairs) {
      pairs.delete(pair)
      pair.near.resetAndDestroy()
      if (farAfterMs === 0) pair.far.destroy()
      else later(farAfterMs, () => pair.far.destroy())
    }
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    freeze(wanted) {
      isFrozen = wanted
      for (const { near, far } of pairs) {
        for (const socket of [near, far]) void (wanted ? socket.pause() : socket.resume())
      }
    },
    refuse(wanted) {
      isRefusing = wanted
    },
    async close() {
      for (const timer of timers) clearTimeout(timer)
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}

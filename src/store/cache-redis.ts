import KeyvRedis, { createClient } from '@keyv/redis'
import type { Keyv } from 'keyv'
import type { Connect } from './cache-connection.ts'
import { keyvOver } from './keyv.ts'

/** Connects to a Redis server. */
export const connectRedis: Connect = async ({ address, space, signal }) => {
  const client = createClient({ url: address, disableOfflineQueue: true, socket: { reconnectStrategy: false } })
  const close = async (): Promise<void> => {
    if (client.isOpen) client.destroy()
  }
  // The error also reaches whoever sent the command.
  client.on('error', () => {})
  signal.addEventListener('abort', () => void close())
  await client.connect()
  const kinds = new Map<string, Keyv<unknown>>()
  const of = (kind: string): Keyv<unknown> => {
    const kept = kinds.get(kind) ?? keyvOver(new KeyvRedis(client, { throwOnErrors: true }), `${space}:${kind}`)
    kinds.set(kind, kept)
    return kept
  }
  return {
    of,
    async clear(kind) {
      let failure: unknown
      const cleared = of(kind)
      // The adapter reports this fault only by an event.
      const note = (error: unknown): void => void (failure = error)
      cleared.on('error', note)
      await cleared.clear()
      cleared.off('error', note)
      if (failure !== undefined) throw failure
    },
    // Redis deletes expired values itself.
    forgetExpired: async () => {},
    close,
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { lockSpace, locks } from './dialect/postgres.ts'
import { connectionTo } from './server.ts'

const retryMs = 200

/** A lock of the server's that ends with its connection, however the process ends. */
export type ServerLock = {
  /** False while the connection that held it is lost and was not made anew. */
  readonly isHeld: () => boolean
  readonly release: () => Promise<void>
}

/** A connection that notices within half a minute that the other side is gone. */
const connect = async (address: string): Promise<Client> => {
  const { default: pg } = await import('pg')
  const client = new pg.Client(connectionTo(address))
  client.on('error', () => {})
  await client.connect()
  await client.query(
    'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4; set tcp_user_timeout = 30000',
  )
  return client
}

/** @returns the connection that has the lock; undefined where another process has it. */
const tryLock = async (address: string, lock: keyof typeof locks): Promise<Client | undefined> => {
  const client = await connect(address)
  const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as got', [lockSpace, locks[lock]])
  if (rows[0]?.got === 1) return client
  await client.end()
  return undefined
}

/**
 * Makes this process the only one that holds the lock. Where its connection breaks, it is taken again as soon as the server
 * answers and nobody else has it.
 * @param waitMs how long another process may keep it before this one gives up.
 * @returns undefined when another process has it.
 */
export const lockServer = async (
  address: string,
  lock: keyof typeof locks,
  waitMs: number,
): Promise<ServerLock | undefined> => {
  const waitUntil = performance.now() + waitMs
  let held = await tryLock(address, lock)
  while (held === undefined && performance.now() < waitUntil) {
    await sleep(retryMs)
    held = await tryLock(address, lock)
  }
  if (held === undefined) return undefined
  const released = new AbortController()
  const isReleased = (): boolean => released.signal.aborted
  const retake = async (): Promise<void> => {
    held = undefined
    while (!isReleased() && held === undefined) {
      await sleep(retryMs)
      held = await tryLock(address, lock).catch(() => undefined)
    }
    if (isReleased()) await held?.end()
    else watch()
  }
  const watch = (): void => void held?.once('end', () => (isReleased() ? undefined : void retake()))
  watch()
  return {
    isHeld: () => held !== undefined,
    async release() {
      released.abort()
      await held?.end()
    },
  }
}

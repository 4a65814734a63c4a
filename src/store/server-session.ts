import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { lockSpace, locks } from './dialect/postgres.ts'
import { connectionTo } from './server.ts'

/** How often a process that does not lead asks whether it may, and one that does whether it still does. */
const askEveryMs = { following: 1000, leading: 5000 }
/** Less than the server takes to notice that a connection is dead: this side stops leading first. */
const answerWithinMs = 5000
/** On which the processes tell each other of new deliveries. */
export const channel = 'rsis_deliveries'

/** A process among several on one server: who leads, what time it is, and word of new deliveries. */
export type ServerSession = {
  readonly isLeading: () => boolean
  /** The server's time, which a clock that is set on this machine does not move. */
  readonly now: () => Date
  readonly close: () => Promise<void>
}

export type SessionEvents = {
  /** It leads now: at the start, or because the one that led has ended. */
  readonly onLeading: () => void
  /** Some process wrote deliveries. */
  readonly onDeliveries: () => void
}

const connect = async (address: string): Promise<Client> => {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ ...connectionTo(address), query_timeout: answerWithinMs })
  client.on('error', () => {})
  await client.connect()
  await client.query(
    `set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 2; listen ${channel}`,
  )
  return client
}

const mayLead = async (client: Client): Promise<boolean> => {
  const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as may', [lockSpace, locks.lead])
  return rows[0]?.may === 1
}

/** What is to be added to the time since this process began for the server's time, in milliseconds. */
const timeAtStart = async (client: Client): Promise<number> => {
  const asked = performance.now()
  const { rows } = await client.query('select extract(epoch from clock_timestamp()) * 1000 as at')
  return Number(rows[0]?.at) - (asked + performance.now()) / 2
}

/**
 * Joins the processes that run on the server. One of them leads, by a lock that ends with its connection. A connection that
 * breaks is made again.
 * @throws the error of the first connection.
 */
export const joinServer = async (
  address: string,
  { onLeading, onDeliveries }: SessionEvents,
): Promise<ServerSession> => {
  const closing = new AbortController()
  let client: Client | undefined
  let isLeading = false
  let startedAt = 0

  const leave = (): void => {
    void client?.end().catch(() => {})
    client = undefined
    isLeading = false
  }
  const ask = async (): Promise<void> => {
    if (client === undefined) {
      const fresh = await connect(address)
      fresh.once('end', () => client === fresh && leave())
      fresh.on('notification', onDeliveries)
      client = fresh
    }
    startedAt = await timeAtStart(client)
    if (isLeading || !(await mayLead(client))) return
    isLeading = true
    onLeading()
  }
  const keepAsking = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      const pause = isLeading ? askEveryMs.leading : askEveryMs.following
      await sleep(pause, undefined, { signal: closing.signal, ref: false }).catch(() => {})
      if (!closing.signal.aborted) await ask().catch(leave)
    }
  }
  await ask()
  const asking = keepAsking()
  return {
    isLeading: () => isLeading,
    now: () => new Date(startedAt + performance.now()),
    async close() {
      closing.abort()
      await asking
      isLeading = false
      await client?.end()
    },
  }
}

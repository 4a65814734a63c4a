import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { lockSpace, locks } from './dialect/postgres.ts'
import { connectionTo } from './server.ts'

type Pace = {
  /** How often a process that does not lead tries to lead, and how often one that leads checks that it still does. */
  readonly askEveryMs: { readonly following: number; readonly leading: number }
  /**
   * The server closes a connection that sent nothing for this long: a process that is suspended, or hangs, stops
   * leading.
   */
  readonly silentMs: number
  /**
   * How long to wait for an answer. A leader's pause and this wait together (15 s) are shorter than the time after which
   * the server drops a dead connection (20 s, see `connect`), so this process stops leading before another one begins.
   */
  readonly answerWithinMs: number
}

const usualPace: Pace = { askEveryMs: { following: 1000, leading: 5000 }, silentMs: 30_000, answerWithinMs: 10_000 }
/** The channel by which processes announce new deliveries. */
export const channel = 'rsis_deliveries'

/** One of several processes on a server: whether it leads, the common time, and announcements of new deliveries. */
export type ServerSession = {
  readonly isLeading: () => boolean
  /** The server's time, which does not change when this machine's clock is set. */
  readonly now: () => Date
  readonly close: () => Promise<void>
}

export type SessionEvents = {
  /** This process begins to lead, at the start or because the leader ended, or it ceases to lead. */
  readonly onLeadChange: () => void
  /** Another process wrote deliveries. */
  readonly onDeliveries: () => void
  /** The server did not answer: its other connections will not be answered either. */
  readonly onSilence: () => void
  /** The server cannot be reached, with the error; undefined when it answers again. */
  readonly onUnreachable: (error: unknown) => void
}

/** The error of `pg` when no answer came in time. */
const isSilence = (error: unknown): boolean => error instanceof Error && /timeout/iu.test(error.message)

const connect = async (address: string, { silentMs, answerWithinMs }: Pace): Promise<Client> => {
  const { default: pg } = await import('pg')
  const client = new pg.Client({
    ...connectionTo(address),
    query_timeout: answerWithinMs,
    connectionTimeoutMillis: answerWithinMs,
  })
  client.on('error', () => {})
  await client.connect()
  await client.query(
    `set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 2; listen ${channel}`,
  )
  // PostgreSQL has this setting since version 14.
  await client.query(`select set_config(name, $1, false) from pg_settings where name = 'idle_session_timeout'`, [
    `${silentMs}`,
  ])
  return client
}

const mayLead = async (client: Client): Promise<boolean> => {
  const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as may', [lockSpace, locks.lead])
  return rows[0]?.may === 1
}

/** The difference between the server's time and the time since this process began, in milliseconds. */
const timeAtStart = async (client: Client): Promise<number> => {
  const asked = performance.now()
  const { rows } = await client.query('select extract(epoch from clock_timestamp()) * 1000 as at')
  return Number(rows[0]?.at) - (asked + performance.now()) / 2
}

/**
 * Joins the processes that run on the server. One of them leads, by a lock that ends with its connection. A broken
 * connection is replaced.
 * @throws the error of the first connection.
 */
export const joinServer = async (
  address: string,
  { onLeadChange, onDeliveries, onSilence, onUnreachable }: SessionEvents,
  pace: Pace = usualPace,
): Promise<ServerSession> => {
  const closing = new AbortController()
  let client: Client | undefined
  let isLeading = false
  let isUnreachable = false
  let startedAt = 0

  const setLeading = (isSo: boolean): void => {
    if (isLeading === isSo) return
    isLeading = isSo
    onLeadChange()
  }
  const leave = (): void => {
    void client?.end().catch(() => {})
    client = undefined
    setLeading(false)
  }
  const ask = async (): Promise<void> => {
    if (client === undefined) {
      const fresh = await connect(address, pace)
      fresh.once('end', () => client === fresh && leave())
      fresh.on('notification', onDeliveries)
      client = fresh
    }
    startedAt = await timeAtStart(client)
    if (!isLeading && (await mayLead(client))) setLeading(true)
  }
  const keepAsking = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      const pause = isLeading ? pace.askEveryMs.leading : pace.askEveryMs.following
      await sleep(pause, undefined, { signal: closing.signal, ref: false }).catch(() => {})
      if (closing.signal.aborted) return
      try {
        await ask()
        if (isUnreachable) onUnreachable(undefined)
        isUnreachable = false
      } catch (error) {
        if (isSilence(error)) onSilence()
        if (!isUnreachable && !closing.signal.aborted) onUnreachable(error)
        isUnreachable = true
        leave()
      }
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

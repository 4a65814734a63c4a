import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { startServer } from '../postgres-server.ts'
import type { Database, OpenDatabase } from './database.ts'
import { openTunnel } from './tunnel.ts'

const patienceMs = 60_000

/** Numbers of any size as JavaScript numbers, as the program reads them. */
const types = { getTypeParser: (type: number) => (type === 20 || type === 1700 ? Number : (text: string) => text) }

/** Queries the server directly, and tries again while it is away. */
const createFirst = (address: string): { first: Database['first']; end: () => Promise<void> } => {
  const pool = new pg.Pool({ connectionString: address, max: 2, types })
  pool.on('error', () => {})
  return {
    async first(query, values) {
      let count = 0
      const text = query.replaceAll('?', () => {
        count += 1
        return `$${count}`
      })
      for (const end = Date.now() + patienceMs; ; await wait(100)) {
        try {
          return (await pool.query(text, [...values])).rows[0]
        } catch (error) {
          if (Date.now() > end) throw error
        }
      }
    },
    end: () => pool.end(),
  }
}

/** A separate PostgreSQL server with the run's clock, and a network to it that fails on demand. */
export const openPostgres: OpenDatabase = async (_folder, clock) => {
  const server = await startServer()
  if (server === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql')
  const tunnel = await openTunnel(Number(new URL(server.address).port))
  const { first, end } = createFirst(`${server.address}/postgres`)
  const { startedAt, speed } = clock.settings
  // Found before the server's own function, so that the program uses it without knowing.
  await first(
    `create function public.clock_timestamp() returns timestamptz language sql volatile as 'select to_timestamp((
      ${startedAt} + (extract(epoch from pg_catalog.clock_timestamp()) * 1000 - ${startedAt}) * ${speed}) / 1000)'`,
    [],
  )
  await first('alter database postgres set search_path = public, pg_catalog', [])
  return {
    address: `postgres://rsis@127.0.0.1:${tunnel.port}/postgres`,
    first,
    network: {
      cut: () => tunnel.cut(),
      cutUnnoticed: (ms) => tunnel.cut(ms),
      async freeze(ms, isCutAfter) {
        tunnel.freeze(true)
        await wait(ms)
        if (isCutAfter) tunnel.cut()
        tunnel.freeze(false)
      },
      async refuse(ms) {
        tunnel.refuse(true)
        tunnel.cut()
        await wait(ms)
        tunnel.refuse(false)
      },
      crash: server.restart,
    },
    async close() {
      await end()
      await tunnel.close()
      await server.stop()
    },
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { createClient } from '@keyv/redis'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { databaseCaches, lookAtCaches, openCaches } from '../../src/store/caches.ts'
import { markRestored } from '../../src/store/installation.ts'
import type { Caches } from '../../src/store/port.ts'
import type { Store } from '../../src/store/connection.ts'
import { openInMemory } from '../fakes/store.ts'
import { freePort } from '../free-port.ts'
import { hasPostgres, startServer } from '../postgres-server.ts'
import { hasRedis, startRedis } from '../redis-server.ts'

/** A cache server, and its possible faults. */
type Backend = {
  readonly address: string
  readonly pid: number
  readonly cutConnections: () => Promise<void>
  readonly stop: () => Promise<void>
}

const redis = async (port?: number): Promise<Backend> => {
  const server = await startRedis(port)
  return {
    ...server,
    async cutConnections() {
      const client = createClient({ url: server.address }).on('error', () => {})
      await client.connect()
      await client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'])
      client.destroy()
    },
  }
}

const postgres = async (port?: number): Promise<Backend> => {
  const server = (await startServer(port)) ?? expect.fail('PostgreSQL is not installed')
  const address = `${server.address}/postgres`
  return {
    ...server,
    address,
    async cutConnections() {
      const client = new pg.Client({ connectionString: address })
      await client.connect()
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()')
      await client.end()
    },
  }
}

const patience = { answerWithinMs: 1000, restMs: 50 }
const words: string[] = []
const log = pino({ level: 'info', base: null }, { write: (line: string) => void words.push(line) })

let store: Store
let at = Date.now()
const opened: { readonly close: () => Promise<void> }[] = []
const started: Backend[] = []

beforeEach(async () => {
  words.length = 0
  at = Date.now()
  store = await openInMemory()
})
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close()
  for (const { stop } of started.splice(0)) await stop()
  await store.close()
})

const open = async (address: string | undefined, db = store.db): Promise<Caches> => {
  const caches = await openCaches(address, { db, now: () => new Date(at), log, patience })
  opened.push(caches)
  return caches
}
const said = (): string[] => words.map((line) => (JSON.parse(line) as { msg: string }).msg)

test('without an address all is kept in the database, and nothing is said of a cache', async () => {
  const caches = await open(undefined)
  await caches.of('model').set('a', { n: 1 })
  expect(
    await databaseCaches(store.db, () => new Date(at))
      .of('model')
      .get('a'),
  ).toEqual({ n: 1 })
  expect(await caches.state()).toBeUndefined()
})

describe.each([
  { name: 'Redis', isThere: hasRedis(), start: redis },
  { name: 'PostgreSQL', isThere: hasPostgres(), start: postgres },
])('$name', ({ name, isThere, start }) => {
  const startOne = async (port?: number): Promise<Backend> => {
    const backend = await start(port)
    started.push(backend)
    return backend
  }

  test.runIf(isThere)('keeps values by kind and installation, and for their time', async () => {
    const { address } = await startOne()
    const caches = await open(address)
    const models = caches.of<{ readonly n: number }>('model')
    const lists = caches.of<string>('last-list')
    await models.set('a', { n: 1 }, 60_000)
    await models.set('a', { n: 2 }, 60_000)
    await lists.set('a', ':x')
    expect([await models.get('a'), await lists.get('a'), await lists.get('b')]).toEqual([{ n: 2 }, ':x', undefined])
    expect(await caches.state()).toMatchObject({ state: 'good', server: expect.stringContaining(name) })

    // The next process of the installation finds it; another installation, or a restored copy of this one, does not.
    expect(await (await open(address)).of('model').get('a')).toEqual({ n: 2 })
    const other = await openInMemory()
    expect(await (await open(address, other.db)).of('model').get('a')).toBeUndefined()
    await other.close()
    await store.db.transaction().execute((tx) => markRestored(tx, at))
    expect(await (await open(address)).of('model').get('a')).toBeUndefined()

    await models.set('short', { n: 3 }, 30)
    await sleep(60)
    at += 60
    expect(await models.get('short')).toBeUndefined()
    await caches.forgetExpired(new Date(at))
    await caches.clear('model')
    expect([await models.get('a'), await lists.get('a')]).toEqual([undefined, ':x'])
    expect(said()).toEqual([])
  })

  test.runIf(isThere)('away at the start: no error, no hang, one line; it works again by itself', async () => {
    const port = await freePort()
    const { address, stop } = await startOne(port)
    await stop()
    const caches = await open(address)
    const models = caches.of<number>('model')
    expect([await models.get('a'), await models.set('a', 1)]).toEqual([undefined, false])
    expect(await caches.state()).toMatchObject({ state: 'warning', detail: expect.stringContaining('does not answer') })
    await expect(caches.clear('model')).rejects.toThrow(
      /^KEYV_URL: .* does not answer .*cannot be deleted; run the same/u,
    )
    await sleep(2 * patience.restMs)
    expect(await models.get('a')).toBeUndefined()
    expect(said()).toEqual(['the cache does not answer: the program works without it'])

    await startOne(port)
    await expect.poll(async () => models.set('a', 1)).toBe(true)
    expect(await models.get('a')).toBe(1)
    expect(said()).toEqual(['the cache does not answer: the program works without it', 'the cache answers again'])
  })

  test.runIf(isThere)('connections that are cut are made again, and nobody notices', async () => {
    const { address, cutConnections } = await startOne()
    const models = (await open(address)).of<number>('model')
    await models.set('a', 1)
    await cutConnections()
    await sleep(20)
    expect(await Promise.all([models.get('a'), models.get('a'), models.get('a')])).toEqual([1, 1, 1])
    expect(said()).toEqual([])
  })

  test.runIf(isThere)('one that hangs is not waited for, and not by everybody', async () => {
    const { address, pid } = await startOne()
    const caches = await open(address)
    const models = caches.of<number>('model')
    await models.set('a', 1)
    const children = name === 'PostgreSQL' ? await connectionsOf(address) : []
    for (const one of [pid, ...children]) process.kill(one, 'SIGSTOP')
    try {
      expect(await Promise.all([models.get('a'), models.get('b'), models.set('c', 1)])).toEqual([
        undefined,
        undefined,
        false,
      ])
      expect(await caches.state()).toMatchObject({ state: 'warning' })
    } finally {
      for (const one of [pid, ...children]) process.kill(one, 'SIGCONT')
    }
    await expect.poll(async () => models.get('a')).toBe(1)
  })
})

/** The processes of a PostgreSQL server that serve connections; they continue if only the first one is stopped. */
const connectionsOf = async (address: string): Promise<number[]> => {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  )
  await client.end()
  return rows.map(({ pid }) => pid)
}

test.runIf(hasRedis())('doctor shows why, without the password', async () => {
  const { address, stop } = await startRedis(undefined, 'hunter2')
  const look = (url: string) => lookAtCaches(url, { log, now: () => new Date(at) })
  expect(await look(address)).toMatchObject({ state: 'good' })
  const refused = await look(address.replace('hunter2', 'wrong'))
  expect(refused).toMatchObject({ state: 'warning', detail: expect.stringContaining('WRONGPASS') })
  expect(JSON.stringify(refused)).not.toMatch(/hunter2|wrong/u)
  await stop()
  expect(await look(address)).toMatchObject({ state: 'warning', detail: expect.stringContaining('ECONNREFUSED') })
})

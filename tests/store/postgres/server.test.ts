import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { serverMigrations } from '../../../src/store/migrations.ts'
import { inspectStore, openStore } from '../../../src/store/connection.ts'
import type { OwnStore } from '../../../src/store/opened.ts'
import { markServerRestored } from '../../../src/store/own-server.ts'
import { openStoreAlone } from '../../../src/store/own-store.ts'
import { joinServer } from '../../../src/store/server-session.ts'
import { storageTrouble } from '../../../src/store/storage-error.ts'
import { openServer } from '../../../src/store/server.ts'
import { openTunnel } from '../../chaos/tunnel.ts'
import { createDatabase } from '../../open-store.ts'
import { eventually } from '../../eventually.ts'

const server = inject('postgres') ?? ''
let address = ''
let outside: pg.Client

beforeEach(async () => {
  address = await createDatabase(server)
  outside = new pg.Client({ connectionString: address })
  await outside.connect()
})
afterEach(() => outside.end())

const events = { onLeadChange: () => {}, onDeliveries: () => {}, onSilence: () => {}, onUnreachable: () => {} }

const startOver = async (): Promise<void> => {
  await outside.query('drop schema public cascade')
  await outside.query('create schema public')
}

test('several that start at once on a new database make its tables once', async () => {
  await startOver()
  const opened = await Promise.all(Array.from({ length: 6 }, () => openStore(address)))
  for (const { db, close } of opened) {
    expect(await db.selectFrom('deliveries').selectAll().execute()).toEqual([])
    await close()
  }
  const { rows } = await outside.query('select count(*)::int as count from kysely_migration')
  expect(rows).toEqual([{ count: Object.keys(serverMigrations).length }])
})

test('numbers, sums and conditions come out as they do from SQLite', async () => {
  const { db, close } = await openStore(address)
  await db
    .insertInto('token_budget')
    .values({ day: 'a', tokens: 2 ** 40 })
    .execute()
  const row = await db
    .selectFrom('token_budget')
    .select((select) => [
      'tokens',
      select.fn.countAll().over().as('count'),
      select.fn.sum('tokens').over().as('sum'),
      select.exists(select.selectFrom('token_budget').select('day')).as('is_there'),
    ])
    .where('day', 'not in', [])
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ tokens: 2 ** 40, count: 1, sum: 2 ** 40, is_there: 1 })
  expect(await db.selectFrom('token_budget').selectAll().where('day', 'in', []).execute()).toEqual([])
  await close()
})

test('what a server cannot keep gets a sign in its place, of the same length', async () => {
  const { db, close } = await openStore(address)
  const texts = ['a\0b', JSON.stringify({ a: '\0\0' }), JSON.stringify({ a: String.raw`\u0000` }), '\u{d800}']
  for (const [index, value] of texts.entries())
    await db
      .insertInto('installation')
      .values({ name: `${index}`, value })
      .execute()
  const rows = await db.selectFrom('installation').select('value').orderBy('name').execute()
  expect(rows.map(({ value }) => value)).toEqual([
    'a\u{fffd}b',
    String.raw`{"a":"\ufffd\ufffd"}`,
    String.raw`{"a":"\\u0000"}`,
    '\u{fffd}',
  ])
  await close()
})

test('a transaction that reads and then writes loses nothing to another one, whichever process runs it', async () => {
  const stores = await Promise.all([openStore(address), openStore(address)])
  await stores[0]?.db.insertInto('token_budget').values({ day: 'a', tokens: 0 }).execute()
  await Promise.all(
    stores.flatMap(({ db }) =>
      Array.from({ length: 20 }, () =>
        db.transaction().execute(async (tx) => {
          const { tokens } = await tx.selectFrom('token_budget').select('tokens').executeTakeFirstOrThrow()
          await tx
            .updateTable('token_budget')
            .set({ tokens: tokens + 1 })
            .execute()
        }),
      ),
    ),
  )
  expect(await stores[0]?.db.selectFrom('token_budget').select('tokens').execute()).toEqual([{ tokens: 40 }])
  for (const { close } of stores) await close()
})

test('a transaction that fails leaves nothing, and the next one works', async () => {
  const { db, close } = await openStore(address)
  const failing = db.transaction().execute(async (tx) => {
    await tx.insertInto('token_budget').values({ day: 'a', tokens: 1 }).execute()
    await tx.insertInto('token_budget').values({ day: 'a', tokens: 1 }).execute()
  })
  await expect(failing).rejects.toThrow(/duplicate key/u)
  expect(await db.selectFrom('token_budget').selectAll().execute()).toEqual([])
  await db.transaction().execute((tx) => tx.insertInto('token_budget').values({ day: 'a', tokens: 1 }).execute())
  await close()
})

test('the database of another program is left alone, and a newer version’s too', async () => {
  await outside.query(`insert into kysely_migration values ('9999-later', 'now')`)
  await expect(openStore(address)).rejects.toThrow(/was written by a newer version/u)
  await startOver()
  await outside.query('create table people (name text)')
  await expect(openStore(address)).rejects.toThrow(/is the database of another program/u)
  await expect(inspectStore(address)).rejects.toThrow(/is the database of another program/u)
})

test('one that looks makes nothing', async () => {
  await startOver()
  expect(await inspectStore(address)).toBe(undefined)
  const { rows } = await outside.query(`select 1 from information_schema.tables where table_schema = 'public'`)
  expect(rows).toEqual([])
})

test('one that looks sees what is there', async () => {
  const found = await inspectStore(address)
  expect(found).toMatchObject({ isCurrent: true, damage: undefined })
  await found?.close()
})

test('a query waits for its turn as long as that takes', async () => {
  const { db, close } = await openStore(address)
  const long = sql`select pg_sleep(1.2)`.execute(db)
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const waiting = db.selectFrom('kv').selectAll().execute()
  vi.advanceTimersByTime(60_000)
  vi.useRealTimers()
  await long
  expect(await waiting).toEqual([])
  await close()
})

test('a query that waits for a server that says nothing ends, and the next one works', async () => {
  const { db, close, breakOff } = await openServer(address)
  await db.selectFrom('kv').selectAll().execute()
  const waiting = sql`select pg_sleep(60)`.execute(db).catch((error: unknown) => storageTrouble(address, error))
  await eventually(async () => {
    const { rows } = await outside.query(`select 1 from pg_stat_activity where query = 'select pg_sleep(60)'`)
    expect(rows).toHaveLength(1)
  })
  breakOff()
  expect(await waiting).toMatch(/cannot be reached/u)
  expect(await db.selectFrom('kv').selectAll().execute()).toEqual([])
  await close()
})

test('a process that gets no answer says so, and leads no more', async () => {
  const tunnel = await openTunnel(Number(new URL(address).port))
  const heard: string[] = []
  const said: string[] = []
  const { isLeading, close } = await joinServer(
    address.replace(/:\d+\//u, `:${tunnel.port}/`),
    {
      ...events,
      onSilence: () => heard.push('silence'),
      onUnreachable: (error) => said.push(error === undefined ? 'back' : 'away'),
    },
    { askEveryMs: { following: 20, leading: 20 }, silentMs: 60_000, answerWithinMs: 200 },
  )
  expect(isLeading()).toBe(true)
  tunnel.freeze(true)
  await eventually(() => expect([isLeading(), heard[0]]).toEqual([false, 'silence']))
  tunnel.freeze(false)
  tunnel.cut()
  await eventually(() => expect(isLeading()).toBe(true))
  await eventually(() => expect(said).toEqual(['away', 'back']))
  await close()
  await tunnel.close()
})

const cutOff = async (): Promise<void> => {
  await outside.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
}

describe('of the processes on a database', () => {
  let stores: OwnStore[] = []
  const leaders = (): OwnStore[] => stores.filter(({ isLeading }) => isLeading())
  const oneLeads = async (): Promise<OwnStore> => {
    await eventually(() => expect(leaders()).toHaveLength(1))
    return leaders()[0] ?? expect.fail()
  }

  beforeEach(async () => {
    stores = [await openStoreAlone(address), await openStoreAlone(address), await openStoreAlone(address)]
  })
  afterEach(async () => {
    for (const { close } of stores) await close()
  })

  test('one leads, and another begins to when it ends', async () => {
    const turns: string[] = []
    for (const [index, { onLeadChange, isLeading }] of stores.entries())
      onLeadChange(() => turns.push(`${index} ${isLeading()}`))
    expect(leaders()).toEqual([stores[0]])
    await stores.shift()?.close()
    await oneLeads()
    expect(turns).toEqual([expect.stringMatching(/[12] true/u)])
  })

  test('each is notified when it no longer leads', async () => {
    const turns: boolean[] = []
    stores[0]?.onLeadChange(() => turns.push(stores[0]?.isLeading() === true))
    await cutOff()
    await eventually(() => expect(turns[0]).toBe(false))
  })

  test('one that says nothing for long leads no more', async () => {
    const lock = await createDatabase(server)
    const pace = { askEveryMs: { following: 50, leading: 60_000 }, silentMs: 300, answerWithinMs: 5000 }
    const silent = await joinServer(lock, events, pace)
    const other = await joinServer(lock, events, pace)
    expect([silent.isLeading(), other.isLeading()]).toEqual([true, false])
    await eventually(() => expect([silent.isLeading(), other.isLeading()]).toEqual([false, true]))
    await Promise.all([silent.close(), other.close()])
  })

  test('one leads again after all connections broke, and each can read and write', async () => {
    await cutOff()
    await eventually(() => expect(leaders()).toHaveLength(0), { interval: 1 })
    await oneLeads()
    for (const { db } of stores) {
      await eventually(async () => expect(await db.selectFrom('kv').selectAll().execute()).toEqual([]))
    }
  })

  test('each is notified of what another enqueued, also after its connection was made again', async () => {
    const heard = new Set<number>()
    for (const [index, { onAnnounced }] of stores.entries()) onAnnounced(() => heard.add(index))
    await stores[1]?.announce()
    await eventually(() => expect(heard.size).toBe(3))
    await cutOff()
    await eventually(() => expect(leaders()).toHaveLength(0), { interval: 1 })
    await oneLeads()
    heard.clear()
    await eventually(async () => {
      await stores[1]?.announce()
      expect(heard.size).toBe(3)
    })
  })

  test('each uses the server’s time, whatever the clock of its machine shows', async () => {
    const real = Date.now()
    vi.spyOn(Date, 'now').mockReturnValue(0)
    const times = stores.map(({ now }) => now().getTime())
    vi.restoreAllMocks()
    for (const time of times) expect(Math.abs(time - real)).toBeLessThan(2000)
  })

  test('a restored copy can only be announced while no process runs', async () => {
    await expect(markServerRestored(address, new Date())).rejects.toThrow(
      /is in use by another running rsis-brief; stop every process that uses it first$/u,
    )
    for (const { close } of stores.splice(0)) await close()
    await markServerRestored(address, new Date())
    const { rows } = await outside.query(`select name from installation where name = 'restored-until'`)
    expect(rows).toHaveLength(1)
  })
})

test.each([
  ['no server', () => address.replace(/:\d+\//u, ':1/'), /cannot be reached/u],
  ['no such database', () => `${address}_not`, /does not exist on the server/u],
  ['no such user', () => address.replace('rsis@', 'nobody:secret@'), /does not accept this user or password/u],
])('%s is told with what to do, and without the password', async (_, of, says) => {
  const error = await openStore(of()).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ field: 'DATABASE_URL', problem: expect.stringMatching(says) })
  expect(JSON.stringify(error)).not.toContain('secret')
})

test('a query that meets a broken connection is a trouble with a name', async () => {
  const { db, close } = await openStore(address)
  await db.selectFrom('kv').selectAll().execute()
  const sleeping = db.transaction().execute(async (tx) => {
    await cutOff()
    await tx.selectFrom('kv').selectAll().execute()
  })
  const error = await sleeping.catch((thrown: unknown) => thrown)
  expect(storageTrouble(address, error)).toMatch(/^PostgreSQL 127\.0\.0\.1:\d+\/rsis_\w+ cannot be reached/u)
  await close()
})

// What an installation needs: disk and memory of the real program with archives of several sizes, disk of the messages
// that are kept, and messages a minute of one process without a platform's limit.
// Run: node bench/capacity/run.ts [--documents 1000,7000] [--places 100] [--database postgres] [--smoke]
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { pino } from 'pino'
import { z } from 'zod'
import { saveBriefing } from '../../src/archive/store/briefings.ts'
import { saveCommentary } from '../../src/archive/store/save-commentary.ts'
import { createDispatcher } from '../../src/delivery/dispatch.ts'
import { enqueuePosts } from '../../src/delivery/enqueue.ts'
import { saveBriefed } from '../../src/pipeline/save-briefed.ts'
import { openStore, type Store } from '../../src/store/connection.ts'
import { matchingSubscriptions } from '../../src/subscriptions/match.ts'
import { addSubscription, everythingAtOnce } from '../../src/subscriptions/store.ts'
import { startProgram } from '../../tests/e2e/process.ts'
import { startServer } from '../../tests/postgres-server.ts'
import { printTable } from '../figures.ts'
import { createRandom } from '../random.ts'
import { createZipf, makeCommentary } from '../search/corpus.ts'
import { residentMb } from '../measure-start.ts'

const { values } = parseArgs({
  options: {
    documents: { type: 'string' },
    places: { type: 'string' },
    database: { type: 'string', default: 'file' },
    smoke: { type: 'boolean', default: false },
  },
})
const numbers = (given: string | undefined, usual: string): number[] => (given ?? usual).split(',').map(Number)
const sizes = numbers(values.documents, values.smoke ? '100' : '1000,7000')
const placeCounts = numbers(values.places, values.smoke ? '10' : '10,100,1000')
const isOnServer = z.enum(['file', 'postgres']).parse(values.database) === 'postgres'

const now = new Date(0)
const megabyte = 2 ** 20

/** A folder with a database in it, or on a separate server. */
const open = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-capacity-'))
  const server = isOnServer ? await startServer() : undefined
  if (isOnServer && server === undefined) throw new Error('PostgreSQL is not installed')
  const address = server === undefined ? join(folder, 'rsis.db') : `${server.address}/postgres`
  const filesMb = (isIndex: boolean): number =>
    readdirSync(folder)
      .filter((name) => name.includes('.search') === isIndex)
      .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / megabyte
  return {
    folder,
    url: server === undefined ? `file:${address}` : address,
    store: () => openStore(address),
    indexMb: () => filesMb(true),
    async databaseMb({ db }: Store): Promise<number> {
      if (!isOnServer) {
        await sql`pragma wal_checkpoint(truncate)`.execute(db)
        return filesMb(false)
      }
      const { rows } = await sql<{ size: number }>`select pg_database_size(current_database()) as size`.execute(db)
      return (rows[0]?.size ?? 0) / megabyte
    },
    async close(): Promise<void> {
      await server?.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

const fill = async ({ db }: Store, count: number): Promise<void> => {
  const draw = createZipf(createRandom(1))
  for (let first = 1; first <= count; first += 500) {
    await db.transaction().execute(async (tx) => {
      for (let number = first; number < Math.min(first + 500, count + 1); number += 1) {
        const { commentary, briefing } = makeCommentary(number, draw)
        await saveCommentary(tx, { commentary, keys: [`id:${commentary.id}`], now })
        await saveBriefing(tx, { id: commentary.id, revision: 1, briefing }, now)
      }
    })
  }
}

/** Starts the real program on an archive of that size, asks it once, and measures it a moment later. */
const measureArchive = async (count: number): Promise<string[]> => {
  const place = await open()
  const store = await place.store()
  const emptyMb = await place.databaseMb(store)
  await fill(store, count)
  const diskMb = (await place.databaseMb(store)) - emptyMb
  await store.close()
  const program = startProgram({
    DATABASE_URL: place.url,
    SEARCH_FOLDER: place.folder,
    LOG_LEVEL: 'silent',
    // Nothing listens at that address, and nothing is polled meanwhile.
    FEED_URLS: 'http://127.0.0.1:9/feed',
    ALLOW_PRIVATE_FEEDS: 'true',
    POLL_CRON: '0 0 1 1 *',
  })
  const url = await program.url
  const idleMb = residentMb(program.child)
  const startedAt = performance.now()
  await (await fetch(`${url}/archive?q=bano`)).text()
  const indexSeconds = (performance.now() - startedAt) / 1000
  for (let query = 0; query < 20; query += 1) await (await fetch(`${url}/archive?q=bano+kono`)).text()
  const searchedMb = residentMb(program.child)
  await program.kill()
  const perThousand = (mb: number): string => `${((1000 * mb) / count).toFixed(1)} MB`
  const row = [
    String(count),
    perThousand(diskMb),
    perThousand(place.indexMb()),
    `${indexSeconds.toFixed(1)} s`,
    `${idleMb.toFixed(0)} MB`,
    `${searchedMb.toFixed(0)} MB`,
  ]
  await place.close()
  return row
}

const commentariesPosted = 3

/** Posts commentaries to that many places of a platform that accepts every message at once. */
const measurePosts = async (places: number): Promise<string[]> => {
  const place = await open()
  const store = await place.store()
  const createdBy = { id: 'U1', name: 'bench' }
  await store.db.transaction().execute(async (tx) => {
    for (let channel = 0; channel < places; channel += 1) {
      await addSubscription(
        tx,
        everythingAtOnce({ platform: 'slack', tenant: 'T1', channel: `C${channel}` }, createdBy),
        now,
      )
    }
  })
  const draw = createZipf(createRandom(1))
  const before = await place.databaseMb(store)
  const memoryBefore = process.memoryUsage().rss / megabyte
  let posted = 0
  const dispatcher = createDispatcher({
    db: store.db,
    posters: {
      slack: {
        post: async () => ({ id: `${(posted += 1)}` }),
        find: async () => undefined,
        edit: async () => {},
      },
    },
    graceMs: { web: 0, slack: 0, discord: 0 },
    isAlone: !isOnServer,
    onNotPosted: async () => {},
    now: () => new Date(),
    random: Math.random,
    log: pino({ level: 'silent' }),
  })
  const startedAt = performance.now()
  for (let number = 1; number <= commentariesPosted; number += 1) {
    const { commentary, briefing } = makeCommentary(number, draw)
    await store.db.transaction().execute(async (tx) => {
      const { briefed } = await saveBriefed(tx, { commentary, briefing, keys: [`id:${commentary.id}`] }, now)
      const wanted = await matchingSubscriptions(tx, commentary)
      await enqueuePosts(tx, briefed, wanted, { isCatchUp: false, now: new Date() })
    })
  }
  const { count } = await store.db
    .selectFrom('deliveries')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  dispatcher.wake()
  let memoryMb = memoryBefore
  const isPosted = (): boolean => posted >= count
  while (!isPosted()) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    memoryMb = Math.max(memoryMb, process.memoryUsage().rss / megabyte)
  }
  const minutes = (performance.now() - startedAt) / 60_000
  await dispatcher.stop()
  const diskMb = (await place.databaseMb(store)) - before
  await store.close()
  await place.close()
  return [
    String(places),
    String(count),
    (count / minutes).toFixed(0),
    `${((1000 * diskMb) / count).toFixed(2)} MB`,
    `${(memoryMb - memoryBefore).toFixed(0)} MB`,
  ]
}

const where = isOnServer ? 'PostgreSQL' : 'a file'
const archives: string[][] = []
for (const count of sizes) archives.push(await measureArchive(count))
process.stdout.write(`The program on ${where}; invented commentaries of about a thousand words\n`)
printTable([
  ['commentaries', 'disk per 1,000', 'index per 1,000', 'first search', 'memory, idle', 'memory, searched'],
  ...archives,
])
const posts: string[][] = []
for (const places of placeCounts) posts.push(await measurePosts(places))
process.stdout.write(`\n${commentariesPosted} commentaries to channels that take every message at once\n`)
printTable([['channels', 'messages', 'a minute', 'disk per 1,000', 'more memory'], ...posts])
process.exit(0)

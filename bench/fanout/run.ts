// From a change of the feed to the last post, for 1 to 10,000 places, against a counterpart with the platforms' documented
// limits, as a ratio to the shortest time that the limits allow.
// Run: node bench/fanout/run.ts [--smoke] [--places 1,100,1000] [--platform slack,discord] [--hurry 20]
// --hurry: raises the limit for all channels together by this factor, for runs with thousands of places.
// --database postgres --replicas 1,2,4: that many senders on a server started for the run, each with its own connections.
// --unlimited: only Slack, without limits, compared with a plain web client that posts the same messages.
// A first run, which is not measured, loads and compiles both, because a real program has run for hours.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import { WebClient } from '@slack/web-api'
import pLimit from 'p-limit'
import { pino } from 'pino'
import { z } from 'zod'
import { createDiscord } from '../../adapters/discord/index.ts'
import { createSlack } from '../../adapters/slack/index.ts'
import { renderMessage } from '../../adapters/slack/render/message.ts'
import type { Card } from '../../src/card/card.ts'
import { createExtractive } from '../../src/briefing/extractive/index.ts'
import { createDispatcher } from '../../src/delivery/dispatch.ts'
import type { Poster } from '../../src/delivery/port.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { startDemoSite } from '../../src/demo/site.ts'
import { readSources } from '../../src/feed/source.ts'
import { createGet, type Validators } from '../../src/fetch/get.ts'
import { pollAndBrief } from '../../src/pipeline.ts'
import type { Journey } from '../../src/pipeline/journey.ts'
import { type Db, openStore, type Store } from '../../src/store/connection.ts'
import { createKeyv } from '../../src/store/keyv.ts'
import type { Memory } from '../../src/store/port.ts'
import type { Place } from '../../src/subscriptions/place.ts'
import { addSubscription, everythingAtOnce } from '../../src/subscriptions/store.ts'
import { startServer } from '../../tests/postgres-server.ts'
import { printTable } from '../figures.ts'
import { documented, floorMs } from './limits.ts'

const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    places: { type: 'string', default: '1,100' },
    platform: { type: 'string', default: 'slack,discord' },
    database: { type: 'string', default: 'file' },
    replicas: { type: 'string', default: '1' },
    hurry: { type: 'string', default: '1' },
    unlimited: { type: 'boolean', default: false },
  },
})
const sizes = (values.smoke ? '1,10' : values.places).split(',').map(Number)
const hurry = Number(values.hurry)
const isOnServer = z.enum(['file', 'postgres']).parse(values.database) === 'postgres'
const replicaCounts = (isOnServer ? values.replicas : '1').split(',').map(Number)
const platforms = z.array(z.enum(['slack', 'discord'])).parse(values.unlimited ? ['slack'] : values.platform.split(','))

const log = pino({ level: 'silent' })
const now = (): Date => new Date()
const samples = await readSamples()
/** The run ends after this many times the shortest time, plus this margin. */
const mostFloors = 2
const patienceMs = 60_000
/** The number of connections of the program's client. */
const bareAtOnce = 100
const placesToWarmUp = 20

const figuresSchema = z.object({
  taken: z.number(),
  refused: z.number(),
  posts: z.number(),
  firstPostAt: z.number(),
  lastPostAt: z.number(),
  outOfOrder: z.number(),
})

const startCounterpart = async (platform: string) => {
  const child = fork(
    new URL('counterpart.ts', import.meta.url),
    [platform, String(hurry), values.unlimited ? 'unlimited' : 'limited'],
    { execPath: process.execPath },
  )
  const [{ port }] = z
    .tuple([z.object({ port: z.number() })])
    .rest(z.unknown())
    .parse(await once(child, 'message'))
  return {
    origin: `http://127.0.0.1:${port}`,
    async figures() {
      child.send('figures')
      return figuresSchema.parse((await once(child, 'message'))[0])
    },
    forget: () => child.send('forget'),
    stop: () => child.disconnect(),
  }
}

const posterFor = (platform: 'slack' | 'discord', origin: string): Poster => {
  const memory: Memory = { add: async () => true, get: async () => undefined, delete: async () => {} }
  return platform === 'slack'
    ? createSlack({
        mode: 'socket',
        botToken: 'xoxb-1',
        appToken: 'xapp-1',
        apiUrl: `${origin}/api/`,
        memory,
        log,
        now,
      })
    : createDiscord({ token: 'a.b.c', apiUrl: `${origin}/api`, memory, log, now })
}

const placeOf = (platform: 'slack' | 'discord', index: number): Place =>
  platform === 'slack'
    ? { platform, tenant: 'T1', channel: `C${index}` }
    : { platform, tenant: '800', channel: String(700_000_000_000_000_000n + BigInt(index)) }

/** The card that was posted last, and the message below it. */
const lastCards = async (db: Db): Promise<[post: Card, reply: Card]> => {
  const cardOf = async (kind: 'post' | 'thread'): Promise<Card> => {
    const { card_json } = await db
      .selectFrom('deliveries')
      .innerJoin('cards', 'cards.id', 'deliveries.card_id')
      .select('card_json')
      .where('kind', '=', kind)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow()
    return JSON.parse(card_json) as Card
  }
  return [await cardOf('post'), await cardOf('thread')]
}

const residentMb = (): number => process.memoryUsage().rss / 1e6

/** Posts one commentary to that many places; in the end, all must have arrived. */
const measure = async (platform: 'slack' | 'discord', places: number, replicas = 1) => {
  const limits = { ...documented[platform] }
  limits.all = { ...limits.all, perMs: limits.all.perMs / hurry }
  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-fanout-'))
  const counterpart = await startCounterpart(platform)
  const site = await startDemoSite(samples, 4)
  const server = isOnServer ? await startServer() : undefined
  if (isOnServer && server === undefined) throw new Error('PostgreSQL is not installed')
  const address = server === undefined ? join(folder, 'rsis.db') : `${server.address}/postgres`
  const stores = await Promise.all(Array.from({ length: replicas }, () => openStore(address)))
  const [{ db }] = stores as [Store]
  await db.transaction().execute(async (tx) => {
    for (let index = 0; index < places; index += 1) {
      const createdBy = { id: 'U1', name: 'bench' }
      await addSubscription(tx, everythingAtOnce(placeOf(platform, index), createdBy), now())
    }
  })
  const dispatchers = stores.map((store) =>
    createDispatcher({
      db: store.db,
      posters: { [platform]: posterFor(platform, counterpart.origin) },
      graceMs: { web: 0, slack: 10_000, discord: 2000 },
      isAlone: !isOnServer,
      onNotPosted: async () => {},
      now,
      random: Math.random,
      log,
    }),
  )
  const journey: Journey = {
    db,
    sources: readSources([site.feedUrl], site.feedUrl),
    validators: createKeyv<Validators>(db, 'validators', Date.now),
    get: createGet({ allowPrivate: true, userAgent: 'rsis-brief-bench' }),
    engine: createExtractive(),
    readAgainAfterMs: 86_400_000,
    onEnqueued: () => dispatchers.forEach((dispatcher) => dispatcher.wake()),
    now,
    log,
  }
  const { signal } = new AbortController()
  await pollAndBrief(journey, signal)
  if (platform === 'discord') {
    // The usual case: the kinds of the channels are known from an earlier commentary.
    site.publishNext()
    await pollAndBrief(journey, signal)
    while ((await counterpart.figures()).posts < 2 * places) await wait(200)
    await wait(limits.all.perMs)
    counterpart.forget()
  }
  const before = residentMb()
  let most = before
  site.publishNext()
  const startedAt = Date.now()
  await pollAndBrief(journey, signal)
  let figures = await counterpart.figures()
  const floor = values.unlimited ? 0 : floorMs(limits, places)
  const endsAt = startedAt + mostFloors * floor + patienceMs
  while (figures.posts < 2 * places && Date.now() < endsAt) {
    await wait(50)
    most = Math.max(most, residentMb())
    figures = await counterpart.figures()
  }
  const tookMs = figures.lastPostAt - startedAt
  const postingMs = figures.lastPostAt - figures.firstPostAt
  for (const dispatcher of dispatchers) await dispatcher.stop()
  const cards = await lastCards(db)
  for (const store of stores) await store.close()
  await server?.stop()
  await site.close()
  counterpart.stop()
  rmSync(folder, { recursive: true })
  return { platform, places, replicas, figures, floor, tookMs, postingMs, memoryMb: most - before, cards }
}

type Measured = Awaited<ReturnType<typeof measure>>

/**
 * How long the platform's own client takes for the same messages, a hundred under way at once, in milliseconds.
 * @param pauseMs between a message and its reply.
 */
const measureBare = async (places: number, [post, reply]: readonly [Card, Card], pauseMs = 0): Promise<number> => {
  const counterpart = await startCounterpart('slack')
  const client = new WebClient('xoxb-1', { slackApiUrl: `${counterpart.origin}/api/`, retryConfig: { retries: 0 } })
  const run = pLimit(bareAtOnce)
  const [message, below] = [renderMessage(post), renderMessage(reply)]
  const startedAt = performance.now()
  const send = async (index: number): Promise<void> => {
    const channel = `C${index}`
    const { ts } = await run(async () => client.chat.postMessage({ channel, ...message }))
    if (pauseMs > 0) await wait(pauseMs)
    await run(async () =>
      client.chat.postMessage({ channel, ...below, ...(ts === undefined ? {} : { thread_ts: ts }) }),
    )
  }
  await Promise.all(Array.from({ length: places }, async (_, index) => send(index)))
  const tookMs = performance.now() - startedAt
  counterpart.stop()
  return tookMs
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
const memoryCell = ({ places, memoryMb }: Measured): string =>
  places < 1000 ? '–' : `${((1000 * memoryMb) / places).toFixed(0)} MB`

/** The ratio for Slack's own client, which only posts and waits for the channel; only where the workspace's limit is not reached. */
const bareCell = async ({ platform, places, floor, cards }: Measured): Promise<string> => {
  const { all, channel, requestsAPlace } = documented.slack
  if (platform !== 'slack' || floor === 0 || places * requestsAPlace > all.count) return '–'
  return ((await measureBare(places, cards, channel.perMs)) / floor).toFixed(2)
}

const limitedRow = async (measured: Measured): Promise<string[]> => {
  const { platform, places, replicas, figures, floor, tookMs, postingMs } = measured
  const share = (100 * figures.refused) / (figures.taken + figures.refused)
  const toFloor = (ms: number): string => (floor === 0 ? '–' : (ms / floor).toFixed(2))
  return [
    platform,
    String(places),
    String(replicas),
    `${figures.posts} of ${2 * places}`,
    String(figures.outOfOrder),
    seconds(floor),
    seconds(tookMs),
    toFloor(tookMs),
    toFloor(postingMs),
    await bareCell(measured),
    `${share.toFixed(2)} %`,
    memoryCell(measured),
  ]
}

const unlimitedRow = async (places: number): Promise<string[]> => {
  const measured = await measure('slack', places)
  const bareMs = await measureBare(places, measured.cards)
  const { figures, postingMs } = measured
  const perSecond = (ms: number): string => ((1000 * 2 * places) / ms).toFixed(0)
  return [
    String(places),
    `${figures.posts} of ${2 * places}`,
    perSecond(postingMs),
    perSecond(bareMs),
    (bareMs / postingMs).toFixed(2),
    memoryCell(measured),
  ]
}

const rows: string[][] = []
if (values.unlimited) {
  await unlimitedRow(placesToWarmUp)
  for (const places of sizes) rows.push(await unlimitedRow(places))
  printTable([['places', 'messages', 'messages a second', 'a bare client', 'ratio', 'memory per 1,000'], ...rows])
} else {
  for (const platform of platforms) {
    await measure(platform, placesToWarmUp)
    for (const places of sizes) {
      for (const replicas of replicaCounts) rows.push(await limitedRow(await measure(platform, places, replicas)))
    }
  }
  const head = [
    'platform',
    'places',
    'senders',
    'messages',
    'disorder',
    'floor',
    'took',
    '× floor',
    'posting × floor',
    'a bare client',
    '429',
    'memory per 1,000',
  ]
  printTable([head, ...rows])
}
process.exit(0)

import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findCommentary } from '../src/archive/store.ts'
import { createExtractive } from '../src/briefing/extractive/index.ts'
import type { BriefingRecord } from '../src/briefing/record.ts'
import { sampleFeed, samplePath } from '../src/demo/feed.ts'
import { samplePage } from '../src/demo/page.ts'
import { corrected, readSamples, type Sample } from '../src/demo/samples.ts'
import { sourceStatuses, unreadEntries } from '../src/feed/store.ts'
import { createGet, type Validators } from '../src/fetch/get.ts'
import { importOne, type Journey, pollAndBrief } from '../src/pipeline.ts'
import { openStore, type Store } from '../src/store/connection.ts'
import { createKeyv } from '../src/store/keyv.ts'
import type { Place } from '../src/subscriptions/place.ts'
import { addSubscription, type NewSubscription } from '../src/subscriptions/store.ts'
import { type FeedServer, startFeedServer } from './fakes/feed-server.ts'

const place: Place = { platform: 'web', tenant: 'local', channel: 'briefings' }
const everything: NewSubscription = {
  place,
  kind: 'feed',
  filter: '',
  isInstant: true,
  digest: undefined,
  locale: 'en-GB',
  createdBy: { id: 'test', name: 'test' },
}
const dayMs = 86_400_000

let store: Store
let server: FeedServer
let journey: Journey
let clock: Date
let samples: Sample[]
let owedCalls = 0

beforeEach(async () => {
  clock = new Date('2026-10-30T08:00:00Z')
  owedCalls = 0
  samples = await readSamples()
  store = await openStore(':memory:')
  server = await startFeedServer()
  await addSubscription(store.db, everything, clock)
  journey = {
    db: store.db,
    sources: [{ id: 'feed', steps: [{ kind: 'feed', url: `${server.origin}/feed/` }] }],
    validators: createKeyv<Validators>(store.db, 'validators', Date.now),
    get: createGet({ allowPrivate: true, userAgent: 'test', timeoutMs: 500 }),
    engine: createExtractive(),
    readAgainAfterMs: dayMs,
    onOwed: () => (owedCalls += 1),
    now: () => clock,
    log: pino({ level: 'silent' }),
  }
})
afterEach(async () => {
  await server.close()
  await store.close()
})

const recordOf = (changes: Partial<BriefingRecord>): BriefingRecord => ({
  model: 'writer-1',
  server: 'models.example',
  promptVersion: '1.1.1',
  verifierVersion: '1',
  judge: { state: 'not-needed' },
  claims: [],
  synopsis: [],
  tokens: { in: 0, out: 0 },
  calls: 1,
  extent: 'whole',
  faults: [],
  isRebriefWanted: false,
  rebriefAfter: undefined,
  ...changes,
})

/** Puts the samples into the feed; their pages as well, unless told otherwise. */
const publish = async (shown: readonly Sample[], havePages = true): Promise<void> => {
  const body = await sampleFeed(shown, server.origin)
  server.answer('/feed/', { headers: { 'content-type': 'application/rss+xml', etag: `"${body.length}"` }, body })
  for (const sample of havePages ? shown : []) await publishPage(sample)
}
const publishPage = async (sample: Sample): Promise<void> =>
  server.answer(samplePath(sample), { headers: { 'content-type': 'text/html' }, body: await samplePage(sample) })

const poll = async (laterMs = 60_000): Promise<void> => {
  clock = new Date(clock.getTime() + laterMs)
  await pollAndBrief(journey, new AbortController().signal)
}
/** The commentaries that a post is owed for. */
const owed = async (): Promise<(string | null)[]> =>
  (
    await store.db.selectFrom('deliveries').select('commentary_id').where('kind', '=', 'post').orderBy('seq').execute()
  ).map((row) => row.commentary_id)
const pagesRead = (): number => server.requests.filter(({ path }) => path.startsWith('/rsis-publication/')).length

describe('the journey of a commentary', () => {
  test('the first poll fills the archive and owes nothing; a new one is owed once; nothing new costs one request', async () => {
    await publish(samples.slice(0, 3))
    await poll()
    expect(await owed()).toEqual([])
    expect((await findCommentary(store.db, 'CO26203'))?.briefing?.claims.length).toBeGreaterThanOrEqual(3)

    await publish(samples.slice(0, 4))
    await poll()
    expect(await owed()).toEqual(['CO26204'])
    expect(owedCalls).toBe(1)

    const before = server.requests.length
    await poll()
    expect(server.requests.length - before).toBe(1)
    expect(await owed()).toEqual(['CO26204'])
  })

  test('a correction of the page alone is found within a day, briefed anew, and owes no second post', async () => {
    const sample = samples.find(({ id }) => id === 'CO26222') ?? expect.fail('no such sample')
    await publish([sample])
    await poll()
    await publishPage(corrected(sample))
    await poll(dayMs / 2)
    expect((await findCommentary(store.db, 'CO26222'))?.revision).toBe(1)
    await poll(dayMs)
    const found = await findCommentary(store.db, 'CO26222')
    expect(found).toMatchObject({ revision: 2, commentary: { updated: '2026-10-27' } })
    expect(found?.text).toContain('from 58 to 47 per cent')
    for (const { quote } of found?.briefing?.claims ?? [])
      expect(found?.text.slice(quote.start, quote.end)).toBe(quote.text)
    expect(await owed()).toEqual([])
  })

  test('what a correction changed is known, and which of the earlier claims it leaves without their words', async () => {
    const sample = samples.find(({ id }) => id === 'CO26222') ?? expect.fail('no such sample')
    await publish([sample])
    await poll()
    expect((await findCommentary(store.db, 'CO26222'))?.correction).toBe(undefined)
    await publishPage(corrected(sample))
    await poll(2 * dayMs)
    const { correction } = (await findCommentary(store.db, 'CO26222')) ?? expect.fail('lost')
    expect(correction?.sentences).toHaveLength(1)
    expect(correction?.sentences[0]?.after).toContain('from 58 to 47 per cent')
    expect(correction?.sentences[0]?.before).not.toContain('from 58 to 47 per cent')
    expect(correction?.claims.length).toBeGreaterThanOrEqual(3)
  })

  test('the page of an old commentary is not asked for again', async () => {
    await publish(samples.slice(0, 1))
    await poll()
    expect(pagesRead()).toBe(1)
    await poll(3 * dayMs)
    await poll(3 * dayMs)
    expect(pagesRead()).toBe(1)
  })

  test('a page that cannot be read is told, tried again, and posted once it can', async () => {
    await publish(samples.slice(0, 23))
    await poll()
    await publish(samples.slice(0, 23).concat(samples.slice(23)), false)
    await poll()
    expect(await owed()).toEqual([])
    expect(await unreadEntries(store.db)).toMatchObject([
      { title: expect.stringMatching(/^CO26224/u), reason: expect.stringMatching(/^not-found: /u), attempts: 1 },
    ])
    const last = samples[23] ?? expect.fail('no such sample')
    await publishPage(last)
    await poll(3_600_000)
    expect(await owed()).toEqual(['CO26224'])
    expect(await unreadEntries(store.db)).toEqual([])
  })

  test('a page that stays unreadable for a day is posted as the excerpt that it is, with no claim', async () => {
    await publish(samples.slice(0, 23))
    await poll()
    await publish(samples, false)
    await poll()
    await poll(dayMs)
    await poll(3 * 3_600_000)
    expect(await owed()).toEqual(['CO26224'])
    const found = await findCommentary(store.db, 'CO26224')
    expect(found?.commentary.extent).toBe('excerpt')
    expect(found?.briefing?.claims).toEqual([])
  })

  test('a briefing that a fault kept from the model is written again later, once, and what was posted stays', async () => {
    const asked: string[] = []
    let isDown = true
    const extractive = createExtractive()
    journey = {
      ...journey,
      engine: async (commentary, signal) => {
        asked.push(commentary.id)
        const briefing = await extractive(commentary, signal)
        const record = recordOf({ isRebriefWanted: isDown })
        return isDown ? { ...briefing, record } : { ...briefing, engine: 'llm', record }
      },
    }
    await publish(samples.slice(0, 1))
    await poll()
    await publish(samples.slice(0, 2))
    await poll()
    expect(await owed()).toEqual(['CO26202'])
    const cards = await store.db.selectFrom('deliveries').select('card_json').execute()
    await poll()
    expect(asked).toEqual(['CO26201', 'CO26202'])

    isDown = false
    await poll(10 * 60_000)
    await poll(24 * 3_600_000)
    expect(asked.slice(0, 4)).toEqual(['CO26201', 'CO26202', 'CO26201', 'CO26202'])
    expect((await findCommentary(store.db, 'CO26202'))?.briefing?.engine).toBe('llm')
    expect(await store.db.selectFrom('deliveries').select('card_json').execute()).toEqual(cards)
  })

  test('a model that stays away is asked ever more rarely, and in the end no more', async () => {
    let asked = 0
    const extractive = createExtractive()
    journey = {
      ...journey,
      engine: async (commentary, signal) => {
        asked += 1
        return { ...(await extractive(commentary, signal)), record: recordOf({ isRebriefWanted: true }) }
      },
    }
    // Old enough that its page is never looked at again.
    await publish(samples.slice(0, 1))
    for (let hour = 0; hour < 48; hour += 1) await poll(3_600_000)
    expect(asked).toBe(1 + 7)
  })

  test('a page without an article holds up nothing else', async () => {
    await publish(samples.slice(0, 2))
    server.answer(samplePath(samples[0] ?? expect.fail('no samples')), {
      headers: { 'content-type': 'text/html' },
      body: '<p>Hello.</p>',
    })
    await poll()
    expect(await findCommentary(store.db, 'CO26201')).toBe(undefined)
    expect((await findCommentary(store.db, 'CO26202'))?.commentary.title).toMatch(/Reactors/u)
    expect((await sourceStatuses(store.db))[0]?.state).toBe('ok')
  })

  test('a stop ends it between two commentaries, and the next poll goes on', async () => {
    await publish(samples.slice(0, 3))
    const stopping = new AbortController()
    const engine = journey.engine
    journey = {
      ...journey,
      engine: async (commentary) => {
        stopping.abort()
        return engine(commentary, new AbortController().signal)
      },
    }
    clock = new Date(clock.getTime() + 60_000)
    await pollAndBrief(journey, stopping.signal)
    expect(await store.db.selectFrom('commentaries').select('id').execute()).toHaveLength(1)
    journey = { ...journey, engine }
    await poll()
    expect(await store.db.selectFrom('commentaries').select('id').execute()).toHaveLength(3)
  })

  test('an imported page is archived; it is posted where that is asked for, and not again by the feed', async () => {
    const sample = samples[3] ?? expect.fail('no such sample')
    await publishPage(sample)
    const address = `${server.origin}${samplePath(sample)}`
    expect(await importOne(journey, address, false)).toMatchObject({ id: 'CO26204', state: 'new', owed: 0 })
    expect(await importOne(journey, address, true)).toMatchObject({ id: 'CO26204', state: 'unchanged', owed: 1 })
    expect(await owed()).toEqual(['CO26204'])
    await publish(samples.slice(0, 3))
    await poll()
    await publish(samples.slice(0, 4))
    await poll()
    expect(await owed()).toEqual(['CO26204'])
    await expect(importOne(journey, `${server.origin}/nowhere`, false)).rejects.toThrow(
      /Import: .*HTTP 404.*save the page in a browser/u,
    )
  })
})

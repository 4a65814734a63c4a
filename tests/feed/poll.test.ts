import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type PollDeps, pollSource } from '../../src/feed/poll.ts'
import type { Validators } from '../../src/fetch/get.ts'
import type { Source } from '../../src/feed/source.ts'
import { readSources } from '../../src/feed/source.ts'
import { markRead, pendingEntries } from '../../src/feed/store-reading.ts'
import { endOwnWaits, sourceStatuses } from '../../src/feed/store-sources.ts'
import { createGet } from '../../src/fetch/get.ts'
import type { Store } from '../../src/store/connection.ts'
import { failWrites, openTestStore } from '../open-store.ts'
import { createKeyv } from '../../src/store/keyv.ts'
import { type Answer, type FeedServer, rssOf, startFeedServer } from '../fakes/feed-server.ts'

let store: Store
let server: FeedServer
let source: Source
let clock = new Date('2026-11-24T08:00:00Z')
let deps: PollDeps

beforeEach(async () => {
  clock = new Date('2026-11-24T08:00:00Z')
  store = await openTestStore()
  server = await startFeedServer()
  source = { id: 'feed', steps: [{ kind: 'feed', url: `${server.origin}/feed` }] }
  deps = {
    db: store.db,
    validators: createKeyv<Validators>(store.db, 'validators', Date.now),
    get: createGet({ allowPrivate: true, userAgent: 'test', timeoutMs: 5000 }),
    now: () => clock,
    log: pino({ level: 'silent' }),
  }
})
afterEach(async () => {
  await server.close()
  await store.close()
})

type Item = {
  readonly id: string
  readonly title?: string
  readonly link?: string
  readonly date?: string
  readonly text?: string
}

const shown = ({ id, title, link, date, text }: Item) => ({
  title: title ?? `Title ${id}`,
  link: link ?? `https://site.example/${id}`,
  guid: id,
  date: date ?? '2026-11-20',
  excerpt: text ?? '',
})

const feed = (items: readonly Item[], headers: Record<string, string> = {}): Answer => ({
  headers: { 'content-type': 'application/rss+xml', ...headers },
  body: rssOf(items.map(shown)),
})

const show = async (answer: Answer): Promise<void> => {
  server.answer('/feed', answer)
  await poll()
}

const poll = async (): Promise<void> => {
  clock = new Date(clock.getTime() + 60_000)
  await pollSource(deps, source)
}

const status = async () => (await sourceStatuses(store.db))[0]

/** Every entry ever seen, and whether it still has to be posted. */
const entries = async () =>
  (await pendingEntries(store.db, new Date('2100-01-01'), 10_000)).map(({ entry, isAnnounced }) => [
    entry.guid,
    isAnnounced,
  ])

describe('a poll', () => {
  test('takes the first answer as the baseline, without posts; later entries are posted once', async () => {
    await show(feed([{ id: 'b' }, { id: 'a' }]))
    expect(await entries()).toEqual([
      ['a', false],
      ['b', false],
    ])
    expect(await status()).toMatchObject({ state: 'ok', detail: '2 items' })
    await show(feed([{ id: 'c' }, { id: 'b' }, { id: 'a' }]))
    expect(await status()).toMatchObject({ state: 'ok', detail: '1 new' })
    await poll()
    expect(await entries()).toEqual([
      ['a', false],
      ['b', false],
      ['c', true],
    ])
  })

  test('takes what has the same date in the order in which it came: feeds show the newest first', async () => {
    await show(feed([{ id: 'a' }]))
    await show(feed([{ id: 'd', date: '2026-11-22' }, { id: 'c' }, { id: 'b' }, { id: 'a' }]))
    expect((await entries()).map(([id]) => id)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('with nothing new costs one request that is answered with 304', async () => {
    await show(feed([{ id: 'a' }], { etag: '"1"' }))
    await poll()
    expect(server.requests).toHaveLength(2)
    expect(server.requests[1]?.headers['if-none-match']).toBe('"1"')
    expect(await status()).toMatchObject({ state: 'not modified', failures: 0 })
  })

  const noise: readonly [string, Item][] = [
    ['a new guid', { id: 'other', link: 'https://site.example/a', title: 'Title a' }],
    ['a new date', { id: 'a', date: '2026-11-24' }],
    ['http, www and a slash', { id: 'a2', link: 'http://www.site.example/a/', title: 'Title a' }],
    ['a new link', { id: 'a', link: 'https://site.example/moved' }],
  ]
  test.each(noise)('knows an entry again by its other names: %s', async (_name, item) => {
    await show(feed([{ id: 'a' }, { id: 'b' }]))
    await show(feed([item, { id: 'b' }]))
    expect(await entries()).toHaveLength(2)
    expect(await status()).toMatchObject({ state: 'nothing new' })
  })

  test('reads an edited item again, without a second post', async () => {
    await show(feed([{ id: 'a', text: 'old' }]))
    const [pending] = await pendingEntries(store.db, clock, 10)
    await store.db
      .insertInto('commentaries')
      .values({
        id: 'X1',
        title: '',
        commentary_json: '{}',
        text: '',
        hash: '',
        revision: 1,
        first_seen_at: 0,
        changed_at: 0,
        url: null,
        published: null,
      })
      .execute()
    await markRead(store.db, pending?.id ?? 0, 'X1', undefined)
    expect(await entries()).toEqual([])
    await show(feed([{ id: 'a', text: 'new' }]))
    expect(await entries()).toEqual([['a', false]])
    expect(await status()).toMatchObject({ state: 'ok', detail: '1 edited' })
  })

  test('does not trust a guid that all entries share', async () => {
    await show(feed([{ id: 'same', link: 'https://site.example/1', title: 'One' }]))
    await show(
      feed([
        { id: 'same', link: 'https://site.example/2', title: 'Two' },
        { id: 'same', link: 'https://site.example/3', title: 'Three' },
      ]),
    )
    expect(await entries()).toHaveLength(3)
  })

  test('does not post history that a feed shows again', async () => {
    await show(feed([{ id: 'a', date: '2026-11-20' }]))
    await show(
      feed([
        { id: 'a', date: '2026-11-20' },
        { id: 'old', date: '2026-09-01' },
        { id: 'late', date: '2026-11-15' },
      ]),
    )
    expect(await entries()).toEqual([
      ['a', false],
      ['old', false],
      ['late', true],
    ])
  })

  test.each(['Di, 1 Jul 2025 25:00', '', '1. siječnja 2020.'])(
    'posts no history whose dates (“%s”) cannot be read',
    async (date) => {
      await show(feed([{ id: 'a' }]))
      await show(feed([{ id: 'a' }, ...['o1', 'o2', 'o3', 'o4'].map((id) => ({ id, date }))]))
      expect((await entries()).filter(([, isOwed]) => isOwed)).toEqual([])
      expect((await status())?.detail).toMatch(/items may have been missed/u)
    },
  )

  test('posts nothing of a flood, and says so', async () => {
    await show(feed([{ id: 'a' }]))
    await show(feed(Array.from({ length: 60 }, (_, index) => ({ id: `n${index}` }))))
    expect((await entries()).filter(([, isAnnounced]) => isAnnounced)).toEqual([])
    expect((await status())?.detail).toMatch(
      /60 new, 60 held until \/rsis held releases them, none of its items was known/u,
    )
  })
})

describe('a feed in trouble', () => {
  const troubles: readonly [name: string, answer: Answer, state: string, detail: RegExp][] = [
    ['404', { status: 404 }, 'failed', /HTTP 404/u],
    ['500', { status: 500 }, 'failed', /HTTP 500/u],
    ['403', { status: 403 }, 'blocked', /refuses programs/u],
    ['HTML', { body: '<html><body>Welcome</body></html>' }, 'blocked', /the answer is a web page/u],
    ['an empty body', {}, 'not a feed', /empty/u],
    ['an empty feed', feed([]), 'empty', /no items/u],
    ['silence', { write: () => {} }, 'unreachable', /longer than/u],
    ['50 MB', { body: Buffer.alloc(50_000_000, 'a') }, 'failed', /larger than 10 MB/u],
  ]
  test.each(troubles)(
    '%s: the state says which, nothing is forgotten, the next good poll recovers',
    async (_name, answer, state, detail) => {
      await show(feed([{ id: 'a' }]))
      await show(answer)
      expect(await status()).toMatchObject({ state, failures: 1 })
      expect((await status())?.detail).toMatch(detail)
      clock = new Date(clock.getTime() + 3_600_000)
      await show(feed([{ id: 'a' }, { id: 'b' }]))
      expect(await status()).toMatchObject({ state: 'ok', failures: 0, nextPollAt: undefined })
      expect(await entries()).toEqual([
        ['a', false],
        ['b', true],
      ])
    },
  )

  test('waits longer each time, up to six hours, and asks nobody meanwhile', async () => {
    server.answer('/feed', { status: 500 })
    const waits: number[] = []
    for (let failure = 0; failure < 12; failure += 1) {
      await pollSource(deps, source)
      const { nextPollAt } = (await status()) ?? {}
      waits.push((nextPollAt?.getTime() ?? 0) - clock.getTime())
      await pollSource(deps, source)
      clock = nextPollAt ?? clock
    }
    expect(server.requests).toHaveLength(12)
    expect(waits[0]).toBeLessThanOrEqual(120_000)
    expect(waits.at(-1)).toBeGreaterThanOrEqual(3 * 3_600_000)
    expect(Math.max(...waits)).toBeLessThanOrEqual(6 * 3_600_000)
  })

  test('waits longer each time as well if what it shows cannot be stored, and loses nothing of it', async () => {
    await show(feed([{ id: 'a' }], { etag: '"1"' }))
    const revive = await failWrites(store.db, { table: 'entries', at: 'before insert', message: 'the disk is full' })
    server.answer('/feed', feed([{ id: 'a' }, { id: 'b' }], { etag: '"2"' }))
    const waits: number[] = []
    for (let failure = 0; failure < 5; failure += 1) {
      await poll()
      const { nextPollAt } = (await status()) ?? {}
      waits.push((nextPollAt?.getTime() ?? 0) - clock.getTime())
      clock = nextPollAt ?? clock
    }
    expect(waits[0]).toBeLessThanOrEqual(120_000)
    expect(waits.at(-1)).toBeGreaterThanOrEqual(8 * 60_000)
    expect(await status()).toMatchObject({ state: 'failed', failures: 5 })
    expect((await status())?.detail).toContain('the disk is full')
    await revive()
    await poll()
    expect(await status()).toMatchObject({ state: 'ok', failures: 0, nextPollAt: undefined })
    expect(await entries()).toEqual([
      ['a', false],
      ['b', true],
    ])
  })

  test('is asked as usual if only its validators cannot be kept', async () => {
    const validators = { get: async () => undefined, set: () => Promise.reject(new Error('no cache')) }
    server.answer('/feed', feed([{ id: 'a' }]))
    await expect(pollSource({ ...deps, validators }, source)).rejects.toThrow('no cache')
    expect(await status()).toMatchObject({ state: 'ok', failures: 0, nextPollAt: undefined })
  })

  test.each<[string, Answer, boolean]>([
    ['a fault', { status: 500 }, true],
    ['a challenge page', { status: 403 }, true],
    ['a wait that it asked for', { status: 503, headers: { 'retry-after': '300' } }, false],
    ['being gone for good', { status: 410 }, false],
  ])('after %s, a start asks again at once: %s', async (_name, answer, isAsked) => {
    await show(answer)
    clock = new Date(clock.getTime() + 30_000)
    expect(await endOwnWaits(store.db, clock)).toHaveLength(1)
    await poll()
    expect(server.requests).toHaveLength(1)
    clock = new Date(clock.getTime() + 30_000)
    expect(await endOwnWaits(store.db, clock)).toHaveLength(isAsked ? 0 : 1)
    await poll()
    expect(server.requests).toHaveLength(isAsked ? 2 : 1)
  })

  test('is not asked sooner than it said', async () => {
    await show({ status: 429, headers: { 'retry-after': '7200' } })
    const wait = ((await status())?.nextPollAt?.getTime() ?? 0) - clock.getTime()
    expect(wait).toBe(7_200_000)
  })

  test('that was taken away for good is left alone for a month, and says so', async () => {
    await show(feed([{ id: 'a' }]))
    await show({ status: 410 })
    expect(await status()).toMatchObject({ state: 'gone', detail: expect.stringMatching(/permanently \(HTTP 410\)/u) })
    const asked = server.requests.length
    clock = new Date(clock.getTime() + 29 * 86_400_000)
    await poll()
    expect(server.requests).toHaveLength(asked)
    clock = new Date(clock.getTime() + 86_400_000)
    await show(feed([{ id: 'a' }, { id: 'b', date: '2026-12-20' }]))
    expect(await status()).toMatchObject({ state: 'ok', detail: '1 new' })
  })

  test('that has moved for good is asked where it is now, says so, and is looked for at home when that fails', async () => {
    await show({ status: 301, headers: { location: '/new' } })
    server.answer('/new', feed([{ id: 'a' }], { etag: '"1"' }))
    clock = new Date(clock.getTime() + 3_600_000)
    await poll()
    const paths = (): string[] => server.requests.splice(0).map(({ path }) => path)
    paths()
    await poll()
    expect(paths()).toEqual(['/new'])
    expect(await status()).toMatchObject({ state: 'not modified', detail: `moved permanently to ${server.origin}/new` })
    server.answer('/new', { status: 404 })
    server.answer('/feed', feed([{ id: 'a' }, { id: 'b' }]))
    await poll()
    clock = new Date(clock.getTime() + 3_600_000)
    await poll()
    expect(paths()).toEqual(['/new', '/feed'])
    expect(await status()).toMatchObject({ state: 'ok', detail: '1 new' })
  })

  test('whose first answer says that nothing has changed was not read', async () => {
    await show({ status: 304 })
    expect(await status()).toMatchObject({ state: 'failed', failures: 1, lastSuccessAt: undefined })
  })

  test('is not compared with an answer that another database held', async () => {
    await deps.validators.set(`${server.origin}/feed`, { etag: '"1"' })
    await show(feed([{ id: 'a' }], { etag: '"1"' }))
    expect(await entries()).toEqual([['a', false]])
  })

  test('cut in the middle: complete items are read, its validators are not saved', async () => {
    const whole = String(feed([{ id: 'a' }, { id: 'b' }]).body)
    await show({ headers: { etag: '"1"' }, body: whole.slice(0, whole.indexOf('b</guid>')) })
    expect(await entries()).toEqual([['a', false]])
    expect(await status()).toMatchObject({ state: 'damaged' })
    await poll()
    expect(server.requests.at(-1)?.headers['if-none-match']).toBe(undefined)
  })

  test('that has shown nothing new for weeks is stale, though it answers', async () => {
    await show(feed([{ id: 'a', date: '2026-10-01' }], { etag: '"1"' }))
    await poll()
    expect(await status()).toMatchObject({ state: 'stale', failures: 0 })
  })
})

describe('a chain', () => {
  beforeEach(() => {
    source = {
      id: 'chain',
      accept: '/rsis-publication/',
      steps: [
        { kind: 'feed', url: `${server.origin}/one` },
        { kind: 'feed', url: `${server.origin}/two` },
        { kind: 'listing', url: `${server.origin}/list` },
      ],
    }
  })

  test('continues with the next step when one is blocked or answers with another feed, and names each', async () => {
    server.answer('/one', { status: 403 })
    server.answer('/two', feed([{ id: 'event', link: 'https://site.example/event/1' }]))
    server.answer('/list', {
      body: '<main><p class="title title-box"><a class="link" href="/rsis-publication/rsis/cables/">CO26201 | Cables</a></p></main>',
    })
    await poll()
    expect((await status())?.steps.map(({ state, detail }) => [state, detail])).toEqual([
      ['blocked', 'the site refuses programs (HTTP 403)'],
      ['other feed', 'no item links to an address with /rsis-publication/'],
      ['ok', undefined],
    ])
    const [first] = await pendingEntries(store.db, clock, 10)
    expect(first?.entry).toMatchObject({
      title: 'CO26201 | Cables',
      link: `${server.origin}/rsis-publication/rsis/cables/`,
    })
  })

  test('asks the step that worked first, and the others only when it fails', async () => {
    server.answer('/two', feed([{ id: 'a', link: 'https://site.example/rsis-publication/a' }]))
    await poll()
    await poll()
    expect(server.requests.map(({ path }) => path)).toEqual(['/one', '/two', '/two'])
  })

  test('does not ask an address that was taken away for good while there is another', async () => {
    server.answer('/one', { status: 410 })
    server.answer('/two', feed([{ id: 'a', link: 'https://site.example/rsis-publication/a' }]))
    await poll()
    server.answer('/two', { status: 500 })
    await poll()
    expect(server.requests.map(({ path }) => path)).toEqual(['/one', '/two', '/two', '/list'])
    expect((await status())?.steps.map(({ state }) => state)).toEqual(['gone', 'failed', 'failed'])
  })

  test('is the RSIS one where no feed is configured', () => {
    const [rsis] = readSources(undefined, 'https://repository.example/oai')
    expect(rsis?.steps.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 5 }, () => 'feed'),
      'listing',
      'repository',
    ])
    expect(rsis?.accept).toBe('/rsis-publication/')
    expect(readSources(['https://a.example/feed'], 'https://repository.example/oai')).toEqual([
      { id: 'https://a.example/feed', steps: [{ kind: 'feed', url: 'https://a.example/feed' }] },
    ])
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Entry } from '../../src/feed/entry.ts'
import { addEntry } from '../../src/feed/store-entries.ts'
import { addKeys } from '../../src/feed/store-keys.ts'
import { dismissGaps, findGaps, recordGap } from '../../src/feed/store-gaps.ts'
import { enqueueAlerts } from '../../src/ops/alerts.ts'
import { createHealth, type HealthDeps, readiness } from '../../src/ops/health.ts'
import { databaseCaches } from '../../src/store/caches.ts'
import type { PlatformStatus, Trouble } from '../../src/ops/port.ts'
import { heldTrouble } from '../../src/ops/store-health.ts'
import { longestPeriodMs } from '../../src/schedule/cron.ts'
import { markPollEnded } from '../../src/store/installation.ts'
import { openStoreAlone, type OwnStore } from '../../src/store/own-store.ts'
import { addOperatorPlace, removeOperatorPlace } from '../../src/subscriptions/store-operators.ts'
import { place } from '../delivery/harness.ts'

const minuteMs = 60_000
const entryOf = (title: string): Entry => ({
  source: 'feed',
  title,
  authors: [],
  categories: [],
  publishedAt: undefined,
  updatedAt: undefined,
})
let folder = ''
let path = ''
let store: OwnStore
let at = 0
let platforms: PlatformStatus[] = []
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-health-'))
  path = join(folder, 'rsis.db')
  store = await openStoreAlone(path)
  at = Date.parse('2026-11-28T08:00:00Z')
  platforms = [{ platform: 'slack', state: 'good', detail: 'Socket Mode' }]
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

/** The present troubles, without the cache between calls. */
const look = (more: Partial<HealthDeps> = {}): Promise<readonly Trouble[]> =>
  createHealth({
    db: store.db,
    databasePath: path,
    findFault: store.findFault,
    sourceIds: ['feed'],
    platforms: () => platforms,
    caches: databaseCaches(store.db, () => new Date(at)),
    pollPeriodMs: 30 * minuteMs,
    startedAt: new Date(Date.parse('2026-11-28T08:00:00Z')),
    now: () => new Date(at),
    ...more,
  })()
const ready = async (more?: Partial<HealthDeps>) => readiness(await look(more))

const source = (id: string, more: { failures: number; last_success_at: number | null }) => ({
  id,
  state: 'blocked',
  steps_json: '[]',
  ...more,
})

const entry = (more: { reason: string | null; first_seen_at: number; attempts: number }) => ({
  source_id: 'feed',
  entry_json: '{}',
  text_hash: '',
  announce: 1,
  state: 'pending' as const,
  next_read_at: 0,
  commentary_id: null,
  ...more,
})

describe('/readyz', () => {
  test('is ready if all is well, even if a single feed or channel has a trouble', async () => {
    expect(await ready()).toEqual({ ready: true })
    await store.db
      .insertInto('sources')
      .values(source('feed', { failures: 9, last_success_at: 0 }))
      .execute()
    expect(await look()).toMatchObject([{ code: 'feed feed', isStopping: false }])
    expect(await ready()).toEqual({ ready: true })
  })

  test('says when no poll ended for three periods, from what any process wrote', async () => {
    at += 91 * minuteMs
    expect(await ready()).toMatchObject({ ready: false, reason: expect.stringMatching(/^no poll has ended since/u) })
    await markPollEnded(store.db, new Date(at - minuteMs))
    expect(await ready()).toEqual({ ready: true })
    at += 90 * minuteMs
    expect(await ready()).toMatchObject({ ready: false })
  })

  test('is ready while the cache is away, which is a trouble for the operators', async () => {
    const away = { server: 'Redis cache', state: 'warning', detail: 'Redis cache does not answer' } as const
    const caches = { state: async () => away }
    expect(await look({ caches })).toEqual([
      { code: 'cache', detail: 'cache: Redis cache does not answer', isStopping: false },
    ])
    expect(await ready({ caches })).toEqual({ ready: true })
  })

  test('leaves a poll each second a minute', async () => {
    at += minuteMs
    expect(await ready({ pollPeriodMs: 1000 })).toEqual({ ready: true })
    at += 1000
    expect(await ready({ pollPeriodMs: 1000 })).toMatchObject({ ready: false })
  })

  test('says when a platform refuses the token of the installation', async () => {
    platforms = [{ platform: 'slack', state: 'bad', detail: 'Slack refuses the token; install the app again' }]
    expect(await ready()).toMatchObject({ ready: false, reason: expect.stringMatching(/slack cannot be used: Slack/u) })
  })

  test('a full disk in a transaction is named correctly, and work continues when there is space', async () => {
    const fill = (): Promise<void> =>
      store.db.transaction().execute(async (tx) => {
        for (let n = 0; n < 1000; n += 1) {
          const row = { namespace: 'fill', key: `${n}`, value: 'x'.repeat(200), expires_at: null }
          await tx.insertInto('kv').values(row).execute()
        }
      })
    await sql`pragma max_page_count = 1`.execute(store.db)
    await expect(fill()).rejects.toThrow(/database or disk is full/u)
    await sql`pragma max_page_count = 100000`.execute(store.db)
    await fill()
    expect(await ready()).toEqual({ ready: true })
  })

  test.each([
    ['full', 13, /the disk is full/u],
    ['read-only', 8, /may not be written by this user/u],
    ['failing', 10, /cannot be read or written/u],
  ])('names a storage that is %s', async (_, errcode, says) => {
    const failing = new Proxy(store.db, {
      get(target, name) {
        if (name === 'insertInto') throw Object.assign(new Error('SQLite says no'), { errcode })
        return Reflect.get(target, name) as unknown
      },
    })
    expect(await ready({ db: failing })).toMatchObject({ ready: false, reason: expect.stringMatching(says) })
  })

  test('says when the file is gone', async () => {
    rmSync(path)
    expect(await ready()).toMatchObject({ ready: false, reason: expect.stringMatching(/was deleted or moved/u) })
  })

  test('says when every briefing fails, and not when one does', async () => {
    await store.db
      .insertInto('entries')
      .values(entry({ reason: 'failed: engine', first_seen_at: at, attempts: 3 }))
      .execute()
    expect(await ready()).toMatchObject({
      ready: false,
      reason: expect.stringMatching(/every briefing fails \(1 wait/u),
    })
    await store.db
      .insertInto('commentaries')
      .values({
        id: 'CO26001',
        url: null,
        title: 'A',
        published: null,
        commentary_json: '{}',
        text: '',
        hash: '',
        revision: 1,
        first_seen_at: 0,
        changed_at: 0,
      })
      .execute()
    const briefing = { commentary_id: 'CO26001', revision: 1, engine: 'extractive', version: '1', briefing_json: '{}' }
    await store.db
      .insertInto('briefings')
      .values({ ...briefing, created_at: at + 1, rebrief_at: null, rebriefs: 0 })
      .execute()
    expect(await ready()).toEqual({ ready: true })
  })
})

test('what is held, and what was never seen, needs a person until it is decided', async () => {
  const held = async (): Promise<string[]> => (await heldTrouble(store.db, ['feed'])).map(({ code }) => code)
  expect(await held()).toEqual([])
  await addKeys(store.db, await addEntry(store.db, entryOf('CO26201'), { isAnnounced: false }, new Date(at)), [
    'co:CO26201',
  ])
  await recordGap(store.db, 'feed', ['co:CO26204'], new Date(at))
  expect(await held()).toEqual(['held'])
  await dismissGaps(store.db, await findGaps(store.db))
  expect(await held()).toEqual([])
  await addEntry(store.db, entryOf('CO26205'), { isAnnounced: false, held: 'old' }, new Date(at))
  expect(await held()).toEqual(['held'])
})

describe('alerts', () => {
  const trouble: Trouble = { code: 'feed feed', detail: 'nothing was read for a day', isStopping: false }
  const tell = (troubles: readonly Trouble[]) => enqueueAlerts(store.db, troubles, new Date((at += minuteMs)))
  const notices = async () => {
    const rows = await store.db
      .selectFrom('deliveries')
      .innerJoin('cards', 'cards.id', 'deliveries.card_id')
      .select(['place_key', 'kind', 'card_json'])
      .orderBy('seq')
      .execute()
    return rows.map(({ place_key, kind, card_json }) => [
      place_key,
      kind,
      (JSON.parse(card_json) as { title?: { text: string } }).title?.text,
    ])
  }

  test('a trouble is reported once when it begins and once when it is over, through a restart', async () => {
    await addOperatorPlace(store.db, place('ops', 'T1', 'slack'), 'U1', new Date(at))
    expect(await tell([trouble])).toBe(1)
    expect(await tell([trouble])).toBe(0)
    await store.close()
    store = await openStoreAlone(path)
    expect(await tell([{ ...trouble, detail: 'nothing was read for two days' }])).toBe(0)
    expect(await tell([])).toBe(1)
    expect(await tell([])).toBe(0)
    expect(await tell([trouble])).toBe(1)
    expect(await notices()).toEqual([
      ['slack/T1/ops/', 'notice', 'RSIS briefings: a problem'],
      ['slack/T1/ops/', 'notice', 'RSIS briefings: the problem is over'],
      ['slack/T1/ops/', 'notice', 'RSIS briefings: a problem'],
    ])
  })

  test('every channel of the operators gets it; a removed channel gets nothing', async () => {
    await addOperatorPlace(store.db, place('a'), 'U1', new Date(at))
    await addOperatorPlace(store.db, place('b'), 'U1', new Date(at))
    expect(await tell([trouble])).toBe(2)
    expect(await removeOperatorPlace(store.db, place('a'))).toBe(true)
    expect(await tell([])).toBe(1)
  })

  test('without such a channel nothing is enqueued, and earlier troubles are not reported later', async () => {
    expect(await tell([trouble])).toBe(0)
    await addOperatorPlace(store.db, place('a'), 'U1', new Date(at))
    expect(await tell([trouble])).toBe(0)
    expect(await tell([])).toBe(1)
  })
})

test.each([
  ['*/30 * * * *', 30 * minuteMs],
  ['* * * * * *', 1000],
  ['0 8 * * 1-5', 3 * 24 * 60 * minuteMs],
  ['0 8,20 * * *', 12 * 60 * minuteMs],
])('the longest time between two turns of %s', (expression, ms) => {
  expect(longestPeriodMs(expression)).toBe(ms)
})

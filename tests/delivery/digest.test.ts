import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failWrites } from '../open-store.ts'
import type { Card } from '../../src/card/card.ts'
import { enqueueCatchUps, enqueueDigestNow, enqueueDueDigests } from '../../src/delivery/digest.ts'
import { resume } from '../../src/delivery/resume.ts'
import { sourceStatuses } from '../../src/feed/store-sources.ts'
import { type Cadence, weekdays, workdays } from '../../src/subscriptions/cadence.ts'
import { nextInstant } from '../../src/subscriptions/due.ts'
import { changeSubscription, findSubscription, mutePlace, pauseSubscriptions } from '../../src/subscriptions/store.ts'
import { appear } from './briefed.ts'
import { openOutbox, type Outbox, place } from './harness.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const daily: Cadence = { days: weekdays, times: ['08:00'], zone: 'Asia/Singapore' }
/** Reads the database like the real one: with a single connection, this would wait forever inside a transaction. */
const coverage = async (zone: string): Promise<string> => {
  await sourceStatuses(outbox.db)
  return `1 of 1 feeds read in ${zone}`
}

let outbox: Outbox

beforeEach(async () => {
  outbox = await openOutbox()
  // Four hours before eight o’clock in Singapore.
  outbox.clock.at = Date.parse('2026-11-23T20:00:00Z')
})
afterEach(() => outbox.close())

const subscribe = async (
  cadence: Cadence = daily,
  channel = 'a',
  more: { postsEmpty?: boolean; isInstant?: boolean } = {},
): Promise<number> =>
  outbox.subscribe(place(channel), {
    isInstant: more.isInstant ?? false,
    digest: { cadence, next: nextInstant(cadence, outbox.now()), postsEmpty: more.postsEmpty ?? false },
  })
const at = (instant: string): void => {
  outbox.clock.at = Date.parse(instant)
}
const publish = (id: string, isCatchUp = false): Promise<number> => appear(outbox.db, { id }, outbox.now(), isCatchUp)
const due = (): Promise<number> =>
  enqueueDueDigests(outbox.db, coverage, outbox.now(), (_, error) => {
    throw error
  })
const posts = async (): Promise<Card[]> =>
  (await outbox.rows()).filter(({ state }) => state !== 'skipped').map(({ card_json }) => JSON.parse(card_json) as Card)
const posted = async (): Promise<(readonly string[])[]> => (await posts()).map(({ commentaries = [] }) => commentaries)
const subscription = async (id: number) => (await findSubscription(outbox.db, id)) ?? expect.fail('lost')
const nextDigest = async (id: number): Promise<string | undefined> =>
  (await subscription(id)).digest?.next.toISOString()

describe('a digest', () => {
  test('is enqueued at its time, once, with what appeared since the last one', async () => {
    const id = await subscribe()
    await publish('CO26001')
    at('2026-11-23T23:59:59.999Z')
    expect(await due()).toBe(0)
    at('2026-11-24T00:00:00Z')
    expect(await due()).toBe(1)
    expect(await due()).toBe(0)
    await publish('CO26002')
    await publish('CO26003')
    at('2026-11-25T00:00:30Z')
    expect(await due()).toBe(1)
    expect(await posted()).toEqual([['CO26001'], ['CO26002', 'CO26003']])
    expect(await nextDigest(id)).toBe('2026-11-26T00:00:00.000Z')
  })

  test('names its day, and ends with how completely the feeds were read, by its zone', async () => {
    await subscribe()
    await publish('CO26001')
    at('2026-11-24T00:00:00Z')
    await due()
    const [card] = await posts()
    expect(card?.title?.text).toBe('Daily digest, 24 November 2026: 1 commentary')
    expect(card?.footer?.at(-1)).toBe('1 of 1 feeds read in Asia/Singapore')
  })

  test('that fails is logged, and does not delay others', async () => {
    const broken = await subscribe()
    await subscribe(daily, 'b')
    await publish('CO26001')
    await outbox.db
      .updateTable('subscriptions')
      .set({ cadence_json: JSON.stringify({ ...daily, zone: 'Mars/Base' }) })
      .where('id', '=', broken)
      .execute()
    at('2026-11-24T00:00:00Z')
    const faults: unknown[] = []
    expect(await enqueueDueDigests(outbox.db, coverage, outbox.now(), (_, error) => faults.push(error))).toBe(1)
    expect(faults).toEqual([expect.any(RangeError)])
  })

  test('is enqueued once when two processes try at the same moment', async () => {
    await subscribe()
    await publish('CO26001')
    at('2026-11-24T00:00:00Z')
    expect((await Promise.all([due(), due(), due()])).toSorted((a, b) => a - b)).toEqual([0, 0, 1])
    expect(await posted()).toEqual([['CO26001']])
  })

  test.each(['deliveries', 'windows'])(
    'that a crash cut short at its %s leaves nothing behind, and is owed once after it',
    async (table) => {
      await subscribe()
      await publish('CO26001')
      at('2026-11-24T00:00:00Z')
      const revive = await failWrites(outbox.db, { table, at: 'after insert', message: 'killed' })
      await expect(due()).rejects.toThrow('killed')
      await revive()
      expect(await posted()).toEqual([])
      expect(await due()).toBe(1)
      expect(await due()).toBe(0)
      expect(await posted()).toEqual([['CO26001']])
    },
  )

  test('that fell due several times in an outage comes late, once, with all of it, and the next at its time', async () => {
    const id = await subscribe()
    await publish('CO26001')
    at('2026-11-27T05:30:00Z')
    await publish('CO26002')
    expect(await due()).toBe(1)
    expect(await due()).toBe(0)
    expect(await posted()).toEqual([['CO26001', 'CO26002']])
    expect((await posts())[0]?.title?.text).toBe('Daily digest, 27 November 2026: 2 commentaries')
    expect(await nextDigest(id)).toBe('2026-11-28T00:00:00.000Z')
  })

  test('with nothing new posts nothing, unless that was asked for', async () => {
    await subscribe(daily, 'quiet')
    await subscribe(daily, 'asking', { postsEmpty: true })
    at('2026-11-24T00:00:00Z')
    expect(await due()).toBe(1)
    expect((await outbox.rows()).map(({ place_key }) => place_key)).toEqual(['web/local/asking/'])
    expect((await posts())[0]).toMatchObject({
      title: { text: 'Daily digest, 24 November 2026' },
      blocks: [{ type: 'text', text: ['Nothing new.'] }],
      footer: ['1 of 1 feeds read in Asia/Singapore'],
    })
    at('2026-11-25T00:00:00Z')
    expect(await due()).toBe(1)
  })

  test('of a muted channel stays away, and what waited for it comes with the first one after', async () => {
    await subscribe()
    await publish('CO26001')
    await mutePlace(outbox.db, place('a'), new Date('2026-11-25T12:00:00Z'))
    for (const day of ['24', '25']) {
      at(`2026-11-${day}T00:00:00Z`)
      expect(await due()).toBe(0)
    }
    await publish('CO26002')
    at('2026-11-26T00:00:00Z')
    expect(await due()).toBe(1)
    expect(await posted()).toEqual([['CO26001', 'CO26002']])
  })

  test('of a paused place waits, and is posted once when the place continues', async () => {
    await subscribe()
    await publish('CO26001')
    await pauseSubscriptions(outbox.db, { placeKey: 'web/local/a/' }, { code: 'channel-gone', reason: 'gone' })
    await publish('CO26002')
    at('2026-11-26T12:00:00Z')
    expect(await due()).toBe(0)
    await resume(outbox.db, { placeKey: 'web/local/a/' }, { now: outbox.now(), isQuiet: true })
    expect(await due()).toBe(1)
    expect(await posted()).toEqual([['CO26001', 'CO26002']])
  })

  test('contains what was also posted at once, if both are subscribed', async () => {
    await subscribe(daily, 'a', { isInstant: true })
    await publish('CO26001')
    at('2026-11-24T00:00:00Z')
    await due()
    const rows = await outbox.rows()
    expect(rows.map(({ kind }) => kind)).toEqual(['post', 'thread', 'digest'])
  })

  test('moved to later on the same day comes then, too, with what is new', async () => {
    const id = await subscribe()
    await publish('CO26001')
    at('2026-11-24T00:00:00Z')
    await due()
    const later = { ...daily, times: ['17:00'] }
    await changeSubscription(outbox.db, id, {
      digest: { cadence: later, next: nextInstant(later, outbox.now()), postsEmpty: false },
    })
    await publish('CO26002')
    at('2026-11-24T09:00:00Z')
    expect(await due()).toBe(1)
    expect(await posted()).toEqual([['CO26001'], ['CO26002']])
  })

  test('that is taken away takes nothing of the other channels with it', async () => {
    const id = await subscribe(daily, 'a')
    await subscribe(daily, 'b')
    await publish('CO26001')
    await changeSubscription(outbox.db, id, { digest: null })
    at('2026-11-24T00:00:00Z')
    expect(await due()).toBe(1)
    expect((await outbox.rows()).map(({ place_key }) => place_key)).toEqual(['web/local/b/'])
  })

  test.each<[days: Cadence['days'], fires: string[]]>([
    [weekdays, ['24', '25', '26', '27', '28', '29', '30']],
    [workdays, ['24', '25', '26', '27', '30']],
    [['thu'], ['26']],
    [
      ['mon', 'wed', 'sun'],
      ['25', '29', '30'],
    ],
  ])('%s is owed on its days of a week, however often it is asked', async (days, fires) => {
    await subscribe({ ...daily, days }, 'a', { postsEmpty: true })
    at('2026-11-23T20:00:00Z')
    for (let hour = 0; hour < 7 * 24; hour += 1) {
      await due()
      await due()
      outbox.clock.at += hourMs
    }
    expect((await posts()).map(({ title }) => /(\d+) November/u.exec(title?.text ?? '')?.[1])).toEqual(fires)
  })

  test('comes at each of its times of a day, with what appeared since the one before', async () => {
    await subscribe({ ...daily, times: ['08:00', '17:00'] }, 'a')
    for (const [id, instant] of [
      ['CO26001', '2026-11-24T00:00:00Z'],
      ['CO26002', '2026-11-24T09:00:00Z'],
    ] as const) {
      await publish(id)
      at(instant)
      expect(await due()).toBe(1)
      expect(await due()).toBe(0)
    }
    expect((await posts()).map(({ commentaries }) => commentaries)).toEqual([['CO26001'], ['CO26002']])
  })

  test('is enqueued once in the night in which its hour occurs twice, and in the one in which it is missing', async () => {
    for (const [night, time] of [
      ['2026-10-24T12:00:00Z', '02:30'],
      ['2027-03-27T12:00:00Z', '01:30'],
    ] as const) {
      at(night)
      const where = `london ${time}`
      await subscribe({ days: weekdays, times: [time], zone: 'Europe/London' }, where, { postsEmpty: true })
      for (let quarter = 0; quarter < 4 * 24; quarter += 1) {
        await due()
        outbox.clock.at += hourMs / 4
      }
      const rows = (await outbox.rows()).filter(({ place_key }) => decodeURIComponent(place_key).includes(where))
      expect(rows, time).toHaveLength(1)
    }
  })
})

describe('a digest asked for now', () => {
  test('contains what is waiting; the next one contains what comes later', async () => {
    const id = await subscribe()
    await publish('CO26001')
    expect(await enqueueDigestNow(outbox.db, await subscription(id), coverage, outbox.now())).toBe(1)
    expect(await enqueueDigestNow(outbox.db, await subscription(id), coverage, outbox.now())).toBe(0)
    await publish('CO26002')
    at('2026-11-24T00:00:00Z')
    expect(await due()).toBe(1)
    expect(await posted()).toEqual([['CO26001'], ['CO26002']])
  })

  test('by two at once is one post', async () => {
    const id = await subscribe()
    await publish('CO26001')
    const one = await subscription(id)
    const counts = await Promise.all([1, 2].map(() => enqueueDigestNow(outbox.db, one, coverage, outbox.now())))
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, 1])
    expect(await posted()).toEqual([['CO26001']])
  })

  test('while it is due is one post with either', async () => {
    const id = await subscribe()
    await publish('CO26001')
    at('2026-11-24T00:00:00Z')
    const one = await subscription(id)
    await Promise.all([due(), enqueueDigestNow(outbox.db, one, coverage, outbox.now())])
    expect(await posted()).toEqual([['CO26001']])
  })
})

describe('a catch-up', () => {
  test('is one post for each place with all that was collected, by date, once', async () => {
    await outbox.subscribe(place('a'))
    await outbox.subscribe(place('b'), { filter: 'title:CO26002' })
    for (const [id, published] of [
      ['CO26003', '2026-11-22'],
      ['CO26001', '2026-11-21'],
      ['CO26002', '2026-11-21'],
    ] as const)
      await appear(outbox.db, { id, published }, outbox.now(), true)
    expect(await posted()).toEqual([])
    expect(await enqueueCatchUps(outbox.db, outbox.now())).toBe(2)
    expect(await enqueueCatchUps(outbox.db, outbox.now())).toBe(0)
    expect(await posted()).toEqual([['CO26001', 'CO26002', 'CO26003'], ['CO26002']])
    expect((await posts())[0]?.title?.text).toBe('Caught up: 3 commentaries')
  })

  test('is one post for a place whose subscription and watch both ask for some of it', async () => {
    await outbox.subscribe(place('a'), { filter: 'title:CO26001' })
    await outbox.subscribe(place('a'), { kind: 'watch', filter: 'title:CO26002' })
    for (const id of ['CO26001', 'CO26002', 'CO26003']) await publish(id, true)
    await enqueueCatchUps(outbox.db, outbox.now())
    expect(await posted()).toEqual([['CO26001', 'CO26002']])
  })

  test('of a muted channel is kept with its reason and not sent', async () => {
    await outbox.subscribe(place('a'))
    await mutePlace(outbox.db, place('a'), new Date(outbox.clock.at + dayMs))
    await publish('CO26001', true)
    await enqueueCatchUps(outbox.db, outbox.now())
    expect((await outbox.rows()).map(({ state, reason_code }) => [state, reason_code])).toEqual([['skipped', 'muted']])
  })

  test('leaves the digest of the same place unchanged', async () => {
    await subscribe(daily, 'a', { isInstant: true })
    for (const id of ['CO26001', 'CO26002']) await publish(id, true)
    await enqueueCatchUps(outbox.db, outbox.now())
    at('2026-11-24T00:00:00Z')
    await due()
    expect(await posted()).toEqual([
      ['CO26001', 'CO26002'],
      ['CO26001', 'CO26002'],
    ])
  })
})

describe('a thousand places', () => {
  test('get their digest within one look, each once', async () => {
    const columns = sql.raw(`place_key, place_json, tenant_key, kind, filter, instant, cadence_json, next_digest_at,
      posts_empty, locale, state, created_by, created_by_name, created_at`)
    await sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
      insert into subscriptions (${columns}) select 'web/local/c' || i || '/',
      '{"platform":"web","tenant":"local","channel":"c' || i || '"}', 'web/local', 'feed', '', 0, ${JSON.stringify(daily)},
      ${Date.parse('2026-11-24T00:00:00Z')}, 0, 'en-GB', 'active', 'U1', 'Ana', 0 from n`.execute(outbox.db)
    for (let number = 1; number <= 5; number += 1) await publish(`CO2600${number}`)
    at('2026-11-24T00:00:00Z')
    expect(await due()).toBe(1000)
    expect(await due()).toBe(0)
    const { count } = await outbox.db
      .selectFrom('deliveries')
      .select((select) => select.fn.count<number>('place_key').distinct().as('count'))
      .executeTakeFirstOrThrow()
    expect(count).toBe(1000)
  })
})

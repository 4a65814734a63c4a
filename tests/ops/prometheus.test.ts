import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMetrics } from '../../src/ops/metrics.ts'
import type { Metrics } from '../../src/ops/prometheus.ts'
import { readStatus } from '../../src/ops/status.ts'
import type { Trouble } from '../../src/ops/port.ts'
import { pruneSettled } from '../../src/delivery/store-prune.ts'
import { deliveryCounts } from '../../src/delivery/store-status.ts'
import { appear } from '../delivery/briefed.ts'
import { openOutbox, type Outbox, place, scriptedPoster } from '../delivery/harness.ts'
import { databaseCaches } from '../../src/store/caches.ts'

const channel = place('C1', 'T1', 'slack')
let outbox: Outbox
let troubles: Trouble[] = []
let metrics: Metrics
let isLeading = true

beforeEach(async () => {
  outbox = await openOutbox()
  troubles = []
  isLeading = true
  const { db, now } = outbox
  const caches = databaseCaches(db, now)
  const facts = { version: '1.2.3', model: undefined, caches, platforms: [], startedAt: now(), reader: 'web/local' }
  metrics = createMetrics({
    version: '1.2.3',
    db,
    status: async () => readStatus(db, { ...facts, sourceIds: ['https://example.org/feed'], now: now() }),
    troubles: async () => troubles,
    isLeading: () => isLeading,
    now,
  })
  await metrics.scrape()
})
afterEach(() => outbox.close())

/** The samples by name and labels, read like Prometheus. */
const scraped = async (): Promise<ReadonlyMap<string, number>> => {
  const { body } = await metrics.scrape()
  const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]))
}

describe('what is scraped', () => {
  test('is in the text format, with the version', async () => {
    const { contentType, body } = await metrics.scrape()
    expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/u)
    expect(body).toContain('rsis_build_info{version="1.2.3"} 1')
    expect(body).toMatch(/^# HELP rsis_outbox_oldest_seconds .+$/mu)
  })

  test('says which process leads', async () => {
    expect((await scraped()).get('rsis_leading')).toBe(1)
    isLeading = false
    expect((await scraped()).get('rsis_leading')).toBe(0)
  })

  test('says what is wrong most of all while the database is away, and nothing that it does not know', async () => {
    await outbox.subscribe(channel)
    await appear(outbox.db, { id: 'CO26001' }, outbox.now())
    expect((await scraped()).get('rsis_outbox_deliveries{state="due"}')).toBe(2)
    troubles = [{ code: 'storage', detail: 'PostgreSQL db cannot be reached', isStopping: true }]
    const { db } = outbox
    await db.schema.alterTable('deliveries').renameTo('elsewhere').execute()
    const away = await scraped()
    await db.schema.alterTable('elsewhere').renameTo('deliveries').execute()
    expect(away.get('rsis_trouble{code="storage",stops="true"}')).toBe(1)
    expect(away.get('rsis_build_info{version="1.2.3"}')).toBe(1)
    expect([...away.keys()].filter((name) => name.startsWith('rsis_outbox'))).toEqual([])
    expect(away.get('rsis_archive_commentaries')).toBeNaN()
    expect(away.get('nodejs_eventloop_lag_seconds')).toBeDefined()
    troubles = []
    const back = await scraped()
    expect(back.get('rsis_outbox_deliveries{state="due"}')).toBe(2)
    expect(back.get('rsis_trouble{code="storage",stops="true"}')).toBeUndefined()
    expect(back.get('rsis_archive_commentaries')).toBe(1)
  })

  test('counts deliveries by state, with the age of the oldest open one', async () => {
    await outbox.subscribe(channel)
    await appear(outbox.db, { id: 'CO26001' }, outbox.now())
    outbox.clock.at += 90_000
    const before = await scraped()
    expect(before.get('rsis_outbox_deliveries{state="due"}')).toBe(2)
    expect(before.get('rsis_outbox_deliveries{state="unconfirmed"}')).toBe(0)
    expect(before.get('rsis_outbox_oldest_seconds{state="due"}')).toBe(90)
    expect(before.get('rsis_outbox_oldest_seconds{state="uncertain"}')).toBe(0)
    expect(before.get('rsis_briefings{engine="extractive"}')).toBe(1)
    outbox.start(scriptedPoster().poster, { onAttempted: metrics.attempted })
    await outbox.later(0)
    const after = await scraped()
    expect(after.get('rsis_outbox_deliveries{state="sent"}')).toBe(2)
    expect(after.get('rsis_outbox_oldest_seconds{state="due"}')).toBe(0)
    expect(after.get('rsis_delivery_seconds_count{platform="slack",kind="post"}')).toBe(1)
    expect(after.get('rsis_delivery_seconds_sum{platform="slack",kind="post"}')).toBe(90)
  })

  test('counts nothing whose lease another sender has taken over: that one counts it', async () => {
    await outbox.subscribe(channel)
    await appear(outbox.db, { id: 'CO26001' }, outbox.now())
    const { poster } = scriptedPoster()
    const posted = Promise.withResolvers<void>()
    const outlived: typeof poster = {
      ...poster,
      async post(...given) {
        const taken = { lease_owner: 'another', leased_until: outbox.clock.at + 60_000 }
        await outbox.db.updateTable('deliveries').set(taken).execute()
        posted.resolve()
        return poster.post(...given)
      },
    }
    const dispatcher = outbox.start(outlived, { onAttempted: metrics.attempted })
    await posted.promise
    await dispatcher.stop()
    expect([...(await scraped()).keys()].filter((name) => name.startsWith('rsis_delivery_seconds_count'))).toEqual([])
  })

  test('counts what is pruned at that moment once', async () => {
    await outbox.subscribe(channel)
    await appear(outbox.db, { id: 'CO26001' }, outbox.now())
    await outbox.db.updateTable('deliveries').set({ state: 'sent' }).execute()
    const later = new Date(outbox.clock.at + 400 * 86_400_000)
    const [during, pruned] = await Promise.all([
      deliveryCounts(outbox.db),
      outbox.db.transaction().execute((tx) => pruneSettled(tx, later)),
    ])
    expect([during.sent, pruned]).toEqual([2, 2])
    expect(await deliveryCounts(outbox.db)).toEqual(during)
  })

  test('counts refusals by their reason', async () => {
    await outbox.subscribe(channel)
    outbox.start(scriptedPoster({ post: ['busy', 'refused'] }).poster, { onAttempted: metrics.attempted })
    await appear(outbox.db, { id: 'CO26001' }, outbox.now())
    await outbox.later(0)
    await outbox.later(60_000)
    const found = await scraped()
    expect(found.get('rsis_delivery_failures_total{platform="slack",code="rate-limited"}')).toBe(1)
    expect(found.get('rsis_delivery_failures_total{platform="slack",code="too-long"}')).toBe(1)
  })

  test('forgets a trouble that is over, and a feed that is not polled any more', async () => {
    troubles = [{ code: 'held', detail: 'some wait', isStopping: false }]
    expect((await scraped()).get('rsis_trouble{code="held",stops="false"}')).toBe(1)
    troubles = []
    expect([...(await scraped()).keys()].filter((name) => name.startsWith('rsis_trouble'))).toEqual([])
  })

  test('has the time of each command by its verb', async () => {
    metrics.answered('search', 30)
    const found = await scraped()
    expect(found.get('rsis_answer_seconds_bucket{le="0.025",command="search"}')).toBe(0)
    expect(found.get('rsis_answer_seconds_bucket{le="0.05",command="search"}')).toBe(1)
  })
})

test.each(['alerts.yaml', 'grafana.json'])('%s asks for nothing that is not there', async (file) => {
  const asked = new Set(readFileSync(`docs/monitoring/${file}`, 'utf8').match(/\b(?:rsis|nodejs)_[a-z0-9_]+/gu))
  const { body } = await metrics.scrape()
  const kept = [...body.matchAll(/^# TYPE (\S+) (\S+)$/gmu)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  )
  expect([...asked].filter((name) => !kept.includes(name))).toEqual([])
  expect(asked.size).toBeGreaterThan(5)
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { leaseHeads } from '../../src/delivery/store-lease.ts'
import { messagesOf } from '../../src/delivery/store.ts'
import { outboxStatus } from '../../src/delivery/store-status.ts'
import { createTimeline } from '../../src/delivery/store-timeline.ts'
import { openStore } from '../../src/store/connection.ts'
import { allSubscriptions } from '../../src/subscriptions/store.ts'
import { databaseAsOf } from './earlier.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-migrations-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a database from before digests keeps its subscription, and its sent and open deliveries', async () => {
  const path = join(folder, 'rsis.db')
  const old = await databaseAsOf(path, '0002-model-engine')
  const place = '{"platform":"web","tenant":"local","channel":"briefings"}'
  old.exec(`insert into commentaries (id, title, commentary_json, text, hash, revision, first_seen_at, changed_at)
      values ('CO26001', 'A', '{}', '', '', 1, 0, 0), ('CO26002', 'B', '{}', '', '', 1, 0, 0);
    insert into subscriptions values (7, 'web/local/briefings/', '${place}', 'instant', 'iran', 'rsis-brief', 5);
    insert into deliveries (key, subscription_id, place_key, place_json, commentary_id, kind, revision, card_json, state,
      reason, due_at, created_at, receipt, sent_at) values
      ('k1', 7, 'web/local/briefings/', '${place}', 'CO26001', 'post', 1, '{"blocks":[]}', 'sent', null, 1, 1, '1', 2),
      ('k2', 7, 'web/local/briefings/', '${place}', 'CO26002', 'post', 1, '{"blocks":[]}', 'due', 'busy', 3, 3, null, null);
    insert into posts values (1, 'k1', 'web/local/briefings/', '{"blocks":[]}', 2)`)
  old.close()

  const { db, close } = await openStore(path)
  expect(await allSubscriptions(db)).toMatchObject([
    { id: 7, kind: 'feed', filter: 'iran', isInstant: true, digest: undefined, paused: undefined, locale: 'en-GB' },
  ])
  expect(await outboxStatus(db)).toMatchObject({
    sent: 1,
    due: 1,
    held: [{ key: 'k2', reason: 'busy', code: 'failed' }],
  })
  expect(await messagesOf(db, 'CO26001')).toMatchObject([{ key: 'k1', kind: 'post', subscriptionId: 7 }])
  const request = { owner: 'test', placeKeys: ['web/local/briefings/'], now: 10, leaseMs: 1 }
  expect((await leaseHeads(db, request)).deliveries).toMatchObject([{ key: 'k2', card: { blocks: [] } }])
  expect(await createTimeline(db).list({ limit: 10 })).toMatchObject([{ number: 1, key: 'k1' }])
  const rows = await db.selectFrom('deliveries').select('tenant_key').distinct().execute()
  expect(rows).toEqual([{ tenant_key: 'web/local' }])
  await close()
})

test('what was stored without its text is distinguished: the abstract of a repository, the excerpt of a feed', async () => {
  const path = join(folder, 'rsis.db')
  const old = await databaseAsOf(path, '0018-feeds')
  const documents = [
    ['CO20001', { extent: 'excerpt' }],
    ['CO20002', { extent: 'excerpt', feeds: ['a'] }],
    ['CO20003', { extent: 'full', feeds: ['a'] }],
    ['CO20004', { extent: 'none' }],
  ] as const
  const insert = old.prepare(`insert into commentaries (id, title, commentary_json, text, hash, revision, first_seen_at,
    changed_at) values (?, 'A', ?, '', '', 1, 0, 0)`)
  for (const [id, document] of documents) insert.run(id, JSON.stringify(document))
  old.close()

  const { db, close } = await openStore(path)
  const rows = await db.selectFrom('commentaries').selectAll().orderBy('id').execute()
  expect(rows.map((row) => [row.id, row.extent, row.provenance, JSON.parse(row.commentary_json).extent])).toEqual([
    ['CO20001', 'abstract', 'record', 'abstract'],
    ['CO20002', 'excerpt', 'feed', 'excerpt'],
    ['CO20003', 'full', null, 'full'],
    ['CO20004', 'none', null, 'none'],
  ])
  await close()
})

test('a cadence of one time becomes one of several days and times', async () => {
  const path = join(folder, 'rsis.db')
  const old = await databaseAsOf(path, '0007-leases')
  const rows = [
    ['daily', '08:00'],
    ['weekdays', '17:30'],
    ['fri', '09:00'],
  ].map(([days, time], index) => {
    const cadence = JSON.stringify({ days, time, zone: 'Asia/Singapore' })
    const place = JSON.stringify({ platform: 'web', tenant: 'local', channel: `c${index}` })
    return `('web/local/c${index}/', '${place}', 'web/local', 'feed', '', 0, '${cadence}', 5, 0, 'en-GB', 'active', 'U1', 'Ana', 0)`
  })
  old.exec(`insert into subscriptions (place_key, place_json, tenant_key, kind, filter, instant, cadence_json,
    next_digest_at, posts_empty, locale, state, created_by, created_by_name, created_at) values ${rows.join(', ')}`)
  old.close()

  const { db, close } = await openStore(path)
  const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
  expect((await allSubscriptions(db)).map(({ digest }) => digest?.cadence)).toEqual([
    { days: week, times: ['08:00'], zone: 'Asia/Singapore' },
    { days: week.slice(0, 5), times: ['17:30'], zone: 'Asia/Singapore' },
    { days: ['fri'], times: ['09:00'], zone: 'Asia/Singapore' },
  ])
  await close()
})

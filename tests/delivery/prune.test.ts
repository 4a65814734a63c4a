import { afterEach, beforeEach, expect, test } from 'vitest'
import { outboxStatus } from '../../src/delivery/store-status.ts'
import { pruneSettled } from '../../src/delivery/store-prune.ts'
import { openOutbox, type Outbox } from './harness.ts'

const dayMs = 86_400_000
let outbox: Outbox
beforeEach(async () => {
  outbox = await openOutbox()
})
afterEach(() => outbox.close())

const prune = () => outbox.db.transaction().execute((tx) => pruneSettled(tx, outbox.now()))

test('deliveries that were settled a year ago are deleted, and their sums stay', async () => {
  const states = ['sent', 'sent', 'skipped', 'dead', 'unconfirmed', 'due', 'uncertain'] as const
  for (const [index, state] of states.entries()) {
    await outbox.owe('a', `old ${index}`)
    await outbox.db.updateTable('deliveries').set({ state }).where('key', '=', `old ${index}`).execute()
  }
  outbox.clock.at += 366 * dayMs
  await outbox.owe('a', 'new')
  await outbox.db.updateTable('deliveries').set({ state: 'sent' }).where('key', '=', 'new').execute()
  const before = await outboxStatus(outbox.db)
  expect(await prune()).toBe(5)
  expect(await prune()).toBe(0)
  expect((await outbox.rows()).map(({ key }) => key)).toEqual(['old 5', 'old 6', 'new'])
  const after = await outboxStatus(outbox.db)
  expect([after.sent, after.skipped, after.due]).toEqual([before.sent, before.skipped, before.due])
  expect(after.sent).toBe(3)
  const sums = await outbox.db.selectFrom('pruned_deliveries').selectAll().orderBy('state').execute()
  expect(sums).toEqual([
    { month: '2026-11', kind: 'post', state: 'dead', count: 1 },
    { month: '2026-11', kind: 'post', state: 'sent', count: 2 },
    { month: '2026-11', kind: 'post', state: 'skipped', count: 1 },
    { month: '2026-11', kind: 'post', state: 'unconfirmed', count: 1 },
  ])
})

test('what is not a year old stays', async () => {
  await outbox.owe('a', 'one')
  await outbox.db.updateTable('deliveries').set({ state: 'sent' }).execute()
  outbox.clock.at += 364 * dayMs
  expect(await prune()).toBe(0)
})

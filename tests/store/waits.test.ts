import { afterEach, beforeEach, expect, test } from 'vitest'
import { capWaits, moveWaits } from '../../src/store/waits.ts'
import { openOutbox, type Outbox, scriptedPoster } from '../delivery/harness.ts'

const hourMs = 3_600_000
let outbox: Outbox
beforeEach(async () => {
  outbox = await openOutbox()
})
afterEach(() => outbox.close())

test('a clock that is set back moves what waits: a post that waits for a retry goes out when it was to', async () => {
  const { poster, messages } = scriptedPoster({ post: ['busy'] })
  await outbox.owe('a', 'one')
  await outbox.owe('a', 'two')
  const dispatcher = outbox.start(poster)
  await outbox.quiet()
  expect(messages).toEqual([])
  outbox.clock.at -= 3 * hourMs
  await moveWaits(outbox.db, -3 * hourMs)
  dispatcher.wake()
  await outbox.later(30_000)
  expect(messages.map(({ key }) => key)).toEqual(['one', 'two'])
})

test('a clock that was set back while the program was away shortens waits to the longest legal ones', async () => {
  const { db, clock, now } = outbox
  await outbox.owe('a', 'one')
  const at = clock.at
  const rows = [
    { key: 'far', due_at: at + 3 * hourMs, capped: at + hourMs },
    { key: 'near', due_at: at + hourMs / 2, capped: at + hourMs / 2 },
  ]
  for (const { key, due_at } of rows) {
    await outbox.owe(key, key)
    await db.updateTable('deliveries').set({ due_at }).where('key', '=', key).execute()
  }
  await db
    .updateTable('deliveries')
    .set({ state: 'sending', leased_until: at + 5 * hourMs })
    .where('key', '=', 'one')
    .execute()
  const entry = { source_id: 's', entry_json: '{}', text_hash: '', announce: 1, attempts: 1, first_seen_at: 0 }
  await db
    .insertInto('entries')
    .values({ ...entry, state: 'pending', next_read_at: at + 99 * hourMs, reason: null, commentary_id: null })
    .execute()
  expect(await capWaits(db, now())).toBe(3)
  for (const { key, capped } of rows) expect((await outbox.row(key)).due_at, key).toBe(capped)
  expect((await outbox.row('one')).leased_until).toBe(at + 60_000)
  const [read] = await db.selectFrom('entries').select('next_read_at').execute()
  expect(read?.next_read_at).toBe(at + 24 * hourMs)
  expect(await capWaits(db, now()), 'nothing more to shorten').toBe(0)
})

test('a post that may have arrived is looked for from before it was sent, wherever the clock was set to since', async () => {
  const { db, clock, now } = outbox
  await outbox.owe('a', 'one')
  const { created_at: created } = await outbox.row('one')
  await db.updateTable('deliveries').set({ state: 'uncertain' }).execute()
  await moveWaits(db, -3 * hourMs)
  expect((await outbox.row('one')).created_at, 'set back while the program runs').toBe(created - 3 * hourMs)
  clock.at = created - 6 * hourMs
  await capWaits(db, now())
  expect((await outbox.row('one')).created_at, 'set back while it was away').toBe(clock.at - 12 * hourMs)
  await capWaits(db, now())
  expect((await outbox.row('one')).created_at, 'once').toBe(clock.at - 12 * hourMs)
})

test('settled deliveries and what has no wait stay as they are when the clock is moved', async () => {
  const { db } = outbox
  await outbox.owe('a', 'one')
  await db.updateTable('deliveries').set({ state: 'sent', due_at: 5 }).execute()
  await db.insertInto('kv').values({ namespace: 'n', key: 'k', value: 'v', expires_at: null }).execute()
  await db.insertInto('kv').values({ namespace: 'n', key: 'l', value: 'v', expires_at: 10_000 }).execute()
  await moveWaits(db, -1000)
  expect((await outbox.row('one')).due_at).toBe(5)
  const kept = await db.selectFrom('kv').select('expires_at').orderBy('key').execute()
  expect(kept.map(({ expires_at }) => expires_at)).toEqual([null, 9000])
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { attempt } from '../../src/delivery/attempt.ts'
import type { Poster } from '../../src/delivery/port.ts'
import type { Delivery } from '../../src/delivery/store-lease.ts'
import { cardOf, openOutbox, type Outbox, place } from './harness.ts'
import { eventually } from '../eventually.ts'

let outbox: Outbox

beforeEach(async () => {
  outbox = await openOutbox()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await outbox.close()
})

const delivery: Delivery = {
  key: 'one',
  place: place('a'),
  placeKey: 'web/local/a/',
  kind: 'post',
  card: cardOf('one'),
  commentaryId: undefined,
  subscriptionId: undefined,
  targetKey: undefined,
  state: 'due',
  attempts: 0,
  looks: 0,
  createdAt: 0,
  isRepeatable: false,
  unseen: 0,
  lease: { owner: 'test', fence: 1 },
}

const never = (): Promise<never> => new Promise(() => {})
const silent: Poster = { post: never, find: never, edit: never }

const attemptFor15Seconds = async (changes: Partial<Delivery>) => {
  const deps = {
    db: outbox.db,
    poster: silent,
    graceMs: 10_000,
    sendBefore: Number.POSITIVE_INFINITY,
    now: () => outbox.clock.at,
    random: () => 0.5,
  }
  const settled = attempt(deps, { ...delivery, ...changes })
  await eventually(() => expect(vi.getTimerCount()).toBe(1))
  await vi.advanceTimersByTimeAsync(15_000)
  return settled
}

test('a post that is not answered in 15 seconds is uncertain', async () => {
  expect(await attemptFor15Seconds({})).toMatchObject({
    state: 'uncertain',
    code: 'time-out',
    reason: 'no answer in 15 s',
    dueAt: outbox.clock.at + 10_000,
  })
})

test('a look that is not answered in 15 seconds is repeated later, and nothing is sent', async () => {
  expect(await attemptFor15Seconds({ state: 'uncertain', looks: 1, attempts: 1 })).toMatchObject({
    state: 'uncertain',
    code: 'time-out',
    reason: 'cannot be looked for: no answer in 15 s',
  })
})

test('an edit that is not answered in 15 seconds is due again', async () => {
  await outbox.owe('a', 'target')
  await outbox.db.updateTable('deliveries').set({ state: 'sent', receipt: 'm1' }).execute()
  expect(await attemptFor15Seconds({ kind: 'edit', targetKey: 'target', isRepeatable: true })).toMatchObject({
    state: 'due',
    code: 'time-out',
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pino } from 'pino'
import { createDispatcher, type Dispatcher } from '../../../src/delivery/dispatch.ts'
import { deliveryKey } from '../../../src/delivery/key.ts'
import { enqueue, type NewDelivery } from '../../../src/delivery/store.ts'
import type { Store } from '../../../src/store/connection.ts'
import { type Place, placeKey } from '../../../src/subscriptions/place.ts'
import { addChannel, type Fault } from '../../fakes/slack/state.ts'
import { cableCard } from '../web/samples.ts'
import { type Running, startSocket, until } from './harness.ts'
import { openTestStore } from '../../open-store.ts'

let running: Running
let store: Store
let dispatcher: Dispatcher
const gone: string[] = []

beforeEach(async () => {
  running = await startSocket()
  store = await openTestStore()
  gone.length = 0
  dispatcher = createDispatcher({
    db: store.db,
    posters: { slack: running.slack },
    graceMs: { web: 0, slack: 400, discord: 0 },
    isAlone: true,
    onNotPosted: async (_tx, _delivery, next) => void (next.gone && gone.push(`${next.gone}: ${next.code}`)),
    now: () => new Date(),
    random: () => 0,
    log: pino({ level: 'silent' }),
  })
})
afterEach(async () => {
  await dispatcher.stop()
  await store.close()
  await running.stop()
})

const placeOf = (channel: string): Place => ({ platform: 'slack', tenant: 'T1', channel })

/** Enqueues a post and its thread for a separate channel. */
const owe = async (channel: string): Promise<void> => {
  const workspace = running.fake.state.workspaces.get('T1')
  if (workspace !== undefined && !workspace.channels.has(channel)) addChannel(workspace, channel)
  const place = placeOf(channel)
  const key = deliveryKey(placeKey(place), 'post', 'CO26211')
  const deliveries: NewDelivery[] = [
    { key, place, kind: 'post', card: cableCard },
    {
      key: deliveryKey(placeKey(place), 'thread', 'CO26211'),
      place,
      kind: 'thread',
      card: { blocks: cableCard.thread ?? [] },
      targetKey: key,
    },
  ]
  await enqueue(store.db, deliveries, new Date())
}

const states = async (): Promise<string[]> =>
  (await store.db.selectFrom('deliveries').select('state').orderBy('seq').execute()).map(({ state }) => state)

const settled = async (states_: readonly string[]): Promise<void> => {
  let now: string[] = []
  for (const deadline = Date.now() + 18_000; Date.now() < deadline; ) {
    now = await states()
    if (now.every((state) => states_.includes(state))) return
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  throw new Error(`not settled: ${now.join(', ')}`)
}

const keysIn = (channel: string): unknown[] =>
  (running.fake.state.workspaces.get('T1')?.channels.get(channel)?.messages ?? []).map(
    ({ metadata }) => metadata?.event_payload['key'],
  )

const lost: readonly [name: string, fault: Fault][] = [
  ['a reset before acting', { kind: 'reset', isAccepted: false }],
  ['a reset after acting', { kind: 'reset', isAccepted: true }],
  ['503 after acting', { kind: 'status', status: 503, body: '', isAccepted: true }],
  ['a page with status 200 after acting', { kind: 'status', status: 200, body: '<html>', isAccepted: true }],
  ['an answer cut in half', { kind: 'cut', isAccepted: true }],
  ['no answer, and acting long after', { kind: 'hang', acceptAfterMs: 300 }],
  ['no answer, and not acting', { kind: 'hang', acceptAfterMs: undefined }],
  ['a wait', { kind: 'rate-limit', retryAfter: '1' }],
]

describe('whatever becomes of the answer', () => {
  test('every post is there once, with its thread below it, while history lags', async () => {
    running.fake.state.historyLagMs = 200
    for (const [index] of lost.entries()) await owe(`C10${index}`)
    // Each fault meets the first post of one channel; which one does not matter.
    running.fake.fail('chat.postMessage', ...lost.map(([, fault]) => fault))
    dispatcher.wake()
    await settled(['sent'])
    for (const [index] of lost.entries()) {
      const keys = keysIn(`C10${index}`)
      expect(keys).toHaveLength(2)
      expect(new Set(keys).size).toBe(2)
    }
  })
})

describe('a place that is gone', () => {
  test('is reported once, with its fix, and others continue', async () => {
    await owe('C201')
    await owe('C202')
    const channel = running.fake.state.workspaces.get('T1')?.channels.get('C201')
    if (channel !== undefined) channel.isArchived = true
    dispatcher.wake()
    await settled(['sent', 'dead'])
    expect(gone).toContain('place: is_archived')
    expect(keysIn('C202')).toHaveLength(2)
  })

  test('a workspace that revoked the token is reported as a whole', async () => {
    await owe('C203')
    const workspace = running.fake.state.workspaces.get('T1')
    if (workspace === undefined) throw new Error('no workspace')
    workspace.refusal = 'token_revoked'
    dispatcher.wake()
    await settled(['dead'])
    expect(gone[0]).toBe('tenant: token_revoked')
  })
})

describe('without the right to read', () => {
  test('a post whose answer was lost is left to a person, and never sent twice', async () => {
    await owe('C204')
    running.fake.state.workspaces.get('T1')?.scopes.delete('channels:history')
    running.fake.fail('chat.postMessage', { kind: 'reset', isAccepted: true })
    dispatcher.wake()
    await until(() => running.fake.callsOf('conversations.history').length > 0, 'it was looked for')
    await settled(['unconfirmed', 'dead'])
    expect(keysIn('C204')).toHaveLength(1)
    const row = await store.db.selectFrom('deliveries').select('reason').orderBy('seq').executeTakeFirstOrThrow()
    expect(row.reason).toContain('history scopes')
  })
})

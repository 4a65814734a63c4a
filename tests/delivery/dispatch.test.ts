import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Card } from '../../src/card/card.ts'
import { createDispatcher, type Dispatcher } from '../../src/delivery/dispatch.ts'
import type { Poster } from '../../src/delivery/port.ts'
import { enqueue, outboxStatus } from '../../src/delivery/store.ts'
import { createTimeline } from '../../src/delivery/store-timeline.ts'
import { GoneError, RetryableError } from '../../src/errors.ts'
import { openStore, type Store } from '../../src/store/connection.ts'
import { type Place, placeKey } from '../../src/subscriptions/place.ts'

const log = pino({ level: 'silent' })
const place = (channel: string): Place => ({ platform: 'web', tenant: 'local', channel })
const cardOf = (id: string): Card => ({ title: { text: id }, blocks: [], commentaries: [id] })

let store: Store
let dispatcher: Dispatcher | undefined

beforeEach(async () => {
  store = await openStore(':memory:')
  for (const number of [1, 2, 3, 4]) {
    await store.db
      .insertInto('commentaries')
      .values({
        id: `CO2600${number}`,
        url: null,
        title: 'A title',
        published: null,
        commentary_json: '{}',
        text: '',
        hash: '',
        revision: 1,
        first_seen_at: 0,
        changed_at: 0,
      })
      .execute()
  }
})

afterEach(async () => {
  await dispatcher?.stop()
  dispatcher = undefined
  await store.close()
})

const owe = async (channel: string, commentaryId: string): Promise<void> => {
  const key = placeKey(place(channel))
  const subscription = await store.db
    .insertInto('subscriptions')
    .values({
      place_key: key,
      place_json: JSON.stringify(place(channel)),
      cadence: 'instant',
      filter: '',
      created_by: 'test',
      created_at: 0,
    })
    .onConflict((conflict) => conflict.columns(['place_key', 'cadence', 'filter']).doUpdateSet({ created_by: 'test' }))
    .returning('id')
    .executeTakeFirstOrThrow()
  await enqueue(
    store.db,
    {
      subscriptionId: subscription.id,
      place: place(channel),
      placeKey: key,
      commentaryId,
      revision: 1,
      card: cardOf(commentaryId),
    },
    new Date(),
  )
}

/** A channel that keeps what it accepted, and fails as the script says: one word per call, then it works. */
const scriptedPoster = (script: string[] = []) => {
  const accepted: { key: string; channel: string; id: string }[] = []
  const calls: string[] = []
  const poster: Poster = {
    async post(where, card, key) {
      const step = script.shift() ?? 'accept'
      calls.push(`post ${where.channel} ${card.commentaries?.[0]}: ${step}`)
      if (step === 'busy') throw new RetryableError('busy', 'try later', { notAccepted: true, retryAfterMs: 5 })
      if (step === 'gone') throw new GoneError('channel-gone', 'it was deleted', 'subscribe another')
      if (step === 'lost') throw new RetryableError('reset', 'connection reset')
      accepted.push({ key, channel: where.channel, id: card.commentaries?.[0] ?? '' })
      if (step === 'accept, answer lost') throw new RetryableError('reset', 'connection reset')
      return { id: randomUUID() }
    },
    async find(where, key) {
      calls.push(`find ${where.channel}`)
      return accepted.some((post) => post.key === key) ? { id: 'found' } : undefined
    },
  }
  return { poster, accepted, calls }
}

const start = (poster: Poster): void => {
  dispatcher = createDispatcher({
    db: store.db,
    posters: { web: poster },
    graceMs: { web: 5 },
    now: () => new Date(),
    random: () => 0,
    log,
  })
  dispatcher.wake()
}

const settled = async (): Promise<void> => {
  await vi.waitFor(async () => expect((await outboxStatus(store.db)).due).toBe(0), { timeout: 5000, interval: 5 })
  await vi.waitFor(
    async () => {
      const { held } = await outboxStatus(store.db)
      expect(held.filter((row) => row.state === 'uncertain')).toEqual([])
    },
    { timeout: 5000, interval: 5 },
  )
}

describe('the dispatcher', () => {
  test('posts each place’s deliveries once and in the order in which they fell due', async () => {
    for (const id of ['CO26001', 'CO26002', 'CO26003']) for (const channel of ['a', 'b']) await owe(channel, id)
    const { poster, accepted } = scriptedPoster()
    start(poster)
    await settled()
    const inOrder = (channel: string) => accepted.filter((post) => post.channel === channel).map((post) => post.id)
    expect(inOrder('a')).toEqual(['CO26001', 'CO26002', 'CO26003'])
    expect(inOrder('b')).toEqual(['CO26001', 'CO26002', 'CO26003'])
    expect(await outboxStatus(store.db)).toEqual({ due: 0, sent: 6, held: [] })
  })

  test('writes the same delivery into the outbox once, however often it is owed', async () => {
    await owe('a', 'CO26001')
    await owe('a', 'CO26001')
    const { poster, accepted } = scriptedPoster()
    start(poster)
    await settled()
    expect(accepted).toHaveLength(1)
  })

  test('holds the later posts of a place behind one that is not settled', async () => {
    await owe('a', 'CO26001')
    await owe('a', 'CO26002')
    const { poster, accepted, calls } = scriptedPoster(['busy', 'busy'])
    start(poster)
    await settled()
    expect(accepted.map((post) => post.id)).toEqual(['CO26001', 'CO26002'])
    expect(calls).toEqual([
      'post a CO26001: busy',
      'post a CO26001: busy',
      'post a CO26001: accept',
      'post a CO26002: accept',
    ])
  })

  test('looks before it sends again when an answer was lost: found, so posted once', async () => {
    await owe('a', 'CO26001')
    const { poster, accepted, calls } = scriptedPoster(['accept, answer lost'])
    start(poster)
    await settled()
    expect(calls).toEqual(['post a CO26001: accept, answer lost', 'find a'])
    expect(accepted).toHaveLength(1)
    expect(await outboxStatus(store.db)).toMatchObject({ sent: 1, held: [] })
  })

  test('sends again under the same key when it was looked for and not found', async () => {
    await owe('a', 'CO26001')
    const { poster, accepted, calls } = scriptedPoster(['lost'])
    start(poster)
    await settled()
    expect(calls).toEqual(['post a CO26001: lost', 'find a', 'post a CO26001: accept'])
    expect(accepted).toHaveLength(1)
  })

  test('leaves a post that is never seen to a person, visible with its reason, and goes on with the next', async () => {
    await owe('a', 'CO26001')
    await owe('a', 'CO26002')
    const { poster, accepted } = scriptedPoster(['lost', 'lost', 'lost'])
    start(poster)
    await settled()
    expect(accepted.map((post) => post.id)).toEqual(['CO26002'])
    const { held } = await outboxStatus(store.db)
    expect(held).toMatchObject([
      { commentaryId: 'CO26001', state: 'unconfirmed', reason: 'sent 3 times and never seen; look in the channel' },
    ])
  })

  test('does not let a place that hangs delay another', async () => {
    await owe('slow', 'CO26001')
    await owe('quick', 'CO26001')
    const { poster, accepted } = scriptedPoster()
    let release = (): void => {}
    const hanging: Poster = {
      find: (where, key) => poster.find(where, key),
      post: async (where, card, key) => {
        if (where.channel === 'slow') await new Promise<void>((resolve) => (release = resolve))
        return poster.post(where, card, key)
      },
    }
    start(hanging)
    await vi.waitFor(() => expect(accepted.map((post) => post.channel)).toEqual(['quick']))
    release()
    await settled()
    expect(accepted).toHaveLength(2)
  })

  test('gives up on a place that is gone, says why, and releases nothing twice', async () => {
    await owe('a', 'CO26001')
    const { poster, accepted } = scriptedPoster(['gone'])
    start(poster)
    await settled()
    expect(accepted).toEqual([])
    expect((await outboxStatus(store.db)).held).toMatchObject([
      { state: 'dead', reason: 'channel-gone: it was deleted; subscribe another' },
    ])
  })

  test('after a crash while sending, looks first: what had arrived is not sent again', async () => {
    await owe('a', 'CO26001')
    const { poster, accepted, calls } = scriptedPoster()
    await store.db.updateTable('deliveries').set({ state: 'sending', attempted_at: Date.now() }).execute()
    const { key } = await store.db.selectFrom('deliveries').select('key').executeTakeFirstOrThrow()
    accepted.push({ key, channel: 'a', id: 'CO26001' })
    start(poster)
    await settled()
    expect(calls).toEqual(['find a'])
    expect(accepted).toHaveLength(1)
  })
})

describe('the web channel’s timeline', () => {
  test('keeps one post a key and lists the newest first', async () => {
    const timeline = createTimeline(store.db)
    const post = (key: string) => ({ key, place: place('a'), card: cardOf(key), postedAt: new Date() })
    expect(await timeline.append(post('one'))).toEqual({ number: 1, isNew: true })
    expect(await timeline.append(post('one'))).toEqual({ number: 1, isNew: false })
    expect(await timeline.append(post('two'))).toMatchObject({ isNew: true })
    const listed = await timeline.list({ limit: 10 })
    expect(listed.map((entry) => entry.key)).toEqual(['two', 'one'])
    expect(await timeline.list({ limit: 10, before: listed[0]?.number ?? 0 })).toHaveLength(1)
    expect(await timeline.find('three')).toBe(undefined)
  })
})

import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failWrites } from '../open-store.ts'
import { createTimeline } from '../../src/delivery/store-timeline.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { RetryableError } from '../../src/errors.ts'
import { afterFailure, afterNotFound } from '../../src/delivery/next-state.ts'
import { type Delivery, leaseHeads, recoverInterrupted, writeNextState } from '../../src/delivery/store-lease.ts'
import { enqueue, requeue } from '../../src/delivery/store.ts'
import { outboxStatus } from '../../src/delivery/store-status.ts'
import { placeKey } from '../../src/subscriptions/place.ts'
import type { Poster } from '../../src/delivery/port.ts'
import { cardOf, openOutbox, type Outbox, place, scriptedPoster } from './harness.ts'
import { eventually } from '../eventually.ts'

let outbox: Outbox

beforeEach(async () => {
  outbox = await openOutbox()
})
afterEach(() => outbox.close())

const states = async (): Promise<string[]> => (await outbox.rows()).map(({ key, state }) => `${key} ${state}`)

/** A poster whose post to one channel hangs until it is released. */
const hangingOn = (channel: string, { poster }: ReturnType<typeof scriptedPoster>) => {
  const waiting: (() => void)[] = []
  const hanging: Poster = {
    ...poster,
    post: async (where, card, key, parent) => {
      if (where.channel === channel) await new Promise<void>((resolve) => waiting.push(resolve))
      return poster.post(where, card, key, parent)
    },
  }
  return { hanging, waiting, release: () => waiting.splice(0).forEach((go) => go()) }
}

describe('the dispatcher', () => {
  test('posts each place’s deliveries once and in the order in which they fell due', async () => {
    for (const key of ['1', '2', '3']) for (const channel of ['a', 'b']) await outbox.owe(channel, `${channel}${key}`)
    const { poster, messages } = scriptedPoster()
    outbox.start(poster)
    await outbox.quiet()
    const inOrder = (channel: string) => messages.filter((post) => post.channel === channel).map(({ key }) => key)
    expect(inOrder('a')).toEqual(['a1', 'a2', 'a3'])
    expect(inOrder('b')).toEqual(['b1', 'b2', 'b3'])
    expect(await outboxStatus(outbox.db)).toEqual({ due: 0, sent: 6, skipped: 0, held: [] })
  })

  test('writes the same delivery into the outbox once, however often it is enqueued', async () => {
    await outbox.owe('a', 'one')
    await outbox.owe('a', 'one', { card: cardOf('another card') })
    const { poster, messages } = scriptedPoster()
    outbox.start(poster)
    await outbox.quiet()
    expect(messages.map(({ card }) => card)).toEqual([cardOf('one')])
  })

  test('never sends what was decided not to be sent', async () => {
    await outbox.owe('a', 'one', { skipped: { code: 'muted', reason: 'the channel was muted' } })
    await outbox.owe('a', 'two')
    const { poster, calls } = scriptedPoster()
    outbox.start(poster)
    await outbox.quiet()
    expect(calls).toEqual(['post a two'])
    expect(await outboxStatus(outbox.db)).toEqual({ due: 0, sent: 1, skipped: 1, held: [] })
  })

  test('sends what is written while it sleeps, once it is woken', async () => {
    const { poster, calls } = scriptedPoster()
    const dispatcher = outbox.start(poster)
    await outbox.quiet()
    await outbox.owe('a', 'one')
    dispatcher.wake()
    await outbox.quiet()
    expect(calls).toEqual(['post a one'])
  })

  test('sends at once what is written while its place is being served', async () => {
    const scripted = scriptedPoster()
    const { hanging, waiting, release } = hangingOn('a', scripted)
    await outbox.owe('a', 'first')
    const dispatcher = outbox.start(hanging)
    for (let round = 0; round < 20; round += 1) {
      await eventually(() => expect(waiting).toHaveLength(1), { interval: 1 })
      // At each of these moments the place's queue is about to be found empty.
      release()
      for (let turn = 0; turn < round; turn += 1) await Promise.resolve()
      await outbox.owe('a', `next ${round}`)
      dispatcher.wake()
    }
    await eventually(() => expect(waiting).toHaveLength(1), { interval: 1 })
    release()
    await outbox.quiet()
    expect(scripted.messages.map(({ key }) => key)).toEqual([
      'first',
      ...Array.from({ length: 20 }, (_, round) => `next ${round}`),
    ])
  })

  test('does not let a place that hangs delay another, nor its own later posts overtake', async () => {
    await outbox.owe('slow', 'slow 1')
    await outbox.owe('slow', 'slow 2')
    await outbox.owe('quick', 'quick 1')
    const scripted = scriptedPoster()
    const { hanging, release } = hangingOn('slow', scripted)
    const dispatcher = outbox.start(hanging)
    await eventually(() => expect(scripted.messages.map(({ key }) => key)).toEqual(['quick 1']))
    await outbox.owe('quick', 'quick 2')
    dispatcher.wake()
    await eventually(() => expect(scripted.messages.map(({ key }) => key)).toEqual(['quick 1', 'quick 2']))
    // The second one hangs only after the outcome of the first is written.
    await eventually(() => {
      release()
      expect(scripted.messages).toHaveLength(4)
    })
    await outbox.quiet()
    expect(scripted.messages.map(({ key }) => key)).toEqual(['quick 1', 'quick 2', 'slow 1', 'slow 2'])
  })

  test('does not let a platform that is not set up delay another: its deliveries wait', async () => {
    await outbox.owe(place('C1', 'T1', 'slack'), 'to slack')
    await outbox.owe('a', 'to web')
    const { poster, calls } = scriptedPoster()
    outbox.start(poster, { posters: { web: poster } })
    await eventually(() => expect(calls).toEqual(['post a to web']))
    expect(await outbox.row('to slack')).toMatchObject({ state: 'due', attempts: 0 })
  })

  test('stops after the posts in flight, sends nothing after it, and leaves nothing half done', async () => {
    await outbox.owe('a', 'one')
    await outbox.owe('a', 'two')
    const scripted = scriptedPoster()
    const { hanging, waiting, release } = hangingOn('a', scripted)
    const dispatcher = outbox.start(hanging)
    await eventually(() => expect(waiting).toHaveLength(1))
    const stopped = dispatcher.stop()
    release()
    await stopped
    expect(await states()).toEqual(['one sent', 'two due'])
    dispatcher.wake()
    await Promise.resolve()
    expect(scripted.calls).toEqual(['post a one'])
  })
})

describe('a place whose first post is not settled', () => {
  const cases: readonly [script: string[], between: number[], calls: string[]][] = [
    [['busy'], [30_000], ['post a one: busy', 'post a one', 'post a two']],
    [['refusedConnection'], [0], ['post a one: refusedConnection', 'post a one', 'post a two']],
    [['lost'], [0], ['post a one: lost', 'find a', 'post a one', 'post a two']],
    [['accept, lost'], [0], ['post a one: accept, lost', 'find a', 'post a two']],
    [['strange'], [0], ['post a one: strange', 'find a', 'post a one', 'post a two']],
    [['refused'], [], ['post a one: refused', 'post a two']],
  ]
  test.each(cases)('after %j holds the later ones back until it is', async (post, between, expected) => {
    await outbox.owe('a', 'one')
    await outbox.owe('a', 'two')
    const { poster, messages, calls } = scriptedPoster({ post: [...post] })
    outbox.start(poster)
    await outbox.quiet()
    for (const ms of between) await outbox.later(ms)
    expect(calls).toEqual(expected)
    expect(messages.filter(({ key }) => key === 'one').length).toBeLessThanOrEqual(1)
    expect((await outbox.row('two')).state).toBe('sent')
  })

  test('sends nothing before the time that the platform gave', async () => {
    await outbox.owe('a', 'one')
    await outbox.owe('a', 'two')
    const { poster, calls } = scriptedPoster({ post: ['busy'] })
    outbox.start(poster)
    await outbox.quiet()
    await outbox.later(29_999)
    expect(calls).toEqual(['post a one: busy'])
    await outbox.later(1)
    expect(calls).toEqual(['post a one: busy', 'post a one', 'post a two'])
  })
})

describe('an uncertain post', () => {
  test('is looked for, found, and so posted once', async () => {
    await outbox.owe('a', 'one')
    const { poster, messages, calls } = scriptedPoster({ post: ['accept, lost'] })
    outbox.start(poster)
    await outbox.quiet()
    expect(calls).toEqual(['post a one: accept, lost', 'find a'])
    expect(messages).toHaveLength(1)
    expect(await outbox.row('one')).toMatchObject({ state: 'sent', receipt: 'm1', reason_code: null, reason: null })
  })

  test('is looked for again while the platform cannot be asked, and never sent meanwhile', async () => {
    await outbox.owe('a', 'one')
    const { poster, calls } = scriptedPoster({ post: ['accept, lost'], find: ['lost', 'busy'] })
    outbox.start(poster)
    await outbox.quiet()
    await outbox.later(30_000)
    expect(calls).toEqual(['post a one: accept, lost', 'find a: lost', 'find a: busy', 'find a'])
    expect((await outbox.row('one')).state).toBe('sent')
  })

  test('is sent again once the platform says that it is not there, however often it could not be asked before', async () => {
    await outbox.owe('a', 'one')
    const { poster, calls } = scriptedPoster({ post: ['lost'], find: Array<string>(8).fill('busy') })
    outbox.start(poster)
    for (let ask = 0; ask < 9; ask += 1) {
      await outbox.quiet()
      await outbox.later(30_000)
    }
    expect(calls).toEqual(['post a one: lost', ...Array<string>(8).fill('find a: busy'), 'find a', 'post a one'])
  })

  test('that cannot be looked for by right is left to a person, who can have it sent again', async () => {
    await outbox.owe('a', 'one')
    await outbox.owe('a', 'two')
    const { poster, messages } = scriptedPoster({ post: ['lost'], find: ['cannotLook'] })
    const dispatcher = outbox.start(poster)
    await outbox.quiet()
    expect(messages.map(({ key }) => key)).toEqual(['two'])
    expect((await outboxStatus(outbox.db)).held).toMatchObject([
      {
        key: 'one',
        state: 'unconfirmed',
        code: 'unconfirmed',
        reason: expect.stringMatching(
          /^sent once, and whether it arrived is unknown: no right to read the history; look/u,
        ),
      },
    ])
    expect(await requeue(outbox.db, place('a'), undefined, outbox.now())).toBe(1)
    dispatcher.wake()
    await outbox.quiet()
    expect(messages.map(({ key }) => key)).toEqual(['two', 'one'])
    expect((await outboxStatus(outbox.db)).held).toEqual([])
  })

  const minuteMs = 60_000
  /** Lets time pass in steps, like the sender's alarm. */
  const pass = async (minutes: number): Promise<void> => {
    for (let minute = 0; minute < minutes; minute += 1) await outbox.later(minuteMs)
  }

  test('continues while the platform does not accept one: later ones wait for half an hour, and it is posted late, with a note', async () => {
    const slack = place('C1', 'T1', 'slack')
    await outbox.owe(slack, 'one')
    await outbox.owe(slack, 'its thread', { kind: 'thread', targetKey: 'one' })
    await outbox.owe(slack, 'two')
    let isAway = true
    const { poster, messages } = scriptedPoster()
    const partlyAway: Poster = {
      ...poster,
      post: async (where, card, key, parent) => {
        if (isAway && key === 'one') throw new RetryableError('http-502', 'bad gateway')
        return poster.post(where, card, key, parent)
      },
    }
    outbox.start(partlyAway)
    await outbox.quiet()
    await pass(29)
    expect(messages).toEqual([])
    await pass(16)
    expect(messages.map(({ key }) => key)).toEqual(['two'])
    expect(await states()).toEqual([expect.stringMatching(/^one (due|uncertain)$/u), 'its thread due', 'two sent'])
    isAway = false
    await pass(16)
    expect(messages.map(({ key, parent }) => [key, parent])).toEqual([
      ['two', undefined],
      ['one', undefined],
      ['its thread', 'm2'],
    ])
    expect(messages[1]?.card.footer).toEqual([
      'Posted late: it was due 24 Nov, 08:00 UTC and could not be delivered earlier.',
    ])
    expect(messages[0]?.card.footer).toBe(undefined)
  })

  test('is given up after a day, with a message to whoever subscribed the place', async () => {
    const slack = place('C1', 'T1', 'slack')
    const subscriptionId = await outbox.subscribe(slack)
    await outbox.addCommentary('CO26001')
    await outbox.owe(slack, 'one', { subscriptionId, commentaryId: 'CO26001' })
    const { poster, messages } = scriptedPoster()
    const post: Poster['post'] = async (where, ...rest) => {
      if (where.isDirect === undefined) throw new RetryableError('http-502', 'bad gateway')
      return poster.post(where, ...rest)
    }
    outbox.start({ ...poster, post })
    await outbox.quiet()
    for (let quarter = 0; quarter < 98; quarter += 1) await outbox.later(15 * minuteMs)
    expect(await outbox.row('one')).toMatchObject({ state: 'dead', reason_code: 'gave-up' })
    expect(messages.map(({ channel, card }) => [channel, cardText(card)])).toEqual([
      ['U1', expect.stringMatching(/^A post was not delivered\n\n“one” to the channel #C1: gave up after/u)],
    ])
  })

  test('that cannot be looked for is reported to whoever subscribed the place, once', async () => {
    const slack = place('C1', 'T1', 'slack')
    const subscriptionId = await outbox.subscribe(slack)
    await outbox.owe(slack, 'one', { subscriptionId, kind: 'digest' })
    const { poster, messages } = scriptedPoster({ post: ['lost'], find: ['cannotLook'] })
    outbox.start(poster)
    await outbox.quiet()
    await outbox.later(10_000)
    await outbox.later(60_000)
    expect((await outbox.row('one')).state).toBe('unconfirmed')
    expect(messages.map(({ channel, card }) => [channel, cardText(card)])).toEqual([
      [
        'U1',
        expect.stringMatching(
          /^A post may not have arrived\n\n“one” to the channel #C1: sent once, and whether it arrived/u,
        ),
      ],
    ])
  })

  test('is looked for no earlier than its platform’s history can be trusted', async () => {
    await outbox.owe(place('C1', 'T1', 'slack'), 'to slack')
    await outbox.owe(place('1', '2', 'discord'), 'to discord')
    const { poster, calls } = scriptedPoster({ post: ['accept, lost', 'accept, lost'] })
    outbox.start(poster)
    await outbox.quiet()
    await outbox.later(1999)
    expect(calls.filter((call) => call.startsWith('find'))).toEqual([])
    await outbox.later(1)
    expect(calls.filter((call) => call.startsWith('find'))).toEqual(['find 1'])
    await outbox.later(8000)
    expect(calls.filter((call) => call.startsWith('find'))).toEqual(['find 1', 'find C1'])
  })
})

describe('after a crash while sending', () => {
  const interrupted = async (...keys: string[]): Promise<void> => {
    await outbox.db
      .updateTable('deliveries')
      .set({ state: 'sending', attempted_at: outbox.clock.at, leased_until: outbox.clock.at + 60_000 })
      .where('key', 'in', keys)
      .execute()
  }

  /** What a process would be doing if it were killed now. */
  const leased = async (): Promise<Delivery> => {
    const { deliveries } = await leaseHeads(outbox.db, {
      owner: 'killed',
      placeKeys: [placeKey(place('a'))],
      now: outbox.clock.at,
      leaseMs: 60_000,
    })
    return deliveries[0] ?? expect.fail('there is nothing to lease')
  }

  test('looks first: what had arrived is not sent again', async () => {
    await outbox.owe('a', 'one')
    const { poster, messages, calls } = scriptedPoster()
    await poster.post(place('a'), cardOf('one'), 'one')
    calls.length = 0
    await interrupted('one')
    outbox.start(poster)
    await outbox.quiet()
    expect(calls).toEqual(['find a'])
    expect(messages).toHaveLength(1)
  })

  test('sends what had not arrived, and then what waited for it', async () => {
    await outbox.owe('a', 'one')
    await outbox.owe('a', 'two')
    await interrupted('one')
    const { poster, calls } = scriptedPoster()
    outbox.start(poster)
    await outbox.quiet()
    expect(calls).toEqual(['find a', 'post a one', 'post a two'])
  })

  test('sends in the end what had not arrived, however often it is killed while sending or while looking', async () => {
    await outbox.owe('a', 'one')
    for (let kill = 0; kill < 10; kill += 1) {
      await interrupted('one')
      await recoverInterrupted(outbox.db, outbox.clock.at, { web: 0, slack: 0, discord: 0 })
      const delivery = await leased()
      const settled = afterNotFound(delivery, outbox.clock.at)
      if (kill % 2 === 0) await writeNextState(outbox.db, delivery, settled, outbox.clock.at)
      outbox.clock.at += 61_000
    }
    const { poster, calls } = scriptedPoster()
    outbox.start(poster)
    await outbox.quiet()
    expect(calls).toEqual(['find a', 'post a one'])
  })

  test('sends again what got no answer, however often it is killed while looking', async () => {
    await outbox.owe('a', 'one')
    const { at } = outbox.clock
    const delivery = await leased()
    const lost = afterFailure(delivery, new RetryableError('reset', 'connection reset'), at, 0, () => 0)
    await writeNextState(outbox.db, delivery, lost, at)
    for (let kill = 0; kill < 5; kill += 1) {
      outbox.clock.at += 61_000
      await leased()
    }
    outbox.clock.at += 61_000
    const { poster, calls } = scriptedPoster()
    outbox.start(poster)
    await outbox.quiet()
    expect(calls).toEqual(['find a', 'post a one'])
  })

  test('waits on each platform as long as that platform’s history needs', async () => {
    await outbox.owe(place('C1', 'T1', 'slack'), 'to slack')
    await outbox.owe(place('1', '2', 'discord'), 'to discord')
    await outbox.owe('a', 'to web')
    await interrupted('to slack', 'to discord', 'to web')
    const { poster } = scriptedPoster()
    outbox.start(poster)
    await outbox.quiet()
    const rows = await outbox.rows()
    expect(rows.map(({ key, state, due_at }) => [key, state, due_at - outbox.clock.at])).toEqual([
      ['to slack', 'uncertain', 10_000],
      ['to discord', 'uncertain', 2000],
      ['to web', 'sent', 0],
    ])
    expect(rows[0]).toMatchObject({ reason_code: 'interrupted', reason: 'interrupted while sending' })
  })
})

test.each([
  { until: 'the lease is written', column: 'state', value: 'sending', posted: ['find a', 'post a one'], more: [] },
  {
    until: 'it knows what a reply belongs to',
    column: 'receipt',
    value: 'm1',
    posted: ['post a one', 'find a under m1', 'post a reply under m1'],
    more: ['reply'],
  },
])(
  'a process that is stopped until $until leaves the post to be looked for',
  async ({ column, value, posted, more }) => {
    await outbox.owe('a', 'one')
    for (const key of more) await outbox.owe('a', key, { kind: 'thread', targetKey: 'one' })
    let isStopped = true
    const db = outbox.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        if (isStopped && result.rows.some((row) => row[column] === value)) {
          isStopped = false
          outbox.clock.at += 40_000
        }
        return result
      },
    })
    const { poster, calls } = scriptedPoster()
    outbox.start(poster, { db })
    await outbox.quiet()
    expect(calls).toEqual(posted)
  },
)

describe('when the outcome of a post cannot be written down', () => {
  test('it is looked for once its lease is over, without a restart, and sent no second time', async () => {
    await outbox.owe('a', 'one')
    await outbox.owe('a', 'two')
    // The disk is full at the moment when the message has arrived.
    const scripted = scriptedPoster()
    const { hanging, waiting, release } = hangingOn('a', scripted)
    const logged: string[] = []
    outbox.start(hanging, { log: pino({ level: 'error' }, { write: (line) => void logged.push(line) }) })
    await eventually(() => expect(waiting).toHaveLength(1))
    const free = await failWrites(outbox.db, {
      table: 'deliveries',
      at: 'before update of state',
      of: `new.state = 'sent'`,
      message: 'database or disk is full',
    })
    release()
    await eventually(() => expect(scripted.messages).toHaveLength(1))
    await eventually(() => expect(logged.join('\n')).toContain('outcome not written'))
    expect((await outbox.row('one')).state).toBe('sending')
    await free()
    outbox.clock.at += 61_000
    const settled = outbox.later(0)
    // The sender pauses for a second after a fault.
    await eventually(() => expect(waiting).toHaveLength(1))
    release()
    await settled
    expect(scripted.calls).toEqual(['post a one', 'find a', 'post a two'])
    expect(await states()).toEqual(['one sent', 'two sent'])
  })
})

test('a workspace whose thousand channels hang leaves room for the others', async () => {
  const { poster, messages } = scriptedPoster()
  for (let index = 0; index < 300; index += 1) await outbox.owe(place(`c${index}`, 'SLOW', 'slack'), `slow ${index}`)
  await outbox.owe(place('general', 'T2', 'slack'), 'other')
  const hanging: (() => void)[] = []
  outbox.start({
    ...poster,
    post: async (where, ...rest) => {
      if (where.tenant === 'SLOW') await new Promise<void>((resolve) => hanging.push(resolve))
      return poster.post(where, ...rest)
    },
  })
  await eventually(() => expect(messages.map(({ key }) => key)).toEqual(['other']))
  const letGo = setInterval(() => hanging.splice(0).forEach((end) => end()), 5)
  await outbox.quiet()
  clearInterval(letGo)
  expect(messages).toHaveLength(301)
})

describe('a thousand places', () => {
  test('are all served', async () => {
    const deliveries = Array.from({ length: 1000 }, (_, index) => ({
      key: `${index}`,
      place: place(`c${index}`),
      kind: 'post' as const,
      card: cardOf('one'),
    }))
    await enqueue(outbox.db, deliveries, outbox.now())
    const { poster, messages } = scriptedPoster()
    outbox.start(poster)
    await eventually(() => expect(messages).toHaveLength(1000))
    await eventually(async () => expect((await outboxStatus(outbox.db)).sent).toBe(1000))
    expect(new Set(messages.map(({ key }) => key)).size).toBe(1000)
  })
})

describe('the web channel’s timeline', () => {
  const post = (key: string, parent?: number) => ({
    key,
    place: place('a'),
    card: { ...cardOf(key), blocks: [{ type: 'text' as const, text: [key] }] },
    postedAt: new Date(0),
    parent,
  })

  test('keeps one post a key and lists the newest first', async () => {
    const timeline = createTimeline(outbox.db)
    expect(await timeline.append(post('one'))).toEqual({ number: 1, isNew: true })
    expect(await timeline.append(post('one'))).toEqual({ number: 1, isNew: false })
    expect(await timeline.append(post('two'))).toMatchObject({ isNew: true })
    const listed = await timeline.list({ limit: 10 })
    expect(listed.map((entry) => entry.key)).toEqual(['two', 'one'])
    expect(await timeline.list({ limit: 10, before: listed[0]?.number ?? 0 })).toHaveLength(1)
    expect(await timeline.find('three')).toBe(undefined)
  })

  test('shows a post’s thread below it, in order, and not as separate posts', async () => {
    const timeline = createTimeline(outbox.db)
    await timeline.append(post('one'))
    await timeline.append(post('two'))
    await timeline.append(post('first reply', 1))
    await timeline.append(post('second reply', 1))
    const listed = await timeline.list({ limit: 10 })
    expect(listed.map(({ key }) => key)).toEqual(['two', 'one'])
    expect(listed[1]?.card.thread).toEqual([
      { type: 'text', text: ['first reply'] },
      { type: 'text', text: ['second reply'] },
    ])
    expect(listed[0]?.card.thread).toBe(undefined)
    expect((await timeline.read(4))?.key).toBe('one')
    expect(await timeline.read(99)).toBe(undefined)
  })

  test('an edited post keeps its number, its key and its thread', async () => {
    const timeline = createTimeline(outbox.db)
    await timeline.append(post('one'))
    await timeline.append(post('reply', 1))
    await timeline.replace(1, cardOf('corrected'))
    expect(await timeline.list({ limit: 10 })).toMatchObject([
      { number: 1, key: 'one', card: { title: { text: 'corrected' }, thread: [{ text: ['reply'] }] } },
    ])
  })
})

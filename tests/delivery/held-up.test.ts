import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Dispatcher } from '../../src/delivery/dispatch.ts'
import type { Poster } from '../../src/delivery/port.ts'
import { enqueue } from '../../src/delivery/store.ts'
import { RetryableError } from '../../src/errors.ts'
import { openStore, type Store } from '../../src/store/connection.ts'
import { moveWaits } from '../../src/store/waits.ts'
import { cardOf, openOutbox, type Outbox, place, scriptedPoster, webDispatcher } from './harness.ts'
import { eventually } from '../eventually.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

describe('one message that is not taken', () => {
  let outbox: Outbox
  beforeEach(async () => {
    outbox = await openOutbox()
  })
  afterEach(() => outbox.close())

  const pass = async (minutes: number, stepMs = minuteMs): Promise<void> => {
    for (let passed = 0; passed < minutes * minuteMs; passed += stepMs) await outbox.later(stepMs)
  }
  const slack = place('C1', 'T1', 'slack')
  const newWord = (): Error =>
    new RetryableError('new_word', 'Slack says new_word', { notAccepted: true, isRefusal: true })

  /** Accepts everything except what `refuses` names. */
  const picky = (refuses: (call: 'post' | 'edit', key: string) => Error | undefined) => {
    const scripted = scriptedPoster()
    const poster: Poster = {
      ...scripted.poster,
      async post(where, card, key, parent) {
        const error = refuses('post', key)
        if (error !== undefined) throw error
        return scripted.poster.post(where, card, key, parent)
      },
      async edit(where, receipt, card, key, parent) {
        const error = refuses('edit', key)
        if (error !== undefined) throw error
        return scripted.poster.edit(where, receipt, card, key, parent)
      },
    }
    return { ...scripted, poster }
  }

  test('for an unknown reason delays the later ones for half an hour, and is given up after a day', async () => {
    await outbox.owe(slack, 'one')
    await outbox.owe(slack, 'its thread', { kind: 'thread', targetKey: 'one' })
    await outbox.owe(slack, 'two')
    const { poster, messages } = picky((_, key) => (key === 'one' ? newWord() : undefined))
    outbox.start(poster, { random: () => 1 })
    await outbox.quiet()
    await pass(29)
    expect(messages).toEqual([])
    await pass(16)
    await eventually(() => expect(messages.map(({ key }) => key)).toEqual(['two']))
    await outbox.owe(slack, 'three')
    await pass(16)
    await eventually(() => expect(messages.map(({ key }) => key)).toEqual(['two', 'three']))
    await pass(25 * 60, 15 * minuteMs)
    expect(await outbox.row('one')).toMatchObject({ state: 'dead', reason_code: 'gave-up' })
    expect(messages.map(({ key }) => key)).toEqual(['two', 'three'])
  })

  test('comes late, marked so, once it is taken', async () => {
    await outbox.owe(slack, 'one')
    await outbox.owe(slack, 'two')
    let isRefused = true
    const { poster, messages } = picky((_, key) => (isRefused && key === 'one' ? newWord() : undefined))
    outbox.start(poster, { random: () => 1 })
    await outbox.quiet()
    await pass(46)
    await eventually(() => expect(messages.map(({ key }) => key)).toEqual(['two']))
    isRefused = false
    await pass(16)
    await eventually(() => expect(messages.map(({ key }) => key)).toEqual(['two', 'one']))
    expect(messages[1]?.card.footer).toEqual([expect.stringContaining('Posted late')])
  })

  test.each([
    ['answers 502', () => new RetryableError('http-502', 'bad gateway')],
    ['says 30046, too many edits', () => new RetryableError('30046', 'later', { notAccepted: true, isRefusal: true })],
  ])('a correction that %s holds up the next commentary for half an hour, and is made in the end', async (_, error) => {
    await outbox.owe(slack, 'one')
    let isRefused = true
    const { poster, messages } = picky((call) => (isRefused && call === 'edit' ? error() : undefined))
    outbox.start(poster, { random: () => 1 })
    await outbox.quiet()
    await outbox.owe(slack, 'correction', { kind: 'edit', targetKey: 'one', card: cardOf('corrected') })
    await outbox.owe(slack, 'two')
    await pass(29)
    expect(messages.map(({ key }) => key)).toEqual(['one'])
    await pass(16)
    await eventually(() => expect(messages.map(({ key }) => key)).toEqual(['one', 'two']))
    isRefused = false
    await pass(16)
    await eventually(() => expect(messages[0]?.card).toEqual(cardOf('corrected')))
    expect(await outbox.row('correction')).toMatchObject({ state: 'sent' })
  })

  test('a correction that is not taken lets other posts pass, and never a later correction of the same message', async () => {
    await outbox.owe(slack, 'one')
    let isRefused = true
    const { poster, messages, calls } = picky((call) =>
      isRefused && call === 'edit' ? new RetryableError('http-502', 'bad gateway') : undefined,
    )
    outbox.start(poster, { random: () => 1 })
    await outbox.quiet()
    await outbox.owe(slack, 'second text', { kind: 'edit', targetKey: 'one' })
    await pass(45)
    await outbox.owe(slack, 'third text', { kind: 'edit', targetKey: 'one' })
    await outbox.owe(slack, 'its note', { kind: 'note', targetKey: 'one' })
    await outbox.owe(slack, 'two')
    await pass(16)
    await eventually(() => expect(messages.map(({ key }) => key)).toEqual(['one', 'two']))
    isRefused = false
    await pass(16)
    expect(calls.filter((call) => call.startsWith('edit'))).toEqual([
      'edit C1 m1 to second text',
      'edit C1 m1 to third text',
    ])
    expect(messages.map(({ key }) => key)).toEqual(['one', 'two', 'its note'])
    expect(messages[0]?.card).toEqual(cardOf('third text'))
  })

  test('because nothing can be reached keeps its place: the order is that of what fell due', async () => {
    await outbox.owe(slack, 'one')
    await outbox.owe(slack, 'two')
    let isAway = true
    const { poster, messages } = picky(() =>
      isAway ? new RetryableError('no-connection', 'refused', { notAccepted: true }) : undefined,
    )
    outbox.start(poster, { random: () => 1 })
    await outbox.quiet()
    await pass(180, 5 * minuteMs)
    isAway = false
    await pass(16)
    await eventually(() => expect(messages.map(({ key }) => key)).toEqual(['one', 'two']))
  })

  test('a wait in fractions of a millisecond, or of no number, is kept, and the message sent when it is over', async () => {
    await outbox.owe(slack, 'one')
    const waits = [0.3 * 1.1 * 1000, 1499.999, Number.NaN, -1]
    const { poster, messages } = picky(() => {
      const retryAfterMs = waits.shift()
      return retryAfterMs === undefined
        ? undefined
        : new RetryableError('busy', 'busy', { notAccepted: true, retryAfterMs })
    })
    outbox.start(poster, { random: () => 1 })
    await outbox.quiet()
    expect(await outbox.row('one')).toMatchObject({ state: 'due', reason_code: 'busy' })
    for (let second = 0; second < 20; second += 1) await outbox.later(1000)
    expect(waits).toEqual([])
    expect(messages).toHaveLength(1)
  })

  test.each([
    ['25 hours ahead', 25 * hourMs],
    ['3 hours back', -3 * hourMs],
  ])('a clock that jumps %s while a post is on its way: it is posted once, and so is the next', async (_, jumpMs) => {
    await outbox.owe(slack, 'one')
    await outbox.owe(slack, 'two')
    const { poster, messages } = scriptedPoster()
    let release = (): void => {}
    const held: Poster = {
      ...poster,
      async post(where, card, key, parent) {
        const receipt = await poster.post(where, card, key, parent)
        if (key === 'one') await new Promise<void>((resolve) => (release = resolve))
        return receipt
      },
    }
    const dispatcher = outbox.start(held)
    await eventually(() => expect(messages).toHaveLength(1))
    outbox.clock.at += jumpMs
    // The program does the same when it notices.
    if (jumpMs < 0) await moveWaits(outbox.db, jumpMs)
    dispatcher.wake()
    await wait(50)
    release()
    await outbox.quiet()
    expect(messages.map(({ key }) => key)).toEqual(['one', 'two'])
    expect((await outbox.rows()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })
})

describe('while another program keeps the database locked', () => {
  let folder = ''
  let store: Store
  let other: DatabaseSync
  let dispatcher: Dispatcher
  const keys = Array.from({ length: 40 }, (_, index) => `key-${index}`)

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rsis-brief-locked-'))
    store = await openStore(join(folder, 'rsis.db'), { lockMs: 0, updateMs: 0, busyMs: 200 })
    other = new DatabaseSync(join(folder, 'rsis.db'), { timeout: 0 })
    await enqueue(
      store.db,
      keys.map((key) => ({ key, place: place(key), kind: 'post', card: cardOf(key) })),
      new Date(),
    )
  })
  afterEach(async () => {
    other.close()
    await dispatcher.stop()
    await store.close()
    rmSync(folder, { recursive: true })
  })

  const start = (poster: Poster): void => {
    dispatcher = webDispatcher(store.db, poster)
    dispatcher.wake()
  }
  const states = async (): Promise<string[]> =>
    (await store.db.selectFrom('deliveries').select('state').distinct().execute()).map(({ state }) => state)

  /** Locks the database as soon as the first message is on its way, so that no outcome can be written. */
  const lockingPoster = (scripted: ReturnType<typeof scriptedPoster>): Poster => ({
    ...scripted.poster,
    async post(...given) {
      if (scripted.messages.length === 0) other.exec('begin immediate')
      return scripted.poster.post(...given)
    },
  })

  test('what became of each message is kept, and written when the lock is gone: nothing is looked for or sent again', async () => {
    const scripted = scriptedPoster()
    let turns = 0
    const clock = setInterval(() => (turns += 1), 5)
    start(lockingPoster(scripted))
    await eventually(() => expect(scripted.messages).toHaveLength(40))
    await wait(1000)
    // The thread, which acknowledges commands, was free meanwhile.
    expect(turns).toBeGreaterThan(20)
    clearInterval(clock)
    other.exec('rollback')
    await eventually(async () => expect(await states()).toEqual(['sent']))
    expect(scripted.calls.filter((call) => call.startsWith('find'))).toEqual([])
    expect(scripted.messages.map(({ key }) => key).toSorted()).toEqual(keys.toSorted())
  })

  test('a stop does not wait for it, and the next start looks for what was sent', async () => {
    const scripted = scriptedPoster()
    start(lockingPoster(scripted))
    await eventually(() => expect(scripted.messages).toHaveLength(40))
    await dispatcher.stop()
    other.exec('rollback')
    expect(await states()).toContain('sending')
    start(scripted.poster)
    await eventually(async () => expect(await states()).toEqual(['sent']))
    expect(scripted.messages).toHaveLength(40)
  })
})

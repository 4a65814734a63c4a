import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cardText } from '../../src/card/plain-text.ts'
import { enqueueCatchUps } from '../../src/delivery/digest.ts'
import { resume } from '../../src/delivery/resume.ts'
import { repeatCorrections, requeue } from '../../src/delivery/store.ts'
import { rejoinTenant } from '../../src/delivery/tenant.ts'
import { placeKey } from '../../src/subscriptions/place.ts'
import { postsThatNeedAPerson } from '../../src/ops/store-health.ts'
import { subscriptionsOf } from '../../src/subscriptions/store.ts'
import { failWrites } from '../open-store.ts'
import { appear } from './briefed.ts'
import { type Message, openOutbox, type Outbox, place, scriptedPoster } from './harness.ts'

const dayMs = 86_400_000
const general = place('C1', 'T1', 'slack')
const random = place('C2', 'T1', 'slack')

let outbox: Outbox

beforeEach(async () => {
  outbox = await openOutbox()
})
afterEach(() => outbox.close())

const publish = (id: string): Promise<number> => appear(outbox.db, { id }, outbox.now())
const pausedCodes = async () => (await subscriptionsOf(outbox.db, general)).flatMap(({ paused }) => paused?.code ?? [])
const reopen = (): Promise<number> => resume(outbox.db, { placeKey: placeKey(general) }, { now: outbox.now() })

/** The channel refuses a post, and later accepts posts again. */
const closedChannel = async (fault: string) => {
  const scripts = { post: [fault] }
  const scripted = scriptedPoster(scripts)
  const dispatcher = outbox.start(scripted.poster)
  await publish('CO26001')
  dispatcher.wake()
  await outbox.quiet()
  scripted.messages.length = 0
  const shown = async (): Promise<string[]> => {
    dispatcher.wake()
    await outbox.quiet()
    return scripted.messages.filter(({ channel }) => channel === 'C1').map(({ card }) => cardText(card))
  }
  return { ...scripted, shown, scripts }
}

describe('a channel that takes posts again', () => {
  test('is notified that posts continue, and gets one post with what appeared meanwhile', async () => {
    await outbox.subscribe(general)
    const { shown } = await closedChannel('gone')
    await publish('CO26002')
    await publish('CO26003')
    expect(await shown()).toEqual([])
    expect(await reopen()).toBe(1)
    expect((await subscriptionsOf(outbox.db, general))[0]?.paused).toBe(undefined)
    const [notice, catchUp, ...more] = await shown()
    expect(more).toEqual([])
    expect(notice).toMatch(
      /^RSIS briefings continue here\n\nThey were paused: .* 3 commentaries appeared meanwhile; one post/su,
    )
    for (const id of ['CO26001', 'CO26002', 'CO26003']) expect(catchUp).toContain(`About ${id}`)
    await publish('CO26004')
    expect((await shown()).slice(2).join('\n')).toContain('About CO26004')
  })

  test('is not notified a second time, and the notice says if nothing was missed', async () => {
    await outbox.subscribe(general)
    const { shown, scripts } = await closedChannel('gone')
    await reopen()
    expect(await reopen()).toBe(0)
    expect(await shown()).toHaveLength(2)
    scripts.post = ['gone']
    outbox.clock.at += 1000
    await outbox.owe(general, 'a trial', { kind: 'test' })
    await shown()
    expect(await reopen()).toBe(1)
    expect((await shown()).at(-1)).toContain('Nothing was missed.')
  })

  test('after a long time, what is older than two weeks is counted, with a search', async () => {
    await outbox.subscribe(general, { filter: 'title:about' })
    const { shown, messages } = await closedChannel('gone')
    outbox.clock.at += 20 * dayMs
    await publish('CO26002')
    await reopen()
    const [notice, catchUp] = await shown()
    expect(notice).toContain('1 commentary appeared meanwhile')
    expect(notice).toContain('1 commentary that appeared more than 14 days ago')
    expect(catchUp).toContain('CO26002')
    expect(catchUp).not.toContain('CO26001')
    expect(messages.find(({ channel }) => channel === 'C1')?.card.actions).toEqual([
      { label: 'Search them', command: '/rsis search title:about since:2026-11-24' },
    ])
  })

  test('and is still closed: its subscriber is notified once a day', async () => {
    await outbox.subscribe(general)
    const { messages, scripts, shown } = await closedChannel('gone')
    await shown()
    const told = (): number => messages.filter(({ channel }) => channel === 'U1').length
    const before = told()
    for (let change = 0; change < 3; change += 1) {
      outbox.clock.at += 1000
      scripts.post = ['gone']
      await reopen()
      await shown()
    }
    expect(told()).toBe(before)
    outbox.clock.at += dayMs
    scripts.post = ['gone']
    await reopen()
    await shown()
    expect(told()).toBe(before + 1)
  })

  test('that was closed again before its catch-up was sent gets all of it when it reopens', async () => {
    await outbox.subscribe(general)
    const { shown, scripts } = await closedChannel('gone')
    await reopen()
    scripts.post = ['gone']
    await shown()
    outbox.clock.at += 1000
    await publish('CO26002')
    await reopen()
    const catchUp = (await shown()).at(-1)
    for (const id of ['CO26001', 'CO26002']) expect(catchUp).toContain(`About ${id}`)
  })

  test('that was closed again and again, and in which nothing more appeared, gets the same catch-up when it stays open', async () => {
    await outbox.subscribe(general)
    const { shown, scripts } = await closedChannel('gone')
    for (let time = 0; time < 3; time += 1) {
      await reopen()
      scripts.post = ['accept', 'gone']
      await shown()
      outbox.clock.at += 1000
    }
    await reopen()
    const catchUps = (await shown()).filter((text) => text.startsWith('Caught up'))
    expect(catchUps).toEqual([expect.stringContaining('About CO26001')])
  })

  test('gets what a catch-up named that was written while the channel was paused', async () => {
    await outbox.subscribe(general)
    const { shown } = await closedChannel('gone')
    for (const id of ['CO26002', 'CO26003']) await appear(outbox.db, { id }, outbox.now(), true)
    await enqueueCatchUps(outbox.db, outbox.now())
    await outbox.db.deleteFrom('deliveries').where('commentary_id', '=', 'CO26001').execute()
    outbox.clock.at += 1000
    await reopen()
    const catchUp = (await shown()).at(-1)
    for (const id of ['CO26002', 'CO26003']) expect(catchUp).toContain(`About ${id}`)
  })
})

describe('what may have arrived before the place closed', () => {
  /** The posts about a commentary in a channel. */
  const about = (messages: readonly Message[], id: string): string[] =>
    messages
      .filter(({ channel, parent }) => channel === 'C1' && parent === undefined)
      .map(({ card }) => cardText(card))
      .filter((text) => text.includes(`About ${id}`))

  const openLooked = async (): Promise<void> => {
    await reopen()
    await outbox.later(10_000)
  }

  test.each([
    { how: 'by refusing the look', scripts: { post: ['accept, lost'], find: ['gone'] } },
    { how: 'by refusing another post', scripts: { post: ['accept, lost', 'tenantGone'] } },
  ])('is looked for, and neither posted nor named again: closed $how', async ({ scripts }) => {
    await outbox.subscribe(general)
    await outbox.subscribe(random)
    const { poster, messages, calls } = scriptedPoster(scripts)
    outbox.start(poster)
    await publish('CO26001')
    await outbox.later(0)
    await outbox.later(10_000)
    expect(await pausedCodes()).toHaveLength(1)
    await publish('CO26002')
    await openLooked()
    expect(about(messages, 'CO26001')).toHaveLength(1)
    expect(about(messages, 'CO26002')).toHaveLength(1)
    // Its thread is posted as usual.
    expect(messages.filter(({ parent, channel }) => channel === 'C1' && parent === 'm1')).toHaveLength(1)
    expect(calls.filter((call) => call.startsWith('post C1 About CO26001'))).toHaveLength(1)
  })

  test('is looked for when a person resumes the channel as well, and sent where it is not there', async () => {
    await outbox.subscribe(general)
    const { poster, messages, calls } = scriptedPoster({ post: ['lost'], find: ['gone'] })
    outbox.start(poster)
    await publish('CO26001')
    await outbox.later(0)
    await outbox.later(10_000)
    expect(about(messages, 'CO26001')).toEqual([])
    await requeue(outbox.db, general, undefined, outbox.now())
    await resume(outbox.db, { placeKey: placeKey(general) }, { now: outbox.now(), isQuiet: true })
    await outbox.later(0)
    expect(calls).toContain('find C1')
    expect(about(messages, 'CO26001')).toHaveLength(1)
  })

  test('is looked for where it could not be read while the place was closed; its thread follows', async () => {
    await outbox.subscribe(general)
    const { poster, messages, calls } = scriptedPoster({
      post: ['accept, lost', 'accept', 'gone'],
      find: ['cannotLook'],
    })
    outbox.start(poster)
    await publish('CO26001')
    await outbox.later(0)
    await outbox.later(10_000)
    await publish('CO26002')
    await outbox.later(10_000)
    expect(await pausedCodes()).toHaveLength(1)
    await openLooked()
    for (const id of ['CO26001', 'CO26002']) expect(about(messages, id)).toHaveLength(1)
    expect(messages.filter(({ parent, channel }) => channel === 'C1' && parent === 'm1')).toHaveLength(1)
    expect(calls.filter((call) => call.startsWith('post C1 About CO26001'))).toHaveLength(1)
  })

  test('is left to a person again where it still cannot be read', async () => {
    await outbox.subscribe(general)
    const { poster, messages } = scriptedPoster({
      post: ['accept, lost', 'accept', 'gone'],
      find: ['cannotLook', 'cannotLook'],
    })
    outbox.start(poster)
    await publish('CO26001')
    await outbox.later(0)
    await outbox.later(10_000)
    await publish('CO26002')
    await outbox.later(10_000)
    await openLooked()
    expect(about(messages, 'CO26001')).toHaveLength(1)
    expect(await postsThatNeedAPerson(outbox.db)).toHaveLength(1)
  })

  test('is nothing that an operator has to look for', async () => {
    await outbox.subscribe(general)
    outbox.start(scriptedPoster({ post: ['accept, lost'], find: ['gone'] }).poster)
    await publish('CO26001')
    await outbox.later(0)
    await outbox.later(10_000)
    expect(await postsThatNeedAPerson(outbox.db)).toEqual([])
  })
})

test('a place whose catch-up cannot be written holds up no other place, and keeps what it waits for', async () => {
  for (const where of [general, random]) await outbox.subscribe(where)
  await appear(outbox.db, { id: 'CO26001' }, outbox.now(), true)
  const of = `new.place_key = '${placeKey(general)}'`
  const revive = await failWrites(outbox.db, { table: 'deliveries', at: 'before insert', of, message: 'refused' })
  const written = async () => (await outbox.rows()).map(({ kind, place_key: key }) => `${kind} ${key}`)
  await expect(enqueueCatchUps(outbox.db, outbox.now())).rejects.toThrow('refused')
  expect(await written()).toEqual([`catch-up ${placeKey(random)}`])
  await revive()
  await enqueueCatchUps(outbox.db, outbox.now())
  expect(await written()).toEqual([`catch-up ${placeKey(random)}`, `catch-up ${placeKey(general)}`])
})

describe('the corrections of earlier posts', () => {
  const editsAfter = async (again: () => Promise<unknown>, fault: string): Promise<string[]> => {
    await outbox.subscribe(general)
    await outbox.owe(general, 'one')
    const { poster, calls } = scriptedPoster({ edit: [fault] })
    outbox.start(poster)
    await outbox.quiet()
    await outbox.owe(general, 'correction', { kind: 'edit', targetKey: 'one' })
    await outbox.later(0)
    expect((await outbox.row('correction')).state).toBe('dead')
    await again()
    await outbox.later(1000)
    return calls.filter((call) => call.startsWith('edit'))
  }
  const subscribed = (): Promise<void> => repeatCorrections(outbox.db, placeKey(general), outbox.now())
  /** The channel was closed meanwhile, for whatever reason. */
  const takesPostsAgain = async (): Promise<void> => {
    const closed = { state: 'paused', reason_code: 'channel-gone', reason: 'it was deleted' } as const
    await outbox.db.updateTable('subscriptions').set(closed).execute()
    expect(await reopen()).toBe(1)
  }
  const ways: readonly [what: string, again: () => Promise<unknown>][] = [
    ['is subscribed again', subscribed],
    ['takes posts again', takesPostsAgain],
  ]

  test.each(ways)('that a closed channel did not take are made when it %s', async (_what, again) => {
    expect(await editsAfter(again, 'gone')).toEqual(['edit C1 m1 to correction: gone', 'edit C1 m1 to correction'])
  })

  test.each(ways)('that the platform refused for good are not repeated when the channel %s', async (_what, again) => {
    expect(await editsAfter(again, 'refused')).toEqual(['edit C1 m1 to correction: refused'])
  })

  test('that the platform refused are repeated when a person asks for it', async () => {
    const asked = (): Promise<number> => requeue(outbox.db, general, undefined, outbox.now())
    expect(await editsAfter(asked, 'refused')).toHaveLength(2)
  })
})

test('a tenant whose token works again continues in all its channels; one that is paused for another reason stays paused', async () => {
  for (const where of [general, random]) await outbox.subscribe(where)
  const scripted = scriptedPoster({ post: ['tenantGone'] })
  const dispatcher = outbox.start(scripted.poster)
  await publish('CO26001')
  dispatcher.wake()
  await outbox.quiet()
  await outbox.db
    .updateTable('subscriptions')
    .set({ reason_code: 'token_revoked' })
    .where('place_key', '=', placeKey(general))
    .execute()
  await outbox.db
    .updateTable('deliveries')
    .set({ reason_code: 'token_revoked' })
    .where('place_key', '=', placeKey(general))
    .execute()
  scripted.messages.length = 0
  await rejoinTenant(outbox.db, { platform: 'slack', tenant: 'T1' }, outbox.now())
  dispatcher.wake()
  await outbox.quiet()
  expect(scripted.messages.map(({ channel, card }) => [channel, card.title?.text])).toEqual([
    ['C1', 'RSIS briefings continue here'],
    ['C1', 'Caught up: 1 commentary'],
  ])
  expect((await subscriptionsOf(outbox.db, random))[0]?.paused?.code).toBe('token-revoked')
})

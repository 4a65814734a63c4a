import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/subscriptions/place.ts'
import { appear } from '../delivery/briefed.ts'
import { place } from '../delivery/harness.ts'
import { type Bot, openBot } from './harness.ts'

const secret = 'zanzibar'
const ours = place('C1', 'T1', 'slack')
const ourOther = place('C2', 'T1', 'slack')
const theirs = place('C1', 'T2', 'slack')
const theirGuild = place('C1', 'T1', 'discord')
const thread: Place = { ...ours, thread: '17.5' }
const others = [theirs, theirGuild]

let bot: Bot

beforeEach(async () => {
  bot = await openBot()
  await bot.ask(`subscribe both daily 08:00 filter:${secret}`, { place: ours })
  await bot.ask(`watch add ${secret}`, { place: ours })
  for (const where of [ourOther, ...others]) await bot.ask('subscribe instant', { place: where })
})
afterEach(async () => {
  await bot.close()
  expect(bot.faults).toEqual([])
})

describe('a tenant', () => {
  const looks = [
    'list',
    'list all',
    'filter',
    'digest',
    'watch',
    'watch list',
    'status',
    'why CO26001',
    'subscribe',
    'search zanzibar',
    'help',
  ]

  test.each(looks)('sees nothing of another by “%s”', async (typed) => {
    await appear(bot.db, { id: 'CO26001', title: 'Nothing of it' }, bot.now())
    await bot.owe(ours, 'held', { commentaryId: 'CO26001' })
    await bot.db
      .updateTable('deliveries')
      .set({ state: 'dead', reason_code: 'gone', reason: secret })
      .where('key', '=', 'held')
      .execute()
    for (const where of others) {
      const card = JSON.stringify(await bot.ask(typed, { place: where }))
      if (!typed.startsWith('search')) expect(card).not.toContain(secret)
      expect(card).not.toContain('slack/T1')
    }
  })

  test('sees what is held in its own places, and the operator on the web sees all', async () => {
    await bot.owe(ours, 'held')
    await bot.db
      .updateTable('deliveries')
      .set({ state: 'dead', reason_code: 'gone', reason: 'it was deleted' })
      .where('key', '=', 'held')
      .execute()
    expect(await bot.say('status', { place: ourOther })).toContain('#C1: given up')
    expect(await bot.say('status')).toContain('channel C1 (Slack, workspace T1): given up')
  })

  test('changes nothing of another, whatever number or id it gives', async () => {
    const numbers = [1, 2, 3, 999]
    const before = await bot.subscriptions(ours)
    for (const where of [ourOther, ...others, thread]) {
      for (const number of numbers) {
        for (const typed of [
          `unsubscribe ${number}`,
          `unsubscribe #${number}`,
          `watch remove ${number}`,
          `watch remove ${secret}`,
        ])
          await bot.ask(typed, { place: where })
      }
      for (const typed of ['mute 3d', 'filter x', 'digest set fri', 'digest off', 'requeue', 'unsubscribe'])
        await bot.ask(typed, { place: where })
    }
    expect(await bot.subscriptions(ours)).toEqual(before)
  })

  test('says of another’s number the same words as of nonsense', async () => {
    // Number 2 is our watch; they have nothing with that number.
    const foreign = await bot.say('unsubscribe 2', { place: theirs })
    const nonsense = await bot.say('unsubscribe 987654', { place: theirs })
    expect(foreign).toMatch(/there is no number “2” here/u)
    expect(foreign.replace('“2”', 'N')).toBe(nonsense.replace('“987654”', 'N'))
  })

  test('lists the channels of its own workspace alone', async () => {
    expect((await bot.say('list all', { place: ours })).match(/#C\d · /gu)).toEqual(['#C1 · ', '#C1 · ', '#C2 · '])
    expect((await bot.say('list all', { place: theirs })).match(/#C\d · /gu)).toEqual(['#C1 · '])
  })

  test('requeues and resumes its own alone', async () => {
    for (const where of [ours, theirs]) await bot.owe(where, `held ${where.tenant}`)
    await bot.db
      .updateTable('deliveries')
      .set({ state: 'dead', reason_code: 'gone', reason: 'gone' })
      .where('key', 'like', 'held%')
      .execute()
    await bot.ask('requeue', { place: theirs })
    await bot.later(0)
    expect([(await bot.row('held T1')).state, (await bot.row('held T2')).state]).toEqual(['dead', 'sent'])
  })

  test('that leaves takes nothing of another with it', async () => {
    await bot.handler.left({ platform: 'slack', tenant: 'T1' }, 1000)
    expect((await bot.subscriptions(ours)).map(({ paused }) => paused?.code)).toEqual(['left', 'left'])
    for (const where of others)
      expect((await bot.subscriptions(where)).map(({ paused }) => paused)).toEqual([undefined])
    await bot.handler.joined({ platform: 'slack', tenant: 'T1' })
    expect((await bot.subscriptions(ours)).map(({ paused }) => paused)).toEqual([undefined, undefined])
  })
})

test('a thread is a place separate from its channel', async () => {
  await bot.ask('subscribe instant', { place: thread })
  expect(await bot.subscriptions(thread)).toHaveLength(1)
  expect(await bot.subscriptions(ours)).toHaveLength(2)
})

test('names with signs of our own keys in them stay apart', async () => {
  const tricky = [
    place('a/b', 'T'),
    place('b', 'T/a'),
    place('a%2Fb', 'T'),
    { ...place('a', 'T'), thread: 'b' },
    place('%', '%'),
  ]
  for (const where of tricky) await bot.ask('subscribe instant', { place: where })
  for (const where of tricky) expect(await bot.subscriptions(where), JSON.stringify(where)).toHaveLength(1)
})

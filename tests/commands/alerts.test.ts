import { afterEach, beforeEach, expect, test } from 'vitest'
import { operatorPlaces } from '../../src/subscriptions/store-operators.ts'
import { place } from '../delivery/harness.ts'
import { type Bot, here, manager, member, openBot, problem } from './harness.ts'

let bot: Bot
beforeEach(async () => {
  bot = await openBot()
})
afterEach(() => bot.close())

test('a channel begins to get alerts, and ceases to', async () => {
  expect((await bot.ask('alerts here')).title?.text).toBe('Alerts come here')
  expect((await bot.ask('alerts here')).title?.text).toBe('No change: alerts come here')
  expect(await operatorPlaces(bot.db)).toEqual([here])
  expect((await bot.ask('alerts off')).title?.text).toBe('Alerts no longer come here')
  expect(await operatorPlaces(bot.db)).toEqual([])
  expect(problem(await bot.ask('alerts off'))).toMatch(/this channel gets none; to get them: \/rsis alerts here/u)
})

test.each(['alerts', 'alerts there', 'alerts on off'])('“%s” is answered with what to type', async (text) => {
  expect(problem(await bot.ask(text))).toMatch(/say here or off; e\.g\. \/rsis alerts here/u)
})

test('only those who manage the workspace may have them', async () => {
  expect(problem(await bot.ask('alerts here', { person: member }))).toMatch(/only those who manage/u)
  const ofChannel = { ...manager, mayManageAll: async () => false }
  expect(problem(await bot.ask('alerts here', { person: ofChannel }))).toMatch(/manage the whole workspace/u)
  expect(await operatorPlaces(bot.db)).toEqual([])
})

test('the workspace that asked first has them: another one learns only that', async () => {
  await bot.ask('alerts here')
  const elsewhere = place('ops', 'another')
  expect(problem(await bot.ask('alerts here', { place: elsewhere }))).toMatch(/in another workspace/u)
  expect(await operatorPlaces(bot.db)).toEqual([here])
})

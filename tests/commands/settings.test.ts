import { afterEach, beforeEach, expect, test } from 'vitest'
import { cardText } from '../../src/card/plain-text.ts'
import { operatorPlaces } from '../../src/subscriptions/store-operators.ts'
import { place } from '../delivery/harness.ts'
import { type Bot, here, manager, member, openBot, problem } from './harness.ts'

let bot: Bot
beforeEach(async () => {
  bot = await openBot()
})
afterEach(() => bot.close())

const slack = (channel: string, tenant = 'T1') => place(channel, tenant, 'slack')

/** A workspace with two channels, a watch, a feed, a mute and alerts. */
const fillWorkspace = async (): Promise<string> => {
  const from = { place: slack('C1') }
  await bot.ask('subscribe both weekdays 08:30 Europe/London filter:topic:maritime -piracy', from)
  await bot.ask('watch add "nord stream"', from)
  await bot.ask('mute 3d', from)
  await bot.ask('subscribe instant', { place: slack('C2') })
  await bot.ask('alerts here', { place: slack('C2') })
  await bot.ask('feeds add https://fulcrum.sg/feed/', from)
  const { file } = await bot.ask('settings export', from)
  return file?.text ?? ''
}

test('an export holds the lines that make the settings, and nobody’s own subscription', async () => {
  await bot.ask('subscribe instant', { place: { ...slack('U1'), isDirect: true } })
  await bot.ask('subscribe instant', { place: slack('C9', 'T9') })
  const text = await fillWorkspace()
  expect(text.split('\n').filter((line) => !line.startsWith('#'))).toEqual([
    'feeds add https://fulcrum.sg/feed/',
    '',
    '[C1]',
    'subscribe both weekdays 08:30 Europe/London filter:topic:maritime -piracy',
    'watch add "nord stream"',
    'mute until 2026-11-27T08:00:00.000Z',
    '',
    '[C2]',
    'subscribe instant',
    'alerts here',
    '',
  ])
})

test('imported as it is, it changes nothing; what was changed since is shown, then brought back, once', async () => {
  const text = await fillWorkspace()
  expect(await bot.say(`settings import ${text}`, { place: slack('C1') })).toContain('Nothing would change')
  await bot.ask('subscribe instant filter:rice', { place: slack('C1') })
  await bot.ask('watch remove all', { place: slack('C1') })
  await bot.ask('watch add graphite', { place: slack('C1') })
  await bot.ask('unsubscribe', { place: slack('C2') })
  await bot.ask('feeds remove fulcrum.sg', { place: slack('C1') })
  const before = await bot.state()
  const preview = await bot.ask(`settings import ${text}`, { place: slack('C2') })
  expect(preview.title?.text).toBe('4 changes')
  expect({ ...(await bot.state()), deliveries: [] }).toEqual({ ...before, deliveries: [] })
  const [press] = preview.actions ?? []
  const line = press !== undefined && 'command' in press ? press.command : ''
  expect((await bot.ask(line, { place: slack('C2') })).title?.text).toBe('4 of 4 changes made')
  const { file } = await bot.ask('settings export', { place: slack('C1') })
  // Settings of a channel that are not in the file stay.
  expect(file?.text.replace('watch add graphite\n', '').split('\n').toSorted()).toEqual(text.split('\n').toSorted())
  expect((await bot.ask(line, { place: slack('C2') })).title?.text).toBe('Nothing to change')
})

test('a channel that is not known here is asked for, never written to', async () => {
  const text = await fillWorkspace()
  const elsewhere = slack('C7', 'T2')
  const answer = await bot.say(`settings import ${text}`, { place: elsewhere })
  expect(answer).toMatch(/\/rsis settings apply [\da-f]{10} C1\n[\s\S]*\/rsis settings apply [\da-f]{10} C2/u)
  const id = /apply ([\da-f]{10})/u.exec(answer)?.[1]
  await bot.ask(`settings apply ${id}`, { place: elsewhere })
  expect(await bot.subscriptions(slack('C1', 'T2'))).toEqual([])
  expect(await bot.say(`settings apply ${id} C1`, { place: elsewhere })).toContain('3 of 3 changes made')
  expect((await bot.subscriptions(elsewhere)).map(({ kind, filter }) => [kind, filter])).toEqual([
    ['feed', 'topic:maritime -piracy'],
    ['watch', '"nord stream"'],
  ])
  expect(problem(await bot.ask(`settings apply ${id}`, { place: slack('C7', 'T3') }))).toMatch(/has expired/u)
  expect(await operatorPlaces(bot.db)).toEqual([slack('C2')])
})

test('channels of another workspace are mapped one by one, several onto one as well, and those known need no mapping', async () => {
  const text = `${await fillWorkspace()}\n[C3]\nwatch add graphite\n`
  const [first, second] = [slack('C1', 'T2'), slack('D2', 'T2')]
  // This workspace knows C1 by its subscription, and does not know C2 and C3.
  await bot.ask('subscribe instant', { place: first })
  const preview = await bot.ask(`settings import ${text}`, { place: second })
  const said = cardText(preview)
  const id = /apply ([\da-f]{10})/u.exec(said)?.[1]
  expect([...said.matchAll(/apply [\da-f]{10} (C\d)/gu)].map(([, channel]) => channel)).toEqual(['C2', 'C3'])
  // Alerts belong to the installation, and another workspace receives them.
  expect(cardText(await bot.ask(`settings apply ${id} C2`, { place: second }))).toMatch(
    /1 of 2 changes made[\s\S]*alerts here[\s\S]*another workspace/u,
  )
  expect(cardText(await bot.ask(`settings apply ${id} C3`, { place: second }))).toContain('1 of 1 change made')
  expect((await bot.subscriptions(second)).map(({ kind, filter }) => [kind, filter])).toEqual([
    ['feed', ''],
    ['watch', 'graphite'],
  ])
  // The known channel waits for a command in that channel.
  expect((await bot.subscriptions(first)).map(({ filter }) => filter)).toEqual([''])
  await bot.ask(`settings apply ${id}`, { place: second })
  expect((await bot.subscriptions(first)).map(({ filter }) => filter)).toEqual([
    'topic:maritime -piracy',
    '"nord stream"',
  ])
  expect(problem(await bot.ask(`settings apply ${id} C9`, { place: second }))).toMatch(/C9/u)
})

test('only those who manage the workspace may have them', async () => {
  const ofChannel = { ...manager, mayManageAll: async () => false }
  for (const person of [member, ofChannel])
    for (const line of ['settings export', 'settings import [C1]\nsubscribe instant', 'settings apply 0123456789'])
      expect(problem(await bot.ask(line, { person })), line).toMatch(/only those who manage/u)
})

test.each([
  ['settings import', /give the text of the file/u],
  ['settings import hello', /line 1 is “hello”/u],
  ['settings import [C1]\nunsubscribe', /line 2 is “unsubscribe”/u],
  [
    'settings import subscribe instant',
    /line 1 is “subscribe instant”, and no line above it names a channel; .*\[briefings\]/u,
  ],
  ['settings import http://127.0.0.1:7811/x', /begins with https/u],
  ['settings import feeds add example.org', /has no address; e\.g\. feeds add https/u],
  ['settings apply web briefings', /does not name an import; import the file first/u],
  ['settings import # nothing', /the text contains no settings/u],
  ['settings import [C1]\nmute until soon', /line 2 is “mute until soon”/u],
  ['settings apply 0123456789', /has expired; import it again/u],
  ['settings apply', /does not name an import/u],
])('“%s” is answered with what is wrong', async (text, says) => {
  expect(problem(await bot.ask(text))).toMatch(says)
})

test('a line that asks for nothing there is is named, and the others are made', async () => {
  await bot.ask('subscribe instant')
  const text = `[${here.channel}]\nsubscribe digest every blue moon\nwatch add graphite`
  const id = /apply ([\da-f]{10})/u.exec(JSON.stringify(await bot.ask(`settings import ${text}`)))?.[1]
  const answer = await bot.say(`settings apply ${id}`)
  expect(answer).toContain('1 of 2 changes made')
  expect(answer).toMatch(/subscribe digest every blue moon[\s\S]*: /u)
})

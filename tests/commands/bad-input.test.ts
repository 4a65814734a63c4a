import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bot, member, openBot, problem } from './harness.ts'

let bot: Bot

beforeAll(async () => {
  bot = await openBot()
  await bot.fill()
  await bot.ask('subscribe both weekdays 08:00 Europe/London filter:iran')
  await bot.ask('watch add nickel')
})
afterAll(async () => {
  await bot.close()
  expect(bot.faults).toEqual([])
})

const long = 'a'.repeat(4000)

/** A typed text, and what the answer must contain: the name of the argument, and a correct one. */
const table: readonly [typed: string, argument: string, example: RegExp][] = [
  // Times, zones and days
  ['subscribe daily 25:99', 'Time', /“25:99” is not a time of day; give 00:00 to 23:59, e\.g\. 08:00/u],
  ['subscribe daily 24:00', 'Time', /a day ends before “24:00”; use 00:00 of the next day/u],
  ['subscribe daily 8:5', 'Time', /e\.g\. 08:05/u],
  ['subscribe daily 13pm', 'Time', /e\.g\. 8am or 20:00/u],
  ['subscribe time:noonish', 'Time', /“noonish” is not a time of day; .*e\.g\. 08:00/u],
  [`subscribe time:${long}`, 'Time', /e\.g\. 08:00/u],
  ['subscribe time:', 'Option', /time: has no value; e\.g\. time:08:00/u],
  ['subscribe daily Mars/Base', 'Time zone', /“Mars\/Base” is not known; e\.g\. Asia\/Singapore/u],
  ['subscribe daily +99:00', 'Time zone', /no place is “\+99:00” from UTC; give -12:00 to \+14:00, e\.g\. \+08:00/u],
  ['subscribe zone:CST', 'Time zone', /“CST” can be .*say which, e\.g\. /u],
  ['subscribe zone:../../etc/passwd', 'Time zone', /e\.g\. Asia\/Singapore/u],
  [`subscribe zone:${long}`, 'Time zone', /e\.g\. Asia\/Singapore/u],
  ['subscribe weekly Blursday', 'Schedule', /“Blursday” is not understood; did you mean thursday/u],
  ['subscribe days:Blursday', 'Schedule', /did you mean thursday/u],
  [`subscribe days:${long}`, 'Schedule', /e\.g\. weekdays 08:00/u],
  ['subscribe Blursday', 'Schedule', /“Blursday” is not understood/u],
  ['subscribe new yrok', 'Time zone', /“new yrok” is not known; did you mean America\/New_York/u],
  // Options
  ['subscribe mode:sometimes', 'Mode', /“sometimes” is not instant, digest or both; e\.g\. mode:both/u],
  ['subscribe mode:constructor', 'Mode', /e\.g\. mode:both/u],
  ['subscribe __proto__', 'Time zone', /“proto” is not known; did you mean /u],
  ['subscribe constructor:x', 'Option', /there is no “constructor:”; known are mode:, .*filter: \(at the end\)/u],
  ['subscribe colour:red', 'Option', /there is no “colour:”; known are mode:/u],
  [`subscribe ${long}:x`, 'Option', /known are mode:/u],
  ['subscribe dates:klingon', 'Dates', /“klingon” is not a language; give a language tag, e\.g\. dates:en-SG/u],
  ['subscribe dates:--', 'Dates', /e\.g\. dates:en-SG/u],
  ['subscribe empty:maybe', 'Empty', /“maybe” is not post or skip; e\.g\. empty:post/u],
  // Filters
  ['subscribe filter:"nord', 'Query', /the quote at position 1 is not closed/u],
  ['subscribe filter:(a OR (b', 'Query', /\(/u],
  ['subscribe filter:sort:title', 'sort', /is not an order/u],
  ['subscribe filter:AND', 'Query', /e\.g\./u],
  [`subscribe filter:${long}`, 'Query', /at most 2,000 characters \(you sent 4,000\)/u],
  ['filter "nord', 'Query', /the quote at position 1 is not closed/u],
  ['filter since:2026-13-45', 'since', /2026-13-45/u],
  ['filter since:2027-01-01 until:2026-01-01', 'since', /e\.g\. since:2026-01-01 until:2027-01-01/u],
  ['filter -', 'Query', /e\.g\./u],
  [`filter ${long}`, 'Query', /at most 2,000 characters \(you sent 4,000\)/u],
  ['watch add', 'Watch', /say what to watch for; e\.g\. \/rsis watch add "nord stream"/u],
  ['watch add "nord', 'Query', /the quote at position 1 is not closed/u],
  [`watch add ${long}`, 'Query', /at most 2,000 characters/u],
  ['watch remove', 'Watch', /say which one to end; e\.g\. \/rsis watch remove 2/u],
  ['watch remove 999', 'Watch', /there is no “999” here; see \/rsis watch list/u],
  [`watch remove ${long}`, 'Watch', /see \/rsis watch list/u],
  ['watch lisst', 'Watch', /there is no “watch lisst”; did you mean \/rsis watch list/u],
  // Digests
  ['digest set', 'Digest', /say when; it is now Monday to Friday at 08:00, Europe\/London; e\.g\. \/rsis digest set/u],
  ['digest set 25:99', 'Time', /e\.g\. 08:00/u],
  ['digest set Blursday', 'Schedule', /did you mean thursday/u],
  ['digest set daily 08:00 Mars/Base', 'Time zone', /e\.g\. Asia\/Singapore/u],
  ['digest set instant', 'Digest', /is never instant; say when, e\.g\. weekdays 08:00/u],
  ['digest set daily filter:x', 'Option', /there is no “filter:”; known are days:/u],
  [
    'digest frobnicate',
    'Digest',
    /there is no “digest frobnicate”; say set, show, off, now, or when, e\.g\. \/rsis digest weekdays 08:00/u,
  ],
  [`digest ${long}`, 'Digest', /say set, show, off, now, or when, e\.g\. \/rsis digest weekdays 08:00/u],
  // Others
  ['unsubscribe 999', 'Subscription', /there is no number “999” here; see \/rsis list .*e\.g\. \/rsis unsubscribe 1/u],
  ['unsubscribe -1', 'Subscription', /e\.g\. \/rsis unsubscribe 1/u],
  ['unsubscribe 1e3', 'Subscription', /e\.g\. \/rsis unsubscribe 1/u],
  ["unsubscribe 1'--", 'Subscription', /e\.g\. \/rsis unsubscribe 1/u],
  [`unsubscribe ${long}`, 'Subscription', /e\.g\. \/rsis unsubscribe 1/u],
  ['list frobnicate', 'List', /“frobnicate” is not known; say \/rsis list or \/rsis list all/u],
  [`list ${long}`, 'List', /say \/rsis list/u],
  ['mute forever', 'Mute', /“forever” is not a time up to 90 days; e\.g\. \/rsis mute 3d/u],
  ['mute 0d', 'Mute', /e\.g\. \/rsis mute 3d/u],
  ['mute -3d', 'Mute', /e\.g\. \/rsis mute 3d/u],
  ['mute 91d', 'Mute', /not a time up to 90 days/u],
  ['mute 9999w', 'Mute', /not a time up to 90 days/u],
  [`mute ${long}`, 'Mute', /e\.g\. \/rsis mute 3d/u],
  ['unmute 3d please', 'Mute', /e\.g\. \/rsis mute 3d/u],
  ['requeue CO99999', 'Commentary', /CO99999 is not in the archive, which has 24 commentaries/u],
  [`requeue ${long}`, 'Commentary', /search for it/u],
  ['why', 'Commentary', /say which one: a number, an address, a title or latest; e\.g\. CO26224/u],
  [
    'why CO99999',
    'Commentary',
    /CO99999 is not in the archive, .*1 September 2026 to 30 October 2026; the operator can add it/u,
  ],
  [`why ${long}`, 'Commentary', /search for it.*e\.g\. CO26224, the newest/u],
  ['related', 'Commentary', /say which one: .*e\.g\. CO26224/u],
  ['related CO99999', 'Commentary', /CO99999 is not in the archive/u],
  ['latest 0', 'Count', /e\.g\. \/rsis latest 10/u],
  [`latest ${long}`, 'Query', /characters/u],
  [`show ${long}`, 'Commentary', /e\.g\. CO26224, the newest/u],
  [`search ${long}`, 'Query', /at most 2,000 characters \(you sent 4,000\)/u],
  [`help ${long}`, 'Command', /see \/rsis help/u],
]

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 40)}… (${text.length})` : text)

describe('a mistake', () => {
  test.each(table.map(([typed, ...rest]) => [shortened(typed), typed, ...rest] as const))(
    '“%s” is answered by one sentence with the argument and a right one, and changes nothing',
    async (_name, typed, argument, example) => {
      const before = await bot.state()
      const says = problem(await bot.ask(typed))
      expect(says.slice(0, argument.length + 1).toLowerCase()).toBe(`${argument.toLowerCase()}:`)
      expect(says).toMatch(example)
      expect(says.length).toBeLessThan(400)
      expect(says).not.toContain('\n')
      expect(await bot.state()).toEqual(before)
    },
  )
})

describe('control characters and other unseen ones', () => {
  const unseen = ['\0', '\u0007', '\u001B[31m', '\u202E', '\u200B', '\uFEFF', '\uD800', '\r\n', '\u2028']
  const commands = [
    'subscribe daily X25:99',
    'subscribe daily 08:00 Mars/XBase',
    'subscribe weekly BlurXsday',
    'subscribe mode:soX',
    'subscribe X:y',
    'subscribe dates:X',
    'digest setX',
    'watch remove X',
    'unsubscribe X9',
    'list X',
    'mute X',
    'requeue X',
    'why X',
    'show X',
  ]
  test.each(commands)('in “%s” do no harm, and come back in no answer', async (command) => {
    for (const character of unseen) {
      const before = await bot.state()
      const says = await bot.say(command.replace('X', character))
      expect(says.replaceAll('\n', ''), JSON.stringify(character)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
      if ((await bot.ask(command.replace('X', character))).tone === 'problem') expect(await bot.state()).toEqual(before)
    }
  })
})

describe('somebody who may not manage the channel', () => {
  const managing = [
    'subscribe instant',
    'subscribe daily 25:99',
    'SUBSCRIBE instant',
    'sub instant',
    'add daily',
    'follow instant',
    'unsubscribe',
    'rm 1',
    'stop',
    'filter iran',
    'filter clear',
    'only x',
    'digest set daily 08:00',
    'digest  SET daily',
    'digest off',
    'digest now',
    'watch add x',
    'watch ADD x',
    'watch rm x',
    'watch remove 2',
    'alert add x',
    'mute 3d',
    'mute off',
    'mute',
    'pause 3d',
    'unmute',
    'test',
    'try',
    'requeue',
    'resume',
    'retry CO26201',
    '/rsis subscribe instant',
    '/rsis   digest\u00A0off',
  ]
  test.each(managing)('is refused “%s” with any words after it, and changes nothing', async (typed) => {
    const before = await bot.state()
    expect(problem(await bot.ask(typed, { person: member }))).toBe(
      'Permission: only those who manage this channel may change what it gets; ask one of them; searching and reading is for everybody.',
    )
    expect(await bot.state()).toEqual(before)
  })

  test.each([
    'search iran',
    'latest',
    'show CO26213',
    'cite CO26213',
    'related CO26213',
    'list',
    'list all',
    'filter',
    'digest',
    'digest show',
    'watch',
    'watch list',
    'subscribe',
    'why CO26213',
    'status',
    'help',
    '',
  ])('may “%s”', async (typed) => {
    const before = await bot.state()
    expect((await bot.ask(typed, { person: member })).tone).toBe(undefined)
    expect(await bot.state()).toEqual(before)
  })

  test('is asked of the platform only by a command that changes something', async () => {
    let asked = 0
    const person = { ...member, mayManage: async () => (asked += 1) > 0 }
    for (const typed of ['search iran', 'list', 'digest', 'filter']) await bot.ask(typed, { person })
    expect(asked).toBe(0)
    await bot.ask('filter iran', { person })
    expect(asked).toBe(1)
  })

  test('whose right cannot be asked for is refused, as a fault of ours', async () => {
    const person = { ...member, mayManage: async () => Promise.reject(new Error('platform away')) }
    const before = await bot.state()
    expect(problem(await bot.ask('unsubscribe', { person }))).toMatch(/went wrong on our side/u)
    expect(await bot.state()).toEqual(before)
    expect(bot.faults.splice(0)).toHaveLength(1)
  })
})

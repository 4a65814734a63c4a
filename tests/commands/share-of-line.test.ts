import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bot, openBot } from './harness.ts'

let bot: Bot
beforeAll(async () => {
  bot = await openBot()
  bot.clock.at = Date.parse('2026-11-23T20:00:00Z')
  await bot.fill()
  await bot.ask('subscribe both weekdays 08:00 Asia/Singapore')
})
afterAll(async () => {
  await bot.close()
  expect(bot.faults).toEqual([])
})

const offered = async (line: string): Promise<readonly string[]> =>
  ((await bot.ask(line).catch(() => undefined))?.actions ?? []).flatMap((action) =>
    'command' in action ? [action.command.replace('/rsis ', '')] : [],
  )

/** What changes something with a value of the line; `subscribe digest weekdays 08:00` is an example that an answer always shows. */
const isFilled = (command: string): boolean =>
  /^(?:filter(?! (?:show|help))|watch (?:add|remove)|mute|unsubscribe|subscribe(?! digest(?: (?:weekdays|monday) 08:00)?$)|digest (?:set|off)) ?\S*/u.test(
    command,
  ) && !/^(?:mute [17]d|filter clear|digest off|unsubscribe|mute off|watch remove all)$/u.test(command)

const remarks = [
  'you posted the same article twice this morning',
  'the boss wonders why nobody reads these lengthy summaries on his tablet',
  'a colleague asked whether interns can alter anything',
  'the quote under the second bullet says something the author never wrote',
]
const fragments = [
  'at 9:02 and 9:40',
  'on friday',
  'nickel',
  'mute',
  'no wait',
  'by 45 min',
  'not the articles on rice',
]

describe('a part of a line does not stand for the whole of it', () => {
  test.each(
    remarks.flatMap((remark) =>
      fragments.flatMap((part) => [`${remark}, ${part}`, `${remark}. ${part}. please look`, `${part}. ${remark}`]),
    ),
  )('“%s” offers no change', async (line) => {
    const before = await bot.state()
    expect((await offered(line)).filter(isFilled)).toEqual([])
    expect((await bot.state()).subscriptions).toEqual(before.subscriptions)
  })

  test('nor do known requests in random sentences', async () => {
    const words =
      'colleague office reads phone screen somebody meeting standup article twice bullet moving tablet boss'.split(' ')
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(words, { minLength: 6, maxLength: 9 }),
        fc.constantFrom('at 9', 'mute', 'digest at 8', 'filter nickel', 'skip fridays', 'mute until monday'),
        fc.constantFrom(', ', '. ', ' so '),
        async (rest, request, joint) => {
          const line = `${rest.join(' ')}${joint}${request}`
          expect((await offered(line)).filter(isFilled), line).toEqual([])
        },
      ),
      { numRuns: 60, seed: 7 },
    )
  })
})

describe('the subject of a change is a noun phrase', () => {
  test.each(
    ['watch', 'alert me about', 'only', 'filter', 'subscribe weekly', 'no posts about'].flatMap((verb) =>
      ['long for phone', 'asking', 'wait', 'hard to read', 'complaining'].map((one) => `${verb} ${one}`),
    ),
  )('“%s” changes nothing', async (line) => {
    const before = await bot.state()
    const choices = await offered(line)
    // A command word for word is the person's own.
    if (!/^(?:watch|filter|only|subscribe)\b/u.test(line)) expect(choices.filter(isFilled)).toEqual([])
    if (!/^(?:watch|filter)\b/u.test(line)) expect((await bot.state()).subscriptions).toEqual(before.subscriptions)
  })

  test.each(['fishing', 'rare earths', 'rising seas', 'women in politics', 'maritime', 'sulu sea', 'Quad'])(
    '“alert me about %s” offers to watch it',
    async (subject) => {
      expect(await offered(`alert me about ${subject}`)).toContain(`watch add ${subject}`)
    },
  )
})

describe('a time is used only with all words of its phrase', () => {
  test.each([
    '10am is too late for us',
    'the 8am digest is far too early',
    '9 is too late',
    'we are closed from 3 to 14 august, be quiet until the 15th',
    'the office is shut from 20 to 27 may, please mute until the 28th',
    'the digest came at 9:20 and not at 8',
  ])('“%s” fills nothing with it', async (line) => {
    expect((await offered(line)).filter(isFilled)).toEqual([])
  })
})

describe('a button says a command, and no fragment of the line', () => {
  const verbs =
    /^(?:search|latest|show|cite|related|claims|timeline|export|quote|help|status|list|preview|digest|subscribe|unsubscribe|mute|filter|watch|why|test|dispute|settings|feeds)\b/u
  test.each([
    'find elections in bangladesh, cite top 3 in apa, and put a watch on Yunus',
    'actually cancel the nickel alert, I changed team',
    'twice a week tues n thurs 7.45am, max 8, no obituary or event stuff, short version',
    'please be quiet until friday, and show the list',
  ])('“%s”', async (line) => {
    expect((await offered(line)).filter((command) => !verbs.test(command))).toEqual([])
  })
})

test('an answer that reports a search does not say that nothing was searched for', async () => {
  for (const line of [
    'why on earth do you people never bring zorbax stories',
    'i need a footnote for the zorbax piece, chicago style',
  ])
    expect(await bot.say(line)).not.toMatch(/nothing was searched for[^]*No commentary in the archive/u)
})

describe('a noun that is also a word for appearing or for texts stays in the subject', () => {
  test.each([
    ['watch release of prisoners', 'release of prisoners'],
    ['watch Kra canal or the land bridge', 'land bridge'],
    ['let me know if someone writes about the land bridge', 'land bridge'],
    ['alert me about a prisoner release', 'prisoner release'],
    ['watch post office', 'post office'],
    ['watch talks on nickel', 'talks on nickel'],
    ['watch support for ukraine', 'support for ukraine'],
  ])('“%s”', async (line, subject) => {
    expect(await bot.say(line)).toContain(subject)
  })

  test.each([
    'alert me when nickel comes up',
    'tell me when something on nickel appears',
    'watch mentions of nickel',
    'watch anything new on nickel',
    'alert me about articles on nickel',
  ])('“%s” is about nickel alone', async (line) => {
    expect(await bot.say(line)).toMatch(/watch add nickel\n|Watching for nickel\n|already watched/u)
  })
})

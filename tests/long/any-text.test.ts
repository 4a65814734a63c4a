import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardText } from '../../src/card/plain-text.ts'
import { definitions } from '../../src/commands/registry.ts'
import { type Bot, member, openBot } from '../commands/harness.ts'
import { anyCharacter } from '../any-character.ts'

let bot: Bot

beforeAll(async () => {
  bot = await openBot()
  await bot.fill()
})
afterAll(() => bot.close())

const verbs = definitions.flatMap(({ verb, synonyms }) => [verb, ...synonyms])

/** Words that commands, or other parts, read. */
const known = [
  'set',
  'show',
  'off',
  'now',
  'add',
  'remove',
  'rm',
  'list',
  'all',
  'clear',
  'newest',
  'instant',
  'digest',
  'both',
  'daily',
  'weekdays',
  'mon',
  'Blursday',
  '08:00',
  '25:99',
  '8am',
  'Asia/Singapore',
  'Mars/Base',
  '+99:00',
  'new',
  'york',
  'filter:',
  'filter:"',
  'filter:topic:x',
  'time:',
  'time:8',
  'zone:CST',
  'dates:x-',
  'empty:',
  'mode:',
  'page:0',
  'page:2',
  'CO26213',
  'CO99999',
  '#1',
  '1',
  '-1',
  '1e99',
  '3d',
  '90d',
  '"',
  '(',
  ')',
  'OR',
  'AND',
  '-',
  '*',
  '"nord stream"',
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'constructor:x',
  '__proto__:x',
  "'; drop table deliveries --",
  'author:',
  'since:2026-13-45',
  'since:2026',
  'until:1',
  '\0',
  '\u202E',
  '\uD800',
  '\uDFFF',
  '😀',
  '中文',
  '%',
  '_',
  '\\',
  '@everyone',
]

/** These words in any order, among arbitrary others. */
const word = fc.oneof(
  fc.constantFrom(...known),
  fc.string({ unit: anyCharacter, maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)

const command = fc
  .tuple(
    fc.constantFrom(...verbs, '', '/rsis', '/rsis subscribe'),
    fc.array(word, { maxLength: 6 }),
    fc.constantFrom(' ', '  ', '\n', '\u00A0'),
  )
  .map(([verb, words, space]) => [verb, ...words].join(space))

/** What must be true of any answer. */
const check = async (text: string): Promise<void> => {
  const before = bot.faults.length
  for (const person of [undefined, member]) {
    const card = await bot.ask(text, person === undefined ? {} : { person })
    expect(bot.faults.slice(before), JSON.stringify(text)).toEqual([])
    const says = cardText(card)
    expect(says, JSON.stringify(text)).not.toMatch(
      /went wrong on our side|undefined|NaN|\[object|Invalid Date|SQLITE|fts5/u,
    )
    expect(says.isWellFormed(), JSON.stringify(text)).toBe(true)
    expect(card.blocks.length + (card.title === undefined ? 0 : 1)).toBeGreaterThan(0)
    for (const action of card.actions ?? []) expect(action.label).not.toBe('')
  }
}

describe('no text', () => {
  test('of a person makes an answer reject, or be the apology', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: anyCharacter, maxLength: 200 }), check), { numRuns: 100 })
  })

  test('made of the commands’ own words does', async () => {
    await fc.assert(fc.asyncProperty(command, check), { numRuns: 400 })
  })

  test.each([1, 4000, 5000, 5001, 100_000])('of %i characters does', async (length) => {
    for (const verb of ['', ...definitions.map((definition) => definition.verb)])
      for (const character of ['a', ' ', '"', '(', '-', '😀', '\u0301', 'filter:'])
        await check(`${verb} ${character.repeat(length)}`)
  })
})

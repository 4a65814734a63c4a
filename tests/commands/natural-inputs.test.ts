import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardText } from '../../src/card/plain-text.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { place } from '../delivery/harness.ts'
import { blindInputs } from './blind-inputs.ts'
import { doubtfulInputs } from './doubtful-inputs.ts'
import { type Bot, member, openBot } from './harness.ts'
import { inOwnWords } from './in-own-words.ts'
import { rows } from './natural-inputs.ts'

let bot: Bot
let slug = ''

beforeAll(async () => {
  bot = await openBot()
  bot.clock.at = Date.parse('2026-11-23T20:00:00Z')
  await bot.fill()
  slug = (await readSamples()).find(({ id }) => id === 'CO26213')?.slug ?? expect.fail('no such sample')
})
afterAll(async () => {
  await bot.close()
  expect(bot.faults).toEqual([])
})

/** Each input has its own channel, so that the inputs do not influence each other. */
const asked = async (typed: string, before: string, number: number): Promise<string> => {
  const where = place('natural', `tenant-${number}`)
  if (before === 'subscribed') {
    await bot.ask('subscribe both weekdays 08:00 Asia/Singapore', { place: where })
    await bot.ask('watch add nord stream', { place: where })
  }
  let answer = ''
  for (const line of typed.split(' >> ')) {
    answer = cardText(await bot.ask(line.replaceAll('SLUG', slug), { place: where }))
  }
  return answer
}

/** Subjects of commentaries that begin with the word of a command, or look like a request. */
const subjects = [
  'test ban treaty',
  'status quo in the south china sea',
  'new zealand defence',
  'open skies',
  'show of force',
  'daily life in Yangon',
  'stop the war',
  'follow the money',
  'only child policy',
  'no first use',
  'alert fatigue',
  'mute swans',
  'digest of the debates',
  'last stand of the junta',
  'recent coups',
  'add value to nickel',
  'remove the junta',
  'pause in the talks',
  'change of guard in Hanoi',
  'without a navy',
  'not a war',
  'change to the status quo',
  'hold elections now',
  'weekly protests',
  'end of history',
  'drop in trade',
]

describe('what people type', () => {
  test.each(subjects)('“%s” changes nothing, and posts nothing', async (typed) => {
    const where = place('subjects')
    await bot.ask('subscribe both weekdays 08:00 Asia/Singapore filter:nickel', { place: where })
    const before = await bot.state()
    await bot.ask(typed, { place: where })
    expect(await bot.state()).toEqual(before)
  })

  test('whoever may not manage the channel is not asked what to change', async () => {
    const answer = cardText(await bot.ask('alert me about taiwan', { place: place('asked'), person: member }))
    expect(answer).toContain('only those who manage this channel')
  })

  test('a list belongs to the person who saw it, and to the place', async () => {
    const where = place('lists')
    await bot.ask('latest', { place: where })
    expect(cardText(await bot.ask('2', { place: where }))).toContain('CO26223')
    expect(cardText(await bot.ask('2', { place: where, person: member }))).toContain('which list')
    expect(cardText(await bot.ask('2', { place: place('elsewhere') }))).toContain('which list')
  })

  test('turning a page never runs again what changed something', async () => {
    const where = place('pages')
    await bot.ask('watch add nickel', { place: where })
    const before = await bot.state()
    for (const typed of ['next', 'first page', 'previous', 'page 2']) await bot.ask(typed, { place: where })
    expect(await bot.state()).toEqual(before)
  })

  test.each(
    [...rows, ...inOwnWords, ...blindInputs, ...doubtfulInputs].map(
      ([typed, says, before = 'fresh'], number) => [typed, before, says, number] as const,
    ),
  )('“%s” (%s)', async (typed, before, says, number) => {
    expect(await asked(typed, before, number)).toMatch(says)
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardText } from '../../src/card/plain-text.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { place } from '../delivery/harness.ts'
import { type Bot, openBot } from './harness.ts'
import { rows } from './natural-inputs.ts'

let bot: Bot
let slug = ''

beforeAll(async () => {
  bot = await openBot()
  bot.clock.at = Date.parse('2026-11-23T20:00:00Z')
  await bot.fill()
  slug = (await readSamples()).find(({ id }) => id === 'CO26213')?.slug ?? expect.fail('no such sample')
}, 60_000)
afterAll(async () => {
  await bot.close()
  expect(bot.faults).toEqual([])
})

/** Each input has a channel of its own, so that none finds what another left. */
const asked = async (typed: string, before: string, number: number): Promise<string> => {
  const where = place('natural', `tenant-${number}`)
  if (before === 'subscribed') {
    await bot.ask('subscribe both weekdays 08:00 Asia/Singapore', { place: where })
    await bot.ask('watch add nord stream', { place: where })
  }
  return cardText(await bot.ask(typed.replaceAll('SLUG', slug), { place: where }))
}

describe('what people type', () => {
  test.each(rows.map(([typed, says, before = 'fresh'], number) => [typed, before, says, number] as const))(
    '“%s” (%s)',
    async (typed, before, says, number) => {
      expect(await asked(typed, before, number)).toMatch(says)
    },
  )
})

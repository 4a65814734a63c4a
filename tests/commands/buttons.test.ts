import { expect, test } from 'vitest'
import type { Card } from '../../src/card/card.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { definitions } from '../../src/commands/registry.ts'
import { blindInputs } from './blind-inputs.ts'
import { type Bot, here, manager, openBot } from './harness.ts'
import { rows } from './natural-inputs.ts'

/** Lines whose buttons were once refused, and what people type into exports, searches and lists. */
const typed = [
  'export latest',
  'export CO26213',
  'export last month',
  'export everything',
  'export nickel as ris',
  'export "the region"',
  'search between March and May 2021',
  'search feed:fulcrum.sg',
  'search author:cheang',
  'search asia match:any nickel',
  'claims kind:forecast',
  'claims nickel',
  'timeline ports',
  'latest last month',
  'related latest',
  'show 99',
  'held',
  'watch remove 2',
  'undo',
  'subscribe feed:fulcrum.sg',
]

/** The commands behind the buttons and rows of an answer. */
const pressed = ({ actions = [], blocks }: Card): readonly string[] => [
  ...actions.flatMap((action) => ('command' in action ? [action.command] : [])),
  ...blocks.flatMap((block) => (block.type === 'item' ? [block.command] : [])),
]

const formsOf = ({ actions = [] }: Card): readonly string[] =>
  actions.flatMap((action) => ('form' in action ? [action.form] : []))

const refusal = /^Not available|is not understood$/u

/** The state in which each line is asked: a subscription, no watch, and no report. */
const ask = async (bot: Bot, line: string): Promise<Card> => {
  await bot.db.deleteFrom('disputes').execute()
  await bot.ask('watch remove all')
  await bot.ask('subscribe instant')
  return bot.ask(line)
}

/** What is refused of everything that the answers to the lines offer. */
const refused = async (bot: Bot, lines: readonly string[]): Promise<readonly string[]> => {
  const failures: string[] = []
  const seen = new Set<string>()
  const isNew = (what: string): boolean => !seen.has(what) && seen.add(what).has(what)
  for (const line of lines) {
    const card = await ask(bot, line)
    for (const form of formsOf(card).filter(isNew)) {
      const answer = await bot.handler.form(form, { place: here, person: manager })
      if ('refusal' in answer) failures.push(`${line} → ${form}: ${cardText(answer.refusal)}`)
    }
    for (const [index, offered] of pressed(card).entries()) {
      if (!isNew(offered)) continue
      const command = pressed(await ask(bot, line))[index] ?? ''
      const answer = await bot.ask(command)
      if (answer.tone === 'problem' || refusal.test(answer.title?.text ?? ''))
        failures.push(`${line} → ${command}: ${cardText(answer)}`)
    }
  }
  return failures
}

test('no button of any answer in the demo leads to a refusal', async () => {
  const bot = await openBot()
  await bot.fill()
  const inputs = [...rows, ...blindInputs].map(([line]) => line)
  expect(await refused(bot, [...definitions.flatMap(({ examples }) => examples), ...typed, ...inputs])).toEqual([])
  await bot.close()
})

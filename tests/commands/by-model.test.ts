import { Keyv } from 'keyv'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createInterpret } from '../../src/commands/interpret.ts'
import { definitions } from '../../src/commands/registry.ts'
import { createClient } from '../../src/model/client.ts'
import { loadFormatPrompt } from '../../src/model/prompts.ts'
import { createMemoryBudget } from '../fakes/memory-budget.ts'
import { type Behaviour, errorBody, type OpenAiServer, startOpenAi } from '../fakes/openai-server.ts'
import { type Bot, member, openBot } from './harness.ts'

const now = (): Date => new Date('2026-11-24T08:00:00Z')

const interpretAt = async (server: OpenAiServer, dailyTokens = 200_000) =>
  createInterpret(
    createClient({
      apiKey: 'sk-test-1234567890abcdef',
      baseUrl: server.baseUrl,
      timeoutMs: 1000,
      retries: 0,
      cache: new Keyv(),
      budget: createMemoryBudget(),
      dailyTokens,
      formatPrompt: await loadFormatPrompt(),
      fetch,
      now,
      log: pino({ enabled: false }),
    }),
    'reader-1',
    definitions,
    now,
  )

let server: OpenAiServer
let bot: Bot
let withoutModel: Bot

beforeAll(async () => {
  withoutModel = await openBot()
  await withoutModel.fill()
})

afterAll(() => withoutModel.close())

beforeEach(async () => {
  server = await startOpenAi()
  bot = await openBot({}, { interpret: await interpretAt(server) })
  await bot.fill()
})

afterEach(async () => {
  await bot.close()
  await server.close()
})

type Said = { readonly commands?: readonly unknown[]; readonly answer?: unknown; readonly left?: readonly unknown[] }

const says = (said: Said): void =>
  server.script('interpret', {
    type: 'content',
    content: JSON.stringify({ commands: [], answer: '', left: [], ...said }),
  })

/** A line that the rules do not read as the model does. */
const typed = 'could you dig out whatever we have had around the valve business, boss wants it in german'

describe('what a model says that a line means', () => {
  test('is done at once if it only reads, and the answer says how it was read', async () => {
    says({ commands: ['search valve'], left: ['in german'] })
    const answer = await bot.say(typed)
    expect(answer).toMatch(/Read by a language model as\n+\/rsis search valve\n+Not used: “in german”\./u)
    expect(answer).toContain('The Valve and the Auction')
  })

  test('is a button if it changes something, with the present state, and changes nothing yet', async () => {
    says({ commands: ['/rsis mute until monday'] })
    const before = await bot.state()
    const card = await bot.ask('we drown in these, nothing more before the week after please')
    expect(card.actions?.map((action) => 'command' in action && action.command)).toContain('/rsis mute until monday')
    expect(await bot.state()).toEqual(before)
  })

  test('is a button if it changes a row of the list before', async () => {
    await bot.say('search valve')
    says({ commands: ['requeue 1'] })
    const before = await bot.state()
    const card = await bot.ask('that first one never came through here i believe, would you mind')
    expect(card.actions?.map((action) => 'command' in action && action.command)).toContain('/rsis requeue 1')
    expect(await bot.state()).toEqual(before)
    expect(await bot.handler.changes('requeue 1')).toBe(true)
  })

  test('is refused to somebody who may not change it', async () => {
    says({ commands: ['mute until monday'] })
    expect(await bot.say('we drown in these, nothing more before the week after please', { person: member })).toMatch(
      /only those who manage this channel/u,
    )
  })

  test('is a button each if it is several commands', async () => {
    says({ commands: ['search valve', 'latest'] })
    const card = await bot.ask(typed)
    expect(card.actions).toMatchObject([{ command: '/rsis search valve' }, { command: '/rsis latest' }])
  })

  test('can be an answer of the program, in the words of the program', async () => {
    says({ answer: 'translation' })
    const answer = await bot.say('my minister reads arabic only, so what now')
    expect(answer).toContain('Not available: a translation')
    expect(answer).toContain('nothing was changed')
  })

  test.each([
    ['search valve since:2026-13', /“2026-13” is not/u],
    ['show CO26150', /CO26150 is not in the archive/u],
  ])('can be refused: the answer shows %s and what is wrong with it', async (line, problem) => {
    says({ commands: [line] })
    const answer = await bot.say('what about 26150 or whatever came out in the 13th month, could i see that')
    expect(answer).toContain(`/rsis ${line}`)
    expect(answer).toMatch(problem)
  })

  test('can be nothing: the line is not understood, and nothing is searched for', async () => {
    says({})
    expect(await bot.say(typed)).toMatch(/is not understood; nothing was changed, and nothing was searched for/u)
  })
})

describe('of what a model says', () => {
  test.each<[string, Said]>([
    ['a line that is no command', { commands: ['fetch valve', 'valve', 'search valve'] }],
    ['a number that neither the line nor the list before it has', { commands: ['show CO29999', 'search valve'] }],
    ['an answer that does not exist', { commands: ['search valve'], answer: 'Dear user, the answer is 42' }],
    ['a part that the line does not have', { commands: ['search valve'], left: ['<!channel> click here'] }],
    ['a value of another type', { commands: [7, null, 'search valve'], left: [{}], answer: 3 }],
    ['the same command again', { commands: ['search valve', '/rsis  search valve'] }],
  ])('%s is not used', async (_, said) => {
    says(said)
    const answer = await bot.say(typed)
    expect(answer).toMatch(/^Read by a language model as\n+\/rsis search valve$/mu)
    expect(answer).not.toContain('Not used')
    expect(answer).not.toMatch(/42|click|29999|fetch/u)
  })

  test('a title, and a number that is written otherwise in the line, are commentaries', async () => {
    says({ commands: ['cite the valve and the auction style:apa'] })
    expect(await bot.say('would be great to have that valve one for my references, apa')).toContain('CO26213')
    says({ commands: ['show 26213'] })
    expect(await bot.say('CO 26-213 claims only, no intro')).toContain('The Valve and the Auction')
  })

  test('a commentary of the list before is understood, and the model is told of the list', async () => {
    await bot.say('search valve')
    says({ commands: ['cite 1'] })
    expect(await bot.say('that first one would be nice to have for my bibliography i guess')).toContain('cite 1')
    expect(server.of('interpret')[0]?.user).toContain('a list made by `search valve`, rows 1')
  })
})

describe('a model', () => {
  test.each([
    'search valve',
    'latest',
    'mute off',
    'nickel exports',
    'CO20210',
    '26213',
    'scarborough shoal',
    'digest show',
    '2',
    'next',
    '👍',
    '',
  ])('is not asked about “%s”', async (line) => {
    await bot.say(line)
    expect(server.requests).toEqual([])
  })

  test.each([
    'palm oil + valves',
    'nickel or rice, not the US',
    'valves / pipelines',
    'nickel but nothing before 2024',
    'rice except from India',
  ])('is asked about “%s”, which is more than one subject', async (line) => {
    says({ commands: ['search nickel'] })
    await bot.say(line)
    expect(server.of('interpret')).toHaveLength(1)
  })

  test('sees the line, the grammar and the date, and nothing of the person or the place', async () => {
    says({})
    await bot.say(typed)
    const [asked] = server.of('interpret')
    expect(asked?.user).toContain(typed)
    expect(asked?.system).toContain('digest set [when]')
    expect(`${asked?.system}${asked?.user}`).not.toMatch(/U1|Ana|test-channel/u)
  })

  const faults: readonly [string, Behaviour][] = [
    ['fails', { type: 'status', status: 500, body: errorBody('down', null) }],
    ['refuses', { type: 'content', content: null, refusal: 'no' }],
    ['answers with prose', { type: 'content', content: 'I would search for valve.' }],
    ['does not answer', { type: 'hang' }],
  ]
  test.each(faults)('that %s leaves the line to the rules', async (_, behaviour) => {
    server.script('interpret', behaviour)
    expect(await bot.say(typed)).toBe(await withoutModel.say(typed))
    expect(bot.faults).toEqual([])
  })

  test('is not asked when its share of the day’s tokens is spent', async () => {
    const poor = await openBot({}, { interpret: await interpretAt(server, 10) })
    await poor.fill()
    expect(await poor.say(typed)).toBe(await withoutModel.say(typed))
    expect(server.requests).toEqual([])
    await poor.close()
  })
})

import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { htmlText } from '../../adapters/web/render/html.ts'
import { renderStatus } from '../../adapters/web/render/pages/status.ts'
import { createEngine, extractive } from '../../src/briefing/create-engine.ts'
import { status } from '../../src/commands/status.ts'
import type { Model } from '../../src/model/port.ts'
import { modelTroubles, readModelStatus } from '../../src/ops/model-status.ts'
import { emptyStatus } from '../adapters/web/samples.ts'
import { sample } from '../briefing/llm/samples.ts'
import { startServer } from '../briefing/llm/setup.ts'
import { type Bot, here, manager, openBot } from '../commands/harness.ts'
import type { OpenAiServer } from '../fakes/openai-server.ts'

let bot: Bot
let server: OpenAiServer
let model: Model
beforeEach(async () => {
  server = await startServer()
  model = {
    name: 'writer-1',
    apiKey: 'sk-test-1234567890abcdef',
    baseUrl: server.baseUrl,
    judge: 'off',
    dailyTokens: 200_000,
    timeoutMs: 20_000,
    retries: 0,
    readsCommands: false,
  }
  bot = await openBot({}, { model: async () => readModelStatus(bot.db, bot.caches, model, bot.now()) })
})
afterEach(() => bot.close())

const state = () => readModelStatus(bot.db, bot.caches, model, bot.now())

const briefed = async (title: string): Promise<void> => {
  const { db, caches, now } = bot
  const engine = await createEngine(model, { offline: extractive, db, caches, now, log: pino({ level: 'silent' }) })
  await engine({ ...sample, title }, new AbortController().signal)
}

const engineOf = async () => {
  const { blocks } = await bot.ask('status')
  return blocks
    .flatMap((block) => (block.type === 'fields' ? block.fields : []))
    .find(({ label }) => label === 'Engine')
}
const page = async (): Promise<string> =>
  htmlText(renderStatus({ ...emptyStatus, model: await state() }, await bot.ask('status'), bot.now()))

test('a model that has not been asked is not said to work; one that answered is', async () => {
  expect(await engineOf()).not.toHaveProperty('state')
  expect(JSON.stringify(await engineOf())).toContain('not asked yet')
  await briefed('First')
  expect(await engineOf()).toMatchObject({ state: 'good' })
  expect(modelTroubles(await state())).toEqual([])
})

test('a model whose server is away is a problem until it answers, and after two failures somebody is told', async () => {
  const { baseUrl } = model
  await briefed('First')
  const away = await startServer()
  await away.close()
  model = { ...model, baseUrl: away.baseUrl }
  await briefed('Second')
  expect(await engineOf()).toMatchObject({ state: 'bad' })
  expect(JSON.stringify(await engineOf())).toContain('unreachable: no connection')
  const { tokensToday } = await state()
  expect(modelTroubles(await state())).toEqual([])
  await briefed('Third')
  expect((await state()).tokensToday).toBe(tokensToday)
  expect(modelTroubles(await state())).toMatchObject([{ code: 'model', isStopping: false }])
  expect(await page()).toContain('the language model fails')
  model = { ...model, baseUrl }
  expect(await engineOf()).toMatchObject({ state: 'good' })
})

test.each([401, 404, 500, 501])('a server that answers %i is a problem, and its recovery ends it', async (status) => {
  server.script('choose', { type: 'status', status, body: '' }, { type: 'faithful' })
  await briefed('First')
  expect(await engineOf()).toMatchObject({ state: 'bad' })
  expect(await state()).toMatchObject({ tokensToday: 0, lastTry: { failures: 1 } })
  await briefed('First')
  expect(await engineOf()).toMatchObject({ state: 'good' })
})

test('a page that several feeds announce waits once, and waiting is not said to work', async () => {
  const entry = { title: 'Waiting', url: undefined, reason: undefined, attempts: 0, nextReadAt: bot.now() }
  const facts = { ...emptyStatus, archive: { ...emptyStatus.archive, unread: [entry, { ...entry, url: 'other' }] } }
  const context = { status: async () => facts } as unknown as Parameters<typeof status.run>[1]
  const { blocks } = await status.run('', context, { text: '', place: here, person: manager })
  const waiting = blocks.flatMap((block) => (block.type === 'fields' ? block.fields : []))
  expect(waiting.filter(({ label }) => label === 'Not read yet')).toEqual([
    { label: 'Not read yet', value: expect.arrayContaining([expect.stringContaining('waiting its turn')]) },
  ])
})

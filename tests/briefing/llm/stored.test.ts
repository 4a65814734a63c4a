import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createEngine, extractive } from '../../../src/briefing/create-engine.ts'
import type { Briefing, Commentary } from '../../../src/briefing/port.ts'
import { createStoredBudget } from '../../../src/model/budget.ts'
import type { Model } from '../../../src/model/port.ts'
import { databaseCaches } from '../../../src/store/caches.ts'
import { openStore, type Store } from '../../../src/store/connection.ts'
import { errorBody, type OpenAiServer } from '../../fakes/openai-server.ts'
import { sample } from './samples.ts'
import { startServer } from './setup.ts'

let folder: string
const opened: Store[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rsis-brief-'))
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
})

afterAll(() => rm(folder, { recursive: true }))

/** A separate connection to the file, like that of another process. */
const open = async (name: string): Promise<Store> => {
  const store = await openStore(join(folder, name))
  opened.push(store)
  return store
}

const day = '2026-10-02'
const now = () => new Date(`${day}T12:00:00Z`)

const modelAt = ({ baseUrl }: OpenAiServer, changes: Partial<Model> = {}): Model => ({
  readsCommands: false,
  name: 'writer-1',
  apiKey: 'sk-test-1234567890abcdef',
  baseUrl,
  judge: 'off',
  dailyTokens: 200_000,
  // A time-out is charged by an estimate, which on a busy machine must not be mistaken for a lost sum.
  timeoutMs: 20_000,
  retries: 0,
  ...changes,
})

/** A briefing that is made as by the program, in a separate process. */
const briefIn = async (file: string, model: Model, commentary: Commentary): Promise<Briefing> => {
  const { db } = await open(file)
  const caches = databaseCaches(db, now)
  const engine = await createEngine(model, { offline: extractive, db, caches, now, log: pino({ level: 'silent' }) })
  return engine(commentary, new AbortController().signal)
}

describe('what one process learns of a model, the next one knows', () => {
  test('the answers: a second process makes no call', async () => {
    const server = await startServer()
    const first = await briefIn('answers.db', modelAt(server), sample)
    const second = await briefIn('answers.db', modelAt(server), sample)
    expect(first.engine).toBe('llm')
    expect(second).toEqual({ ...first, record: { ...first.record, calls: 0 } })
    expect(server.requests).toHaveLength(1)
  })

  test('O09: what its server takes', async () => {
    const server = await startServer()
    server.refuse('json_schema', 'reasoning_effort')
    await briefIn('capabilities.db', modelAt(server), sample)
    expect(server.requests).toHaveLength(3)
    await briefIn('capabilities.db', modelAt(server), { ...sample, title: 'Another' })
    expect(server.requests).toHaveLength(4)
  })

  test('O07: that its quota is spent', async () => {
    const server = await startServer()
    const body = errorBody('You exceeded your current quota.', 'insufficient_quota')
    server.script('choose', { type: 'status', status: 429, body })
    const { record } = await briefIn('rest.db', modelAt(server), sample)
    expect(record?.faults).toMatchObject([{ code: 'quota' }])
    const next = await briefIn('rest.db', modelAt(server), { ...sample, title: 'Another' })
    expect(next.record?.faults).toMatchObject([{ code: 'circuit-open' }])
    expect(server.requests).toHaveLength(1)
  })

  test('O14: the day’s tokens, which processes side by side cannot pass', async () => {
    const server = await startServer()
    const dailyTokens = 20_000
    const budget = createStoredBudget((await open('budget.db')).db)
    const titles = Array.from({ length: 12 }, (_, index) => ({ ...sample, title: `Cables, part ${index}` }))
    const model = modelAt(server, { dailyTokens })
    const briefings = await Promise.all(titles.map((commentary) => briefIn('budget.db', model, commentary)))
    const spent = await budget.spent(day)
    expect(spent).toBeGreaterThan(0)
    expect(spent).toBeLessThanOrEqual(dailyTokens)
    const engines = briefings.map(({ engine }) => engine)
    expect(new Set(engines)).toEqual(new Set(['llm', 'extractive']))
    const tokens = briefings.map(({ record }) => (record?.tokens.in ?? 0) + (record?.tokens.out ?? 0))
    expect(tokens.reduce((sum, count) => sum + count, 0)).toBe(spent)
  })
})

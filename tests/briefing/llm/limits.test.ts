import { setTimeout as sleep } from 'node:timers/promises'
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { createLlm } from '../../../src/briefing/llm/index.ts'
import { budgetDay } from '../../../src/model/budget.ts'
import { eventually } from '../../eventually.ts'
import { createMemoryBudget } from '../../fakes/memory-budget.ts'
import { type Call, errorBody } from '../../fakes/openai-server.ts'
import { expectSafe } from './expect-safe.ts'
import { sample, various } from './samples.ts'
import { brief, setUp } from './setup.ts'

const hourMs = 60 * 60_000

/** A clock that is set by hand. */
const clockAt = (start: string) => {
  let at = Date.parse(start)
  return {
    now: () => new Date(at),
    pass(ms: number) {
      at += ms
    },
  }
}

describe('the time that a briefing may take', () => {
  test.each<[Call, string]>([
    ['write', 'extractive'],
    ['judge', 'llm'],
  ])('O08: ends a server’s silence while it is to %s; what is there by then is shown', async (call, engine) => {
    const { server, options } = await setUp({ deadlineMs: 1_500, timeoutMs: 60_000 })
    server.script(call, { type: 'hang' })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.engine).toBe(engine)
    expect(briefing.record.faults[0]).toMatchObject({ step: call, code: 'deadline' })
    expect(briefing.record.isRebriefWanted).toBe(true)
    expect(server.of(call)).toHaveLength(1)
  })

  test('O06: ends a wait that the server asked for, and nothing is sent when it is over', async () => {
    const { server, options } = await setUp({ deadlineMs: 300 })
    server.script('write', { type: 'status', status: 429, body: '', headers: { 'retry-after': '1' } })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.record.faults).toMatchObject([{ code: 'deadline' }])
    await sleep(1_300)
    expect(server.requests).toHaveLength(1)
  })

  test('ends a connection that heeds no signal', async () => {
    const deaf = () => new Promise<never>(() => undefined)
    const { options } = await setUp({ deadlineMs: 300, fetch: deaf })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.record.faults).toMatchObject([{ code: 'deadline' }])
  })

  test('O06: ends a wait that would outlast it', async () => {
    const { server, options } = await setUp({ deadlineMs: 300 })
    server.script('write', { type: 'status', status: 429, body: '', headers: { 'retry-after': '19' } })
    expect((await brief(options, sample)).record.faults).toMatchObject([{ code: 'deadline' }])
  })

  test('is the one that we set, not the client’s ten minutes', async () => {
    expect(OpenAI.DEFAULT_TIMEOUT).toBe(600_000)
    const { server, options } = await setUp({ timeoutMs: 300, retries: 0 })
    server.script('write', { type: 'hang' })
    expect((await brief(options, sample)).record.faults).toMatchObject([{ code: 'time-out' }])
    expect(server.requests).toHaveLength(1)
  })

  test('is over at once for a caller who leaves: the engine rejects, and only then', async () => {
    const { server, options } = await setUp()
    await expect(createLlm(options)(sample, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped')
    expect(server.requests).toEqual([])
  })

  test('is over for a caller who leaves in the middle, and so is the request', async () => {
    const { server, options } = await setUp()
    server.script('write', { type: 'hang' })
    const leaving = new AbortController()
    const left = createLlm(options)(sample, leaving.signal)
    await eventually(() => expect(server.of('write')).toHaveLength(1))
    leaving.abort(new Error('stopped'))
    await expect(left).rejects.toThrow('stopped')
    await eventually(() => expect(server.abandoned()).toBe(1))
  })
})

describe('a request that may pass', () => {
  test.each([
    [0, 1],
    [1, 2],
    [2, 3],
  ])('is repeated %i times where that many repetitions are set', async (retries, sends) => {
    const { server, options } = await setUp({ retries })
    server.script('write', { type: 'status', status: 500, body: '', headers: { 'retry-after-ms': '1' } })
    await brief(options, sample)
    expect(server.requests).toHaveLength(sends)
  })

  test('counts when it has passed', async () => {
    const { server, options } = await setUp()
    const body = errorBody('Slow down.', 'rate_limit_exceeded')
    server.script('write', { type: 'status', status: 429, body, headers: { 'retry-after': '0' } }, { type: 'faithful' })
    const briefing = await brief(options, sample)
    expect(briefing).toMatchObject({ engine: 'llm', record: { faults: [] } })
  })
})

describe('a server that is not to be asked for a while', () => {
  const quota = errorBody('You exceeded your current quota.', 'insufficient_quota')

  test.each<[string, string, Readonly<Record<string, string>>, string, number]>([
    ['O07: with its quota spent', quota, {}, 'quota', hourMs],
    ['O06: that asks for ten minutes', '', { 'retry-after': '600' }, 'rate-limited', 600_000],
    ['O06: that asks for a year', '', { 'retry-after': '31536000' }, 'rate-limited', hourMs],
  ])(
    '%s is left alone, in this process and the next, and asked again afterwards',
    async (_, body, headers, code, ms) => {
      const clock = clockAt('2026-10-02T08:00:00Z')
      const { server, options } = await setUp({ now: clock.now })
      server.script('write', { type: 'status', status: 429, body, headers }, { type: 'faithful' })
      const first = await brief(options, sample)
      await expectSafe(first, sample)
      expect(first.record.faults).toMatchObject([{ code }])
      expect(first.record.rebriefAfter).toBeGreaterThanOrEqual(clock.now().getTime() + ms)

      clock.pass(ms - 1)
      for (const commentary of various) {
        const briefing = await brief(options, commentary)
        await expectSafe(briefing, commentary)
        expect(briefing.record).toMatchObject({ calls: 0, faults: [{ code: 'circuit-open' }], isRebriefWanted: true })
      }
      expect(server.requests).toHaveLength(1)

      clock.pass(2)
      expect((await brief(options, sample)).engine).toBe('llm')
    },
  )

  test('O10: is spoken of to the operator once, not with every commentary', async () => {
    const { server, options, logged } = await setUp()
    server.script('write', { type: 'status', status: 401, body: errorBody('Incorrect API key.', 'invalid_api_key') })
    const engine = createLlm(options)
    for (const commentary of various) await engine(commentary, new AbortController().signal)
    expect(server.requests).toHaveLength(3)
    const warnings = logged
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ level }) => level === 40)
    expect(warnings).toMatchObject([{ code: 'unauthorised' }])
  })

  test('O08: that is not there at all, leaves the extract', async () => {
    const { server, budget, options } = await setUp({ retries: 0 })
    await server.close()
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.record.faults).toMatchObject([
      { code: 'unreachable', detail: expect.stringContaining('ECONNREFUSED') },
    ])
    expect(await budget.spent(budgetDay(options.now()))).toBe(0)
  })
})

describe('the day’s tokens', () => {
  const day = '2026-10-02'
  const now = () => new Date(`${day}T12:00:00Z`)

  test('O14: once spent, leave the extract; the record says so, and no request is made', async () => {
    const { server, options } = await setUp({ dailyTokens: 0 })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.record).toMatchObject({ calls: 0, faults: [{ code: 'budget' }], isRebriefWanted: false })
    expect(server.requests).toEqual([])
  })

  test('O14: once spent, still show what is kept', async () => {
    const { options } = await setUp()
    await brief(options, sample)
    expect((await brief({ ...options, dailyTokens: 0 }, sample)).engine).toBe('llm')
  })

  test('O14: that suffice for the writer only, show what code has no doubts about', async () => {
    const { server, options } = await setUp({ dailyTokens: 9_000 })
    const usage = { prompt_tokens: 3_000, completion_tokens: 3_000, total_tokens: 6_000 }
    server.script('write', { type: 'completion', change: (completion) => ({ ...completion, usage }) })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(server.requests.map(({ call }) => call)).toEqual(['write'])
    expect(briefing.record.faults).toMatchObject([{ step: 'judge', code: 'budget' }])
    expect(briefing.record.judge).toEqual({ state: 'unreachable' })
  })

  test('cannot be passed by requests side by side, however many there are', async () => {
    const budget = createMemoryBudget()
    const dailyTokens = 30_000
    const { server, options } = await setUp({ budget, dailyTokens, now })
    const titles = Array.from({ length: 25 }, (_, index) => ({ ...sample, title: `Cables, part ${index}` }))
    const briefings = await Promise.all(titles.map((commentary) => brief(options, commentary)))
    expect(await budget.spent(day)).toBeLessThanOrEqual(dailyTokens)
    expect(server.requests.length).toBeGreaterThan(0)
    expect(
      briefings.filter(({ record }) => record.faults.some(({ code }) => code === 'budget')).length,
    ).toBeGreaterThan(0)
  })

  test('are counted from zero at midnight UTC', async () => {
    const clock = clockAt(`${day}T23:59:00Z`)
    const { budget, options } = await setUp({ now: clock.now })
    await budget.add(day, 199_999)
    expect((await brief(options, sample)).record.faults).toMatchObject([{ code: 'budget' }])
    clock.pass(60_000)
    expect((await brief(options, sample)).engine).toBe('llm')
    expect(await budget.spent(day)).toBe(199_999)
  })

  test('are not charged for an error, and charged by estimate for an answer that never came', async () => {
    const { server, budget, options } = await setUp({ now, retries: 0, timeoutMs: 300 })
    server.script('write', { type: 'status', status: 500, body: '' }, { type: 'hang' })
    await brief(options, sample)
    expect(await budget.spent(day)).toBe(0)
    await brief(options, sample)
    expect(await budget.spent(day)).toBeGreaterThan(2_000)
    expect(await budget.spent(day)).toBeLessThan(5_000)
  })
})

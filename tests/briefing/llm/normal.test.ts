import { describe, expect, test } from 'vitest'
import { budgetDay } from '../../../src/briefing/llm/budget.ts'
import { createLlm } from '../../../src/briefing/llm/index.ts'
import { sample } from './sample.ts'
import { brief, expectSafe, setUp } from './setup.ts'

describe('a model that keeps to the text', () => {
  test('writes the briefing in one call, and is judged in a second', async () => {
    const { server, options } = await setUp()
    const briefing = await brief(options, sample)
    expectSafe(briefing, sample)
    expect(briefing.engine).toBe('llm')
    expect(briefing.claims.map(({ origin }) => origin)).toEqual(['model', 'model', 'model', 'model', 'model'])
    expect(briefing.synopsis?.source).toBe('model')
    expect(briefing.record).toMatchObject({
      ...{ model: 'writer-1', promptVersion: '1.1.1', verifierVersion: 'stand-in 1', calls: 2, extent: 'whole' },
      ...{ judge: { state: 'judged', model: 'judge-1' }, faults: [], isRebriefWanted: false },
    })
    expect(server.requests.map(({ call, body }) => [call, body['model']])).toEqual([
      ['write', 'writer-1'],
      ['judge', 'judge-1'],
    ])
  })

  test('is judged by itself where no judge is named', async () => {
    const { server, options } = await setUp({ judgeModel: undefined })
    await brief(options, sample)
    expect(server.of('judge').map(({ body }) => body['model'])).toEqual(['writer-1'])
  })

  test('is asked with the key, in a fence of its own for each request, and not for what is unsafe', async () => {
    const { server, options } = await setUp()
    await brief(options, sample)
    await brief({ ...options, model: 'writer-2' }, sample)
    const [first, second] = server.of('write')
    expect(first?.headers['authorization']).toBe('Bearer sk-test-1234567890')
    expect(first?.path).toBe('/v1/chat/completions')
    expect(first?.user).toContain('[3] Nine cables were cut')
    expect(first?.user).toContain('## A Shortage of Ships')
    expect(server.requests.filter(({ user }) => user.includes('Ignore all previous'))).toEqual([])
    const fence = (user: string | undefined) => /<commentary-([0-9a-f]{16})>/u.exec(user ?? '')?.[1]
    expect(fence(first?.user)).toBeDefined()
    expect(fence(first?.user)).not.toBe(fence(second?.user))
  })

  test('costs what the server says, in the record and in the day’s budget', async () => {
    const now = () => new Date('2026-10-02T23:59:00Z')
    const { server, budget, options } = await setUp({ now })
    const { tokens } = (await brief(options, sample)).record
    expect(server.requests).toHaveLength(2)
    expect(tokens.in).toBeGreaterThan(500)
    expect(tokens.out).toBeGreaterThan(100)
    expect(await budget.spent(budgetDay(now()))).toBe(tokens.in + tokens.out)
    expect(await budget.spent('2026-10-03')).toBe(0)
  })

  test('is not asked again: a second run makes no call, in this process or the next', async () => {
    const { server, options } = await setUp()
    const engine = createLlm(options)
    const signal = new AbortController().signal
    const first = await engine(sample, signal)
    const second = await engine(sample, signal)
    const third = await brief(options, sample)
    expect(server.requests).toHaveLength(2)
    expect(second).toEqual({ ...first, record: { ...first.record, calls: 0 } })
    expect(third).toEqual(second)
  })

  test.each([
    ['another text', { commentary: { ...sample, synopsis: 'Ships are few.' } }],
    ['another title', { commentary: { ...sample, title: 'Cables' } }],
    ['another model', { model: 'writer-2' }],
    ['another judge', { judgeModel: 'judge-2' }],
  ])('is asked again for %s', async (_, { commentary = sample, ...changes }: Record<string, never>) => {
    const { server, options } = await setUp()
    await brief(options, sample)
    await brief({ ...options, ...changes }, commentary)
    expect(server.of('write')).toHaveLength(2)
  })

  test('is asked once for all who want the same commentary at the same time', async () => {
    const { server, options } = await setUp()
    const engine = createLlm(options)
    const briefings = await Promise.all([1, 2, 3, 4].map(() => engine(sample, new AbortController().signal)))
    expect(server.requests).toHaveLength(2)
    expect(new Set(briefings)).toHaveLength(1)
  })

  test('goes on for the others when one of them leaves, and stops when all have', async () => {
    const { server, options } = await setUp()
    server.script('write', { type: 'slow', ms: 150 }, { type: 'faithful' })
    const engine = createLlm(options)
    const leaving = new AbortController()
    const left = engine(sample, leaving.signal)
    const staying = engine(sample, new AbortController().signal)
    setTimeout(() => leaving.abort(new Error('stopped')), 50)
    await expect(left).rejects.toThrow('stopped')
    expect((await staying).engine).toBe('llm')

    const alone = new AbortController()
    server.script('write', { type: 'hang' })
    const other = engine({ ...sample, title: 'Another' }, alone.signal)
    setTimeout(() => alone.abort(new Error('stopped')), 50)
    await expect(other).rejects.toThrow('stopped')
  })
})

describe('a newer verifier', () => {
  test('has its say on the kept answer without a call', async () => {
    const { server, options } = await setUp()
    const before = await brief(options, sample)
    const stricter = {
      ...options.verifier,
      verifierVersion: 'stand-in 2',
      verifyClaim: (...[draft, numbered]: Parameters<typeof options.verifier.verifyClaim>) =>
        draft.text.includes('Permits')
          ? ({ state: 'rejected', rejections: [{ code: 'NEW', message: 'A new rule.' }] } as const)
          : options.verifier.verifyClaim(draft, numbered),
    }
    const after = await brief({ ...options, verifier: stricter }, sample)
    expect(server.requests).toHaveLength(2)
    expectSafe(after, sample)
    expect(after.record.verifierVersion).toBe('stand-in 2')
    expect(after.version).not.toBe(before.version)
    expect(after.claims).toHaveLength(before.claims.length)
  })
})

describe('a cache that is broken', () => {
  test.each([
    ['throws', { get: () => Promise.reject(new Error('disk')), set: () => Promise.reject(new Error('disk')) }],
    ['holds rubbish', { get: async () => ({ written: 'rubbish', until: 'x' }), set: async () => true }],
  ])('and %s costs calls, not the briefing', async (_, cache) => {
    const { server, options } = await setUp({ cache })
    const briefing = await brief(options, sample)
    expect(briefing.engine).toBe('llm')
    expect(server.requests).toHaveLength(2)
  })
})

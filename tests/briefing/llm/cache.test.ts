import { describe, expect, test } from 'vitest'
import type { DraftClaim } from '../../../src/briefing/draft.ts'
import { createLlm, type LlmOptions } from '../../../src/briefing/llm/index.ts'
import type { Commentary } from '../../../src/commentary/commentary.ts'
import { expectSafe } from './expect-safe.ts'
import { sample } from './samples.ts'
import { brief, setUp, startServer } from './setup.ts'

const forever = new AbortController().signal

describe('what a model answered', () => {
  test('O15: is kept: a second run of the same commentary makes no call, in this process or the next', async () => {
    const { server, options } = await setUp()
    const engine = createLlm(options)
    const first = await engine(sample, forever)
    const second = await engine({ ...sample, id: 'X01234567890', url: 'https://mirror.example/a' }, forever)
    const third = await brief(options, sample)
    expect(server.requests).toHaveLength(2)
    expect(second).toEqual({ ...first, record: { ...first.record, calls: 0 } })
    expect(third).toEqual(second)
  })

  const otherPrompt = ({ prompts }: LlmOptions): Partial<LlmOptions> => ({
    prompts: { ...prompts, judge: { ...prompts.judge, digest: 'changed' } },
  })
  test.each<[string, (options: LlmOptions) => Partial<LlmOptions>, Partial<Commentary>]>([
    ['another text', () => ({}), { synopsis: 'Ships are few, and permits are many.' }],
    ['another title', () => ({}), { title: 'Cables' }],
    ['a changed prompt', otherPrompt, {}],
    ['another model', () => ({ model: 'writer-2' }), {}],
    ['another judge', () => ({ judgeModel: 'judge-2' }), {}],
  ])('is asked for anew with %s', async (_, change, changed) => {
    const { server, options } = await setUp()
    await brief(options, sample)
    await brief({ ...options, ...change(options) }, { ...sample, ...changed })
    expect(server.of('write')).toHaveLength(2)
  })

  test('is asked for again from another server', async () => {
    const { server, options } = await setUp()
    const other = await startServer()
    await brief(options, sample)
    await brief({ ...options, baseUrl: other.baseUrl }, sample)
    expect([server.of('write').length, other.of('write').length]).toEqual([1, 1])
  })

  test('is not kept where it was of no use, so that the next run asks again', async () => {
    const { server, options } = await setUp({ retries: 0 })
    server.script('write', { type: 'status', status: 503, body: '' }, { type: 'faithful' })
    expect((await brief(options, sample)).record).toMatchObject({ isRebriefWanted: true, calls: 1 })
    expect((await brief(options, sample)).engine).toBe('llm')
  })

  test('is kept without the judge where the judge was down, who alone is asked by the next run', async () => {
    const { server, options } = await setUp({ retries: 0 })
    server.script('judge', { type: 'status', status: 503, body: '' }, { type: 'faithful' })
    expect((await brief(options, sample)).record.judge).toEqual({ state: 'unreachable' })
    const again = await brief(options, sample)
    expect(again.record).toMatchObject({ judge: { state: 'judged' }, calls: 1, faults: [] })
    expect(server.requests.map(({ call }) => call)).toEqual(['write', 'judge', 'judge'])
  })

  test('is kept where it was a refusal, which would only be repeated', async () => {
    const { server, options } = await setUp()
    server.script('write', { type: 'content', content: null, refusal: 'I cannot help with that.' })
    const first = await brief(options, sample)
    const second = await brief(options, sample)
    expect(server.requests).toHaveLength(1)
    for (const briefing of [first, second]) {
      await expectSafe(briefing, sample)
      expect(briefing.record.faults).toMatchObject([{ code: 'refusal' }])
    }
  })
})

describe('a newer verifier', () => {
  test('has its say on the kept answer without a call', async () => {
    const { server, options } = await setUp()
    const before = await brief(options, sample)
    const [banned] = before.claims
    const verifyClaim: LlmOptions['verifier']['verifyClaim'] = (draft: DraftClaim, numbered) =>
      draft.text === banned?.text
        ? { state: 'rejected', rejections: [{ code: 'NEW', message: 'A new rule.' }] }
        : options.verifier.verifyClaim(draft, numbered)
    const verifier = { ...options.verifier, verifierVersion: 'newer', verifyClaim }
    const after = await brief({ ...options, verifier }, sample)
    expect(server.requests).toHaveLength(2)
    await expectSafe(after, sample)
    expect(after.record.verifierVersion).toBe('newer')
    expect(after.version).not.toBe(before.version)
    expect(after.claims.filter(({ origin }) => origin === 'model')).toEqual(before.claims.slice(1))
  })
})

describe('a cache that is broken', () => {
  const broken = () => Promise.reject(new Error('the disk is full'))
  test.each<[string, LlmOptions['cache']]>([
    ['throws', { get: broken, set: broken }],
    ['holds rubbish', { get: async () => ({ written: 'rubbish', until: 'x' }), set: async () => true }],
  ])('and %s costs calls, not the briefing', async (_, cache) => {
    const { server, options } = await setUp({ cache })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.engine).toBe('llm')
    expect(server.requests).toHaveLength(2)
  })
})

import { afterEach, describe, expect, test } from 'vitest'
import { type AiMock, startAiMock } from '../../fakes/ai-mock.ts'
import { expectSafe } from './expect-safe.ts'
import { sample, various } from './samples.ts'
import { brief, optionsFor } from './setup.ts'

const started: AiMock[] = []

afterEach(async () => {
  await Promise.all(started.splice(0).map((mock) => mock.close()))
})

const start = async (): Promise<AiMock> => {
  const mock = await startAiMock()
  started.push(mock)
  return mock
}

describe('a server of somebody else’s making', () => {
  test.each(various)('has $id briefed end to end, in two calls', async (commentary) => {
    const mock = await start()
    const briefing = await brief(optionsFor(mock), commentary)
    await expectSafe(briefing, commentary)
    expect(briefing).toMatchObject({ engine: 'llm', record: { faults: [], judge: { state: 'judged' }, calls: 2 } })
    expect(mock.requests().map(({ path, response }) => [path, response.status])).toEqual([
      ['/v1/chat/completions', 200],
      ['/v1/chat/completions', 200],
    ])
  })

  test('is not asked again by a second run', async () => {
    const mock = await start()
    const options = optionsFor(mock)
    await brief(options, sample)
    expect((await brief(options, sample)).record.calls).toBe(0)
    expect(mock.requests()).toHaveLength(2)
  })
})

import { describe, expect, test } from 'vitest'
import type { Behaviour, ReceivedRequest } from '../../fakes/openai-server.ts'
import { errorBody } from '../../fakes/openai-server.ts'
import { expectSafe } from './expect-safe.ts'
import { sample, various } from './samples.ts'
import { brief, setUp, startServer } from './setup.ts'

const formatOf = ({ body }: ReceivedRequest): string =>
  (body['response_format'] as { type: string } | undefined)?.type ?? 'text'

const parametersOf = ({ body }: ReceivedRequest): string[] =>
  Object.keys(body).filter((name) => !['model', 'messages', 'response_format'].includes(name))

const refusal = (status: number, message: string): Behaviour => ({
  type: 'status',
  status,
  body: errorBody(message, null),
})

describe('O09: a server that does not take all that OpenAI takes', () => {
  test.each<[string, string[], string, string[]]>([
    ['JSON schemas', ['json_schema'], 'json_object', ['max_completion_tokens', 'reasoning_effort']],
    ['any format', ['json_schema', 'json_object'], 'text', ['max_completion_tokens', 'reasoning_effort']],
    ['`response_format`', ['response_format'], 'text', ['max_completion_tokens', 'reasoning_effort']],
    ['`reasoning_effort`', ['reasoning_effort'], 'json_schema', ['max_completion_tokens']],
    ['`max_completion_tokens`', ['max_completion_tokens'], 'json_schema', ['max_tokens', 'reasoning_effort']],
    ['any limit', ['max_completion_tokens', 'max_tokens'], 'json_schema', ['reasoning_effort']],
    ['anything', ['response_format', 'reasoning_effort', 'max_completion_tokens', 'max_tokens'], 'text', []],
  ])('does not take %s: it is asked without, and so from then on', async (_, names, format, parameters) => {
    const { server, options } = await setUp({ judgeModel: undefined })
    server.refuse(...names)
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing).toMatchObject({ engine: 'llm', record: { faults: [], calls: server.requests.length } })
    const last = server.requests.at(-1) ?? expect.fail()
    expect([formatOf(last), parametersOf(last).toSorted()]).toEqual([format, parameters])
    if (format !== 'json_schema') expect(last.system).toContain('"additionalProperties":false')

    const before = server.requests.length
    for (const commentary of various.slice(1)) await brief(options, commentary)
    const after = server.requests.slice(before)
    expect(after).toHaveLength(2)
    expect(after.map((request) => [formatOf(request), parametersOf(request).toSorted()])).toEqual([
      [format, parameters],
      [format, parameters],
    ])
  })

  test.each([
    ['a 400 that names the parameter in its words only', refusal(400, "'reasoning_effort' is not supported")],
    ['a 422', refusal(422, 'extra inputs are not permitted: reasoning_effort')],
    ['a 400 that names nothing', refusal(400, 'invalid request')],
  ])('says so by %s', async (_, behaviour) => {
    const { server, options } = await setUp({ judgeModel: undefined })
    server.script('choose', behaviour, { type: 'faithful' })
    expect((await brief(options, sample)).engine).toBe('llm')
    expect(server.requests.map(parametersOf)).toEqual([
      ['reasoning_effort', 'max_completion_tokens'],
      ['max_completion_tokens'],
    ])
  })

  test('is known by its address and by the model: another of either is asked for everything', async () => {
    const { server, options } = await setUp({ judgeModel: undefined })
    server.refuse('json_schema')
    await brief(options, sample)
    await brief({ ...options, model: 'writer-2' }, sample)
    expect(server.requests.map((request) => [request.body['model'], formatOf(request)])).toEqual([
      ['writer-1', 'json_schema'],
      ['writer-1', 'json_object'],
      ['writer-2', 'json_schema'],
      ['writer-2', 'json_object'],
    ])
    const other = await startServer()
    await brief({ ...options, baseUrl: other.baseUrl }, sample)
    expect(other.requests.map(formatOf)).toEqual(['json_schema'])
  })

  test('is not held to be one for a text that was too long, or for content that was refused', async () => {
    const { server, options } = await setUp({ judgeModel: undefined })
    const tooLong = errorBody('Too many tokens in response_format.', 'context_length_exceeded', 'messages')
    server.script('choose', { type: 'status', status: 400, body: tooLong }, { type: 'faithful' })
    await brief(options, sample)
    await brief(options, various[1] ?? sample)
    expect(server.requests.map(formatOf)).toEqual(['json_schema', 'json_schema'])
  })
})

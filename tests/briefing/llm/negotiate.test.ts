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

const raw = (status: number, body: string): Behaviour => ({ type: 'status', status, body })

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
    ['a 500 with text', refusal(500, 'unexpected keyword argument: reasoning_effort')],
    ['a 200', refusal(200, 'reasoning_effort is not supported')],
    ['a 422 in FastAPI’s words', raw(422, '{"detail":[{"loc":["body","reasoning_effort"],"msg":"Extra inputs"}]}')],
    ['a 400 in vLLM’s words', raw(400, '{"object":"error","message":"unknown field reasoning_effort","code":400}')],
    ['a 400 in Google’s words', raw(400, `[${errorBody('Unknown name "reasoning_effort"', null)}]`)],
    ['a 501 with bare words', raw(501, '{"error":"reasoning_effort is not implemented"}')],
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

describe('a server without a system role', () => {
  test.each<[string, number, string]>([
    ['a chat template', 400, 'System role not supported'],
    ['a chat template that fails', 500, 'Jinja: Conversation roles must alternate user/assistant, and cannot start so'],
    ['Gemma at Google', 400, 'Developer instruction is not enabled for models/gemma'],
    ['a 422', 422, "messages.0.role: 'system' is not permitted"],
    ['a 200', 200, 'system messages are not supported'],
    ['a 400 without a reason', 400, 'Bad request.'],
  ])('that says so like %s gets its text in the user message, and so from then on', async (_, status, message) => {
    const { server, options } = await setUp({ judgeModel: undefined })
    server.refuse('system role')
    server.refuseBy(() => refusal(status, message))
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing).toMatchObject({ engine: 'llm', record: { faults: [] } })
    const [first] = server.requests
    const last = server.requests.at(-1) ?? expect.fail()
    expect([last.system, last.user.startsWith(first?.system.slice(0, 200) ?? '-')]).toEqual(['', true])
    const before = server.requests.length
    await brief(options, various[1] ?? sample)
    expect(server.requests.slice(before).map(({ system }) => system)).toEqual([''])
  })

  test.each([
    ['a 503 that only mentions a parameter', 503, 'The system is overloaded; max_tokens of all users are used up.'],
    ['a 429', 429, 'max_tokens per minute: limit not supported'],
  ])('%s is not learned as a refusal', async (_, status, message) => {
    const { server, options } = await setUp({ judgeModel: undefined, retries: 0 })
    server.script('choose', refusal(status, message))
    await brief(options, sample)
    expect(server.requests).toHaveLength(1)
  })
})

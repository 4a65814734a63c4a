import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { errorBody } from '../../fakes/openai-server.ts'
import { expectSafe } from './expect-safe.ts'
import { sample } from './samples.ts'
import { apiKey, brief, setUp } from './setup.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

describe('the key', () => {
  test.each([
    ['an OpenAI key', apiKey],
    ['a key of one’s own', 'correct horse battery staple'],
    ['a key with signs in it', 'k$&`(]{4}'],
  ])('%s is in no log and no record, even where the server says it aloud', async (_, key) => {
    const logged: string[] = []
    const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) })
    const { server, options } = await setUp({ apiKey: key, log })
    const aloud = errorBody(`Incorrect API key provided: ${key}. Also: ${key}`, `bad ${key}`, `Bearer ${key}`)
    server.script('write', { type: 'status', status: 401, body: aloud })
    const briefing = await brief(options, sample)
    await expectSafe(briefing, sample)
    expect(briefing.record.faults).toMatchObject([
      { code: 'unauthorised', detail: /Incorrect API key provided: \[key\]/u },
    ])
    expect(JSON.stringify(briefing)).not.toContain(JSON.stringify(key).slice(1, -1))
    expect(logged.join('')).not.toContain(JSON.stringify(key).slice(1, -1))
    expect(logged).not.toEqual([])
  })

  test('is not shown in part either', async () => {
    const { server, options } = await setUp()
    const body = errorBody('Incorrect API key provided: sk-test*****cdef.', 'invalid_api_key')
    server.script('write', { type: 'status', status: 401, body })
    expect(JSON.stringify(await brief(options, sample))).not.toMatch(/sk-test|cdef/u)
  })

  test.each([301, 302, 307, 308])('is sent to the configured server alone: a %i leads nowhere', async (status) => {
    const visitors: unknown[] = []
    const elsewhere = createServer((request, response) => {
      visitors.push(request.headers)
      response.end('{}')
    })
    await new Promise<void>((resolve) => {
      elsewhere.listen(0, '127.0.0.1', resolve)
    })
    try {
      const { port } = elsewhere.address() as AddressInfo
      const { server, options } = await setUp({ retries: 0 })
      const headers = { location: `http://127.0.0.1:${port}/v1/chat/completions` }
      server.script('write', { type: 'status', status, body: '', headers })
      const briefing = await brief(options, sample)
      await expectSafe(briefing, sample)
      expect(briefing.record.faults).toMatchObject([{ code: 'wrong-address' }])
      expect(server.requests).toHaveLength(1)
      expect(visitors).toEqual([])
    } finally {
      elsewhere.close()
    }
  })

  test('is the one given: the client takes no key, address, organisation or log level from the environment', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-from-the-environment')
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:1/v1')
    vi.stubEnv('OPENAI_ORG_ID', 'org-environment')
    vi.stubEnv('OPENAI_PROJECT_ID', 'proj-environment')
    vi.stubEnv('OPENAI_LOG', 'debug')
    const spoken = (['log', 'debug', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name))
    const { server, options } = await setUp({ apiKey: undefined })
    expect((await brief(options, sample)).engine).toBe('llm')
    expect(JSON.stringify(server.requests)).not.toMatch(/environment/u)
    for (const spy of spoken) expect(spy).not.toHaveBeenCalled()
  })
})

describe('what leaves the house', () => {
  test('is the commentary and nothing else: no name of a user, no place, no address', async () => {
    const { server, options } = await setUp()
    await brief(options, sample)
    for (const { body } of server.requests) {
      expect(Object.keys(body).toSorted()).toEqual([
        'max_completion_tokens',
        'messages',
        'model',
        'reasoning_effort',
        'response_format',
      ])
    }
  })
})

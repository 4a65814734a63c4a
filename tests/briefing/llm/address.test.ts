import { afterEach, describe, expect, test } from 'vitest'
import { pino } from 'pino'
import { type OpenAiServer, startOpenAi } from '../../fakes/openai-server.ts'
import { sample, various } from './samples.ts'
import { apiKey, brief, optionsFor } from './setup.ts'

const started: OpenAiServer[] = []

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()))
})

/** A briefing by a server that answers at `home` alone, asked at `setting`. */
const ask = async (home: string, setting: string) => {
  const server = await startOpenAi(home)
  started.push(server)
  const logged: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) })
  const { origin } = new URL(server.baseUrl)
  const options = optionsFor(server, { baseUrl: `${origin}${setting}`, judgeModel: undefined, log, retries: 0 })
  return { origin, server, logged, options, briefing: await brief(options, sample) }
}

describe('the address that a person gives', () => {
  test.each([
    ['without /v1', ''],
    ['with a bar at its end', '/'],
  ])('%s is asked below /v1, and the log says so', async (_, setting) => {
    const { origin, server, logged, briefing } = await ask('/v1/chat/completions', setting)
    expect(briefing).toMatchObject({ engine: 'llm', record: { faults: [] } })
    expect(server.requests.map(({ path }) => path)).toEqual(['POST /chat/completions', 'POST /v1/chat/completions'])
    expect(logged).toHaveLength(1)
    expect(logged[0]).toContain(`"address":"${origin}/v1"`)
    expect(logged[0]).toContain('set OPENAI_BASE_URL')
  })

  test.each([
    ['of the call itself', '/v1/chat/completions', '/v1/chat/completions'],
    ['with a bar behind /v1', '/v1/chat/completions', '/v1/'],
    ['below another path', '/api/openai/v1/chat/completions', '/api/openai/v1'],
    ['of another version', '/v1beta/openai/chat/completions', '/v1beta/openai'],
    ['without any version', '/engines/chat/completions', '/engines'],
    ['with a query', '/v1/chat/completions?tenant=7', '/v1?tenant=7'],
  ])('%s is asked as it is', async (_, home, setting) => {
    const { server, logged, briefing } = await ask(home, setting)
    expect(briefing).toMatchObject({ engine: 'llm', record: { faults: [] } })
    expect(server.requests.map(({ path }) => path)).toEqual([`POST ${home}`])
    expect(logged).toEqual([])
  })

  test.each(['/v1', '/wrong'])('%s without a server is named in plain words', async (setting) => {
    const { origin, briefing } = await ask('/elsewhere/chat/completions', setting)
    const detail = expect.stringContaining(`no chat completions at ${origin}${setting}; check OPENAI_BASE_URL`)
    expect(briefing.record.faults).toMatchObject([{ code: 'wrong-address', detail }])
  })

  test('that has moved is named with the new one, where the key does not go', async () => {
    const { server, options } = await ask('/v1/chat/completions', '/v1')
    server.script('choose', {
      type: 'status',
      status: 308,
      body: '',
      headers: { location: 'https://models.example/v1/chat/completions?key=secret' },
    })
    const { record } = await brief(options, various[1] ?? sample)
    expect(record.faults[0]?.detail).toContain('redirects to https://models.example/v1,')
  })
})

describe('Azure’s classic address', () => {
  const deployment = '/openai/deployments/brief/chat/completions'

  test.each([
    ['with a version', '?api-version=2025-01-01-preview', '/openai/deployments/brief?api-version=2025-01-01-preview'],
    ['of the call', '?api-version=2025-01-01-preview', `${deployment}?api-version=2025-01-01-preview`],
    ['without a version', '?api-version=2024-10-21', '/openai/deployments/brief/'],
  ])('%s is asked with its version and its own header', async (_, query, setting) => {
    const { server, briefing } = await ask(`${deployment}${query}`, setting)
    expect(briefing).toMatchObject({ engine: 'llm', record: { faults: [] } })
    const [request] = server.requests
    expect(request?.path).toBe(`POST ${deployment}${query}`)
    expect(request?.headers['api-key']).toBe(apiKey)
    expect(request?.headers.authorization).toBeUndefined()
  })
})

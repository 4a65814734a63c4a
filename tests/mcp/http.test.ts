import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { makeBriefingsIn } from '../archive/old-briefings.ts'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerMcp } from '../../src/mcp/http.ts'
import { type Running, startWeb } from '../adapters/web/harness.ts'
import { makeArchiveOf } from '../adapters/web/library.ts'
import { archivedCable, archivedExcerpt } from '../adapters/web/samples.ts'

let web: Running
let client: Client

const connect = async (authorization: string): Promise<Client> => {
  const opened = new Client({ name: 'test', version: '1' })
  const url = new URL('/mcp', web.url)
  const transport = new StreamableHTTPClientTransport(url, { requestInit: { headers: { authorization } } })
  await opened.connect(transport)
  return opened
}

beforeAll(async () => {
  const db = await makeArchiveOf([archivedCable, { ...archivedExcerpt, briefing: undefined }])
  web = await startWeb({
    password: 'secret',
    mcp: async (request) => answerMcp(db, makeBriefingsIn(db), { request, version: '1' }),
  })
  client = await connect('Bearer secret')
})
afterAll(async () => {
  await client?.close()
  await web.web.stop()
})

const call = async (name: string, given: Record<string, unknown>) => {
  const { structuredContent, content, isError } = await client.callTool({ name, arguments: given })
  return { data: structuredContent as Record<string, unknown> | undefined, text: JSON.stringify(content), isError }
}

describe('over HTTP', () => {
  test('three tools that change nothing are offered', async () => {
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['search', 'get_briefing', 'verify_quote'])
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true)
  })

  test('a search gives commentaries with a citation and the sentence that shows why', async () => {
    const { data } = await call('search', { query: 'cable repair' })
    expect(data).toMatchObject({ total: 1, hits: [{ id: 'CO26211', citation: expect.stringContaining('211/2026') }] })
  })

  test('a briefing has every claim with its quote and holder, and never the text', async () => {
    for (const id of ['CO26211', 'co26211', archivedCable.commentary.url]) {
      const { data, text } = await call('get_briefing', { id })
      expect(data?.['claims']).toHaveLength(archivedCable.briefing?.claims.length ?? 0)
      expect(text).not.toContain('it is what the log books of the past four years show')
    }
  })

  const quote = archivedCable.briefing?.claims[0]?.quote.text ?? ''

  test.each([
    ['word for word', quote, { match: 'verbatim', mayQuote: true, source: quote.replace(/\.$/u, '') }],
    ['in quotation marks', `“${quote}”`, { match: 'verbatim', mayQuote: true }],
    ['in capitals', quote.toUpperCase(), { match: 'same-words', mayQuote: false }],
    ['with a word changed', quote.replace('five', 'nine'), { match: 'differs', mayQuote: false, wordsThatDiffer: 1 }],
    [
      'invented',
      'The moon is made of a rather green and salty cheese, say the authors.',
      { match: 'not-found', mayQuote: false },
    ],
  ])('a quote %s is told from others', async (_, text, answer) => {
    expect((await call('verify_quote', { id: 'CO26211', text })).data).toMatchObject(answer)
  })

  test.each([
    ['get_briefing', { id: 'CO99999' }, /has no commentary CO99999/u],
    ['get_briefing', { id: `https://example.org/${'x'.repeat(500)}` }, /has no commentary/u],
    ['verify_quote', { id: 'nothing', text: 'some words' }, /has no commentary/u],
    ['search', { query: '' }, /say what to search for/u],
    ['search', { query: 'author:' }, /author/u],
    ['search', { query: 'x', page: 0 }, /page/u],
    ['verify_quote', { id: 'CO26211' }, /text/u],
    ['delete', {}, /delete/u],
  ])('%s %j is refused with a sentence', async (name, given, sentence) => {
    const { text, isError } = await call(name, given)
    expect(isError).toBe(true)
    expect(text).toMatch(sentence)
  })

  test('nobody is answered without the password, nor from another site', async () => {
    await expect(connect('Bearer wrong')).rejects.toThrow()
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })
    const headers = {
      authorization: 'Bearer secret',
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    }
    const ask = async (more: Record<string, string>) =>
      (await fetch(`${web.url}/mcp`, { method: 'POST', body, headers: { ...headers, ...more } })).status
    expect(await ask({})).toBe(200)
    expect(await ask({ authorization: '' })).toBe(401)
    expect(await ask({ origin: 'https://evil.example' })).toBe(403)
  })

  test('there is no stream to keep open and no session to end', async () => {
    for (const method of ['GET', 'DELETE']) {
      const answer = await fetch(`${web.url}/mcp`, { method, headers: { authorization: 'Bearer secret' } })
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
    }
  })

  test.each(['', 'no json', '{"jsonrpc":"2.0"}', 'x'.repeat(200_000)])(
    'a body that is no request is refused: %#',
    async (body) => {
      const headers = {
        authorization: 'Bearer secret',
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      }
      const { status } = await fetch(`${web.url}/mcp`, { method: 'POST', body, headers })
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    },
  )
})

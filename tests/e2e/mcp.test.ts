import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveBriefing } from '../../src/archive/store/briefings.ts'
import { saveCommentary } from '../../src/archive/store/save-commentary.ts'
import { openStore } from '../../src/store/connection.ts'
import { archivedCable } from '../adapters/web/samples.ts'

let folder: string
let env: Record<string, string>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rsis-mcp-'))
  env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: `file:${join(folder, 'rsis.db')}` }
  const { db, close } = await openStore(join(folder, 'rsis.db'))
  const { commentary, briefing } = archivedCable
  const now = new Date('2026-11-01T00:00:00Z')
  await saveCommentary(db, { commentary, keys: ['co:CO26211'], now })
  if (briefing !== undefined) await saveBriefing(db, { id: commentary.id, revision: 1, briefing }, now)
  await close()
})
afterEach(async () => rm(folder, { recursive: true, force: true }))

const command = { command: process.execPath, args: [join(import.meta.dirname, '../../src/start.mjs'), 'mcp'] }

test('an assistant that starts the program itself searches, reads and verifies', async () => {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StdioClientTransport({ ...command, env, cwd: folder, stderr: 'pipe' }))
  try {
    expect((await client.listTools()).tools).toHaveLength(3)
    const found = await client.callTool({ name: 'search', arguments: { query: 'cable' } })
    expect(found.structuredContent).toMatchObject({ hits: [{ id: 'CO26211' }] })
    const text = archivedCable.briefing?.claims[0]?.quote.text
    const verified = await client.callTool({ name: 'verify_quote', arguments: { id: 'CO26211', text } })
    expect(verified.structuredContent).toMatchObject({ match: 'verbatim' })
  } finally {
    await client.close()
  }
})

test('every line of standard output is a message; the program ends with its input, when all is answered', async () => {
  const child = spawn(command.command, command.args, { env, cwd: folder })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  const initialize = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } }
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: initialize })}\nno json\n`)
  child.stdin.end(
    `${JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'search', arguments: { query: 'cable' } } })}\n`,
  )
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  const messages = out
    .trim()
    .split('\n')
    .map((line): { id?: number } => JSON.parse(line))
  expect(messages.map(({ id }) => id)).toEqual([1, 2])
})

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { command } from './answers.ts'
import { runProgram, startProgram } from './process.ts'
import { eventually } from '../eventually.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-bad-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const silentFeed = { FEED_URLS: 'http://127.0.0.1:9/feed', ALLOW_PRIVATE_FEEDS: 'true' }

describe('the program does not start, and says why in one line', () => {
  const cases: readonly [name: string, env: Record<string, string>, says: RegExp][] = [
    ['a wrong port', { PORT: '99999' }, /^PORT: “99999” is not a number from 0 to 65535; e\.g\. 3000$/mu],
    ['a wrong feed', { FEED_URLS: 'foo' }, /^FEED_URLS: is not an http\(s\) address/mu],
  ]
  test.each(cases)('%s', async (_name, env, says) => {
    const { code, output } = await runProgram({ DATABASE_URL: `file:${join(folder, 'rsis.db')}`, ...env })
    expect(code).toBe(2)
    expect(output.trim().split('\n')).toHaveLength(1)
    expect(output).toMatch(says)
  })

  test('a port in use', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const { code, output } = await runProgram({
      ...silentFeed,
      PORT: String(port),
      DATABASE_URL: `file:${join(folder, 'rsis.db')}`,
      LOG_LEVEL: 'silent',
    })
    server.close()
    expect(code).toBe(2)
    expect(output.trim().split('\n')).toHaveLength(1)
    expect(output).toMatch(new RegExp(`^PORT: ${port} is in use`, 'u'))
  })

  test('a port in use, in the demo, which leaves nothing behind', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const { code, output } = await runProgram({ PORT: String(port), TMPDIR: folder }, ['demo'])
    server.close()
    expect(code).toBe(2)
    expect(output).toMatch(new RegExp(`^PORT: ${port} is in use`, 'u'))
    expect(readdirSync(folder).filter((name) => name.startsWith('rsis-brief-demo-'))).toEqual([])
  })

  test('a data folder that cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '')
    const { code, output } = await runProgram({ ...silentFeed, DATABASE_URL: `file:${join(folder, 'file/rsis.db')}` })
    expect(code).toBe(2)
    expect(output.trim().split('\n')).toHaveLength(1)
    expect(output).toMatch(/^DATABASE_URL: .* cannot be opened: .*; name a file in a folder that this user may write/u)
  })

  test('a corrupt database', async () => {
    writeFileSync(join(folder, 'rsis.db'), 'no database at all\n'.repeat(500))
    const { code, output } = await runProgram({ ...silentFeed, DATABASE_URL: `file:${join(folder, 'rsis.db')}` })
    expect(code).toBe(2)
    expect(output.trim().split('\n')).toHaveLength(1)
    expect(output).toMatch(/^DATABASE_URL: .* is damaged or is not a SQLite database; restore it/u)
  })

  test('a database that another one runs on', async () => {
    const env = { ...silentFeed, DATABASE_URL: `file:${join(folder, 'rsis.db')}`, LOG_LEVEL: 'silent' }
    const first = startProgram(env)
    await first.url
    const { code, output } = await runProgram(env)
    expect(code).toBe(2)
    expect(output).toMatch(/^DATABASE_URL: .* is in use by another running rsis-brief; stop that one/u)
    expect(await first.end('SIGTERM')).toBe(0)
  })
})

describe('a feed that cannot be had', () => {
  test('is reported in one line and in status; the page and the commands continue', async () => {
    const program = startProgram({ ...silentFeed, DATABASE_URL: `file:${join(folder, 'rsis.db')}` })
    const url = await program.url
    await eventually(() => expect(program.output()).toMatch(/unreachable/u))
    const troubles = program
      .output()
      .split('\n')
      .filter((line) => line.includes('unreachable'))
    expect(troubles).toHaveLength(1)
    expect(program.output()).not.toMatch(/\n\s+at /u)
    const status = await command(url, '/rsis status')
    expect(JSON.stringify(status.blocks)).toMatch(/unreachable/u)
    expect((await fetch(url)).status).toBe(200)
    expect((await command(url, '/rsis latest')).title?.text).toBe('The archive is still empty')
    expect(await program.end('SIGTERM')).toBe(0)
  })
})

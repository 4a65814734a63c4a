import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startProgram } from './process.ts'

let folder = ''
let site: Server
let asked: string[] = []
let answer: (path: string) => string | undefined = () => undefined

/** The same port for pages, whatever the feed says. */
const addressOf = (path: string): string => `http://127.0.0.1:${(site.address() as AddressInfo).port}${path}`

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-stop-'))
  asked = []
  // A path without an answer hangs forever.
  site = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const body = answer(path)
    if (body !== undefined) response.end(body)
  })
  await new Promise<void>((resolve) => {
    site.listen(0, '127.0.0.1', resolve)
  })
})
afterEach(() => {
  site.closeAllConnections()
  site.close()
  rmSync(folder, { recursive: true })
})

const start = (env: Record<string, string> = {}) =>
  startProgram({
    FEED_URLS: addressOf('/feed'),
    ALLOW_PRIVATE_FEEDS: 'true',
    DATABASE_URL: `file:${join(folder, 'rsis.db')}`,
    ...env,
  })

const asks = async (path: string): Promise<void> => {
  while (!asked.includes(path)) await wait(50)
}

/** SIGTERM ends it with code 0, in order. */
const expectStop = async (program: ReturnType<typeof start>): Promise<void> => {
  expect(await program.end('SIGTERM'), program.output()).toBe(0)
  expect(program.output()).not.toContain('could not stop')
}

test('SIGTERM ends it while a feed hangs', async () => {
  answer = () => undefined
  const program = start()
  await program.url
  await asks('/feed')
  await expectStop(program)
})

test('SIGTERM ends it while a page hangs', async () => {
  const items = (first: number, count: number): string =>
    Array.from({ length: count }, (_, index) => first + index)
      .map((n) => `<item><title>Paper ${n}</title><link>${addressOf(`/page-${n}`)}</link><guid>g${n}</guid></item>`)
      .join('')
  answer = (path) =>
    path === '/feed' ? `<rss version="2.0"><channel><title>F</title>${items(1, 2)}</channel></rss>` : undefined
  const program = start()
  await program.url
  await asks('/page-1')
  await expectStop(program)
})

test('a signal that comes before it is ready ends it with 0', async () => {
  // The first moment at which it can receive a signal.
  const preload = `const { on } = process
    process.on = (name, ...rest) => {
      on.call(process, name, ...rest)
      if (name === 'SIGINT') process.kill(process.pid, 'SIGTERM')
      return process
    }`
  const program = start({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}` })
  const [code] = (await once(program.child, 'close')) as [number | null]
  expect(code, program.output()).toBe(0)
})

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CaptureIndex, capturesFromIndex } from '../../src/backfill/capture-index.ts'
import { createPoliteGet } from '../../src/backfill/polite.ts'
import { synopsisOnly } from '../../src/briefing/synopsis-only.ts'
import { createGet, type Validators } from '../../src/fetch/get.ts'
import { backfillFiles } from '../../src/pipeline/backfill-files.ts'
import type { Store } from '../../src/store/connection.ts'
import { openTestStore } from '../open-store.ts'
import { addressOf, type Captured, pageOf, sampleAt, warcRecords } from './saved.ts'
import { listen } from '../listen.ts'

const challenge = '<html><head><title>Just a moment...</title></head><body><p>Checking your browser</p></body></html>'

let store: Store
let server: Server
let base = ''
let file = Buffer.alloc(0)
let index = ''
let robots = ''
const ranges: string[] = []
const asked: string[] = []

beforeEach(async () => {
  store = await openTestStore()
  ;[ranges.length, asked.length, robots] = [0, 0, '']
  const captures: Captured[] = [
    { url: addressOf(0), date: '2021-03-03T08:00:00Z', body: await pageOf(0) },
    { url: addressOf(0), date: '2022-03-03T08:00:00Z', body: challenge },
    { url: addressOf(1), date: '2021-03-03T08:00:00Z', body: await pageOf(1) },
    { url: addressOf(2), date: '2021-03-03T08:00:00Z', body: '', status: '404 Not Found' },
  ]
  const records = await warcRecords(captures)
  file = Buffer.concat(records)
  let offset = 0
  index = records
    .map(({ length }, at) => {
      const { url = '', date = '', status = '200' } = captures[at] ?? {}
      const line = {
        url,
        timestamp: date.replaceAll(/\D/gu, ''),
        status: status.slice(0, 3),
        filename: 'a/b.warc.gz',
        offset,
        length,
      }
      offset += length
      return JSON.stringify(line)
    })
    .join('\n')
  server = createServer(({ url = '', headers }, response) => {
    if (url === '/robots.txt') response.end(robots)
    else if (url.startsWith('/files/')) {
      ranges.push(headers.range ?? '')
      const [, first, last] = /(\d+)-(\d+)/u.exec(headers.range ?? '') ?? []
      response.writeHead(206).end(file.subarray(Number(first), Number(last) + 1))
    } else if (url.includes('showNumPages')) response.end('{"pages": 1, "pageSize": 5, "blocks": 1}')
    else {
      asked.push(headers['if-none-match'] ?? '')
      if (headers['if-none-match'] === '"1"') response.writeHead(304).end()
      else response.writeHead(200, { etag: '"1"' }).end(`${index}\nno line\n`)
    }
  })
  base = await listen(server)
})
afterEach(async () => {
  await store.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const get = () =>
  createPoliteGet(createGet({ allowPrivate: true, userAgent: 'test' }), {
    userAgent: 'test',
    pauseMs: 0,
    wait: async () => undefined,
  })

const run = async (changes: Partial<CaptureIndex> = {}): Promise<string[]> => {
  const kept = new Map<string, Validators>()
  const from: CaptureIndex = {
    index: `${base}/index`,
    files: `${base}/files/`,
    marks: { get: async (key) => kept.get(key), set: async (key, value) => kept.set(key, value) },
    isMissing: async () => true,
    ...changes,
  }
  const { signal } = new AbortController()
  const deps = { db: store.db, engine: synopsisOnly, now: () => new Date() }
  for await (const _taken of backfillFiles(deps, capturesFromIndex(get(), from, signal), signal, 0));
  return (await store.db.selectFrom('commentaries').select('id').orderBy('id').execute()).map(({ id }) => id)
}

/** The index, with this file name in each of its lines. */
const lead = async (filename: string): Promise<string> => {
  index = index.replaceAll(/"filename":"(?:[^"\\]|\\.)*"/gu, `"filename":${JSON.stringify(filename)}`)
  return `${base}/index`
}

test('pages of the index are read by their ranges, an older capture where the newest is a challenge', async () => {
  expect(await run()).toEqual([sampleAt(0).id, sampleAt(1).id])
  expect(ranges).toHaveLength(3)
})

test('index and files of two other hosts are read, each by its own robots.txt, and no further host is', async () => {
  const port = new URL(base).port
  const [indexHost, filesHost] = [`http://localhost:${port}`, `http://127.0.0.1:${port}`]
  const hosts = new Set<string>()
  server.on('request', ({ headers, url }) => hosts.add(`${headers.host} ${url === '/robots.txt' ? url : 'read'}`))
  const taken = await run({ index: `${indexHost}/index`, files: `${filesHost}/files/` })
  expect(taken).toEqual([sampleAt(0).id, sampleAt(1).id])
  expect([...hosts].toSorted()).toEqual([
    `127.0.0.1:${port} /robots.txt`,
    `127.0.0.1:${port} read`,
    `localhost:${port} /robots.txt`,
    `localhost:${port} read`,
  ])
})

test('a line of the index cannot lead to another host than that of the files', async () => {
  const elsewhere = createServer((_request, response) => response.end('never'))
  const heard: string[] = []
  elsewhere.on('request', ({ url }) => heard.push(url ?? ''))
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const other = `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
  try {
    for (const filename of [`http://${other}/a.warc.gz`, `//${other}/a.warc.gz`, `\\\\${other}\\a.warc.gz`]) {
      await run({
        files: `${base}/files/`,
        index: await lead(filename),
      })
    }
    expect(heard).toEqual([])
  } finally {
    await new Promise((resolve) => elsewhere.close(resolve))
  }
})

test('what is held is not asked for, and an index that did not change is not read again', async () => {
  const kept = new Map<string, Validators>()
  const marks = {
    get: async (key: string) => kept.get(key),
    set: async (key: string, value: Validators) => kept.set(key, value),
  }
  await run({ marks, isMissing: async (address) => !address.includes(sampleAt(0).id.toLowerCase()) })
  expect(ranges).toHaveLength(1)
  await run({ marks })
  expect(asked).toEqual(['', '"1"'])
  expect(ranges).toHaveLength(1)
})

test('an index whose robots.txt refuses programs is not asked', async () => {
  robots = 'User-agent: *\nDisallow: /'
  await expect(run()).rejects.toThrow(/asks programs not to read/u)
  expect(asked).toEqual([])
})

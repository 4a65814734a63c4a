import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createGet, type FetchFailure } from '../../src/fetch/get.ts'
import { type Answer, type FeedServer, startFeedServer } from '../fakes/feed-server.ts'

let server: FeedServer
beforeEach(async () => {
  server = await startFeedServer()
})
afterEach(() => server.close())

const get = createGet({ allowPrivate: true, userAgent: 'rsis-brief/test', timeoutMs: 800 })
const options = { accept: 'text/html', maxBytes: 1_000_000 }

describe('a guarded GET', () => {
  test('gives the body, the validators and where it came from, and says who asks', async () => {
    server.answer('/old', { status: 301, headers: { location: '/page' } })
    server.answer('/page', {
      headers: { 'content-type': 'text/html', etag: '"a"', 'last-modified': 'yesterday' },
      body: 'hello',
    })
    const result = await get(`${server.origin}/old`, options)
    expect(result).toEqual({
      state: 'fetched',
      url: `${server.origin}/page`,
      contentType: 'text/html',
      body: Buffer.from('hello'),
      validators: { etag: '"a"', lastModified: 'yesterday' },
      movedTo: `${server.origin}/page`,
    })
    expect(server.requests[1]?.headers).toMatchObject({ accept: 'text/html', 'user-agent': 'rsis-brief/test' })
  })

  test('asks whether anything changed, and understands that nothing did', async () => {
    server.answer('/page', { headers: { etag: '"a"' }, body: 'hello' })
    expect(await get(`${server.origin}/page`, { ...options, validators: { etag: '"a"' } })).toEqual({
      state: 'not-modified',
    })
  })

  test('takes a 304 to a question that compared nothing for a failure', async () => {
    server.answer('/page', { status: 304 })
    expect(await get(`${server.origin}/page`, options)).toMatchObject({
      state: 'failed',
      detail: expect.stringMatching(/although the request was unconditional/u),
    })
  })

  const moves: readonly [name: string, statuses: readonly number[], movedTo: string | undefined][] = [
    ['301', [301], '/1'],
    ['308 twice', [308, 308], '/2'],
    ['302', [302], undefined],
    ['307', [307], undefined],
    ['301, then 302', [301, 302], '/1'],
    ['302, then 301', [302, 301], undefined],
  ]
  test.each(moves)('says where an address has moved for good: %s', async (_name, statuses, movedTo) => {
    for (const [index, status] of statuses.entries()) {
      server.answer(`/${index}`, { status, headers: { location: `/${index + 1}` } })
    }
    server.answer(`/${statuses.length}`, { body: 'hello' })
    const result = await get(`${server.origin}/0`, options)
    expect(result).toMatchObject({ state: 'fetched', url: `${server.origin}/${statuses.length}` })
    expect(result.state === 'fetched' && result.movedTo).toBe(movedTo && `${server.origin}${movedTo}`)
  })

  test('does not keep a validator of more than a kilobyte', async () => {
    server.answer('/page', { headers: { etag: `"${'a'.repeat(2000)}"` }, body: 'hello' })
    expect(await get(`${server.origin}/page`, options)).toMatchObject({ validators: {} })
  })

  const failures: readonly [name: string, answer: Answer, code: FetchFailure, detail: RegExp, waitMs?: number][] = [
    ['403', { status: 403 }, 'blocked', /refuses programs \(HTTP 403\)/u],
    ['404', { status: 404 }, 'not-found', /HTTP 404/u],
    ['410', { status: 410 }, 'gone', /HTTP 410/u],
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '120' } }, 'rate-limited', /fewer/u, 120_000],
    [
      '429 with a Retry-After of ages',
      { status: 429, headers: { 'retry-after': '99999999' } },
      'rate-limited',
      /fewer/u,
      21_600_000,
    ],
    [
      '429 with a Retry-After of nonsense',
      { status: 429, headers: { 'retry-after': 'soon' } },
      'rate-limited',
      /fewer/u,
    ],
    [
      '503 with a date in the past',
      { status: 503, headers: { 'retry-after': 'Mon, 01 Jan 2024 00:00:00 GMT' } },
      'server-error',
      /HTTP 503/u,
      60_000,
    ],
    ['500', { status: 500 }, 'server-error', /has a fault \(HTTP 500\)/u],
    ['418', { status: 418 }, 'http-error', /HTTP 418/u],
    ['an endless redirect', { status: 302, headers: { location: '/x' } }, 'too-many-redirects', /more than 5 times/u],
    ['a redirect to a file', { status: 302, headers: { location: 'file:///etc/passwd' } }, 'bad-address', /not http/u],
    ['a body over the limit', { body: Buffer.alloc(1_500_000) }, 'too-large', /larger than 1 MB/u],
    [
      'a small body that unpacks to a large one',
      { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(50_000_000)) },
      'too-large',
      /larger than 1 MB/u,
    ],
    ['a body that never ends', { write: (response) => void response.write('a') }, 'timeout', /longer than 0\.8 s/u],
    [
      'a connection cut in the body',
      { headers: { 'content-length': '100' }, write: (response) => response.destroy() },
      'unreachable',
      /cannot be reached/u,
    ],
  ]
  test.each(failures)('%s is reported in a sentence', async (_name, answer, code, detail, waitMs) => {
    server.answer('/x', answer)
    const result = await get(`${server.origin}/x`, options)
    expect(result).toMatchObject({ state: 'failed', code, retryAfterMs: waitMs })
    expect(result.state === 'failed' && result.detail).toMatch(detail)
  })

  test('is never repeated by itself', async () => {
    server.answer('/x', { status: 503 })
    await get(`${server.origin}/x`, options)
    expect(server.requests).toHaveLength(1)
  })

  test('an address without a server or with an unknown name is unreachable', async () => {
    expect(await get('http://127.0.0.1:9/', options)).toMatchObject({
      code: 'unreachable',
      detail: '127.0.0.1:9 refuses the connection',
    })
    expect(await get('http://nowhere.invalid/', options)).toMatchObject({
      code: 'unreachable',
      detail: 'the name nowhere.invalid is not known',
    })
  })

  test('after a redirect the host that fails is named, not the one that was asked first', async () => {
    server.answer('/x', { status: 302, headers: { location: 'http://nowhere.invalid/x' } })
    expect(await get(`${server.origin}/x`, options)).toMatchObject({ detail: 'the name nowhere.invalid is not known' })
  })

  test.each([
    'ftp://a.example/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'nonsense',
    'http://user:pass@a.example/',
  ])('%s is not read', async (address) => {
    expect(await get(address, options)).toMatchObject({ state: 'failed', code: 'bad-address' })
  })

  test('rejects when its caller gives up', async () => {
    server.answer('/x', { write: (response) => void response.write('a') })
    const signal = AbortSignal.timeout(50)
    await expect(get(`${server.origin}/x`, { ...options, signal })).rejects.toThrow()
  })
})

describe('private addresses', () => {
  const guarded = createGet({ allowPrivate: false, userAgent: 'rsis-brief/test', timeoutMs: 800 })
  // All of them are refused before a connection is opened.
  const forbidden = [
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://0/',
    'http://0.0.0.0/',
    'http://[::]/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[ff02::1]/',
    'http://169.254.169.254/',
    'http://0xa9fea9fe/',
    'http://169.254.170.2/',
    'http://100.100.100.200/',
    'http://192.0.0.192/',
    'http://168.63.129.16/',
    'http://10.0.0.1/',
    'http://10.255.255.255/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.0.1/',
    'http://192.0.2.1/',
    'http://198.18.0.1/',
    'http://198.51.100.1/',
    'http://203.0.113.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://localhost/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'https://127.0.0.1/',
    'https://[::1]/',
  ]
  test.each(forbidden)('%s is not read', async (address) => {
    expect(await guarded(address, options)).toMatchObject({ state: 'failed', code: 'private-address' })
  })

  test('a redirect to one is not followed, and its target is not asked', async () => {
    server.answer('/x', { body: 'secret' })
    expect(await guarded(`${server.origin}/x`, options)).toMatchObject({ code: 'private-address' })
    expect(server.requests).toEqual([])
  })

  test.each(['http://169.254.169.254/', 'http://[fd00:ec2::254]/', 'http://168.63.129.16/'])(
    '%s is not read even where private feeds are allowed: it holds a machine’s credentials',
    async (address) => {
      expect(await get(address, options)).toMatchObject({ state: 'failed', code: 'private-address' })
    },
  )
})

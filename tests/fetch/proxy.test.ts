import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createGet } from '../../src/fetch/get.ts'
import { proxyFor } from '../../src/fetch/proxy.ts'
import { checkProxies } from '../../src/ops/doctor.ts'
import { type FeedServer, startFeedServer } from '../fakes/feed-server.ts'
import { type ProxyServer, startProxy } from '../fakes/proxy-server.ts'

let site: FeedServer
let proxy: ProxyServer
beforeEach(async () => {
  site = await startFeedServer()
  proxy = await startProxy(site.origin)
})
afterEach(async () => {
  await proxy.close()
  await site.close()
})

const getThrough = (url: string, { except = '', allowPrivate = false } = {}) =>
  createGet({
    allowPrivate,
    userAgent: 'test',
    timeoutMs: 5000,
    proxies: { http: proxy.url, https: proxy.url, except },
  })(url, { accept: 'text/html', maxBytes: 1000 })

describe('behind a proxy', () => {
  test('a page is read through it, by a name that only the proxy can look up', async () => {
    site.answer('/page', { body: 'hello' })
    const result = await getThrough('http://feeds.example/page')
    expect(result.state === 'fetched' && String(result.body)).toBe('hello')
    expect(proxy.asked).toEqual(['GET http://feeds.example/page'])
  })

  test.each(['at once', 'in the midst of its answer'])(
    'a site that breaks off %s is no fault of ours',
    async (when) => {
      site.answer('/page', {
        write(response) {
          if (when !== 'at once') response.write('hello')
          setImmediate(() => response.socket?.resetAndDestroy())
        },
      })
      expect(await getThrough('http://feeds.example/page')).toMatchObject({ state: 'failed', code: 'unreachable' })
    },
  )

  test('https is asked for in a tunnel, and a failure names the proxy', async () => {
    const result = await getThrough('https://feeds.example/page')
    expect(proxy.asked).toEqual(['CONNECT feeds.example:443'])
    expect(result).toMatchObject({ state: 'failed', detail: expect.stringContaining(new URL(proxy.url).host) })
  })

  const refused: readonly string[] = [
    'http://localhost/',
    'https://localhost:8443/',
    'http://127.0.0.1/',
    'https://10.0.0.1/',
    'http://[::1]/',
    'http://169.254.169.254/latest/',
    'http://[::ffff:169.254.169.254]/',
    'http://printer/',
    'http://wiki.corp/',
    'https://metadata.google.internal/',
    'http://nas.local/',
  ]
  test.each(refused)('%s is refused before the proxy is asked', async (url) => {
    expect(await getThrough(url)).toMatchObject({ state: 'failed', code: 'private-address' })
    expect(proxy.asked).toEqual([])
  })

  test('a redirect to a private address is refused as well', async () => {
    site.answer('/page', { status: 302, headers: { location: 'http://localhost/admin' } })
    expect(await getThrough('http://feeds.example/page')).toMatchObject({ code: 'private-address' })
    expect(proxy.asked).toEqual(['GET http://feeds.example/page'])
  })

  test('a private feed that is allowed goes through it; a metadata service never', async () => {
    site.answer('/page', { body: 'hello' })
    expect(await getThrough('http://wiki.corp/page', { allowPrivate: true })).toMatchObject({ state: 'fetched' })
    expect(await getThrough('http://169.254.169.254/', { allowPrivate: true })).toMatchObject({
      code: 'private-address',
    })
    expect(proxy.asked).toEqual(['GET http://wiki.corp/page'])
  })

  test('what NO_PROXY names is reached directly, and after a redirect as well', async () => {
    site.answer('/page', { body: 'hello' })
    site.answer('/old', { status: 302, headers: { location: `${site.origin}/page` } })
    const except = 'other.example,127.0.0.0/8'
    expect(await getThrough(`${site.origin}/page`, { except, allowPrivate: true })).toMatchObject({ state: 'fetched' })
    expect(proxy.asked).toEqual([])
    expect(await getThrough('http://feeds.example/old', { except, allowPrivate: true })).toMatchObject({
      url: `${site.origin}/page`,
    })
    expect(proxy.asked).toEqual(['GET http://feeds.example/old'])
  })

  test('Slack, Discord with its gateway, and the model go through it', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['tests/fakes/ask-through-proxy.ts'], {
      env: { PATH: process.env['PATH'], https_proxy: new URL(proxy.url).host },
    })
    expect(stdout).toBe('asked\n')
    expect(new Set(proxy.asked)).toEqual(
      new Set([
        'CONNECT slack.com:443',
        'CONNECT discord.com:443',
        'CONNECT gateway.discord.gg:443',
        'CONNECT api.openai.com:443',
      ]),
    )
  })
})

const exceptions: readonly [entry: string, url: string, isDirect: boolean][] = [
  ['example.org', 'https://example.org/', true],
  ['example.org', 'https://www.example.org/', true],
  ['.example.org', 'https://www.example.org/', true],
  ['*.example.org', 'https://www.example.org/', true],
  ['example.org', 'https://notexample.org/', false],
  ['EXAMPLE.org', 'https://example.org/', true],
  ['example.org:8080', 'http://example.org:8080/', true],
  ['example.org:443', 'https://example.org/', true],
  ['example.org:8080', 'http://example.org/', false],
  ['10.0.0.0/8', 'http://10.1.2.3/', true],
  ['10.0.0.0/8', 'http://11.1.2.3/', false],
  ['fd00::/8', 'http://[fd12::1]/', true],
  ['10.0.0.0/8', 'http://[fd12::1]/', false],
  ['::1', 'http://[::1]:8080/', true],
  ['a.example b.example', 'http://b.example/', true],
  ['*', 'http://any.example/', true],
  ['', 'http://any.example/', false],
]
test.each(exceptions)('NO_PROXY=%s and %s: directly %s', (except, url, isDirect) => {
  expect(proxyFor(new URL(url), { http: 'p', https: 'p', except }) === undefined).toBe(isDirect)
})

test('doctor names the proxy without its password', () => {
  const proxies = { https: 'http://me:secret@proxy.example:3128', http: undefined, except: '.example.org' }
  expect(checkProxies(proxies)).toEqual([
    { name: 'proxy', state: 'good', detail: 'https through proxy.example:3128; not for .example.org' },
  ])
})

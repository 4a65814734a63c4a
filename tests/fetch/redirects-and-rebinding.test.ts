import type { lookup } from 'node:dns'
import { connect } from 'node:net'
import type { LookupFunction } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { guardedLookup } from '../../src/fetch/address-guard.ts'
import { createGet } from '../../src/fetch/get.ts'
import { type FeedServer, startFeedServer } from '../fakes/feed-server.ts'
import { type ProxyServer, startProxy } from '../fakes/proxy-server.ts'

/** The answers of a name server to successive questions, which differ. */
const dns = { answers: [] as string[][], asked: 0 }
const resolveName = ((
  _name: string,
  _options: unknown,
  done: (error: null, found: { address: string; family: number }[]) => void,
) => {
  const answer = dns.answers[Math.min(dns.asked, dns.answers.length - 1)] ?? []
  dns.asked += 1
  done(
    null,
    answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  )
}) as typeof lookup

let site: FeedServer
let proxy: ProxyServer
beforeEach(async () => {
  Object.assign(dns, { answers: [], asked: 0 })
  site = await startFeedServer()
  proxy = await startProxy(site.origin)
})
afterEach(async () => {
  await proxy.close()
  await site.close()
})

const options = { accept: '*/*', maxBytes: 1000 }

const targets = [
  'http://127.0.0.1/',
  'http://127.1/',
  'http://0x7f000001/',
  'http://2130706433/',
  'http://0177.0.0.1/',
  'http://[::1]/',
  'http://[::ffff:10.0.0.1]/',
  'http://[64:ff9b::a00:1]/',
  'http://[2002:a00:1::]/',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'https://192.168.1.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[fd00:ec2::254]/',
  'http://localhost/',
  'http://printer/',
  'http://user:secret@feeds.example/',
  'http://feeds.example:22/',
  'http://feeds.example:6379/',
  'file:///etc/passwd',
  'ftp://feeds.example/',
  'gopher://feeds.example:70/',
]

describe('a page redirects to', () => {
  test.each(targets)('%s: it is not followed', async (location) => {
    // Through a proxy, the page has a public name, and its own address does not matter.
    site.answer('/page', { status: 302, headers: { location } })
    const proxies = { http: proxy.url, https: proxy.url, except: undefined }
    const get = createGet({ allowPrivate: false, userAgent: 'test', timeoutMs: 5000, proxies })
    const result = await get('http://feeds.example/page', options)
    expect(result).toMatchObject({ state: 'failed', code: expect.stringMatching(/^(?:private-address|bad-address)$/u) })
    expect(proxy.asked).toEqual(['GET http://feeds.example/page'])
  })
})

describe('a name that leads somewhere else at every question', () => {
  /** Connects as a request does, and gives the reason why not, or the address. */
  const connectTo = async (lookup: LookupFunction): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect({ host: 'rebinding.example', port: Number(new URL(site.origin).port), lookup })
      socket.on('error', (error) => resolve(error.message))
      socket.on('connect', () => {
        resolve(socket.remoteAddress ?? '')
        socket.destroy()
      })
    })

  test('is looked up once: the addresses that were looked at are the ones that are connected to', async () => {
    dns.answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.3']]
    expect(await connectTo(guardedLookup(true, resolveName))).toBe('127.0.0.1')
    expect(dns.asked).toBe(1)
  })

  test.each([
    [[['127.0.0.1'], ['1.1.1.1']]],
    [[['1.1.1.1', '127.0.0.1']]],
    [[['2606:4700::1111', '::ffff:10.0.0.1']]],
    [[['1.1.1.1', '169.254.169.254']]],
  ])('is refused where one of its addresses is private: %j', async (answers) => {
    dns.answers = answers
    expect(await connectTo(guardedLookup(false, resolveName))).toMatch(/^the address is (?:private|metadata)$/u)
    expect(site.requests).toEqual([])
  })
})

import { connect } from 'node:net'
import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { visitorOf } from '../../../adapters/web/connect/client-address.ts'
import type { WebOptions } from '../../../adapters/web/index.ts'
import { rawRequest, type Running, startWeb } from './harness.ts'
import { cableCard } from './samples.ts'

const password = 'correct horse battery'
const publicUrl = 'https://briefing.example.org'
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const slack: RequestListener = (_request, response) => void response.end('slack')

const running: Running[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map(async ({ web }) => web.stop()))
})

const start = async (options: Partial<WebOptions> = {}): Promise<Running> => {
  const web = await startWeb({ mounted: { '/slack/': slack }, ...options })
  running.push(web)
  await web.post(cableCard, 'key-1')
  return web
}

type Sent = { method?: string; headers?: Record<string, string>; body?: string }

/** A request over IPv4 loopback, with any host name. */
const ask = async (web: Running, path: string, { method, headers, body }: Sent = {}) => {
  const { port } = new URL(web.url)
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  return rawRequest(`http://127.0.0.1:${port}${path}`, {
    ...(method === undefined ? {} : { method }),
    ...(body === undefined ? {} : { body }),
    headers: { host: `localhost:${port}`, ...length, ...headers },
  })
}

const everyPath = [
  '/',
  '/posts',
  '/status',
  '/commentaries/CO26211',
  '/as/slack',
  '/forms/sample',
  '/events',
  '/login',
  '/metrics',
  '/feed.xml',
  '/feed.json',
  '/archive?q=cable',
  '/authors',
  '/topics/Maritime%20Security',
  '/mcp',
  '/nowhere',
]

/** Configurations in which others can reach the server. */
const reachable: readonly [name: string, options: Partial<WebOptions>, headers: Record<string, string>][] = [
  ['on every interface', { host: '0.0.0.0' }, {}],
  ['on every IPv6 interface', { host: '::' }, {}],
  ['on loopback with a public address', { publicUrl }, {}],
  ['on loopback, called by the public name', { publicUrl }, { host: 'briefing.example.org' }],
  ['behind a proxy that says so', {}, { 'x-forwarded-for': '203.0.113.9' }],
  ['behind a proxy that says so in the standard header', {}, { forwarded: 'for=203.0.113.9' }],
]

describe.each(reachable)('a server %s, without a password', (_, options, headers) => {
  test.each([...everyPath, '/assets/style.css'])('keeps %s to itself, and says what to set', async (path) => {
    const web = await start(options)
    const answer = await ask(web, path, { headers })
    expect(answer.status).toBe(403)
    expect(answer.body).toContain('WEB_PASSWORD')
    expect(answer.body).not.toContain('Cable')
    const data = await ask(web, path, { headers: { ...headers, accept: 'application/json' } })
    expect(JSON.parse(data.body)).toMatchObject({ detail: expect.stringContaining('Set WEB_PASSWORD') })
  })

  test('takes no command', async () => {
    const web = await start(options)
    const sent = { method: 'POST', headers: { ...form, ...headers }, body: 'text=unsubscribe' }
    expect((await ask(web, '/command', sent)).status).toBe(403)
    expect(web.commands).toEqual([])
  })

  test.each([
    ['/healthz', 'alive'],
    ['/readyz', 'ready'],
    ['/slack/events', 'slack'],
  ])('answers %s', async (path, body) => {
    const web = await start(options)
    expect(await ask(web, path, { headers: { ...headers, host: '10.1.2.3:3000' } })).toMatchObject({
      status: 200,
      body,
    })
  })
})

test('a proxy with HTTP/1.0 and our own host name is not a visitor from this machine', async () => {
  const web = await start()
  const { port } = new URL(web.url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`GET / HTTP/1.0\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`)
  let text = ''
  socket.on('data', (bytes: Buffer) => (text += bytes.toString()))
  await once(socket, 'close')
  expect(text).toMatch(/^HTTP\/1\.[01] 403 /u)
})

test('a public address that is this machine needs no password', async () => {
  const web = await start({ publicUrl: 'http://localhost:3000' })
  expect((await ask(web, '/')).status).toBe(200)
})

/** Logs in like the form, and gives the cookie that the browser would keep. */
const logIn = async (web: Running, given = password, headers: Record<string, string> = {}) => {
  const body = new URLSearchParams({ password: given, to: '/status' }).toString()
  const answer = await ask(web, '/login', { method: 'POST', headers: { ...form, ...headers }, body })
  const cookie = answer.headers['set-cookie']?.[0] ?? ''
  return { ...answer, cookie, sent: { cookie: cookie.split(';')[0] ?? '' } }
}

describe.each([
  ['on loopback', {}],
  ['on every interface', { host: '0.0.0.0' }],
] as const)('a server with a password, %s', (_, where) => {
  const options = { ...where, password }

  test.each(everyPath.filter((path) => path !== '/login'))('shows %s to nobody who does not give it', async (path) => {
    const web = await start(options)
    const page = await ask(web, path)
    expect(page.status).toBe(401)
    expect(page.body).toContain('name="password"')
    expect(page.body).not.toContain('Cable')
    const data = await ask(web, path, { headers: { accept: 'application/json' } })
    expect([data.status, data.headers['www-authenticate']]).toEqual([401, expect.stringContaining('Basic realm=')])
  })

  test('takes no command without it', async () => {
    const web = await start(options)
    expect((await ask(web, '/command', { method: 'POST', headers: form, body: 'text=help' })).status).toBe(401)
    expect(web.commands).toEqual([])
  })

  test('lets a person in by the form, where they wanted to go, and keeps them', async () => {
    const web = await start(options)
    expect((await ask(web, '/login?to=/status')).body).toContain('name="to" value="/status"')
    const { status, headers, cookie, sent } = await logIn(web)
    expect([status, headers.location]).toEqual([303, '/status'])
    expect(cookie).toMatch(/; HttpOnly/u)
    expect(cookie).toMatch(/; SameSite=Lax/u)
    expect(cookie).not.toMatch(/; Secure/u)
    expect((await ask(web, '/commentaries/CO26211', { headers: sent })).body).toContain('Cable')
    const command = { method: 'POST', headers: { ...form, ...sent }, body: 'text=help' }
    const answer = await ask(web, '/command', command)
    expect([answer.status, answer.headers.location]).toEqual([303, '/ask?text=help#answer'])
  })

  test.each([
    ['Basic', { authorization: `Basic ${Buffer.from(`anyone:${password}`).toString('base64')}` }],
    ['Bearer', { authorization: 'Bearer correct-horse' }],
  ])('lets a program in by %s', async (scheme, headers) => {
    const web = await start({ ...options, password: scheme === 'Bearer' ? 'correct-horse' : password })
    expect((await ask(web, '/posts', { headers: { ...headers, accept: 'application/json' } })).status).toBe(200)
  })

  test.each([
    ['a wrong password by Basic', { authorization: `Basic ${Buffer.from('anyone:wrong').toString('base64')}` }],
    ['the password as the user', { authorization: `Basic ${Buffer.from(`${password}:`).toString('base64')}` }],
    ['broken Basic', { authorization: 'Basic !!!' }],
    ['a wrong token', { authorization: 'Bearer wrong' }],
    ['an invented cookie', { cookie: 'rsis_session=9999999999.AAAA' }],
    ['an unsigned cookie', { cookie: 'rsis_session=9999999999' }],
    ['the password in the address', { 'x-password': password }],
  ])('refuses %s', async (_name, headers) => {
    const web = await start(options)
    expect((await ask(web, '/posts', { headers })).status).toBe(401)
  })

  test('asks a first visitor for the password without a reproach', async () => {
    const web = await start(options)
    const page = await ask(web, '/')
    expect(page.status).toBe(401)
    expect(page.body).toContain('type="password"')
    expect(page.body).not.toMatch(/role="alert"|wrong|missing/u)
    const program = await ask(web, '/posts', { headers: { accept: 'application/json' } })
    expect(program.body).toContain('The password is missing.')
  })

  test.each([
    ['a wrong password', 'wrong'],
    ['an empty one', ''],
    ['a longer one', `${password}!`],
    ['its beginning', password.slice(0, -1)],
  ])('opens no session for %s', async (_name, given) => {
    const web = await start(options)
    const { status, cookie, body } = await logIn(web, given)
    expect([status, cookie]).toEqual([401, ''])
    expect(body).toContain('The password is wrong.')
  })

  test.each(['//evil.example/', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)'])(
    'leads nobody away to %s after the login',
    async (to) => {
      const web = await start(options)
      const body = new URLSearchParams({ password, to }).toString()
      const answer = await ask(web, '/login', { method: 'POST', headers: form, body })
      expect(answer.headers.location).toMatch(/^\/(?![/\\])/u)
    },
  )

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['another origin that claims to be ours', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('takes from %s neither a command nor a login', async (_name, headers) => {
    const web = await start(options)
    const { sent } = await logIn(web)
    const command = { method: 'POST', headers: { ...form, ...sent, ...headers }, body: 'text=help' }
    expect((await ask(web, '/command', command)).status).toBe(403)
    expect((await ask(web, '/forms/sample', { ...command, body: 'mode=both' })).status).toBe(403)
    expect((await logIn(web, password, headers)).status).toBe(403)
    expect(web.commands).toEqual([])
  })

  test('answers to no name that somebody else’s DNS led here, not even with the password', async () => {
    const web = await start(options)
    const { sent } = await logIn(web)
    const headers = { ...form, ...sent, host: 'evil.example', origin: 'http://evil.example' }
    expect((await ask(web, '/', { headers })).status).toBe(421)
    expect((await ask(web, '/command', { method: 'POST', headers, body: 'text=unsubscribe' })).status).toBe(421)
    expect(web.commands).toEqual([])
  })
})

describe('a server with a password and a public address', () => {
  test.each(['/healthz', '/readyz', '/robots.txt'])('answers %s to anybody, as a container asks it', async (path) => {
    const web = await start({ password, publicUrl: 'https://briefing.example.org' })
    expect((await ask(web, path)).status).toBe(200)
    expect((await ask(web, path, { method: 'POST' })).status).not.toBe(200)
  })

  const headers = { host: 'briefing.example.org' }

  test('answers under that name, with a cookie that goes over https alone', async () => {
    const web = await start({ host: '0.0.0.0', password, publicUrl })
    const { cookie, sent } = await logIn(web, password, headers)
    expect(cookie).toMatch(/; Secure/u)
    expect((await ask(web, '/', { headers: { ...headers, ...sent } })).status).toBe(200)
    expect((await ask(web, '/', { headers: { host: 'briefing.example.org:443', ...sent } })).status).toBe(200)
  })

  test.each([
    'briefing.example.org.evil.example',
    'briefing.example.org:8080',
    'www.briefing.example.org',
    '192.168.0.7',
  ])('does not answer to %j', async (host) => {
    const web = await start({ host: '0.0.0.0', password, publicUrl })
    const { sent } = await logIn(web, password, headers)
    expect((await ask(web, '/', { headers: { ...sent, host } })).status).toBe(421)
  })

  test('answers a program that sends the password under any name, such as that of its container', async () => {
    const web = await start({ host: '0.0.0.0', password, publicUrl })
    const basic = (given: string) => Buffer.from(`x:${given}`).toString('base64')
    const as = (given: string) => ({ headers: { host: 'first:3000', authorization: `Basic ${basic(given)}` } })
    expect((await ask(web, '/metrics', as(password))).status).toBe(200)
    expect((await ask(web, '/metrics', as('wrong'))).status).toBe(401)
    const open = await start({})
    expect((await ask(open, '/metrics', as(password))).status).toBe(421)
  })

  test('takes a command that its own page sent through a proxy that changes Host', async () => {
    const web = await start({ password, publicUrl })
    const { sent } = await logIn(web)
    const own = { ...form, ...sent, origin: publicUrl, 'sec-fetch-site': 'same-origin' }
    const answer = await ask(web, '/command', { method: 'POST', headers: own, body: 'text=help' })
    expect([answer.status, answer.headers.location]).toEqual([303, '/ask?text=help#answer'])
  })
})

describe('guessing', () => {
  const basic = (given: string) => ({ authorization: `Basic ${Buffer.from(`x:${given}`).toString('base64')}` })

  test.each([
    ['the form', async (web: Running, given: string, headers: Record<string, string>) => logIn(web, given, headers)],
    [
      'Basic',
      async (web: Running, given: string, headers: Record<string, string>) =>
        ask(web, '/posts', { headers: { ...basic(given), ...headers } }),
    ],
  ])('by %s ends after ten, and then the right one is not told from a wrong one', async (_, guess) => {
    const web = await start({ host: '0.0.0.0', password })
    const from = { 'x-forwarded-for': '198.51.100.1' }
    const statuses = await Promise.all(
      Array.from({ length: 10 }, async (_item, index) => guess(web, `no ${index}`, from)),
    )
    expect(statuses.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 401))
    expect((await guess(web, 'no 10', from)).status).toBe(429)
    const last = await guess(web, password, from)
    expect([last.status, Number(last.headers['retry-after']) > 0]).toEqual([429, true])
  })

  test('locks nobody else out, and nobody who is in', async () => {
    const web = await start({ host: '0.0.0.0', password })
    const { sent } = await logIn(web, password, { 'x-forwarded-for': '198.51.100.1' })
    for (let index = 0; index < 12; index += 1) await logIn(web, 'no', { 'x-forwarded-for': '198.51.100.1' })
    expect((await logIn(web, password, { 'x-forwarded-for': '198.51.100.2' })).status).toBe(303)
    expect((await ask(web, '/', { headers: { ...sent, 'x-forwarded-for': '198.51.100.1' } })).status).toBe(200)
  })

  test('is not circumvented by invented addresses: only the proxy’s own word counts', async () => {
    const web = await start({ host: '0.0.0.0', password })
    const claim = (index: number) => ({ 'x-forwarded-for': `203.0.113.${index}, 198.51.100.1` })
    for (let index = 0; index < 11; index += 1) await logIn(web, 'no', claim(index))
    expect((await logIn(web, password, claim(99))).status).toBe(429)
  })

  test.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['2001:DB8::9', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['unknown', 'unknown'],
  ])('knows the visitor %s as %s', (address, visitor) => {
    expect(visitorOf(address)).toBe(visitor)
  })
})

describe('a session', () => {
  test('ends with its time, with another password, and not with a restart', async () => {
    let time = new Date('2026-11-23T01:14:00Z')
    const now = () => time
    const web = await start({ password, now })
    const { sent } = await logIn(web)
    expect((await ask(await start({ password, now }), '/', { headers: sent })).status).toBe(200)
    expect((await ask(await start({ password: 'another', now }), '/', { headers: sent })).status).toBe(401)
    time = new Date('2026-12-01T01:14:00Z')
    expect((await ask(web, '/', { headers: sent })).status).toBe(401)
  })
})

test.each(['/', '/login', '/healthz', '/nowhere', '/assets/style.css'])(
  '%s is not for search engines',
  async (path) => {
    const web = await start({ password })
    expect((await ask(web, path)).headers['x-robots-tag']).toBe('noindex, nofollow')
  },
)

test('robots.txt keeps every crawler out, before and after a password is set', async () => {
  for (const options of [{}, { password }, { host: '0.0.0.0' }]) {
    const web = await start(options)
    expect((await ask(web, '/robots.txt')).body).toBe('User-agent: *\nDisallow: /\n')
  }
})

describe('one visitor', () => {
  test('cannot take all live streams', async () => {
    const web = await start({ password: 'secret' })
    const stopping = new AbortController()
    // An answer that nobody holds is ended when the memory is cleaned up.
    const held: Response[] = []
    const listen = async (from: string): Promise<number> => {
      const headers = { authorization: 'Bearer secret', 'x-forwarded-for': from }
      const answer = await fetch(`${web.url}/events`, { headers, signal: stopping.signal })
      held.push(answer)
      return answer.status
    }
    const statuses = await Promise.all(Array.from({ length: 60 }, async () => listen('198.51.100.1')))
    expect(statuses.filter((status) => status === 200)).toHaveLength(50)
    expect(statuses.filter((status) => status === 503)).toHaveLength(10)
    expect(await listen('198.51.100.2')).toBe(200)
    expect(held).toHaveLength(61)
    stopping.abort()
  })

  test('cannot take all connections', async () => {
    const web = await start()
    const { port } = new URL(web.url)
    const sockets = await Promise.all(
      Array.from({ length: 560 }, async () => {
        const socket = connect(Number(port), '127.0.0.1').on('error', () => {})
        await Promise.race([once(socket, 'connect'), once(socket, 'close')])
        return socket
      }),
    )
    await expect.poll(() => sockets.filter((socket) => socket.destroyed).length).toBeGreaterThanOrEqual(48)
    for (const socket of sockets) socket.destroy()
    await expect.poll(async () => (await ask(web, '/healthz').catch(() => ({ status: 0 }))).status).toBe(200)
  })

  test.each([
    ['says nothing', ''],
    ['stops in the middle of a head', 'GET / HTTP/1.1\r\nHost: loc'],
    ['stops in the middle of a body', 'POST /command HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\ntext'],
  ])('who connects and %s is let go', async (_, text) => {
    const web = await start()
    const socket = connect(Number(new URL(web.url).port), '127.0.0.1').on('error', () => {})
    socket.write(text)
    socket.resume()
    await once(socket, 'close')
    expect(socket.destroyed).toBe(true)
  })
})

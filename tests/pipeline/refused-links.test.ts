import { beforeEach, expect, test } from 'vitest'
import { createGet, type Get, maySend } from '../../src/fetch/get.ts'
import { sample } from '../fakes/think-tank.ts'
import { type Running, startJourney } from './harness.ts'

let running: Running

beforeEach(async () => {
  running = await startJourney()
})

/** Refused with any settings. */
const never = [
  'http://169.254.169.254/latest/meta-data/',
  'http://[::ffff:169.254.169.254]/',
  'http://2852039166/',
  'http://0xa9fea9fe/latest',
  'http://[fd00:ec2::254]/',
  'http://metadata.google.internal/computeMetadata/v1/',
  'http://metadata/x',
  'http://100.100.100.200/',
  'https://user:secret@site.example/paper',
  'ftp://site.example/paper',
  'javascript:alert(1)',
  'data:text/html,<b>x</b>',
  'file:///etc/passwd',
]
/** Refused unless private feeds are allowed. */
const inside = [
  'http://10.0.0.8/wiki',
  'http://192.168.1.1/',
  'http://127.0.0.1:8080/admin',
  'http://localhost/',
  'http://printer/',
  'https://wiki.corp/page',
  'http://router.local/',
  'http://[::1]/',
  'http://site.example:6379/',
]
const open = ['https://site.example/paper', 'http://93.184.215.14/', 'https://site.example:8443/a?b=c#d']

test.each([
  [false, [...never, ...inside], open],
  [true, never, [...inside, ...open]],
])(
  'private feeds allowed: %s: people are sent where the guard would go, and nowhere else',
  (allowPrivate, shut, free) => {
    const get = createGet({ allowPrivate, userAgent: 'test' })
    expect(shut.filter((url) => maySend(get, url))).toEqual([])
    expect(free.filter((url) => !maySend(get, url))).toEqual([])
  },
)

/** The default guard, except for the site of this test. */
const guarded = (): Get => {
  const strict = createGet({ allowPrivate: false, userAgent: 'test' })
  const isSite = (url: string): boolean => url.startsWith(running.server.origin)
  return Object.assign(
    (...[url, options]: Parameters<Get>) => (isSite(url) ? running.journey.get : strict)(url, options),
    { mayAsk: (url: string) => isSite(url) || maySend(strict, url) },
  )
}

const show = (links: readonly string[]): void =>
  running.server.feed(
    '/feed/',
    links.map((link, index) => ({
      title: `Paper ${index}`,
      link: link.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
      guid: `${index}`,
      date: `Thu, 29 Oct 2026 0${index % 10}:00:00 GMT`,
      excerpt: `What paper ${index} says of the harbour.`,
    })),
  )

test('no post contains a link that is refused, in the feed or as a page’s canonical address', async () => {
  const site = `${running.server.origin}/papers/0`
  running.server.page('/papers/0', sample('Paper 0', 'zero'))
  show([site])
  await running.poll(60_000, { get: guarded() })
  const canonical = 'http://169.254.169.254/paper'
  running.server.page('/papers/1', sample('Paper 1', 'one', { canonical }))
  const links = [site, `${running.server.origin}/papers/1`, ...never, ...inside]
  show(links)
  for (let poll = 0; poll < 3; poll += 1) await running.poll(60_000, { get: guarded() })
  const sent = JSON.stringify(await running.deliveries())
  for (let index = 1; index < links.length; index += 1) expect(sent).toContain(`Paper ${index}`)
  const leads = [...sent.matchAll(/"url":"([^"]*)"/gu)].map(([, url]) => url)
  expect(leads.filter((url) => url?.startsWith(`${running.server.origin}/papers/`) !== true)).toEqual([])
  const kept = await running.db.selectFrom('commentaries').select(['url', 'commentary_json']).execute()
  expect(kept).toHaveLength(links.length)
  expect(kept.filter(({ url }) => url !== null && !url.startsWith(running.server.origin))).toEqual([])
})

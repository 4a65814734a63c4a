import { expect, test } from 'vitest'
import { findFeed } from '../../src/feed/discover.ts'
import { typedAddress } from '../../src/feed/typed-address.ts'
import type { FetchFailure, Get } from '../../src/fetch/get.ts'

test.each([
  ['fulcrum.sg', 'https://fulcrum.sg/'],
  ['  fulcrum.sg. ', 'https://fulcrum.sg/'],
  ['https://fulcrum.sg/feed/', 'https://fulcrum.sg/feed/'],
  ['http://fulcrum.sg/feed/?a=1&amp;b=2', 'http://fulcrum.sg/feed/?a=1&b=2'],
  ['<https://fulcrum.sg|fulcrum.sg>', 'https://fulcrum.sg/'],
  ['<https://fulcrum.sg>', 'https://fulcrum.sg/'],
  ['“https://fulcrum.sg/feed/”', 'https://fulcrum.sg/feed/'],
  ['‘fulcrum.sg’', 'https://fulcrum.sg/'],
  ['"fulcrum.sg",', 'https://fulcrum.sg/'],
  ['`fulcrum.sg`', 'https://fulcrum.sg/'],
  ['«fulcrum.sg»', 'https://fulcrum.sg/'],
  ['[Fulcrum](https://fulcrum.sg/feed/)', 'https://fulcrum.sg/feed/'],
  ['[Fulcrum](<https://fulcrum.sg/feed/> "a title").', 'https://fulcrum.sg/feed/'],
  ['(https://fulcrum.sg/feed/)', 'https://fulcrum.sg/feed/'],
  ['https://fulcrum.sg/feed/!', 'https://fulcrum.sg/feed/'],
  ['feed://fulcrum.sg/feed/', 'https://fulcrum.sg/feed/'],
  ['feed:https://fulcrum.sg/feed/', 'https://fulcrum.sg/feed/'],
  ['HTTPS://FULCRUM.SG/Feed', 'https://fulcrum.sg/Feed'],
  ['//fulcrum.sg/feed', 'https://fulcrum.sg/feed'],
  ['fulcrum.sg/feed#top', 'https://fulcrum.sg/feed'],
  ['the feed of fulcrum.sg please', 'https://fulcrum.sg/'],
  ['localhost', 'https://localhost/'],
  ['localhost:3000/feed.xml', 'https://localhost:3000/feed.xml'],
  ['http://localhost:3000/feed.xml', 'http://localhost:3000/feed.xml'],
  ['http://wiki/feed', 'http://wiki/feed'],
  ['127.0.0.1:8080/feed', 'https://127.0.0.1:8080/feed'],
  ['[::1]:8080', 'https://[::1]:8080/'],
  ['münchen.example', 'https://xn--mnchen-3ya.example/'],
  ['', undefined],
  ['merics', undefined],
  ['the lowy one', undefined],
  ['ftp://fulcrum.sg', undefined],
  ['javascript:alert(1)', undefined],
  ['ed@fulcrum.sg', undefined],
  ['fulcrum.sg and merics.org', undefined],
])('“%s” is the address %s', (typed, address) => {
  expect(typedAddress(typed)).toBe(address)
})

const rss = (title: string): string =>
  `<rss version="2.0"><channel><title>${title}</title><item><title>One</title><link>https://site.example/1</link></item></channel></rss>`
const page = (...links: readonly string[]): string => `<html><head>${links.join('')}</head><body>…</body></html>`
const named = (href: string, title: string): string =>
  `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`

/** A web with these answers, which are bodies or failures; everything else is not found. */
const web =
  (answers: Readonly<Record<string, string>>, asked: string[] = []): Get =>
  async (url) => {
    asked.push(url)
    const answer = answers[url] ?? 'not-found'
    if (!answer.startsWith('<'))
      return { state: 'failed', code: answer as FetchFailure, detail: `it is ${answer}`, retryAfterMs: undefined }
    return { state: 'fetched', url, contentType: undefined, body: Buffer.from(answer), validators: {} }
  }

type Case = readonly [what: string, address: string, answers: Readonly<Record<string, string>>, found: string]
const cases: readonly Case[] = [
  ['a feed', 'https://site.example/feed', { 'https://site.example/feed': rss('Site') }, 'https://site.example/feed'],
  [
    'a page that names its comments first',
    'https://site.example/',
    {
      'https://site.example/': page(named('/comments/feed/', 'Site » Comments Feed'), named('/main/', 'Site » Feed')),
      'https://site.example/comments/feed/': rss('Comments for Site'),
      'https://site.example/main/': rss('Site'),
    },
    'https://site.example/main/',
  ],
  [
    'a page that names its comments alone',
    'https://site.example/',
    {
      'https://site.example/': page(named('/comments/feed/', 'Comments Feed')),
      'https://site.example/comments/feed/': rss('Comments for Site'),
      'https://site.example/feed/': rss('Site'),
    },
    'https://site.example/feed/',
  ],
  [
    'an article that names the comments on it in another language',
    'https://site.example/a/',
    {
      'https://site.example/a/': page(named('/a/feed/', 'Ein Artikel: Kommentar-Feed'), named('/feed/', 'Site')),
      'https://site.example/a/feed/': rss('Kommentare zu: Ein Artikel'),
      'https://site.example/feed/': rss('Site'),
    },
    'https://site.example/feed/',
  ],
  [
    'an article whose comments stand at the usual place',
    'https://site.example/a/',
    {
      'https://site.example/a/': page(),
      'https://site.example/a/feed/': rss('Comments on: An Article'),
      'https://site.example/feed/': rss('Site'),
    },
    'https://site.example/feed/',
  ],
  [
    'a site with nothing but comments',
    'https://site.example/',
    { 'https://site.example/': page(named('/c/', 'Comments')), 'https://site.example/c/': rss('Comments for Site') },
    'https://site.example/c/',
  ],
  [
    'commentaries',
    'https://site.example/',
    {
      'https://site.example/': page(named('/commentary.xml', 'Commentaries'), named('/other.xml', 'Other')),
      'https://site.example/commentary.xml': rss('Commentary'),
      'https://site.example/other.xml': rss('Other'),
    },
    'https://site.example/commentary.xml',
  ],
  [
    'a site without https',
    'https://site.example/feed',
    { 'https://site.example/feed': 'unreachable', 'http://site.example/feed': rss('Site') },
    'http://site.example/feed',
  ],
  [
    'a site without http',
    'http://site.example/',
    {
      'http://site.example/': 'unreachable',
      'https://site.example/': page(named('/feed/', 'Site')),
      'https://site.example/feed/': rss('Site'),
    },
    'https://site.example/feed/',
  ],
  [
    'a site that is only known with www',
    'https://site.example/',
    {
      'https://site.example/': 'unreachable',
      'http://site.example/': 'unreachable',
      'https://www.site.example/': rss('Site'),
    },
    'https://www.site.example/',
  ],
]
test.each(cases)('%s: the right feed is found', async (_what, address, answers, found) => {
  expect(await findFeed(web(answers), address)).toMatchObject({ url: found })
})

test('a site’s answer is reported, and no other site is asked for it', async () => {
  const asked: string[] = []
  expect(await findFeed(web({ 'https://site.example/': 'blocked' }, asked), 'https://site.example/')).toEqual({
    detail: 'it is blocked',
  })
  expect(asked).toEqual(['https://site.example/'])
  const silent = {
    'https://site.example/': 'timeout',
    'http://site.example/': 'unreachable',
    'https://www.site.example/': 'unreachable',
  }
  expect(await findFeed(web(silent), 'https://site.example/')).toMatchObject({ detail: 'it is timeout' })
})

test.each([
  ['RSS', rss('The &lt;b&gt;Tank&lt;/b&gt; &amp;amp; Sons')],
  ['CDATA', rss('<![CDATA[The Tank & Sons]]>')],
  [
    'JSON Feed',
    '{"version":"https://jsonfeed.org/version/1.1","title":"The Tank \\u0026 Sons","items":[{"id":"1","title":"One"}]}',
  ],
])('a feed in %s is called what it calls itself', async (_what, feed) => {
  const url = 'https://site.example/feed'
  const get: Get = async () => ({
    state: 'fetched',
    url,
    contentType: undefined,
    body: Buffer.from(feed),
    validators: {},
  })
  expect(await findFeed(get, url)).toMatchObject({ title: 'The Tank & Sons' })
})

test('a feed is not called what its first item is called', async () => {
  const url = 'https://site.example/feed'
  const untitled = rss('').replace('<title></title>', '')
  expect(await findFeed(web({ [url]: untitled }), url)).toMatchObject({ title: undefined })
})

import { describe, expect, test } from 'vitest'
import { parseFeed } from '../../../src/feed/parse/parse.ts'

const base = 'https://site.example/feed/'
const parse = (body: string | Buffer, contentType = 'application/rss+xml') =>
  parseFeed({ body: typeof body === 'string' ? Buffer.from(body) : body, contentType, url: base, source: 'source' })

const rss = (items: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>A feed</title>${items}</channel></rss>`

const item = '<item><title>One</title><link>https://site.example/one</link><guid>g1</guid></item>'

describe('a well-formed feed', () => {
  test('in RSS 2.0 gives every field', async () => {
    const result = await parse(
      rss(`<item><title>CO26201 | Cables &amp; Ships</title><link>/rsis-publication/rsis/cables/?utm_source=x</link>
        <pubDate>Tue, 01 Sep 2026 02:10:00 GMT</pubDate><dc:creator>Tan Mei Ling</dc:creator><dc:creator>J.R. Santoso</dc:creator>
        <category>Commentaries</category><category>Maritime</category><guid isPermaLink="false">https://site.example/?p=1</guid>
        <description>&lt;p&gt;Who mends a &lt;b&gt;cable&lt;/b&gt;?&lt;/p&gt;</description>
        <content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded></item>`),
    )
    expect(result).toEqual({
      state: 'parsed',
      isDamaged: false,
      entries: [
        {
          source: 'source',
          guid: 'https://site.example/?p=1',
          link: 'https://site.example/rsis-publication/rsis/cables/?utm_source=x',
          title: 'CO26201 | Cables & Ships',
          authors: ['Tan Mei Ling', 'J.R. Santoso'],
          publishedAt: new Date('2026-09-01T02:10:00Z'),
          updatedAt: undefined,
          excerpt: 'Who mends a cable?',
          contentHtml: '<p>The whole text.</p>',
          categories: ['Commentaries', 'Maritime'],
        },
      ],
    })
  })

  test.each([
    [
      'Atom content without a summary',
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>One</title><id>tag:1</id><content type="html">&lt;p&gt;The whole text.&lt;/p&gt;</content></entry></feed>',
    ],
    [
      'a description',
      rss('<item><title>One</title><description>&lt;p&gt;The whole text.&lt;/p&gt;</description></item>'),
    ],
  ])('keeps %s as text that may be read in the place of the page', async (_name, body) => {
    expect(await parse(body)).toMatchObject({
      entries: [{ excerpt: 'The whole text.', contentHtml: '<p>The whole text.</p>' }],
    })
  })

  test.each([
    [6, true],
    [9, false],
  ])(
    'with a date %i days ahead of this machine’s clock, which may be behind: believed is %s',
    async (days, isBelieved) => {
      const at = new Date(Math.floor(Date.now() / 1000) * 1000 + days * 86_400_000)
      const dated = item.replace('</item>', `<pubDate>${at.toUTCString()}</pubDate></item>`)
      expect(await parse(rss(dated))).toMatchObject({
        entries: [{ title: 'One', publishedAt: isBelieved ? at : undefined }],
      })
    },
  )

  test('in Atom gives id, link, both dates', async () => {
    const result = await parse(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>One</title><link href="/one" rel="alternate"/><id>tag:1</id>
       <published>2026-01-01T00:00:00Z</published><updated>2026-02-01T00:00:00Z</updated><author><name>N</name></author><summary>s</summary></entry></feed>`,
    )
    expect(result).toMatchObject({
      entries: [
        {
          guid: 'tag:1',
          link: 'https://site.example/one',
          authors: ['N'],
          publishedAt: new Date('2026-01-01T00:00:00Z'),
          updatedAt: new Date('2026-02-01T00:00:00Z'),
        },
      ],
    })
  })
})

describe('a feed with a fault', () => {
  const readable: readonly [name: string, body: string | Buffer, type?: string][] = [
    ['a bare ampersand', rss('<item><title>AT&T & co</title><link>https://site.example/one?a=1&b=2</link></item>')],
    [
      'an entity of HTML',
      rss('<item><title>Caf&eacute;&nbsp;&hellip; &unknown;</title><link>https://site.example/one</link></item>'),
    ],
    [
      'a DOCTYPE with entities',
      `<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>${rss(item)}`,
    ],
    ['a byte order mark and white space before it', `\uFEFF \n\n${rss(item)}`],
    ['no version', rss(item).replace(' version="2.0"', '')],
    ['a control character', rss(item.replace('One', 'O\u0001ne'))],
    ['junk behind it', `${rss(item)}\n<!-- served in 0.2 s --> junk`],
    ['latin-1 bytes that claim to be UTF-8', Buffer.from(rss(item.replace('One', 'Café')), 'latin1')],
    ['UTF-16 without a mark', Buffer.from(rss(item), 'utf16le')],
    ['a date that is none', rss(item.replace('</item>', '<pubDate>08:00:00 SGT</pubDate></item>'))],
    ['a date in the year 300000', rss(item.replace('</item>', '<pubDate>300000-01-01</pubDate></item>'))],
    ['elements named like an object’s own', rss(`<__proto__>x</__proto__><constructor>y</constructor>${item}`)],
  ]
  test.each(readable)('%s is read', async (_name, body, type) => {
    const result = await parse(body, type)
    expect(result).toMatchObject({ state: 'parsed', entries: [{ title: expect.stringMatching(/./u) }] })
    expect(JSON.stringify(result)).not.toMatch(/root:|aaaa/u)
    expect(result.state === 'parsed' && result.entries[0]?.publishedAt).toBe(undefined)
  })

  test('cut in the middle gives its complete items, and says that it is damaged', async () => {
    const three = rss(item + item.replaceAll(/one|g1/gu, 'two') + item.replaceAll(/one|g1/gu, 'three'))
    const result = await parse(three.slice(0, three.lastIndexOf('</link>')))
    expect(result).toMatchObject({ state: 'parsed', isDamaged: true })
    expect(result.state === 'parsed' && result.entries.map((entry) => entry.guid)).toEqual(['g1', 'two'])
  })

  test('drops links that are not http(s), keeps the entry', async () => {
    const result = await parse(rss('<item><title>One</title><link>javascript:alert(1)</link></item>'))
    expect(result.state === 'parsed' && result.entries[0]).toMatchObject({ title: 'One' })
    expect(result.state === 'parsed' && result.entries[0]?.link).toBe(undefined)
  })

  test('with 2,000 items gives the first 500', async () => {
    const result = await parse(
      rss(Array.from({ length: 2000 }, (_, index) => item.replace('One', `No. ${index}`)).join('')),
    )
    expect(result.state === 'parsed' && result.entries).toHaveLength(500)
  })
})

describe('what is not a feed', () => {
  const refused: readonly [name: string, body: string | Buffer, expected: object][] = [
    ['nothing', '', { state: 'not a feed', detail: 'the answer is empty' }],
    ['JSON', '{"error":"no"}', { state: 'not a feed', detail: 'the answer is JSON, but not a JSON Feed' }],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), { state: 'not a feed' }],
    [
      'a page',
      '<!DOCTYPE html><html><body>Welcome</body></html>',
      { state: 'blocked', detail: 'the answer is a web page, not a feed' },
    ],
    [
      'a challenge',
      '<html><title>Just a moment...</title></html>',
      { state: 'blocked', detail: 'the site answers programs with a challenge page' },
    ],
    ['a feed without items', rss(''), { state: 'empty' }],
    [
      'tags in each other without end',
      `<rss version="2.0"><channel>${'<a>'.repeat(100_000)}`,
      { state: 'not a feed', detail: 'its tags are nested too deep' },
    ],
  ]
  test.each(refused)('%s is distinguished', async (_name, body, expected) => {
    expect(await parse(body)).toMatchObject(expected)
  })
})

import { describe, expect, test } from 'vitest'
import { parseFeed } from '../../../src/feed/parse/parse.ts'

const parse = (body: string) =>
  parseFeed({
    body: Buffer.from(body),
    contentType: undefined,
    url: 'https://site.example/news/feed.xml',
    source: 'source',
  })

const rss = (item: string): string =>
  `<rss version="2.0"><channel><title>A feed</title><item>${item}</item></channel></rss>`
const atom = (entry: string, declared = ''): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"${declared}><title>A feed</title><entry>${entry}</entry></feed>`
const json = (item: object): string =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'A feed', items: [item] })

const forms: readonly [name: string, body: string, entry: object][] = [
  [
    'Atom with a generated prefix',
    '<ns0:feed xmlns:ns0="http://www.w3.org/2005/Atom"><ns0:entry><ns0:title>Sea lanes</ns0:title><ns0:link href="https://site.example/1"/><ns0:author><ns0:name>Ada One</ns0:name></ns0:author></ns0:entry></ns0:feed>',
    { title: 'Sea lanes', link: 'https://site.example/1', authors: ['Ada One'] },
  ],
  [
    'Atom with a prefix that nobody declares',
    '<atom:feed><atom:entry><atom:title>Sea lanes</atom:title><atom:link href="https://site.example/1"/></atom:entry></atom:feed>',
    { title: 'Sea lanes', link: 'https://site.example/1' },
  ],
  [
    'Atom that sends one entry alone',
    '<entry xmlns="http://www.w3.org/2005/Atom"><title>Sea lanes</title><id>tag:1</id></entry>',
    { title: 'Sea lanes', guid: 'tag:1' },
  ],
  [
    'Atom 0.3',
    '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped">Sea &lt;b&gt;lanes&lt;/b&gt;</title><issued>2026-01-02T00:00:00Z</issued><modified>2026-01-03T00:00:00Z</modified><link rel="alternate" href="https://site.example/1"/></entry></feed>',
    { title: 'Sea lanes', publishedAt: new Date('2026-01-02'), updatedAt: new Date('2026-01-03') },
  ],
  [
    'RDF without a default namespace',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:r="http://purl.org/rss/1.0/"><r:channel rdf:about="x"><r:title>F</r:title></r:channel><r:item rdf:about="https://site.example/1"><r:title>Sea lanes</r:title></r:item></rdf:RDF>',
    { title: 'Sea lanes', link: 'https://site.example/1', guid: 'https://site.example/1' },
  ],
  [
    'RDF without any namespace',
    '<rdf:RDF><channel><title>F</title></channel><item><title>Sea lanes</title><link>https://site.example/1</link></item></rdf:RDF>',
    { title: 'Sea lanes', link: 'https://site.example/1' },
  ],
  [
    'RSS without a channel',
    '<rss><item><title>Sea lanes</title><link>https://site.example/1</link></item></rss>',
    { title: 'Sea lanes' },
  ],
  [
    'RSS in capitals',
    '<RSS VERSION="2.0"><CHANNEL><ITEM><TITLE>Sea lanes</TITLE><PUBDATE>2026-01-02</PUBDATE></ITEM></CHANNEL></RSS>',
    { title: 'Sea lanes', publishedAt: new Date('2026-01-02') },
  ],
  [
    'RSS whose modules have prefixes of their own',
    '<rss version="2.0" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><item><title>Sea lanes</title><d:creator>Ada One</d:creator><d:subject>Seas</d:subject><c:encoded>&lt;p&gt;All of it.&lt;/p&gt;</c:encoded></item></channel></rss>',
    { authors: ['Ada One'], categories: ['Seas'], contentHtml: '<p>All of it.</p>' },
  ],
  [
    'a title in XHTML',
    atom('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Sea <em>lanes</em> &lt; 3</div></title>'),
    { title: 'Sea lanes < 3' },
  ],
  [
    'a title in XHTML with a prefix',
    atom('<title type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">Sea <x:em>lanes</x:em></x:div></title>'),
    { title: 'Sea lanes' },
  ],
  [
    'content in XHTML',
    atom(
      '<title>A</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>',
    ),
    { excerpt: 'One. Two.', contentHtml: '<div><p>One.</p><p>Two.</p></div>' },
  ],
  ['markup inside a title', rss('<title>Sea <b>lanes</b> and<br>ports</title>'), { title: 'Sea lanes and ports' }],
  ['a title in CDATA', rss('<title><![CDATA[Ports & <i>lanes</i>]]></title>'), { title: 'Ports & lanes' }],
  ['a title that was escaped twice', rss('<title>Ports &amp;amp; lanes</title>'), { title: 'Ports & lanes' }],
  ['a smaller-than sign', rss('<title>Growth <3% in 2026</title>'), { title: 'Growth <3% in 2026' }],
  [
    'a guid that is an address',
    rss('<title>A</title><guid>https://site.example/1</guid>'),
    { link: 'https://site.example/1' },
  ],
  [
    'a guid that says that it is no address',
    rss('<title>A</title><guid isPermaLink="false">https://site.example/?p=1</guid>'),
    { guid: 'https://site.example/?p=1', link: undefined },
  ],
  [
    'an Atom id that is an address',
    atom('<title>A</title><id>https://site.example/1</id>'),
    { link: 'https://site.example/1' },
  ],
  [
    'a link that is relative to the feed',
    rss('<title>A</title><link>../one/</link>'),
    { link: 'https://site.example/one/' },
  ],
  [
    'a link that is relative to bases in each other',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example/a/"><entry xml:base="b/"><title>A</title><link xml:base="c/" href="d"/></entry></feed>',
    { link: 'https://other.example/a/b/c/d' },
  ],
  [
    'a base in RSS',
    '<rss version="2.0"><channel xml:base="https://other.example/a/"><item><title>A</title><link>b</link></item></channel></rss>',
    { link: 'https://other.example/a/b' },
  ],
  [
    'several links',
    atom(
      '<title>A</title><link rel="self" href="https://site.example/1.atom"/><link rel="alternate" type="application/pdf" href="https://site.example/1.pdf"/><link type="text/html" href="https://site.example/1"/>',
    ),
    { link: 'https://site.example/1' },
  ],
  [
    'a licence and an attachment, which are not the entry',
    atom(
      '<title>A</title><link rel="license" href="https://l.example/"/><link rel="enclosure" href="https://site.example/a.mp3"/>',
    ),
    { link: undefined },
  ],
  [
    'two authors',
    atom(
      '<title>A</title><author><name>Ada One</name><email>a@x.test</email></author><author><name>Bo Two</name></author>',
    ),
    { authors: ['Ada One', 'Bo Two'] },
  ],
  ['an author with an address', rss('<title>A</title><author>ed@x.test (Ada One)</author>'), { authors: ['Ada One'] }],
  [
    'an author before an address',
    rss('<title>A</title><author>Ada One &lt;ed@x.test&gt;</author>'),
    { authors: ['Ada One'] },
  ],
  ['an address alone', rss('<title>A</title><author>ed@x.test</author>'), { authors: [] }],
  [
    'what another feed is said to be the source of',
    atom('<source><title>Other</title><author><name>No One</name></author><id>x</id></source><title>Sea lanes</title>'),
    { title: 'Sea lanes', authors: [], guid: undefined },
  ],
  [
    'categories of Atom',
    atom('<title>A</title><category term="sea" label="The sea"/><category term="ports"/>'),
    { categories: ['The sea', 'ports'] },
  ],
  ['a date that is none', atom('<title>A</title><published>soon</published>'), { title: 'A', publishedAt: undefined }],
  [
    'a picture as content',
    atom('<title>A</title><content type="image/png">iVBORw0KGgo=</content>'),
    { contentHtml: undefined },
  ],
  [
    'JSON Feed',
    json({
      id: 'https://site.example/1',
      title: 'Ports & <lanes>',
      content_text: 'One.\n\nTwo.',
      summary: 'In short.',
      date_published: '2026-01-02T00:00:00Z',
      authors: [{ name: 'Ada One' }, { url: 'https://x.example' }, { name: 'Bo Two' }],
      tags: ['Seas'],
    }),
    {
      guid: 'https://site.example/1',
      link: 'https://site.example/1',
      title: 'Ports & <lanes>',
      excerpt: 'In short.',
      contentHtml: '<p>One.</p><p>Two.</p>',
      publishedAt: new Date('2026-01-02'),
      authors: ['Ada One', 'Bo Two'],
      categories: ['Seas'],
    },
  ],
  [
    'JSON Feed 1.0 with one author, a number as id and a relative address',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1',
      title: 'F',
      author: { name: 'Ada One' },
      items: [{ id: 7, url: '/1', content_html: '<p>One.</p>', author: { name: 'Bo Two' } }],
    }),
    { guid: '7', link: 'https://site.example/1', authors: ['Bo Two'], excerpt: 'One.' },
  ],
  [
    'RSS with a link of Atom’s alone',
    rss(
      '<title>T</title><atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="alternate" type="text/html" href="/sea"/>',
    ),
    { link: 'https://site.example/sea' },
  ],
  [
    'RSS with links of Atom’s to the feed, to comments and to the item, under another prefix',
    rss(
      '<title>T</title><a10:link xmlns:a10="http://www.w3.org/2005/Atom" rel="self" href="/feed"/><a10:link xmlns:a10="http://www.w3.org/2005/Atom" rel="replies" href="/replies"/><a10:link xmlns:a10="http://www.w3.org/2005/Atom" rel="alternate" href="/sea"/>',
    ),
    { link: 'https://site.example/sea' },
  ],
  [
    'RSS whose own link stands behind Atom’s',
    rss(
      '<title>T</title><atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="alternate" href="/other"/><link>/own</link>',
    ),
    { link: 'https://site.example/own' },
  ],
  [
    'RSS with an author and dates of Atom’s',
    rss(
      '<title>T</title><a:author xmlns:a="http://www.w3.org/2005/Atom"><a:name>Ada One</a:name><a:email>a@site.example</a:email></a:author><a:updated xmlns:a="http://www.w3.org/2005/Atom">2026-01-03T00:00:00Z</a:updated>',
    ),
    { authors: ['Ada One'], updatedAt: new Date('2026-01-03') },
  ],
  [
    'a JSON Feed whose item has no title',
    json({
      id: '1',
      url: 'https://site.example/1',
      title: null,
      content_text: 'The strait is shut. Nobody knows why.',
    }),
    { title: 'The strait is shut.' },
  ],
  [
    'a JSON Feed whose item has no title and a summary',
    json({ id: '1', title: null, summary: 'A short note', content_html: '<p>Something much longer stands here.</p>' }),
    { title: 'A short note' },
  ],
  [
    'RSS without a title: as many words as fit',
    rss(
      '<link>https://site.example/1</link><description>&lt;p&gt;Nobody who has seen the harbours of the strait in winter would have thought that they could be kept open by so few&lt;/p&gt;</description>',
    ),
    { title: 'Nobody who has seen the harbours of the strait in winter would have thought …' },
  ],
  [
    'RSS with an empty title and the whole text',
    rss(
      '<title/><content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">&lt;img src="x"&gt;&lt;p&gt;A picture of the harbour&lt;/p&gt;</content:encoded>',
    ),
    { title: 'A picture of the harbour' },
  ],
  [
    'Atom without a title, in Chinese',
    atom(`<id>tag:1</id><summary>${'海峡的港口在冬天由很少的人保持开放'.repeat(8)}</summary>`),
    { title: expect.stringMatching(/^.{80} …$/u) },
  ],
  ['an item without a title and a text', rss('<link>https://site.example/1</link>'), { title: 'Untitled' }],
]

describe('a feed is read in every form', () => {
  test.each(forms)('%s', async (_name, body, entry) => {
    const result = await parse(body)
    const expected = { state: 'parsed', isDamaged: false, entries: [entry] }
    const seen =
      result.state === 'parsed'
        ? {
            ...result,
            entries: result.entries.map((one) => ({
              link: undefined,
              guid: undefined,
              contentHtml: undefined,
              ...one,
            })),
          }
        : result
    expect(seen).toMatchObject(expected)
  })
})

test('values in a conflict or a source are not entries of the feed', async () => {
  const result = await parse(
    atom('<title>A</title><x:conflicts xmlns:x="urn:x"><entry><title>B</title></entry></x:conflicts>'),
  )
  expect(result).toMatchObject({ entries: [{ title: 'A' }] })
})

test('an item without an end ends where the next one begins, and the feed counts as damaged', async () => {
  const result = await parse('<rss><channel><item><title>A</title><item><title>B</title></item></channel></rss>')
  expect(result).toMatchObject({ isDamaged: true, entries: [{ title: 'A' }, { title: 'B' }] })
})

test('a page with a feed’s tags in a script is a page', async () => {
  expect(
    await parse('<!doctype html><html><script>const feed = "<rss>"</script><body>Hello</body></html>'),
  ).toMatchObject({
    state: 'blocked',
  })
})

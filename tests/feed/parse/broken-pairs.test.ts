import { expect, test } from 'vitest'
import { parseInThread } from '../../../src/feed/parse/in-thread.ts'

const good =
  '<rss version="2.0"><channel><title>A feed</title><item><title>Fair</title><link>https://site.example/fair</link></item></channel></rss>'

const broken: readonly string[] = [
  '<rss version="2.0"><channel><title>Growth <3%</title></channel></rss><!-- cached',
  '<rss version="2.0"><channel><item><title>One</title>',
  '<rss version="2.0"><channel><item><title>a < b</title></item></channel></rss>',
  '<rss version="2.0"><channel><item><title><p>one<br>two</title></item></channel></rss>',
  '<rss version="2.0"><channel><item><title>One</item></title></channel></rss>',
  '<rss version="2.0"><channel></rss>',
  '<rss',
  '<rss version=2.0><channel><item><title>One</title></item></channel></rss>',
  '<rss version="2.0" version="2.0"><channel><item><title>One</title></item></channel></rss>',
  '<rss version="2.0"><channel><item><title><![CDATA[One</title></item></channel></rss>',
  '<rss version="2.0"><channel><item><title>One</title></item></channel></rss></rss></channel>',
  '<rss version="2.0"><channel><item><title>One</title><link>https://site.example/a?b&c=<d></link></item></channel></rss>',
  '<rss version="2.0"><channel><item><title>&#xD800;&#0;&#99999999;</title></item></channel></rss>',
  '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title>',
  '<feed><entry><title type="xhtml"><div>One</title></entry></feed>',
  '<feed/>',
  '<rdf:RDF><item rdf:about="a"><title>One</title></item>',
  '<channel><item><title>One</title></item>',
  '<rss version="2.0"><!DOCTYPE rss [<!ENTITY a "b">]><channel><item><title>&a;</title></item></channel></rss>',
  '<?xml version="1.0"?><rss version="9.9"><channel><item><title>One</title><!-- -- --></item></channel></rss>',
]

const parse = (body: string) =>
  parseInThread({
    kind: 'feed',
    body: Buffer.from(body),
    contentType: 'application/rss+xml',
    url: 'https://site.example/feed/',
    source: 'source',
  })

test('a feed gives the same alone and after any two others, however broken they are', async () => {
  const alone = new Map<string, unknown>()
  for (const body of [...broken, good]) alone.set(body, await parse(body))
  expect(alone.get(good)).toMatchObject({ state: 'parsed', isDamaged: false, entries: [{ title: 'Fair' }] })

  for (const first of broken) {
    for (const second of broken) {
      for (const body of [first, second, good]) expect(await parse(body)).toEqual(alone.get(body))
    }
  }
})

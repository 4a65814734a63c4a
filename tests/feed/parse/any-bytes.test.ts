import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasCollection, readCases } from '../../../bench/feeds/cases.ts'
import { parseFeed } from '../../../src/feed/parse/parse.ts'
import { anyCharacter } from '../../any-character.ts'

const parse = (body: string | Buffer, contentType = 'application/rss+xml') =>
  parseFeed({
    body: typeof body === 'string' ? Buffer.from(body) : body,
    contentType,
    url: 'https://site.example/feed/',
    source: 'source',
  })

test('no bytes make the parser throw', async () => {
  const scrap = fc.constantFrom(
    '<rss>',
    '<item>',
    '</item>',
    '<![CDATA[',
    ']]>',
    '&',
    '&#x0;',
    '<!DOCTYPE',
    '<title>',
    '\0',
    '<feed',
    '>',
    '"',
    '<?xml',
    'é',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(scrap, fc.string({ unit: anyCharacter })), { maxLength: 60 }),
      async (scraps) => {
        expect(['parsed', 'empty', 'blocked', 'not a feed']).toContain((await parse(`<rss>${scraps.join('')}`)).state)
      },
    ),
    { numRuns: 300 },
  )
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect((await parse(Buffer.from(bytes))).state).toMatch(/./u)
    }),
    { numRuns: 300 },
  )
})

test.skipIf(!hasCollection)('the public test collections are read better than by the libraries alone', async () => {
  const count = { refused: 0, usable: 0, found: 0 }
  for (const { body, items } of readCases()) {
    const result = await parse(body, 'application/xml')
    if (result.state !== 'parsed' && result.state !== 'empty') count.refused += 1
    if (items === undefined) continue
    count.usable += 1
    if (result.state === 'parsed' && result.entries.length === items) count.found += 1
  }
  expect(count.refused).toBeLessThanOrEqual(160)
  expect(count.found / count.usable).toBeGreaterThanOrEqual(0.98)
})

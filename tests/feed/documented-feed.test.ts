import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseFeed } from '../../src/feed/parse/parse.ts'

test('the feed that docs/intake.md shows is read as it says', async () => {
  const document = readFileSync(new URL('../../docs/intake.md', import.meta.url), 'utf8')
  const [, xml = ''] = /```xml\n(.*?)```/su.exec(document) ?? []
  const answer = { body: Buffer.from(xml), contentType: undefined, url: 'https://harbour.example/feed', source: 'feed' }
  expect(await parseFeed(answer)).toMatchObject({
    state: 'parsed',
    isDamaged: false,
    entries: [
      {
        title: 'What the new berth is for',
        link: 'https://harbour.example/commentaries/what-the-new-berth-is-for',
        guid: 'berth-17',
        publishedAt: new Date('2026-11-25T00:00:00Z'),
        authors: ['Mei Lin Tan'],
        categories: ['Ports'],
        excerpt: 'One or two sentences about the text.',
        contentHtml: '<p>The text, if programs cannot read the page.</p>',
      },
    ],
  })
})

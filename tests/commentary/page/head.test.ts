import { describe, expect, test } from 'vitest'
import { readPageHead } from '../../../src/commentary/page/head.ts'
import { parsePage } from '../../../src/commentary/page/tree.ts'

const text = `<p>${'The harbours of the strait were built for another century, and it shows in every crane. '.repeat(3)}</p>`

const page = (head: string, body: string, title = 'Ports without Cranes – Example Institute') =>
  parsePage(`<html><head><title>${title}</title>${head}</head><body>${body}</body></html>`) ?? expect.fail('no page')

const heading = '<h1>Ports without Cranes</h1>'
const ld = (data: object): string => `<script type="application/ld+json">${JSON.stringify(data)}</script>`

describe('the authors of a page', () => {
  const signed: readonly [name: string, head: string, body: string, authors: readonly string[]][] = [
    [
      'a byline beside its date',
      '',
      `<main>${heading}<p>By Mei Lin Tan | December 28, 2025</p>${text}</main>`,
      ['Mei Lin Tan'],
    ],
    [
      'posts and institutes behind the name',
      '',
      `<main>${heading}<div class="byline">Mei Lin Tan, Senior Fellow, Example Institute</div>${text}</main>`,
      ['Mei Lin Tan'],
    ],
    [
      'two names',
      '',
      `<main>${heading}<div class="byline">By Mei Lin Tan and José Iglesias</div>${text}</main>`,
      ['Mei Lin Tan', 'José Iglesias'],
    ],
    [
      'a card of another article',
      '',
      `<main>${heading}<p class="byline">Mei Lin Tan</p>${text}</main><aside><span itemprop="author">Other Person</span></aside><div class="related"><span class="byline">Third Person</span></div>`,
      ['Mei Lin Tan'],
    ],
    [
      'a commenter',
      '',
      `<main>${heading}<a rel="author" href="/a">Mei Lin Tan</a>${text}<section id="comments"><a rel="author">Commenter Name</a></section></main>`,
      ['Mei Lin Tan'],
    ],
    [
      'only a card of another article',
      '',
      `<main>${heading}${text}</main><aside><span itemprop="author">Other Person</span></aside>`,
      [],
    ],
    [
      'an agency and a time',
      '',
      `<main>${heading}<p class="byline">TNN</p><p class="author">11:05 IST</p>${text}</main>`,
      [],
    ],
    [
      'the site itself',
      '<meta property="og:site_name" content="Condé Nast"><meta name="author" content="Condé Nast">',
      `${heading}${text}`,
      [],
    ],
    [
      'an author of the data by reference',
      ld({
        '@graph': [
          { '@type': 'Article', headline: 'Ports without Cranes', author: { '@id': '#p1' } },
          { '@type': 'Person', '@id': '#p1', name: 'Mei Lin Tan' },
        ],
      }),
      `<main>${heading}${text}</main>`,
      ['Mei Lin Tan'],
    ],
    [
      'an institute in the data beside a byline',
      ld({ '@type': 'Article', author: { '@type': 'Organization', name: 'Example Institute' } }),
      `<main>${heading}<p class="byline">Mei Lin Tan</p>${text}</main>`,
      ['Mei Lin Tan'],
    ],
    [
      'an account in the data beside a byline',
      ld({ '@type': 'Article', author: { '@type': 'Person', name: 'Editorial Team' } }),
      `<main>${heading}<p class="byline">By Mei Lin Tan</p>${text}</main>`,
      ['Mei Lin Tan'],
    ],
    ['a meta element', '<meta name="author" content="Mei Lin Tan">', `<main>${heading}${text}</main>`, ['Mei Lin Tan']],
    [
      'a rank that is printed',
      '',
      `<main>${heading}<p class="byline">Ambassador Mei Lin Tan</p>${text}</main>`,
      ['Ambassador Mei Lin Tan'],
    ],
    [
      'a byline over the heading',
      '',
      `<article><header><p class="author">Mei Lin Tan</p>${heading}</header>${text}</article>`,
      ['Mei Lin Tan'],
    ],
    ['a Chinese name', '', `<main>${heading}<p class="byline">陈美玲</p>${text}</main>`, ['陈美玲']],
  ]
  test.each(signed)('with %s', (_name, head, body, authors) => {
    expect(readPageHead(page(head, body)).authors).toEqual(authors)
  })
})

describe('the date of a page', () => {
  const dated: readonly [name: string, body: string, published: string | undefined][] = [
    ['a line', `<main>${heading}<p class="date">5 May 2025</p>${text}</main>`, '2025-05-05'],
    [
      'an RFC 822 time',
      `<main>${heading}<time datetime="Mon, 05 May 2025 08:00:00 GMT">May</time>${text}</main>`,
      '2025-05-05',
    ],
    ['a byline', `<main>${heading}<p>By Mei Lin Tan | May 5, 2025</p>${text}</main>`, '2025-05-05'],
    [
      'a teaser only',
      `<main>${heading}${text}<div class="teaser"><time datetime="2019-01-01">2019</time></div></main>`,
      undefined,
    ],
    [
      'a teaser before it',
      `<main><aside><time datetime="2019-01-01">2019</time></aside>${heading}<time datetime="2025-05-05">5 May</time>${text}</main>`,
      '2025-05-05',
    ],
  ]
  test.each(dated)('in %s', (_name, body, published) => {
    expect(readPageHead(page('', body)).published).toBe(published)
  })
})

test.each([
  ['a logo in a first heading', '<header><h1>Example Institute</h1></header><main><h1>Ports without Cranes</h1>'],
  ['only a logo in a heading', '<header><h1>Example Institute</h1></header><main>'],
])('with %s the title is the article’s', (_name, body) => {
  const shown = readPageHead(page('<meta property="og:title" content="Ports without Cranes">', `${body}${text}</main>`))
  expect(shown.title).toBe('Ports without Cranes')
})

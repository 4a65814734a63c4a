import { describe, expect, test } from 'vitest'
import { readPageHead } from '../../../src/commentary/page/head.ts'
import { parsePage } from '../../../src/commentary/page/tree.ts'

const text = `<p>${'The harbours of the strait were built for another century, and it shows in every crane. '.repeat(3)}</p>`

const page = (head: string, body: string, title = 'Ports without Cranes – Example Institute') =>
  parsePage(`<html><head><title>${title}</title>${head}</head><body>${body}</body></html>`) ?? expect.fail('no page')

const heading = '<h1>Ports without Cranes</h1>'
const ld = (data: object): string => `<script type="application/ld+json">${JSON.stringify(data)}</script>`

test.each([
  ['<div class="meta">作者：林美玲 2026年10月5日</div>', ['林美玲'], '2026-10-05'],
  ['<p>撰文：王大伟 2025年1月12日</p>', ['王大伟'], '2025-01-12'],
  ['<p>MEI LIN TAN AND JOSÉ IGLESIAS</p><p>5 October 2026</p>', ['Mei Lin Tan', 'José Iglesias'], '2026-10-05'],
])('reads who and when out of %j', (line, authors, published) => {
  const about = '<p>Mei Lin Tan is a fellow of the Institute. José Iglesias is an economist at the Bank of Straits.</p>'
  expect(readPageHead(page('', `<article>${heading}${line}${text}${about}</article>`))).toMatchObject({
    authors,
    published,
  })
})

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
    [
      'a citation’s order of names',
      '<meta name="citation_author" content="Okafor, Chidi"><meta name="citation_author" content="van der Heyden, Ludwig">',
      `<main>${heading}${text}</main>`,
      ['Chidi Okafor', 'Ludwig van der Heyden'],
    ],
    [
      'a post behind a line break',
      '',
      `<main>${heading}<p>By Una Oakes<br>Director, Port Desk</p>${text}</main>`,
      ['Una Oakes'],
    ],
    [
      'a post in an element beside',
      '',
      `<main>${heading}<div class="byline">Una Oakes<span>Director</span></div>${text}</main>`,
      ['Una Oakes'],
    ],
    [
      'a field of study beside the name',
      '',
      `<main>${heading}<div class="author-box"><span class="author-name">Una Oakes</span><span class="author-title">Maritime Security</span></div>${text}</main>`,
      ['Una Oakes'],
    ],
    [
      'a list of terms',
      '',
      `<main>${heading}<dl><dt>Author</dt><dd>Una Oakes</dd><dt>Date</dt><dd>5 May 2025</dd></dl>${text}</main>`,
      ['Una Oakes'],
    ],
    [
      'a label in a line of its own',
      '',
      `<main>${heading}<div>Written by</div><div>Una Oakes</div>${text}</main>`,
      ['Una Oakes'],
    ],
    [
      'contributors',
      '',
      `<main>${heading}<div class="contributors"><a href="/a">Una Oakes</a><a href="/b">Olaf Stein</a></div>${text}</main>`,
      ['Una Oakes', 'Olaf Stein'],
    ],
    [
      'a messenger’s card',
      '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Una Oakes"><meta name="twitter:label2" content="Est. reading time"><meta name="twitter:data2" content="5 minutes">',
      `<main>${heading}${text}</main>`,
      ['Una Oakes'],
    ],
    [
      'a kind of text before it',
      '',
      `<main>${heading}<p>Commentary by <strong>Una Oakes</strong></p>${text}</main>`,
      ['Una Oakes'],
    ],
    [
      'an interview',
      '',
      `<main>${heading}<p>Interview with Carla de Souza by Una Oakes</p>${text}</main>`,
      ['Una Oakes'],
    ],
    [
      'the institute in brackets',
      '',
      `<main>${heading}<p class="byline">Una Oakes (Harbour Institute)</p>${text}</main>`,
      ['Una Oakes'],
    ],
    ['an agency', '', `<main>${heading}<p class="byline">By Reuters</p>${text}</main>`, []],
    ['another language', '', `<main>${heading}<p>Oleh Budi Santoso</p>${text}</main>`, ['Budi Santoso']],
    [
      'Chinese labels in one line',
      '',
      `<main>${heading}<p>作者：王小明 时间：2025-12-28 来源：海港网</p>${text}</main>`,
      ['王小明'],
    ],
    [
      'a name that is hidden',
      '',
      `<main>${heading}<p class="byline">By Una Oakes<span hidden> and Olaf Stein</span></p>${text}</main>`,
      ['Una Oakes'],
    ],
    [
      'a long standfirst before it',
      '',
      `<main>${heading}<div class="standfirst">${text}</div><p class="byline">By Una Oakes</p>${text}</main>`,
      ['Una Oakes'],
    ],
    [
      'an address',
      '',
      `<main>${heading}<address>Una Oakes and Olaf Stein</address>${text}</main>`,
      ['Una Oakes', 'Olaf Stein'],
    ],
    [
      'a link to all that is theirs',
      '',
      `<main>${heading}<p class="author">Una Oakes <a href="/a">View all posts</a></p>${text}</main>`,
      ['Una Oakes'],
    ],
    [
      'a name alone, of which the page says who it is',
      '',
      `<main>${heading}<p>Una Oakes</p>${text}<p>Una Oakes is a pilot.</p></main>`,
      ['Una Oakes'],
    ],
    ['a topic alone', '', `<main>${heading}<p>Port Quarrels</p>${text}</main>`, []],
    [
      'names in the data that the head shows, beside a field that looks like one',
      ld({ '@type': 'Article', headline: 'Ports without Cranes', author: { '@type': 'Person', name: 'Una Oakes' } }),
      `<main>${heading}<p class="author-line">Port Security</p><p>Una Oakes</p>${text}</main>`,
      ['Una Oakes'],
    ],
  ]
  const credits: readonly (readonly [byline: string, authors: readonly string[]])[] = [
    ['Medically reviewed by Olaf Stein, MD', []],
    ['Fact-checked by Olaf Stein', []],
    ['Approved by Olaf Stein', []],
    ['Curated by Olaf Stein', []],
    ['Una Oakes, vetted by Olaf Stein', ['Una Oakes']],
    ['Peer-reviewed by Olaf Stein and Priya Mehra', []],
    ['Hosted by Olaf Stein', []],
    ['Penned by Una Oakes', ['Una Oakes']],
    ['Written by Una Oakes, edited by Olaf Stein', ['Una Oakes']],
    ['By Una Oakes/AFP', ['Una Oakes']],
    ['By Una Oakes. Photographs by Olaf Stein', ['Una Oakes']],
    ['PROF DR UNA OAKES', ['UNA OAKES']],
    ['By DATO’ SRI UNA OAKES and AMB. OLAF STEIN', ['UNA OAKES', 'OLAF STEIN']],
    ['UNA OAKES', ['UNA OAKES']],
  ]
  test.each(credits)('of the byline %j are %j', (byline, authors) => {
    expect(readPageHead(page('', `<main>${heading}<p class="byline">${byline}</p>${text}</main>`)).authors).toEqual(
      authors,
    )
  })

  test.each([
    ['UNA McTAVISH OAKES', 'Una McTavish Oakes'],
    ['PROF DR SIOBHÁN O’REILLY', 'Siobhán O’Reilly'],
    ['JEAN-LUC VAN DER BERG', 'Jean-Luc van der Berg'],
  ])('in capitals, %j, are spelled as the page does elsewhere', (byline, name) => {
    const shown = page('', `<main>${heading}<p class="byline">${byline}</p>${text}<p>${name} is a pilot.</p></main>`)
    expect(readPageHead(shown).authors).toEqual([name])
  })

  test.each(signed)('with %s', (_name, head, body, authors) => {
    expect(readPageHead(page(head, body)).authors).toEqual(authors)
  })
})

describe('data of another article', () => {
  const own = {
    '@type': 'Article',
    headline: 'Ports without Cranes',
    datePublished: '2025-05-05',
    author: { name: 'Una Oakes' },
  }
  const other = {
    '@type': 'NewsArticle',
    headline: 'Another View of Quays',
    datePublished: '2019-01-01',
    author: { name: 'Olaf Stein' },
  }
  const address = 'https://harbour.example/views/ports-without-cranes/'
  const elsewhere = 'https://harbour.example/views/another-view/'
  const read = (data: object, head = '') =>
    readPageHead(page(ld(data) + head, `<main>${heading}${text}</main>`), address)

  test.each<[string, object]>([
    ['alone', other],
    ['by its address only', { ...other, headline: undefined, url: elsewhere }],
    ['by its id only', { ...other, headline: undefined, '@id': `${elsewhere}#article` }],
    ['by the page that it is of', { ...other, headline: undefined, mainEntityOfPage: { '@id': elsewhere } }],
    ['in a list', { '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: other }] }],
    ['twice', [other, { ...other, headline: 'A Third View' }]],
    [
      'twice without any name',
      [
        { ...other, headline: undefined },
        { ...other, headline: undefined },
      ],
    ],
  ])('%s says nothing', (_how, data) => {
    expect(read(data)).toMatchObject({ title: 'Ports without Cranes', authors: [], published: undefined })
  })

  test.each<[string, object]>([
    ['by headline', { '@graph': [other, own] }],
    ['by address', [other, { ...own, headline: 'An SEO Title of It', url: address }]],
    ['by an address with a tracker', [other, { ...own, headline: undefined, url: `${address}?utm_source=x` }]],
    ['by id', [other, { ...own, headline: undefined, '@id': `${address}#article` }]],
    [
      'by the page that it is of',
      [
        { ...other, url: elsewhere },
        { ...own, headline: undefined, mainEntityOfPage: address },
      ],
    ],
    ['by a headline with the site’s name', [other, { ...own, headline: 'Ports without Cranes | Example Institute' }]],
    ['of two, each with a part of it', [{ ...own, author: undefined }, { ...own, datePublished: undefined }, other]],
  ])('is left for the page’s own, known %s', (_how, data) => {
    expect(read(data)).toMatchObject({ title: 'Ports without Cranes', authors: ['Una Oakes'], published: '2025-05-05' })
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
      'a line behind its change',
      `<main>${heading}<p>Updated 7 May 2025 | Published 5 May 2025</p>${text}</main>`,
      '2025-05-05',
    ],
    [
      'a time behind that of its change',
      `<main>${heading}<p><time class="updated" datetime="2025-05-07">7 May 2025</time> <time datetime="2025-05-05">5 May</time></p>${text}</main>`,
      '2025-05-05',
    ],
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
  test.each([
    ['First published in The Courier on 3 January 2024. Posted here 5 February 2024', '2024-02-05'],
    ['Originally published by The Courier, 3 January 2024 | Published 5 February 2024', '2024-02-05'],
    ['This article first appeared in The Courier on 3 January 2024.', undefined],
    ['First published 3 January 2024. Updated 5 February 2024.', '2024-01-03'],
    ['First published on 3 January 2024', '2024-01-03'],
    ['Posted online 5 February 2024', '2024-02-05'],
    ['5 February 2024 by Una Oakes', '2024-02-05'],
    ['Event date: 5 February 2024', undefined],
    ['Deadline: 5 February 2024', undefined],
    ['Recorded on: 5 February 2024', undefined],
    ['Date of publication: 5 February 2024', '2024-02-05'],
  ])('that is said as %j', (line, published) => {
    expect(readPageHead(page('', `<main>${heading}<p>${line}</p>${text}</main>`)).published).toBe(published)
  })

  test.each<[how: string, lang: string, date: string, rest: string, published: string | undefined]>([
    ['nothing', '', '01/07/2025', '', undefined],
    ['nothing, for American English is a default', ' lang="en-US"', '01/07/2025', '', undefined],
    ['its language', ' lang="en-GB"', '01/07/2025', '', '2025-07-01'],
    ['another date with the day first', '', '01/07/2025', '<p>Last updated 14/07/2025</p>', '2025-07-01'],
    ['another date with the month first', '', '07/01/2025', '<p>Last updated 07/14/2025</p>', '2025-07-01'],
    ['a figure that can be no month', '', '07/14/2025', '', '2025-07-14'],
    ['points', '', '01.07.2025', '', '2025-07-01'],
  ])('in figures is settled by %s', (_how, lang, date, rest, published) => {
    const html = `<html${lang}><head><title>Ports</title></head><body><main>${heading}<p>${date}</p>${text}${rest}</main></body></html>`
    expect(readPageHead(parsePage(html) ?? expect.fail('no page')).published).toBe(published)
  })

  test('in figures is settled by the address', () => {
    const shown = page('', `<main>${heading}<p>01/07/2025</p>${text}</main>`)
    expect(readPageHead(shown, 'https://site.example/2025/07/ports/').published).toBe('2025-07-01')
    expect(readPageHead(shown, 'https://site.example/2025/01/07/ports/').published).toBe('2025-01-07')
  })

  test.each(dated)('in %s', (_name, body, published) => {
    expect(readPageHead(page('', body)).published).toBe(published)
  })
})

describe('the title of a page', () => {
  const og = '<meta property="og:title" content="Ports without Cranes">'
  test.each<[name: string, title: string, head: string, body: string]>([
    [
      'a logo in a first heading',
      'Ports without Cranes – Example Institute',
      og,
      '<header><h1>Example Institute</h1></header><main><h1>Ports without Cranes</h1>',
    ],
    [
      'only a logo in a heading',
      'Ports without Cranes – Example Institute',
      og,
      '<header><h1>Example Institute</h1></header><main>',
    ],
    [
      'a logo that the document’s title lacks',
      'Ports without Cranes',
      '',
      '<header><h1 class="site-title">Example Institute</h1></header><main><h2>Ports without Cranes</h2>',
    ],
    [
      'a logo that leads home',
      'Ports without Cranes',
      '',
      '<div><h1><a href="/">The Institute</a></h1></div><main><h2>Ports without Cranes</h2>',
    ],
    [
      'a logo that is only a picture',
      'Ports without Cranes',
      '',
      '<h1><img alt="The Institute" src="a.png"></h1><main><h2>Ports without Cranes</h2>',
    ],
    ['a logo named by the host', 'Ports without Cranes', '', '<div><h1>Harbour</h1></div><main>'],
    ['the site behind a bar', 'Ports without Cranes | RSIS', '', '<main>'],
    ['the site behind a hyphen', 'Ports without Cranes - The Institute', '', '<main>'],
    [
      'the site behind a dash, as the page names it',
      'Ports without Cranes — Site',
      '<meta name="application-name" content="Site">',
      '<main>',
    ],
    ['the site behind a dash, as its host names it', 'Ports without Cranes — Harbour', '', '<main>'],
    ['section and site', 'Ports without Cranes | Commentary | RSIS', '', '<main>'],
    ['the site before a bar', 'Harbour | Ports without Cranes', '', '<main>'],
    [
      'the site in the card’s title',
      'x',
      '<meta property="og:title" content="Ports without Cranes | Example Institute"><meta property="og:site_name" content="Example Institute">',
      '<main>',
    ],
    [
      'a heading with a line break',
      'Ports without Cranes – Example Institute',
      '',
      '<main><h1>Ports<br>without Cranes</h1>',
    ],
    [
      'hidden words in its heading',
      'Ports without Cranes – Example Institute',
      '',
      '<main><h1>Ports without Cranes<span hidden> Page</span></h1>',
    ],
  ])('with %s is the article’s', (_name, title, head, body) => {
    expect(readPageHead(page(head, `${body}${text}</main>`, title), 'https://www.harbour.example/a').title).toBe(
      'Ports without Cranes',
    )
  })

  const labelled: readonly (readonly [how: string, shown: string, title?: string])[] = [
    ['a span', '<h1><span class="kicker">Analysis</span>Ports without Cranes</h1>'],
    ['a span without a class', '<h1><span>Analysis</span>Ports without Cranes</h1>'],
    ['a block', '<h1><div class="eyebrow">Ports and Trade</div><span>Ports without Cranes</span></h1>', 'x'],
    ['a subtitle behind it', '<h1>Ports without Cranes<span class="subtitle">A Note on Quays</span></h1>', 'x'],
    ['small type', '<h1><small>Comment</small> Ports without Cranes</h1>', 'Comment Ports without Cranes'],
    ['capitals before a break', '<h1>COMMENTARY<br>Ports without Cranes</h1>', 'COMMENTARY Ports without Cranes'],
    ['a bar', '<h1>Opinion | Ports without Any Cranes</h1>', 'Opinion | Ports without Any Cranes'],
  ]
  test.each(labelled)('with a label in %s before it has no label in its title', (_how, shown, title) => {
    const read = readPageHead(page('', `<main><article>${shown}${text}</article></main>`, title))
    expect(read.title?.replace(' Any', '')).toBe('Ports without Cranes')
  })

  test.each([
    'ports_final_v2.pdf',
    'Ports-final.docx',
    'Microsoft Word - Ports FINAL',
    '2025_12_ports_without_cranes',
    'index.html',
  ])('is not the file’s name %j', (title) => {
    const meta = `<meta property="og:title" content="${title}">`
    expect(readPageHead(page(meta, `<main><h2>Ports without Cranes</h2>${text}</main>`, title)).title).toBe(
      'Ports without Cranes',
    )
    expect(readPageHead(page('', `<p><b>Ports without Cranes</b></p>${text}`, title)).title).toBe(
      'Ports without Cranes',
    )
  })

  test.each([
    ['Ports without Cranes | National Centre for Harbour Studies', 'National Centre for Harbour Studies'],
    ['Cranes and Ports – The School of Coastal Affairs and Trade', 'The School of Coastal Affairs and Trade'],
  ])('of %j is not the site’s name at its end', (documentTitle, site) => {
    const [title = ''] = documentTitle.split(/ [|–] /u)
    const shown = page('', `<h1>${site}</h1><div><h2 class="page-title">${title}</h2>${text}</div>`, documentTitle)
    expect(readPageHead(shown).title).toBe(title)
  })

  test.each(['NCS POLICY BRIEF 14/2026', 'Working Paper No. 12', 'Commentary, Vol. 3'])(
    'is not which issue of a series it is, %j',
    (series) => {
      const body = `<p><b>${series}</b></p><p><b><font size=5>Ports without Cranes</font></b></p>${text}`
      expect(readPageHead(page('', body, 'brief_14_final.docx')).title).toBe('Ports without Cranes')
    },
  )

  test.each(['Harbour', 'www.harbour'])('is not what the site is called, %j', (title) => {
    const shown = page('', `<main><h2>Ports without Cranes</h2>${text}</main>`, title)
    expect(readPageHead(shown, 'https://www.harbour.example/a').title).toBe('Ports without Cranes')
  })

  test('is not a subhead of its text', () => {
    const shown = page('', `<article><div>Ports without Cranes</div>${text}<h1>Background</h1>${text}</article>`)
    expect(readPageHead(shown).title).toBe('Ports without Cranes')
  })

  test.each([
    'Indonesia – A New Hope',
    'Ports: Why They Matter',
    'China - Taiwan Relations in 2025',
    'Who Needs Cranes?',
  ])('%j is whole', (title) => {
    expect(readPageHead(page('', `<main>${text}</main>`, title), 'https://www.harbour.example/a').title).toBe(title)
  })
})

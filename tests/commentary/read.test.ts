import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { excerptCommentary, type ReadResult, readCommentary } from '../../src/commentary/read.ts'
import type { Entry } from '../../src/feed/entry.ts'
import { createGet, type Get, type GetResult } from '../../src/fetch/get.ts'
import { makePdf, setLines } from './pdf/make-pdf.ts'
import { listen } from '../listen.ts'

const link = 'https://www.rsis.edu.sg/rsis-publication/idss/harbours-without-ships/'
const page = readFileSync(new URL('../fixtures/pages/two-copies.html', import.meta.url), 'utf8')
const news = readFileSync(new URL('../fixtures/pages/general-news.html', import.meta.url), 'utf8')

const entry: Entry = {
  source: 'feed',
  guid: 'https://www.rsis.edu.sg/?p=1',
  link,
  title: 'CO24101 | Harbours without Ships',
  authors: ['rsis-admin'],
  publishedAt: new Date('2024-08-05T20:00:00Z'),
  updatedAt: undefined,
  excerpt: 'Container traffic leaves the small harbours of the strait one by one.',
  categories: ['Maritime Security'],
}

const answer = (
  body: string | Uint8Array,
  contentType: string | undefined = 'text/html; charset=utf-8',
  url = link,
): GetResult => ({
  state: 'fetched',
  url,
  contentType,
  body: Buffer.from(body),
  validators: {},
})
const getting =
  (result: GetResult): Get =>
  async () =>
    result
const read = (result: GetResult, of: Entry = entry): Promise<ReadResult> =>
  readCommentary(getting(result), { entry: of })
const html = (body: string, title = 'Page'): string =>
  `<html><head><title>${title}</title></head><body>${body}</body></html>`

describe('what the publisher says of a text', () => {
  const described = (head: string): string => news.replace('</head>', `${head}</head>`)
  const read = async (html: string, own: Entry = entry): Promise<string | undefined> => {
    const result = await readCommentary(getting(answer(html)), { link, entry: { ...own, title: 'Any Title' } })
    return result.state === 'read' ? result.commentary.description : result.state
  }

  test.each([
    ['<meta name="description" content="Ports &amp; pilots need each other.">', 'Ports & pilots need each other.'],
    ['<meta property="og:description" content="Ports need pilots.">', 'Ports need pilots.'],
    [
      '<meta property="og:site_name" content="Strait News"><meta name="description" content="All of Strait News, daily.">',
      entry.excerpt,
    ],
    ['<meta name="description" content="  ">', entry.excerpt],
    ['', entry.excerpt],
  ])('is read from the head of its page, else from the feed: %s', async (head, expected) => {
    expect(await read(described(head))).toBe(expected)
  })
})

describe('the page of an entry', () => {
  test('is asked for once, as a page, with a cap', async () => {
    const asked: unknown[] = []
    const result = await readCommentary(
      async (url, options) => {
        asked.push({ url, ...options })
        return answer(page)
      },
      { entry },
    )
    expect(result.state).toBe('read')
    expect(asked).toEqual([{ url: link, accept: expect.stringContaining('text/html'), maxBytes: 5_000_000 }])
  })

  test('holds over the entry, whose author is often the site’s account', async () => {
    expect(await read(answer(page))).toMatchObject({
      state: 'read',
      commentary: { id: 'CO24101', authors: ['Mirela Tanase'], published: '2024-08-06', extent: 'full' },
    })
  })

  test('is filled from the entry with what it lacks', async () => {
    const bare = html('<h1>Harbours without Ships</h1><p>COMMENTARY</p><p>Nobody asked the harbour.</p>')
    const result = await read(answer(bare), { ...entry, authors: ['Mirela Tanase and Ana Ruiz'] })
    expect(result).toMatchObject({
      state: 'read',
      commentary: {
        id: 'CO24101',
        title: 'Harbours without Ships',
        authors: ['Mirela Tanase', 'Ana Ruiz'],
        // 20:00 UTC is the next day in Singapore.
        published: '2024-08-06',
        categories: ['Maritime Security'],
      },
    })
  })

  test('of another site is read by the general reader and gets an id of our own making', async () => {
    const url = 'https://review.example/2025/03/the-ferry-that-runs-empty/'
    const result = await read(answer(news, 'text/html', url), {
      ...entry,
      title: 'The Ferry That Runs Empty',
      link: url,
    })
    expect(result).toMatchObject({
      state: 'read',
      commentary: {
        id: expect.stringMatching(/^X[0-9a-v]{11}$/u),
        url,
        authors: ['Dagny Ferreira', 'Paul Anderson-Oyelaran'],
      },
    })
  })

  test('may be in another charset', async () => {
    const latin = Buffer.from(html('<h1>CO24101 | Café Talk</h1><p>COMMENTARY</p><p>A café, a treaty.</p>'), 'latin1')
    expect(await read(answer(latin, 'text/html; charset=iso-8859-1'))).toMatchObject({
      commentary: { title: 'Café Talk', sections: [{ paragraphs: ['A café, a treaty.'] }] },
    })
  })

  test.each([
    ['by its type', 'application/pdf'],
    ['by its first bytes', 'application/octet-stream'],
  ])('may be a PDF, known %s', async (_says, type) => {
    const pdf = makePdf([
      [
        ...setLines(['RSIS Commentary No. 101 – 6 August 2024'], 800),
        ...setLines(['COMMENTARY'], 740, { font: 'bold' }),
        ...setLines(['A quay is a promise, and a promise that is kept dry is still kept, whoever gave it.'], 720),
      ],
    ])
    expect(await read(answer(pdf, type))).toMatchObject({
      state: 'read',
      commentary: { id: 'CO24101', published: '2024-08-06' },
    })
  })

  test('that bears another number is not taken for it', async () => {
    const result = await read(answer(page), { ...entry, title: 'CO24102 | Another One' })
    expect(result).toEqual({
      state: 'unreadable',
      reason: 'id-conflict',
      detail: 'the feed announces CO24102, but its link leads to CO24101',
    })
  })

  test('is read through the guarded GET from a server', async () => {
    const server = createServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(page),
    )
    const address = `${await listen(server)}/rsis-publication/idss/x/`
    try {
      const get = createGet({ allowPrivate: true, userAgent: 'test' })
      expect(await readCommentary(get, { link: address })).toMatchObject({
        state: 'read',
        commentary: {
          id: 'CO24101',
          url: 'https://www.rsis.edu.sg/rsis-publication/idss/co24101-harbours-without-ships/',
        },
      })
      const guarded = createGet({ allowPrivate: false, userAgent: 'test' })
      expect(await readCommentary(guarded, { link: address })).toMatchObject({
        state: 'unreadable',
        reason: 'private-address',
      })
    } finally {
      server.close()
    }
  })
})

describe('a page that cannot be read', () => {
  test.each<[string, GetResult, string]>([
    [
      'a failure of the site',
      { state: 'failed', code: 'server-error', detail: 'the site has a fault', retryAfterMs: 90_000 },
      'server-error',
    ],
    ['an answer to a question that was not asked', { state: 'not-modified' }, 'http-error'],
    ['an empty answer', answer(''), 'empty'],
    ['a page of nothing but scripts', answer(html('<div id="app"></div><script>x()</script>')), 'empty'],
    [
      'a page that asks for scripts',
      answer(html('<noscript>You need to enable JavaScript to run this app.</noscript><div id="root">Loading</div>')),
      'script',
    ],
    [
      'a challenge',
      answer(
        html('<h1>rsis.edu.sg</h1><p>Verify you are human by completing the action below.</p>', 'Just a moment...'),
      ),
      'challenge',
    ],
    [
      'a login',
      answer(html('<h1>Harbours</h1><p>The ports are empty.</p><p>Subscribe to continue reading.</p>')),
      'login',
    ],
    [
      'a form for a password',
      answer(html('<form><input name="u"><input type="password"></form><p>Welcome back</p>')),
      'login',
    ],
    ['a text in an iframe', answer(html('<iframe srcdoc="<p>Text</p>"></iframe><p>See below.</p>')), 'no-article'],
    ['an article without words', answer(html('<article><h1>Harbours</h1><p>Photo essay.</p></article>')), 'no-article'],
    ['a page that is too deep', answer('<div>'.repeat(2000)), 'too-complex'],
    ['a picture', answer(Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'image/png'), 'not-a-page'],
    ['data', answer('{"error":"x"}', 'application/json'), 'not-a-page'],
    ['a broken PDF', answer('%PDF-1.7 broken', 'application/pdf'), 'unreadable-pdf'],
    ['the front page', answer(page, 'text/html', 'https://www.rsis.edu.sg/'), 'not-found'],
  ])('says so: %s', async (_says, result, reason) => {
    const outcome = await read(result)
    expect(outcome).toMatchObject({ state: 'unreadable', reason })
    expect(outcome.state === 'unreadable' && outcome.detail.length > 10).toBe(true)
  })

  test('passes on when the site wants to be asked again', async () => {
    const result = await read({ state: 'failed', code: 'rate-limited', detail: 'later', retryAfterMs: 90_000 })
    expect(result).toEqual({ state: 'unreadable', reason: 'rate-limited', detail: 'later', retryAfterMs: 90_000 })
  })

  test('is empty if the entry has no link', async () => {
    const { link: _link, ...linkless } = entry
    expect(await read(answer(page), linkless)).toMatchObject({ state: 'unreadable', reason: 'no-link' })
  })
})

const longText = Array.from(
  { length: 20 },
  (_, day) => `<p>On day ${day} the harbour master keeps a list, in pencil, of every ship that did not come.</p>`,
).join('')

describe('a feed that carries the full text', () => {
  const full: Entry = {
    ...entry,
    authors: ['Mirela Tanase'],
    contentHtml: `<p><strong>SYNOPSIS</strong></p><p>Lists matter.</p><p><strong>COMMENTARY</strong></p>${longText}<p hidden>Not this.</p><p><strong>What Next</strong></p><p>Somebody should read the list.</p>`,
  }

  test('replaces a page that cannot be read', async () => {
    const result = await read({ state: 'failed', code: 'blocked', detail: 'refused', retryAfterMs: undefined }, full)
    expect(result).toMatchObject({
      state: 'read',
      commentary: {
        id: 'CO24101',
        extent: 'full',
        title: 'Harbours without Ships',
        authors: ['Mirela Tanase'],
        synopsis: 'Lists matter.',
        sections: [{ heading: undefined }, { heading: 'What Next', paragraphs: ['Somebody should read the list.'] }],
      },
    })
    expect(JSON.stringify(result)).not.toContain('Not this')
  })

  test('does not where the page can be had, nor where it is another commentary’s', async () => {
    expect(await read(answer(page), full)).toMatchObject({
      commentary: { aboutAuthors: [expect.stringContaining('Visiting Fellow')] },
    })
    expect(await read(answer(page), { ...full, title: 'CO24102 | Another' })).toMatchObject({ reason: 'id-conflict' })
  })

  test('is read whatever the series', async () => {
    const other = { ...full, title: 'Lists', link: 'https://review.example/lists', contentHtml: longText }
    const result = await read({ state: 'failed', code: 'timeout', detail: 'slow', retryAfterMs: undefined }, other)
    expect(result).toMatchObject({
      state: 'read',
      commentary: { title: 'Lists', url: 'https://review.example/lists', extent: 'full' },
    })
  })
})

describe('an entry whose page never came', () => {
  test('is its excerpt, as one paragraph', () => {
    expect(excerptCommentary(entry)).toEqual({
      id: 'CO24101',
      url: link,
      title: 'Harbours without Ships',
      authors: [],
      published: '2024-08-06',
      updated: undefined,
      synopsis: undefined,
      sections: [
        { heading: undefined, paragraphs: ['Container traffic leaves the small harbours of the strait one by one.'] },
      ],
      aboutAuthors: [],
      categories: ['Maritime Security'],
      pdfUrl: undefined,
      extent: 'excerpt',
      provenance: { kind: 'feed' },
    })
  })

  test('is its full text where the feed carries it', () => {
    expect(excerptCommentary({ ...entry, contentHtml: longText }).extent).toBe('full')
  })

  test('has no text at all if the feed gives none', () => {
    const { excerpt: _excerpt, ...bare } = entry
    expect(excerptCommentary(bare)).toMatchObject({ id: 'CO24101', sections: [], extent: 'excerpt' })
  })
})

import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import type { WebOptions } from '../../../adapters/web/index.ts'
import type { Card } from '../../../src/card/card.ts'
import { type Running, startWeb } from './harness.ts'
import {
  archivedCable,
  archivedExcerpt,
  cableCard,
  emptyStatus,
  healthyStatus,
  nickelCard,
  sandCard,
  troubledStatus,
} from './samples.ts'

let running: Running | undefined

const start = async (options: Partial<WebOptions> = {}): Promise<Running> => {
  running = await startWeb(options)
  return running
}

afterEach(async () => {
  await running?.web.stop()
  running = undefined
})

const postAll = async (web: Running, cards: readonly Card[]): Promise<void> => {
  for (const [index, card] of cards.entries()) await web.post(card, `key-${index + 1}`)
}

const count = (text: string, part: string): number => text.split(part).length - 1

describe('GET /', () => {
  test('shows the posts with the newest at the bottom, next to the command box', async () => {
    const web = await start()
    await postAll(web, [nickelCard, cableCard])
    const page = await web.page('/')
    const places = ['Nickel Without Neighbours', 'Who Mends the Cable', 'class="composer"'].map((text) =>
      page.indexOf(text),
    )
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
    expect(count(page, 'class="post"')).toBe(2)
    expect(page).toContain('The channel begins here.')
  })

  test('explains before the first post what will happen, and offers the newest commentary and three commands', async () => {
    const web = await start({ status: async () => emptyStatus })
    const page = await web.page('/')
    expect(page).toContain('Watching for new commentaries')
    expect(page).toContain('The first poll fills the archive and posts nothing.')
    expect(page).toContain('href="/commentaries/CO26211"')
    for (const command of ['/rsis latest', '/rsis search nord stream', '/rsis help']) {
      expect(count(page, `value="${command}"`)).toBe(1)
    }
  })

  test('offers no commentary where the archive is empty', async () => {
    const web = await start({ latest: async () => undefined })
    const page = await web.page('/')
    expect(page).toContain('Watching for new commentaries')
    expect(page).not.toContain('Newest in the archive')
  })

  test('offers the ways to a first commentary where no feed can be read', async () => {
    const { sources } = troubledStatus
    const web = await start({ status: async () => ({ ...emptyStatus, sources }), latest: async () => undefined })
    const page = await web.page('/')
    for (const way of ['doctor', 'import', 'backfill', 'demo']) expect(page).toContain(`<code>npm run ${way}`)
    expect(page).not.toContain('You can search the archive')
  })

  test('says in one line which feed is in trouble, since when, and when it is tried again', async () => {
    const web = await start({ status: async () => troubledStatus })
    const page = await web.page('/')
    expect(count(page, '<a href="/status">Status</a></p>')).toBe(1)
    expect(page).toContain('RSIS Commentaries: blocked.')
    expect(page).toMatch(
      /Not read since <time[^>]*>21 November 2026, 08:00 UTC<\/time>; next try <time[^>]*>23 November 2026, 04:30 UTC/u,
    )
    expect(page).not.toContain('aspistrategist')
  })

  test.each([
    ['stale', /rsis: stale\.<\/strong> Its newest entry is from <time[^>]*>20 November 2026, 02:00 UTC<\/time>\./u],
    ['damaged', /rsis: damaged\.<\/strong> Its newest entry is from/u],
    ['a state of tomorrow', /rsis: a state of tomorrow\.<\/strong> Not read since/u],
  ])('says of a feed that is %s what that means', async (state, banner) => {
    const sources = healthyStatus.sources.map((source) => ({ ...source, id: 'rsis', state, nextPollAt: undefined }))
    const web = await start({ status: async () => ({ ...healthyStatus, sources }) })
    expect(await web.page('/')).toMatch(banner)
  })

  test.each(['ok', 'nothing new', 'not modified', 'never polled'])(
    'shows no banner for a feed that is “%s”',
    async (state) => {
      const sources = healthyStatus.sources.map((source) => ({ ...source, state }))
      const web = await start({ status: async () => ({ ...healthyStatus, sources }) })
      expect(await web.page('/')).toContain('role="status"></div>')
    },
  )

  test('links to earlier posts when there are more than fit', async () => {
    const web = await start()
    await postAll(
      web,
      Array.from({ length: 32 }, () => sandCard),
    )
    const page = await web.page('/')
    expect(count(page, 'class="post"')).toBe(30)
    expect(page).toContain('href="/posts?before=3"')
  })

  test.each([
    ['slack', 'aria-label="As on Slack"'],
    ['discord', 'aria-label="As on Discord"'],
  ])('shows its posts as on %s, from the payload that would be sent', async (view, mark) => {
    const web = await start()
    await postAll(web, [cableCard, sandCard])
    expect(await web.page('/')).toContain(`href="/as/${view}"`)
    expect(count(await web.page(`/as/${view}`), mark)).toBe(2)
    expect((await web.get('/as/teams')).status).toBe(404)
  })

  test('is data with Accept: application/json', async () => {
    const web = await start({ status: async () => troubledStatus })
    await postAll(web, [cableCard])
    expect(await web.json('/')).toMatchObject({
      posts: [{ number: 1, key: 'key-1', commentaries: ['CO26211'], postedAt: '2026-11-23T01:14:00.000Z' }],
      status: {
        healthy: false,
        sources: [{ id: 'RSIS Commentaries', state: 'blocked' }, { state: 'ok' }],
        archive: { commentaries: 1204, unread: 1 },
        outbox: { sent: 37, held: 1 },
      },
    })
  })
})

describe('GET /posts', () => {
  test('lists keys, commentaries and the cards as they were given, newest first', async () => {
    const web = await start()
    await postAll(web, [nickelCard, cableCard])
    expect(await web.json('/posts')).toEqual({
      posts: [
        { number: 2, key: 'key-2', commentaries: ['CO26211'], card: cableCard, postedAt: '2026-11-23T01:14:00.000Z' },
        { number: 1, key: 'key-1', commentaries: ['CO26208'], card: nickelCard, postedAt: '2026-11-23T01:14:00.000Z' },
      ],
    })
  })

  test('pages through all of them, each once', async () => {
    const web = await start()
    await postAll(
      web,
      Array.from({ length: 65 }, () => sandCard),
    )
    const numbers: number[] = []
    let next: string | undefined = '/posts'
    let pages = 0
    while (next !== undefined) {
      const found = (await web.json(next)) as { posts: { number: number }[]; next?: string }
      numbers.push(...found.posts.map(({ number }) => number))
      next = found.next
      pages += 1
    }
    expect(pages).toBe(3)
    expect(numbers).toEqual(Array.from({ length: 65 }, (_, index) => 65 - index))
  })

  test('is a page, too, newest first', async () => {
    const web = await start()
    await postAll(web, [nickelCard, cableCard])
    const page = await web.page('/posts')
    expect(page.indexOf('Who Mends the Cable')).toBeLessThan(page.indexOf('Nickel Without Neighbours'))
    expect(page).toContain('<h1>All posts</h1>')
  })

  test('refuses a text that is not a number', async () => {
    const web = await start()
    expect((await web.get('/posts?before=x')).status).toBe(400)
  })
})

describe('GET /commentaries/:id', () => {
  test('shows credit, original and PDF, and the quotes at their places in the text', async () => {
    const web = await start()
    const page = await web.page('/commentaries/CO26211')
    expect(page).toContain('Tan Mei Ling and J.R. Santoso')
    expect(page).toContain('href="https://www.rsis.edu.sg/rsis-publication/rsis/who-mends-the-cable"')
    expect(page).toContain('href="https://www.rsis.edu.sg/wp-content/uploads/2026/10/CO26211.pdf"')
    expect(page).toContain('the authors’ own')
    expect(page).toContain(
      '<mark id="claim-2">The permits for a single splice inside overlapping waters took 41 days in 2025, of which the ship was at work for three.</mark><sup><a href="#briefing-claim-2" aria-label="Back to claim 2">2</a></sup>',
    )
    expect(page).toContain('id="briefing-claim-2"')
    expect(page).toContain('href="#claim-2"')
    expect(count(page, '<mark id="claim-')).toBe(4)
    expect(page).not.toContain('Excerpt only')
    expect(page).not.toContain('Corrected.')
  })

  test('says that the text may not be republished', async () => {
    const web = await start()
    expect(await web.page('/commentaries/CO26211')).toContain(
      'It may not be republished without the permission of RSIS.',
    )
  })

  test('notes an excerpt, a correction and a briefing that is not made yet', async () => {
    const web = await start()
    const page = await web.page('/commentaries/CO26209')
    expect(page).toContain('Excerpt only.')
    expect(page).toContain('revision 2')
    expect(page).toContain('its briefing is still being made')
    expect(page).toContain(archivedExcerpt.text)
  })

  test('is data with the text that the offsets point into', async () => {
    const web = await start()
    const data = (await web.json('/commentaries/CO26211')) as {
      text: string
      revision: number
      claims: { quote: { text: string; start: number; end: number } }[]
    }
    expect(data).toMatchObject({ commentary: { id: 'CO26211' }, briefing: { engine: 'extractive' }, revision: 1 })
    expect(data.claims.map(({ quote }) => data.text.slice(quote.start, quote.end))).toEqual(
      archivedCable.briefing?.claims.map(({ quote }) => quote.text),
    )
    expect(data.claims).toHaveLength(4)
  })

  test('has no claims in the data before there is a briefing', async () => {
    const web = await start()
    expect(await web.json('/commentaries/CO26209')).toMatchObject({ briefing: null, claims: [], revision: 2 })
  })

  test('leads a number in small letters to its page', async () => {
    const web = await start()
    const answer = await web.get('/commentaries/co26211')
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/commentaries/CO26211'])
  })

  test.each(['CO99999', 'x'.repeat(5000), '%3Cscript%3E', '..%2f..%2fetc'])(
    'helps where there is none: %.20s',
    async (id) => {
      const web = await start()
      const answer = await web.get(`/commentaries/${id}`)
      const page = await answer.text()
      expect(answer.status).toBe(404)
      expect(page).toContain('No such commentary')
      expect(page).toContain('value="/rsis latest"')
      expect(page).not.toContain('<script>')
    },
  )

  test('is data if there is none', async () => {
    const web = await start()
    expect(await web.json('/commentaries/CO99999')).toMatchObject({ error: 'No such commentary' })
  })

  test('escapes a hostile commentary everywhere', async () => {
    const evil = '<script>alert(1)</script>\u202E'
    const { commentary, briefing } = archivedCable
    const text = `${evil} and more`
    const web = await start({
      read: async () => ({
        ...archivedCable,
        commentary: {
          ...commentary,
          title: evil.repeat(5000),
          authors: [evil],
          url: 'javascript:alert(1)',
          pdfUrl: 'javascript:alert(2)',
          categories: [evil],
          aboutAuthors: [evil],
          sections: [{ heading: evil, paragraphs: [text] }],
          synopsis: undefined,
        },
        briefing: briefing && {
          ...briefing,
          claims: [
            {
              text: evil,
              origin: 'extract',
              kind: 'fact',
              holder: { type: 'quoted', name: evil },
              section: evil,
              quote: { text: evil, start: 0, end: evil.length },
            },
          ],
        },
        text,
      }),
    })
    const page = await web.page('/commentaries/CO26211')
    expect(page).not.toContain('<script>')
    expect(page).not.toContain('href="javascript:')
    expect(page).toContain('<mark id="claim-1">&lt;script&gt;')
    expect(page.slice(0, page.indexOf('</title>'))).not.toContain('\u202E')
  })
})

describe('GET /status', () => {
  test('shows each step of each source, unread entries and held deliveries, with their reasons in words', async () => {
    const web = await start({ status: async () => troubledStatus })
    const page = await web.page('/status')
    expect(page).toContain('<span class="state bad">Blocked</span>')
    expect(page).toContain('<span class="state bad">Other feed</span>')
    expect(page).toContain('<span class="state waiting">Not tried</span>')
    expect(page).toContain('<span class="state good">OK</span>')
    expect(page).toContain('no item links to an address with /rsis-publication/')
    expect(page).toContain('HTTP 503 from the page')
    expect(page).toContain('interrupted while sending')
    expect(page).toContain('Needs attention')
    expect(count(page, '<ol class="steps">')).toBe(2)
  })

  test('shows what waits for a decision, with the buttons that take it', async () => {
    const troubled = await (await start({ status: async () => troubledStatus })).page('/status')
    expect(troubled).toContain('CO26204 to CO26212')
    for (const what of ['', ' release', ' dismiss']) expect(troubled).toContain(`value="/rsis held${what}"`)
    expect(await (await start()).page('/status')).not.toContain('/rsis held')
  })

  test('says so when everything is in order', async () => {
    const web = await start()
    const page = await web.page('/status')
    expect(page).toContain('Everything is in order')
    expect(page).not.toContain('state bad')
  })

  test('is the complete status as data', async () => {
    const web = await start({ status: async () => troubledStatus })
    expect(await web.json('/status')).toEqual(JSON.parse(JSON.stringify(troubledStatus)))
  })
})

describe('the probes', () => {
  test('/healthz answers while the process lives', async () => {
    const web = await start({ ready: async () => ({ ready: false, reason: 'the database is being migrated' }) })
    const answer = await web.get('/healthz')
    expect([answer.status, await answer.text()]).toEqual([200, 'alive'])
  })

  test('/readyz gives the reason while it is not ready', async () => {
    const web = await start({ ready: async () => ({ ready: false, reason: 'the database is being migrated' }) })
    const answer = await web.get('/readyz')
    expect([answer.status, await answer.text()]).toEqual([503, 'the database is being migrated'])
    expect(await web.json('/readyz')).toEqual({ ready: false, reason: 'the database is being migrated' })
  })

  test('/metrics are given as Prometheus reads them', async () => {
    const web = await start()
    const answer = await web.get('/metrics')
    expect(answer.headers.get('content-type')).toContain('version=0.0.4')
    expect(await answer.text()).toBe('rsis_build_info 1\n')
  })

  test('/readyz is 200 once ready', async () => {
    const web = await start()
    const answer = await web.get('/readyz')
    expect([answer.status, await answer.text()]).toEqual([200, 'ready'])
  })
})

describe('every answer', () => {
  test.each(['/', '/posts', '/status', '/commentaries/CO26211', '/assets/live.js', '/nowhere', '/healthz'])(
    '%s carries the security headers',
    async (path) => {
      const web = await start()
      const { headers } = await web.get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
    },
  )

  test.each(['/', '/posts', '/status', '/commentaries/CO26211', '/nowhere'])(
    '%s has no inline script, style or handler',
    async (path) => {
      const web = await start({ status: async () => troubledStatus })
      await postAll(web, [cableCard])
      const page = await web.page(path)
      expect(page).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=/u)
      expect(page).not.toMatch(/(?:src|href)="(?!\/|#|https:\/\/www\.(?:rsis\.edu\.sg|aspistrategist\.org\.au)\/)/u)
    },
  )

  test.each([
    ['/', 200],
    ['/posts', 200],
    ['/events', 200],
    ['/commentaries/CO26211', 200],
    ['/assets/style.css', 200],
    ['/commentaries/none', 404],
  ])('HEAD %s is %i without a body', async (path, status) => {
    const web = await start()
    const answer = await fetch(`${web.url}${path}`, { method: 'HEAD' })
    expect([answer.status, await answer.text()]).toEqual([status, ''])
  })

  test('assets are sent again only when they changed', async () => {
    const web = await start()
    const first = await web.get('/assets/style.css')
    expect(first.headers.get('content-type')).toBe('text/css; charset=utf-8')
    const again = await web.get('/assets/style.css', { 'if-none-match': first.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
  })

  test.each(['/assets/', '/assets/none.css', '/assets/..%2fhtml.ts', '/assets/%2e%2e/html.ts', '/assets/..%5chtml.ts'])(
    '%s is no asset',
    async (path) => {
      const web = await start()
      const answer = await web.get(path)
      expect(answer.status).toBe(404)
      expect(await answer.text()).not.toContain('import ')
    },
  )

  test('an unknown address is a page that leads on', async () => {
    const web = await start()
    const answer = await web.get('/nowhere')
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('Back to the channel')
    expect(await web.json('/nowhere')).toMatchObject({ error: 'There is no such page' })
  })

  test('a fault is an apology without its details, and is logged', async () => {
    const lines: string[] = []
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
    const web = await start({ log, status: async () => Promise.reject(new Error('secret table name')) })
    const answer = await web.get('/status')
    const page = await answer.text()
    expect(answer.status).toBe(500)
    expect(page).toContain('Something went wrong on our side')
    expect(page).not.toContain('secret table name')
    expect(page).not.toMatch(/\.ts:\d/u)
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ path: '/status', error: 'secret table name' }])
  })

  test('a database that is away is named, on whichever page', async () => {
    const web = await start({
      status: async () => Promise.reject(new Error('connect ECONNREFUSED')),
      storageTrouble: () => 'PostgreSQL db.example.org/rsis cannot be reached',
    })
    const answer = await web.get('/status')
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain(
      'PostgreSQL db.example.org/rsis cannot be reached. Posts and answers continue',
    )
    expect(await web.json('/status')).toMatchObject({ error: 'The database cannot be used now' })
  })

  test('the archive’s size is printed with its first date', async () => {
    const web = await start({ status: async () => healthyStatus })
    expect(await web.page('/')).toMatch(/1,204 commentaries since <time datetime="2020-01-03">3 January 2020<\/time>/u)
  })
})

test.each([
  [
    '/feed.json?topic=energy',
    '“topic” is not known here; /feed.json takes “q”, a search with its fields, e.g. /feed.json?q=topic:energy.',
  ],
  ['/archive?q=nickel&author=lim', '“author” is not known here; /archive takes “q” and “page”'],
  ['/posts?after=3', '“after” is not known here; /posts takes “before”.'],
  ['/ask?q=latest', '“q” is not known here; /ask takes “text”.'],
])('%s is refused in a sentence that names what there is', async (path, sentence) => {
  const web = await start()
  const answer = await web.get(path, { accept: 'application/json' })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(sentence) })
})

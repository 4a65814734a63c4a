import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Running, startWeb } from './harness.ts'
import { makeLibrary } from './library.ts'
import { archivedCable, emptyStatus, troubledStatus } from './samples.ts'

let web: Running

beforeEach(async () => {
  web = await startWeb()
})
afterEach(async () => web.web.stop())

const links = (page: string): string[] => [...page.matchAll(/href="([^"]+)"/gu)].map(([, href = '']) => href)

describe('GET /archive', () => {
  test('lists everything, the newest first, a page at a time', async () => {
    const page = await web.page('/archive')
    expect(page).toContain('24 commentaries, the newest first, page 1 of 2')
    expect(links(page)).toContain('/archive?page=2')
    const last = await web.page('/archive?page=2')
    expect(last).toContain('page 2 of 2')
    expect(links(last)).toContain('/archive')
  })

  test('links a hit to its own page first, and next to it to the original', async () => {
    const page = await web.page('/archive?q=who+mends+the+cable')
    expect(page).toMatch(/<h3>[^\n]*<a href="\/commentaries\/CO26211">Who Mends the Cable/u)
    expect(links(page)).toContain('https://www.rsis.edu.sg/rsis-publication/rsis/who-mends-the-cable')
  })

  test('counts authors, topics, regions and years, each a link that narrows', async () => {
    const page = await web.page('/archive?q=cable')
    expect(links(page)).toEqual(
      expect.arrayContaining([
        '/archive?q=cable%20author%3A%22Tan%20Mei%20Ling%22',
        '/archive?q=cable%20topic%3A%22Maritime%20Security%22',
        '/archive?q=cable%20topic%3A%22East%20Asia%20and%20Asia%20Pacific%22',
        '/archive?q=cable%20since%3A2026%20until%3A2026',
      ]),
    )
  })

  test('a narrowed search says by what, and how to go without', async () => {
    const page = await web.page('/archive?q=cable author:"Tan Mei Ling" -nickel since:2026')
    const narrowed = /<ul class="narrowed"[\s\S]*?<\/ul>/u.exec(page)?.[0] ?? ''
    expect(links(narrowed)).toEqual([
      '/archive?q=cable%20-nickel%20since%3A2026-01-01',
      '/archive?q=cable%20author%3A%22Tan%20Mei%20Ling%22%20since%3A2026-01-01',
      '/archive?q=cable%20author%3A%22Tan%20Mei%20Ling%22%20-nickel',
    ])
  })

  test('every narrowing finds as many as it says', async () => {
    const { facets, years } = (await web.json('/archive?q=security')) as {
      facets: Record<string, { query: string; count: number }[]>
      years: { query: string; count: number }[]
    }
    const all = [...Object.values(facets).flat(), ...years]
    expect(all.length).toBeGreaterThan(10)
    for (const { query, count } of all) {
      const { card } = (await web.json(`/archive?q=${encodeURIComponent(query)}`)) as {
        card: { title: { text: string } }
      }
      expect(card.title.text, query).toMatch(new RegExp(`^${count} commentar`, 'u'))
    }
  })

  test.each([
    ['/archive?q=author:', 400],
    ['/archive?q=since:2030-99', 400],
    ['/archive?q=cable&page=0', 400],
    ['/archive?q=cable&page=x', 400],
    ['/archive?q=cable&page=900', 400],
    ['/archive?q=zzzzqqqq', 200],
    [`/archive?q=${'x'.repeat(2500)}`, 400],
    ['/archive?q=%3Cscript%3Ealert(1)%3C/script%3E', 200],
  ])('%s answers %i, as a page and as data, with nothing unescaped', async (path, status) => {
    const [page, data] = [await web.get(path), await web.get(path, { accept: 'application/json' })]
    expect([page.status, data.status]).toEqual([status, status])
    expect(await page.text()).not.toContain('<script>alert')
  })

  test('that finds nothing because the archive is empty says why it is', async () => {
    await web.web.stop()
    const status = { ...troubledStatus, archive: emptyStatus.archive }
    web = await startWeb({ library: async () => makeLibrary([]), status: async () => status })
    for (const path of ['/archive', '/archive?q=nord+stream']) {
      expect(await web.page(path)).toContain('The archive is empty:')
    }
    for (const path of ['/authors', '/topics']) expect(await web.page(path)).toContain('The archive is empty:')
  })
})

describe('GET /authors and /topics', () => {
  test('list every name with its page', async () => {
    expect(links(await web.page('/authors'))).toContain('/authors/Tan%20Mei%20Ling')
    expect(links(await web.page('/topics'))).toContain('/topics/Maritime%20Security')
  })

  test.each(['/authors/Tan%20Mei%20Ling', '/topics/Maritime%20Security', '/authors/tan'])(
    '%s lists what there is',
    async (path) => {
      const page = await web.page(path)
      expect(page).toContain('/commentaries/CO26211')
    },
  )

  test.each([
    '/authors/Nobody%20At%20All',
    '/topics/%22',
    '/authors/%3Cscript%3E',
    '/topics/a%2Fb',
    '/authors/%E0%A4%A',
  ])('%s is answered as a page that is not there', async (path) => {
    expect((await web.get(path)).status).toBe(404)
  })

  test('a name with a slash, a quotation mark or a percent sign has a page', async () => {
    await web.web.stop()
    const names = ['A/B Politics', 'The "New" South', '50% Rule']
    const commentary = { ...archivedCable.commentary, categories: names }
    web = await startWeb({ library: async () => makeLibrary([{ ...archivedCable, commentary }]) })
    const found = links(await web.page('/topics')).filter((href) => href.startsWith('/topics/'))
    expect(found).toHaveLength(3)
    for (const path of found) expect((await web.get(path)).status, path).toBe(200)
  })
})

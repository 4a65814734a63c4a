import { beforeEach, describe, expect, test } from 'vitest'
import type { Item } from '../fakes/feed-server.ts'
import { sample } from '../fakes/think-tank.ts'
import { firstSentences } from '../first-sentences.ts'
import { type Running, startJourney } from './harness.ts'

const dayMs = 86_400_000
let running: Running

beforeEach(async () => {
  running = await startJourney(firstSentences)
})

const show = (items: readonly Item[]): void =>
  running.server.feed(
    '/feed/',
    items.map((item) => ({ ...item, date: `${item.date} 08:00:00 GMT` })),
  )
const showPage = (path: string, body: string): void => running.server.page(path, body)

const names = ['Anchors', 'Bridges', 'Canals', 'Docks', 'Estuaries', 'Ferries']
const titleOf = (name: string): string => `On ${name} &amp; Their “Keepers”`
const excerptOf = (name: string): string =>
  `Whoever keeps the ${name.toLowerCase()} of the region keeps its trade, and nobody has said so before as plainly as this.`
const bodyOf = (name: string): string => sample(titleOf(name), `the ${name}`)

const before = (name: string): Item => ({
  guid: `old-${name}`,
  link: `${running.server.origin}/papers/${name}`,
  title: titleOf(name),
  date: `${20 + names.indexOf(name)} Oct 2026`,
  excerpt: excerptOf(name),
})
const after = (name: string): Item => ({
  ...before(name),
  guid: `new-${name}`,
  link: `${running.server.origin}/research/2026/${name}`,
})

const sent = async (): Promise<string[]> =>
  (await running.deliveries())
    .filter(({ kind }) => kind !== 'thread')
    .map(({ kind, card }) => `${kind}: ${card.title?.text}`)
const kept = async (): Promise<number> => (await running.db.selectFrom('commentaries').select('id').execute()).length

/** The page from another publishing system: each sentence is a paragraph, with straight quotation marks and more around it. */
const rewritten = (html: string): string =>
  html
    .replaceAll(/\. The /gu, '.</p><p>The ')
    .replaceAll(/[“”]/gu, '"')
    .replace('<main>', '<header><nav><a href="/">Home</a></nav></header><main>')

type Move = {
  readonly what: string
  /** The change of each item. */
  readonly item?: (item: Item, name: string) => Item
  readonly page?: (html: string) => string
  /** How pages answer before the move; by default nobody reads them. */
  readonly status?: number
  /** How they answer after it. */
  readonly statusAfter?: number
}

const moves: readonly Move[] = [
  { what: 'other paths and guids, the pages as they were' },
  { what: 'other paths and guids, another publishing system', page: rewritten },
  { what: 'all entries dated today', item: (item) => ({ ...item, date: '30 Oct 2026' }) },
  { what: 'other excerpts', item: (item) => ({ ...item, excerpt: 'Read more on our new site.' }) },
  {
    what: 'other excerpts and dates, another publishing system',
    item: (item) => ({ ...item, excerpt: 'Read more.', date: '30 Oct 2026' }),
    page: rewritten,
  },
  {
    what: 'other titles, the pages’ texts as they were',
    item: (item, name) => ({ ...item, title: `${name}: a note from our archive` }),
  },
  { what: 'another host', item: (item) => ({ ...item, link: item.link?.replace('127.0.0.1', 'localhost') }) },
  { what: 'pages that nobody could read before', status: 503 },
  { what: 'pages that nobody can read after', statusAfter: 503 },
  { what: 'pages that are refused before', status: 403 },
  { what: 'pages that are refused before and after', status: 403, statusAfter: 403 },
  {
    what: 'pages that are refused before and after, dated today',
    status: 403,
    statusAfter: 403,
    item: (item) => ({ ...item, date: '30 Oct 2026' }),
  },
  {
    what: 'titles in other quotation marks',
    item: (item) => ({ ...item, title: item.title.replaceAll(/[“”]/gu, '"') }),
  },
  { what: 'no guids any more', item: (item) => ({ ...item, guid: undefined }) },
]

describe('a site that moves after its first answer, with all links and guids at once', () => {
  test.each(moves)('$what: nothing is posted but what is new', async (move) => {
    const { item = (same: Item) => same, page = (html: string) => html, status = 200, statusAfter = 200 } = move
    for (const name of names) running.server.page(`/papers/${name}`, bodyOf(name), status)
    show(names.map(before))
    await running.poll()
    await running.poll()
    for (const name of names)
      running.server.answer(`/research/2026/${name}`, {
        status: statusAfter,
        headers: { 'content-type': 'text/html' },
        body: page(bodyOf(name)),
      })
    for (const name of names) running.server.answer(`/papers/${name}`, { status: 404 })
    const moved = names.map((name) => item(after(name), name))
    show(moved)
    for (const laterMs of [60_000, 600_000, dayMs, dayMs]) await running.poll(laterMs)
    expect(await sent()).toEqual([])

    const fresh: Item = {
      guid: 'fresh',
      link: `${running.server.origin}/research/2026/fresh`,
      title: 'On Gateways',
      date: '31 Oct 2026',
      excerpt: 'What was not said before.',
    }
    showPage('/research/2026/fresh', sample('On Gateways', 'gateways'))
    show([fresh, ...moved])
    await running.poll()
    await running.poll()
    expect(await sent()).toEqual(['post: On Gateways'])
    expect(await kept()).toBe(names.length + 1)
  })

  test('with something new among them: that alone is posted', async () => {
    for (const name of names) showPage(`/papers/${name}`, bodyOf(name))
    show(names.map(before))
    await running.poll()
    for (const name of names) showPage(`/research/2026/${name}`, bodyOf(name))
    showPage('/research/2026/fresh', sample('On Gateways', 'gateways'))
    const fresh: Item = {
      ...after('Anchors'),
      guid: 'f',
      link: `${running.server.origin}/research/2026/fresh`,
      title: 'On Gateways',
      date: '30 Oct 2026',
    }
    show([fresh, ...names.map(after)])
    await running.poll()
    expect(await sent()).toEqual(['post: On Gateways'])
  })

  test('one by one: none is posted', async () => {
    for (const name of names) showPage(`/papers/${name}`, bodyOf(name))
    show(names.map(before))
    await running.poll()
    for (const [index, name] of names.entries()) {
      showPage(`/research/2026/${name}`, bodyOf(name))
      show(names.map((one, at) => (at <= index ? after(one) : before(one))))
      await running.poll()
    }
    expect(await sent()).toEqual([])
    expect(await kept()).toBe(names.length)
  })

  test('more than are posted at once: none is held for a person', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `Quay ${'abcdefghij'[index % 10]}${'klmnop'[index % 6]}`)
    const old = (name: string): Item => ({
      ...before('Anchors'),
      guid: name,
      link: `${running.server.origin}/papers/${encodeURIComponent(name)}`,
      title: name,
      excerpt: excerptOf(name),
      date: '25 Oct 2026',
    })
    const distinct = [...new Set(many)]
    show(distinct.map(old))
    await running.poll()
    show(
      distinct.map((name) => ({
        ...old(name),
        guid: `n${name}`,
        link: `${running.server.origin}/n/${encodeURIComponent(name)}`,
      })),
    )
    await running.poll()
    const held = await running.db.selectFrom('entries').select('id').where('held', 'is not', null).execute()
    expect(held).toEqual([])
    expect(await sent()).toEqual([])
  })
})

describe('after posts', () => {
  test('a site that moves posts none of them again, and its corrections are read at the new address', async () => {
    const [first = '', second = '', ...others] = names
    for (const name of names) showPage(`/papers/${name}`, bodyOf(name))
    show(others.map(before))
    await running.poll()
    show([...[first, second].map((name) => ({ ...before(name), date: '29 Oct 2026' })), ...others.map(before)])
    await running.poll()
    expect(await sent()).toHaveLength(2)
    const moved = names.map((name) => ({ ...after(name), date: '29 Oct 2026' }))
    for (const name of names) {
      showPage(`/research/2026/${name}`, bodyOf(name))
      running.server.answer(`/papers/${name}`, { status: 404 })
    }
    show(moved)
    for (const laterMs of [60_000, 600_000]) await running.poll(laterMs)
    expect(await sent()).toHaveLength(2)
    // Links lead to the new address of the site.
    const urls = await running.db.selectFrom('commentaries').select('url').execute()
    expect(urls.filter(({ url }) => url?.includes('/papers/') === true)).toEqual([])
    showPage(`/research/2026/${first}`, bodyOf(first).replaceAll('harbour', 'airport'))
    for (const laterMs of [dayMs, 600_000, 600_000]) await running.poll(laterMs)
    const kinds = (await running.rows()).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind !== 'thread')).toEqual(['post', 'post', 'edit', 'note', 'edit'])
  })
})

describe('names that change at every poll', () => {
  const polls = async (at: (poll: number) => readonly Item[]): Promise<void> => {
    for (let poll = 0; poll < 6; poll += 1) {
      show(at(poll))
      await running.poll(poll === 0 ? 60_000 : dayMs / 4)
    }
  }
  const article = (name: string): string =>
    bodyOf(name)
      .replace(/^[\s\S]*<article>/u, '')
      .replace(/<\/article>[\s\S]*$/u, '')

  test.each<readonly [string, (poll: number, item: Item) => Item]>([
    ['guids', (poll, item) => ({ ...item, guid: `${item.guid}-${poll}` })],
    ['links with a session in them', (poll, item) => ({ ...item, link: `${item.link}?session=${poll}` })],
    ['both', (poll, item) => ({ ...item, guid: `${item.guid}-${poll}`, link: `${item.link}?session=${poll}` })],
    ['guids, without links', (poll, item) => ({ ...item, guid: `${item.guid}-${poll}`, link: undefined })],
    [
      'guids, without links, the whole text in the feed',
      (poll, item) => ({
        ...item,
        guid: `${item.guid}-${poll}`,
        link: undefined,
        content: article(item.excerpt?.slice(0, 24) ?? ''),
      }),
    ],
  ])('%s: each article is one entry, read once, and none is posted', async (_what, change) => {
    for (const name of names) showPage(`/papers/${name}`, bodyOf(name))
    await polls((poll) => names.map((name) => change(poll, before(name))))
    expect(await sent()).toEqual([])
    const entries = await running.db.selectFrom('entries').select('id').execute()
    expect(entries).toHaveLength(names.length)
  })
})

describe('three items of one day with one title', () => {
  const issue = (index: number): Item => ({
    ...before('Anchors'),
    guid: `u${index}`,
    link: `${running.server.origin}/update/${index}`,
    title: 'Weekly Update',
    date: '29 Oct 2026',
  })

  const baseline = (): Item => before('Docks')

  const cases: readonly (readonly [what: string, pageOf: (index: number) => string | undefined, posts: number])[] = [
    ['with texts of their own', (index) => sample('Weekly Update', `issue ${index}`), 3],
    [
      'that share their canonical link',
      (index) => sample('Weekly Update', `issue ${index}`, { canonical: '/update/' }),
      3,
    ],
    ['whose pages are refused', () => undefined, 3],
    ['with one text under three names', () => sample('Weekly Update', 'one issue'), 1],
  ]
  const shownAt: readonly (readonly [how: string, (poll: number) => readonly number[]])[] = [
    ['at once', () => [1, 2, 3]],
    ['one by one', (poll) => [1, 2, 3].slice(0, poll)],
    ['each in the place of the one before', (poll) => [poll]],
  ]
  for (const [how, shown] of shownAt) {
    test.each(cases)(`${how}, %s: as many posts as there are texts`, async (_what, pageOf, count) => {
      showPage('/papers/Docks', bodyOf('Docks'))
      show([baseline()])
      await running.poll()
      for (const index of [1, 2, 3]) {
        const page = pageOf(index)
        running.server.answer(`/update/${index}`, {
          status: page === undefined ? 403 : 200,
          headers: { 'content-type': 'text/html' },
          body: page ?? 'no',
        })
      }
      for (const poll of [1, 2, 3]) {
        show([baseline(), ...shown(poll).map(issue)])
        await running.poll()
      }
      await running.poll(dayMs)
      await running.poll(600_000)
      const posts = (await running.rows()).filter(({ kind }) => kind === 'post')
      expect(posts).toHaveLength(count)
      expect((await sent()).filter((one) => !one.startsWith('post'))).toEqual([])
      expect(await kept()).toBe(count + 1)
    })
  }
})

import { beforeEach, describe, expect, test } from 'vitest'
import { sample } from '../fakes/think-tank.ts'
import { firstSentences } from '../first-sentences.ts'
import { type Running, startJourney } from './harness.ts'

const dayMs = 86_400_000
let running: Running

beforeEach(async () => {
  running = await startJourney(firstSentences)
})

type Item = { readonly guid: string; readonly path: string; readonly title: string; readonly date: string }

const show = (items: readonly Item[], at = '/feed/'): void =>
  running.server.feed(
    at,
    items.map(({ path, title, date, guid }) => ({
      title,
      guid,
      link: path,
      date: `${date} 08:00:00 GMT`,
      excerpt: `About ${title}.`,
    })),
  )
const showPage = (path: string, body: string): void => running.server.page(path, body)

const titles = async (): Promise<string[]> =>
  (await running.db.selectFrom('commentaries').select('title').orderBy('number').execute()).map(({ title }) => title)
const kinds = async (): Promise<string[]> => (await running.rows()).map(({ kind }) => kind)
const posts = async (): Promise<number> => (await kinds()).filter((kind) => kind === 'post').length

const baseline: Item = { guid: 'g0', path: '/papers/zero', title: 'Paper Zero', date: 'Mon, 26 Oct 2026' }
const start = async (): Promise<void> => {
  show([baseline])
  showPage('/papers/zero', sample('Paper Zero', 'zero'))
  await running.poll()
}

describe('several publications that share one name', () => {
  test.each(['/papers/', '/about/commentary'])(
    'canonical link %s: each is kept and posted, none edited',
    async (section) => {
      await start()
      const items = ['One', 'Two', 'Three'].map((name, index) => ({
        guid: `g${index + 1}`,
        path: `/papers/${name.toLowerCase()}`,
        title: `Paper ${name}`,
        date: `Tue, ${27 + index} Oct 2026`,
      }))
      for (const { path, title } of items) showPage(path, sample(title, title, { canonical: section }))
      show([...items, baseline].toReversed())
      await running.poll()
      await running.poll(dayMs)
      await running.poll(600_000)
      expect(await titles()).toEqual(['Paper Zero', 'Paper One', 'Paper Two', 'Paper Three'])
      expect(await posts()).toBe(3)
      expect((await kinds()).filter((kind) => kind === 'edit' || kind === 'note')).toEqual([])
    },
  )

  test('a landing page that shows one text after another: same link, other guid, title and date', async () => {
    await start()
    const first: Item = { guid: 'w1', path: '/latest', title: 'On Cables', date: 'Tue, 27 Oct 2026' }
    showPage('/latest', sample('On Cables', 'cables'))
    show([baseline, first])
    await running.poll()
    showPage('/latest', sample('On Harbours', 'harbours'))
    show([baseline, { ...first, guid: 'w2', title: 'On Harbours', date: 'Wed, 28 Oct 2026' }])
    await running.poll()
    expect(await titles()).toEqual(['Paper Zero', 'On Cables', 'On Harbours'])
    expect(await posts()).toBe(2)
    expect((await kinds()).filter((kind) => kind === 'edit')).toEqual([])
  })

  test('the same link and title with another fragment in its guid is the entry that it was', async () => {
    await start()
    const item: Item = { guid: '/latest#0', path: '/latest', title: 'On Cables', date: 'Tue, 27 Oct 2026' }
    showPage('/latest', sample('On Cables', 'cables'))
    show([baseline, item])
    await running.poll()
    show([baseline, { ...item, guid: '/latest#3', date: 'Wed, 28 Oct 2026' }])
    await running.poll()
    expect(await posts()).toBe(1)
  })

  test('a column with one title: each issue is posted', async () => {
    await start()
    const issues = [1, 2, 3].map((issue) => ({
      guid: `u${issue}`,
      path: `/update/${issue}`,
      title: 'Weekly Update',
      date: `Tue, ${26 + issue} Oct 2026`,
    }))
    for (const [index, issue] of issues.entries()) {
      showPage(issue.path, sample('Weekly Update', `issue ${index}`))
      show([baseline, ...issues.slice(0, index + 1)])
      await running.poll()
    }
    expect(await titles()).toHaveLength(4)
    expect(await posts()).toBe(3)
  })

  test('an answer that names another commentary in its title is not that commentary', async () => {
    await start()
    const original: Item = { guid: 'a', path: '/papers/a', title: 'CO26230 | On Cables', date: 'Tue, 27 Oct 2026' }
    const answer: Item = { guid: 'b', path: '/papers/b', title: 'A Reply to CO26230', date: 'Wed, 28 Oct 2026' }
    showPage('/papers/a', sample('On Cables', 'cables'))
    showPage('/papers/b', sample('A Reply to CO26230', 'reply'))
    show([answer, original, baseline])
    await running.poll()
    expect(await posts()).toBe(2)
  })
})

describe('one publication with several names', () => {
  test('a site that moves changes guid, link and excerpt at once: it is not posted again', async () => {
    await start()
    const item: Item = { guid: 'm1', path: '/papers/move', title: 'On Moving', date: 'Tue, 27 Oct 2026' }
    showPage('/papers/move', sample('On Moving', 'moving'))
    show([baseline, item])
    await running.poll()
    showPage('/research/2026/move', sample('On Moving', 'moving'))
    show([{ ...item, guid: 'new-1', path: '/research/2026/move', date: 'Thu, 29 Oct 2026' }, baseline])
    await running.poll()
    await running.poll(dayMs)
    expect(await titles()).toEqual(['Paper Zero', 'On Moving'])
    expect(await posts()).toBe(1)
  })

  test('two feeds that show one article differently are one entry, read once', async () => {
    await start()
    const item: Item = { guid: 'x', path: '/papers/both', title: 'In Both', date: 'Tue, 27 Oct 2026' }
    showPage('/papers/both', sample('In Both', 'both'))
    const sources = [
      ...running.journey.sources,
      { id: 'two', steps: [{ kind: 'feed' as const, url: `${running.server.origin}/two/` }] },
    ]
    show([baseline, item])
    show([{ ...item, guid: 'y', title: 'In Both (updated headline)' }], '/two/')
    for (let poll = 0; poll < 6; poll += 1) await running.poll(60_000, { sources })
    expect(await posts()).toBe(1)
    expect(running.server.requests.filter(({ path }) => path === '/papers/both')).toHaveLength(1)
  })

  test('what one feed showed in its first answer is posted when it is news to another, and to who subscribed before', async () => {
    await running.db
      .updateTable('subscriptions')
      .set({ created_at: Date.parse('2026-10-01') })
      .execute()
    await start()
    const item: Item = { guid: 'x', path: '/papers/both', title: 'In Both', date: 'Tue, 27 Oct 2026' }
    showPage('/papers/both', sample('In Both', 'both'))
    show([{ ...item, guid: 'y' }], '/two/')
    const two = { id: 'two', steps: [{ kind: 'feed' as const, url: `${running.server.origin}/two/` }] }
    await running.poll(60_000, { sources: [two] })
    expect(await posts()).toBe(0)
    show([baseline, item])
    for (let poll = 0; poll < 3; poll += 1) await running.poll()
    expect(await posts()).toBe(1)
  })

  test('a reprint that comes first gives way to the original', async () => {
    await start()
    const reprint: Item = { guid: 'r', path: '/reprints/r', title: 'On Salt', date: 'Tue, 27 Oct 2026' }
    const original: Item = { guid: 'o', path: '/papers/salt', title: 'On Salt', date: 'Tue, 27 Oct 2026' }
    showPage(
      '/reprints/r',
      sample('On Salt', 'salt', { last: 'This article was originally published by the institute.' }),
    )
    showPage('/papers/salt', sample('On Salt', 'salt'))
    show([baseline, reprint])
    await running.poll()
    show([baseline, reprint, original])
    await running.poll()
    const urls = await running.db.selectFrom('commentaries').select('url').where('title', '=', 'On Salt').execute()
    expect(urls).toEqual([{ url: `${running.server.origin}/papers/salt` }])
    expect((await kinds()).filter((kind) => kind === 'note')).toEqual([])
  })
})

test('a read counter and a rotating link are no corrections', async () => {
  await start()
  const item: Item = { guid: 'c', path: '/papers/count', title: 'On Counting', date: 'Tue, 27 Oct 2026' }
  const page = (reads: number): string =>
    sample('On Counting', 'counting', {
      last: `Read ${reads} times. Read next: the story of number ${'abcdefgh'[reads % 8]}.`,
    })
  showPage('/papers/count', page(1))
  show([baseline, item])
  await running.poll()
  const before = await kinds()
  for (let look = 0; look < 8; look += 1) {
    showPage('/papers/count', page(1000 * look + look))
    await running.poll(dayMs / 2)
  }
  expect(await kinds()).toEqual(before)
})

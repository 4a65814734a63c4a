import { beforeEach, describe, expect, test } from 'vitest'
import { heldTrouble } from '../../src/ops/store-health.ts'
import { findGaps, recordGap } from '../../src/feed/store-gaps.ts'
import { countHeld, heldEntries, releaseHeld } from '../../src/feed/store-held.ts'
import { addKeys } from '../../src/feed/store-keys.ts'
import { addSubscription } from '../../src/subscriptions/store.ts'
import type { Item } from '../fakes/feed-server.ts'
import { sample } from '../fakes/think-tank.ts'
import { firstSentences } from '../first-sentences.ts'
import { everything, type Running, startJourney } from './harness.ts'

const dayMs = 86_400_000
let running: Running

beforeEach(async () => {
  running = await startJourney(firstSentences)
})

const show = (items: readonly Item[], path = '/feed/'): void => running.server.feed(path, items)
const showPage = (path: string, body: string, status?: number): void => running.server.page(path, body, status)
const refusePage = (path: string): void => showPage(path, 'Forbidden', 403)

const posted = (): Promise<string[]> => running.posted()
const dates = async () =>
  running.db.selectFrom('commentaries').select(['title', 'published']).orderBy('number').execute()
const pollOften = async (): Promise<void> => {
  for (const laterMs of [60_000, dayMs, dayMs + 60_000]) await running.poll(laterMs)
}

const long =
  'Whoever keeps the anchors of the region keeps its trade, and nobody has said so before as plainly as this paper does.'
const zero: Item = { guid: 'g0', link: '/p/zero', title: 'Paper Zero', date: '26 Oct 2026 08:00:00 GMT' }

describe('a feed that shows one item, whose page nobody can read', () => {
  const first: Item = { guid: 'a', link: '/p/a', title: 'On Anchors', date: '29 Oct 2026 08:00:00 GMT', excerpt: long }
  const begin = async (item: Item): Promise<void> => {
    refusePage('/p/zero')
    show([zero])
    await running.poll()
    refusePage('/p/a')
    refusePage('/q/b')
    show([item])
    await pollOften()
    expect(await posted()).toEqual([item.title])
  }

  test('is posted once when link and guid change', async () => {
    await begin(first)
    show([{ ...first, guid: 'b', link: '/q/b' }])
    await pollOften()
    expect(await posted()).toEqual(['On Anchors'])
  })

  test('without an excerpt is posted once when link and guid change', async () => {
    const bare: Item = { guid: 'a', link: '/p/a', title: 'On Anchors', date: '29 Oct 2026 08:00:00 GMT' }
    await begin(bare)
    show([{ ...bare, guid: 'b', link: '/q/b' }])
    await pollOften()
    expect(await posted()).toEqual(['On Anchors'])
  })

  test('is another one where a column has the same title: by its date', async () => {
    await begin({ ...first, title: 'Weekly Update', excerpt: 'What happened this week.' })
    show([
      {
        guid: 'b',
        link: '/q/b',
        title: 'Weekly Update',
        date: '1 Nov 2026 08:00:00 GMT',
        excerpt: 'What happened this week.',
      },
    ])
    await pollOften()
    expect(await posted()).toEqual(['Weekly Update', 'Weekly Update'])
  })

  test('is another one where a second one of the day has the same title: by its excerpt', async () => {
    await begin({ ...first, title: 'Statement' })
    show([
      { ...first, title: 'Statement', guid: 'b', link: '/q/b', excerpt: 'A second statement of the day, about quays.' },
    ])
    await pollOften()
    expect(await posted()).toEqual(['Statement', 'Statement'])
  })
})

describe('a feed that is taken out of the settings', () => {
  const withOther = { sources: [{ id: 'other', steps: [] }] }

  test('leaves nothing in what a person is to decide, and brings it back when it returns', async () => {
    show([zero])
    await running.poll()
    showPage('/p/old', sample('On Old Things', 'old'))
    show([zero, { guid: 'o', link: '/p/old', title: 'On Old Things', date: '1 Jan 2020 08:00:00 GMT' }])
    await running.poll()
    await addKeys(running.db, 1, ['co:CO26313'])
    await recordGap(running.db, 'feed', ['co:CO26320'], running.now())
    const ids = withOther.sources.map(({ id }) => id)
    expect(await heldEntries(running.db, ids)).toEqual([])
    expect(await countHeld(running.db, ids)).toBe(0)
    expect(await findGaps(running.db, ids)).toEqual([])
    expect(await heldTrouble(running.db, ids)).toEqual([])
    expect(await countHeld(running.db, ['feed'])).toBe(1)
    expect(await findGaps(running.db, ['feed'])).toHaveLength(1)
    expect(await heldTrouble(running.db, ['feed'])).toHaveLength(1)
    const again = (await heldEntries(running.db, ['feed'])).map(({ id }) => id)
    expect(await releaseHeld(running.db, running.now(), again)).toBe(1)
  })
})

describe('what the first answer of one feed archived, and another feed brings', () => {
  const both = () => ({
    sources: ['feed', 'second'].map((id) => ({
      id,
      steps: [{ kind: 'feed' as const, url: `${running.server.origin}/${id}/` }],
    })),
  })
  const poll = (laterMs = 60_000) => running.poll(laterMs, both())
  const piece = (name: string, date: string): Item => {
    showPage(`/p/${name}`, sample(`On ${name}`, name))
    return { guid: name, link: `/p/${name}`, title: `On ${name}`, date }
  }
  const begin = async (archived: readonly Item[]): Promise<void> => {
    showPage('/p/zero', sample('Paper Zero', 'zero'))
    show([{ ...zero, guid: 's0', link: '/p/other', title: 'Paper Other' }], '/second/')
    showPage('/p/other', sample('Paper Other', 'other'))
    show([zero, ...archived])
    await poll()
  }

  test('is not news for those who subscribed after it appeared', async () => {
    const early = piece('anchors', '29 Oct 2026 08:00:00 GMT')
    await begin([early])
    show([early, { ...zero, guid: 's0', link: '/p/other', title: 'Paper Other' }], '/second/')
    await poll(dayMs / 4)
    await poll(dayMs)
    expect(await posted()).toEqual([])
  })

  test('is news to whoever had subscribed before it appeared', async () => {
    await running.db
      .updateTable('subscriptions')
      .set({ created_at: Date.parse('2026-10-01') })
      .execute()
    await addSubscription(
      running.db,
      { ...everything, place: { ...everything.place, channel: 'later' } },
      new Date('2026-10-30T07:00:00Z'),
    )
    const early = piece('anchors', '29 Oct 2026 08:00:00 GMT')
    await begin([early])
    show([early], '/second/')
    await poll(dayMs / 4)
    expect(await posted()).toEqual(['On anchors'])
  })

  test('is not news without a date', async () => {
    const undated = { ...piece('anchors', ''), date: '' }
    await begin([undated])
    show([undated, { ...zero, guid: 's0', link: '/p/other', title: 'Paper Other' }], '/second/')
    await poll(dayMs / 4)
    expect(await posted()).toEqual([])
  })

  test('does not keep what is new in both from being posted, once', async () => {
    await begin([])
    const fresh = piece('bridges', '30 Oct 2026 09:00:00 GMT')
    show([fresh, zero])
    show([fresh], '/second/')
    await poll(dayMs)
    await poll(dayMs)
    expect(await posted()).toEqual(['On bridges'])
  })
})

describe('a date far in the future', () => {
  test('is not the date of what is posted, in the feed or on the page', async () => {
    show([zero])
    refusePage('/p/zero')
    await running.poll()
    const page = sample('On Anchors', 'anchors').replace('<h1>', '<p>28 December 2095</p><h1>')
    showPage('/p/a', page)
    show([zero, { guid: 'a', link: '/p/a', title: 'On Anchors', date: '28 Dec 2095 08:00:00 GMT' }])
    await running.poll()
    expect(await posted()).toEqual(['On Anchors'])
    expect((await dates()).at(-1)).toEqual({ title: 'On Anchors', published: null })
  })

  test('on the page only gives way to the date of the feed', async () => {
    show([zero])
    await running.poll()
    showPage('/p/a', sample('On Anchors', 'anchors').replace('<h1>', '<p>28 December 2095</p><h1>'))
    show([zero, { guid: 'a', link: '/p/a', title: 'On Anchors', date: '30 Oct 2026 07:00:00 GMT' }])
    await running.poll()
    expect((await dates()).at(-1)).toEqual({ title: 'On Anchors', published: '2026-10-30' })
  })
})

describe('what feeds add to a text', () => {
  test.each([
    [
      'where it appeared first',
      `${long} The post &lt;a href="/a"&gt;On Anchors&lt;/a&gt; appeared first on &lt;a href="/"&gt;F&lt;/a&gt;.`,
    ],
    ['a link to the rest', `${long} &lt;a href="/a"&gt;Read more&lt;/a&gt;`],
    [
      'an arrow',
      `${long} &lt;a href="/a"&gt;Continue reading &lt;span&gt;On Anchors&lt;/span&gt; &amp;rarr;&lt;/a&gt;`,
    ],
  ])('%s is not posted', async (_, excerpt) => {
    show([zero])
    refusePage('/p/zero')
    await running.poll()
    refusePage('/p/a')
    show([zero, { guid: 'a', link: '/p/a', title: 'On Anchors', date: '30 Oct 2026 07:00:00 GMT', excerpt }])
    await running.poll()
    const rows = await running.db.selectFrom('commentaries').select('commentary_json').orderBy('number').execute()
    expect(JSON.parse(rows.at(-1)?.commentary_json ?? '{}')).toMatchObject({ sections: [{ paragraphs: [long] }] })
  })

  test('buttons and appeals in a full text are not read', async () => {
    show([zero])
    await running.poll()
    refusePage('/p/a')
    const text = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => `<p>${at} is the part in which ${long}</p><p>${long}</p>`)
    const content = `${text.join('')}<p class="button-wrapper"><a href="/s">Subscribe now</a></p><p>Thanks for reading! Subscribe for free to support my work.</p>`
    show([zero, { guid: 'a', link: '/p/a', title: 'On Anchors', date: '30 Oct 2026 07:00:00 GMT', content }])
    await running.poll()
    const rows = await running.db.selectFrom('commentaries').select('commentary_json').orderBy('number').execute()
    expect(rows.at(-1)?.commentary_json).toContain('9 is the part')
    expect(rows.at(-1)?.commentary_json).not.toMatch(/Subscribe/u)
  })
})

describe('a known item that its feed shows in another way is not posted again', () => {
  const anchors: Item = {
    guid: 'a',
    link: '/p/a',
    title: 'On Anchors',
    date: '30 Oct 2026 07:00:00 GMT',
    excerpt: long,
  }
  test.each<[string, Partial<Item>]>([
    ['bumped to today', { date: '31 Oct 2026 07:00:00 GMT' }],
    ['at its address for phones', { link: '/p/a/amp/' }],
    ['with a tracker', { link: '/p/a?utm_source=rss&amp;utm_medium=feed' }],
    ['with a slash behind', { link: '/p/a/' }],
    ['with a longer title', { title: 'On Anchors: Who Keeps Them' }],
    ['with another guid', { guid: 'tag:x,2026:a' }],
    ['with its guid only', { link: undefined }],
  ])('%s', async (_, changes) => {
    show([zero])
    showPage('/p/zero', sample('Paper Zero', 'zero'))
    await running.poll()
    showPage('/p/a', sample('On Anchors', 'anchors'))
    showPage('/p/a/', sample('On Anchors', 'anchors'))
    showPage('/p/a/amp/', sample('On Anchors', 'anchors'))
    show([zero, anchors])
    await running.poll()
    show([zero, { ...anchors, ...changes }])
    await pollOften()
    expect(await posted()).toEqual(['On Anchors'])
  })

  test('after it was away for a month', async () => {
    show([zero])
    await running.poll()
    showPage('/p/a', sample('On Anchors', 'anchors'))
    show([zero, anchors])
    await running.poll()
    show([zero])
    await running.poll(15 * dayMs)
    await running.poll(20 * dayMs)
    show([zero, anchors])
    await pollOften()
    expect(await posted()).toEqual(['On Anchors'])
  })

  test('oldest first', async () => {
    show([zero])
    await running.poll()
    for (const name of ['a', 'b']) showPage(`/p/${name}`, sample(`On ${name}`, name))
    const [a, b] = ['a', 'b'].map((name, at) => ({
      guid: name,
      path: `/p/${name}`,
      title: `On ${name}`,
      date: `${29 + at} Oct 2026 07:00:00 GMT`,
    }))
    show([zero, a as Item, b as Item])
    await running.poll()
    show([b as Item, a as Item, zero])
    await pollOften()
    expect(await posted()).toEqual(['On a', 'On b'])
  })
})

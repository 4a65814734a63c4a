import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Card } from '../../src/card/card.ts'
import { catchUpCard, correctedList, digestCard, type DigestItem, furtherTitles } from '../../src/card/digest-card.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { type Weekday, weekdays, workdays } from '../../src/subscriptions/cadence.ts'
import { makeCommentary } from '../archive/make-archive.ts'
import { briefingOf } from '../delivery/briefed.ts'

const facts = {
  window: '2026-11-24',
  cadence: { days: workdays },
  locale: 'en-GB',
  coverage: '1 of 1 feeds read, last success 07:58',
}

const itemOf = (number: number, fields: Parameters<typeof makeCommentary>[0] = {}): DigestItem => {
  const commentary = makeCommentary({
    id: `CO26${String(number).padStart(3, '0')}`,
    title: `Title ${number}`,
    ...fields,
  })
  return { commentary, briefing: briefingOf(commentary) }
}
const items = (count: number, topicOf: (number: number) => string[] = () => []): DigestItem[] =>
  Array.from({ length: count }, (_, index) => itemOf(index + 1, { categories: topicOf(index + 1) }))

const digest = (of: readonly DigestItem[], changes: Partial<typeof facts> = {}): Card =>
  digestCard(of, { ...facts, ...changes })
const rows = ({ blocks }: Card) => blocks.filter((block) => block.type === 'item')
const texts = ({ blocks }: Card): string[] =>
  blocks.filter((block) => block.type === 'text').map((block: Block) => cardText({ blocks: [block] }))

describe('a digest', () => {
  test('gives of each commentary title, credit, one sentence and one quote, and a button that shows it', () => {
    const [row] = rows(digest([itemOf(1, { categories: ['Maritime Security'] })]))
    expect(row).toEqual({
      type: 'item',
      number: 1,
      title: { text: 'Title 1', url: 'https://www.rsis.edu.sg/rsis-publication/rsis/quiet/' },
      meta: 'CO26001 · Jane Tan · 15 January 2026',
      text: ['Little happened.'],
      command: '/rsis show CO26001',
    })
  })

  test('shows the quote next to the claim if they differ', () => {
    const item = itemOf(1)
    const briefing = {
      ...item.briefing,
      synopsis: { source: 'author', text: 'A calm year. More.', quotes: [] },
    } as const
    expect(rows(digest([{ ...item, briefing }]))[0]?.text).toEqual(['A calm year. “Little happened.”'])
  })

  test.each([
    [
      'Dr. Tan of the U.S. Navy spoke at 8 a.m. to H.E. the envoy. Then he left.',
      'Dr. Tan of the U.S. Navy spoke at 8 a.m. to H.E. the envoy.',
    ],
    ['The U.S. withdrawal leaves a gap. Others fill it.', 'The U.S. withdrawal leaves a gap.'],
    ['Growth was 2.5 per cent. It slowed.', 'Growth was 2.5 per cent.'],
    ['“Enough is enough.” So said the minister.', '“Enough is enough.”'],
    ['No full stop at all', 'No full stop at all'],
  ])('cuts a synopsis behind its first sentence: %s', (text, first) => {
    const item = itemOf(1)
    const briefing = { ...item.briefing, synopsis: { source: 'author', text, quotes: [] }, claims: [] } as const
    expect(rows(digest([{ ...item, briefing }]))[0]?.text).toEqual([first])
  })

  test('groups by topic, the largest first, and numbers through', () => {
    const card = digest(items(6, (number) => (number % 2 === 0 ? ['Energy', 'Asia'] : number === 5 ? [] : ['Cyber'])))
    expect(texts(card)).toEqual(['Energy', 'Cyber', 'Other'])
    expect(rows(card).map(({ number, command }) => [number, command.slice(-1)])).toEqual([
      [1, '2'],
      [2, '4'],
      [3, '6'],
      [4, '1'],
      [5, '3'],
      [6, '5'],
    ])
  })

  test('of one topic has no heading for it', () => {
    expect(texts(digest(items(3, () => ['Energy'])))).toEqual([])
  })

  test.each([
    [10, 10, undefined],
    [11, 10, '1 earlier one is named in the thread.'],
    [14, 10, '4 earlier ones are named in the thread.'],
    [200, 10, '190 earlier ones are named in the thread.'],
  ])('of %i commentaries shows the newest %i and names the rest in the thread', (count, listed, more) => {
    const card = digest(items(count))
    expect(rows(card)).toHaveLength(listed)
    expect(rows(card).at(-1)?.command).toBe(`/rsis show CO26${String(count).padStart(3, '0')}`)
    expect(texts(card)).toEqual(more === undefined ? [] : [more])
    expect(card.title?.text).toBe(`Daily digest, 24 November 2026: ${count} commentaries`)
    expect(card.commentaries).toHaveLength(count)
    const named = furtherTitles(items(count), 'en-GB')
    expect([
      ...named.flatMap((page) => page.commentaries ?? []),
      ...rows(card).map(({ command }) => command.slice(-7)),
    ]).toEqual(items(count).map(({ commentary }) => commentary.id))
    expect(named.flatMap(rows).map(({ number }) => number)).toEqual(
      items(count)
        .slice(10)
        .map((_, index) => index + 11),
    )
  })

  test('always ends with how completely the feeds were read', () => {
    for (const count of [0, 1, 14]) expect(digest(items(count)).footer?.at(-1)).toBe(facts.coverage)
  })

  test.each<[days: readonly Weekday[], locale: string, title: string]>([
    [weekdays, 'en-GB', 'Daily digest, 24 November 2026: 1 commentary'],
    [['mon'], 'en-GB', 'Weekly digest, 24 November 2026: 1 commentary'],
    [['mon', 'wed'], 'en-GB', 'Digest, 24 November 2026: 1 commentary'],
    [workdays, 'en-US', 'Daily digest, November 24, 2026: 1 commentary'],
    [weekdays, 'de', 'Daily digest, 24. November 2026: 1 commentary'],
  ])('%s in %s is called “%s”', (days, locale, title) => {
    expect(digest(items(1), { cadence: { days }, locale }).title?.text).toBe(title)
  })

  test('of what has no date, no author, no address, no synopsis and no claim is a title with its id', () => {
    const { commentary } = itemOf(1, { authors: [], published: undefined, url: undefined })
    const briefing = { engine: 'extractive', version: '1', synopsis: undefined, claims: [] } as const
    expect(rows(digest([{ commentary, briefing }]))[0]).toMatchObject({
      title: 'Title 1',
      meta: 'CO26001 · Author not named',
      text: undefined,
    })
  })
})

describe('a digest of hostile commentaries', () => {
  test.each(['<!channel> @everyone', '[text](http://evil.example)', '<script>alert(1)</script>', '\u202Egnol', '*_~`'])(
    'keeps the title %j as plain text, for the adapter to escape',
    (title) => {
      const [row] = rows(digest([itemOf(1, { title, url: undefined })]))
      expect(row?.title).toBe(title)
    },
  )

  test('stays of a size that a platform takes, however long each of their sentences is', () => {
    const long = `${'word '.repeat(2000)}end.`
    const of = items(200).map(({ commentary }, index) => {
      const changed = {
        ...commentary,
        title: 'T'.repeat(5000),
        sections: [{ heading: undefined, paragraphs: [long] }],
        categories: [`topic ${index}`],
      }
      return { commentary: changed, briefing: briefingOf(changed) }
    })
    const card = digest(of)
    expect(rows(card)).toHaveLength(10)
    expect(card.blocks.length).toBeLessThanOrEqual(2 * 10 + 1)
  })

  test('has every commentary once, also if it has several topics', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { maxLength: 2 }), { maxLength: 30 }), (topics) => {
        const of = topics.map((categories, index) => itemOf(index + 1, { categories }))
        const card = digest(of)
        expect(rows(card).map(({ number }) => number)).toEqual(rows(card).map((_, index) => index + 1))
        expect(new Set(rows(card).map(({ command }) => command)).size).toBe(Math.min(10, of.length))
      }),
      { numRuns: 50 },
    )
  })
})

test('a catch-up says what it is, and has no line on feeds', () => {
  const card = catchUpCard(items(14), 'en-GB')
  expect(card.title?.text).toBe('Caught up: 14 commentaries')
  expect(texts(card)).toEqual(['4 earlier ones are named in the thread.'])
  expect(card.footer).toHaveLength(1)
})

describe('a list whose commentary was corrected', () => {
  const now = itemOf(2, { title: 'A new title', sections: [{ heading: undefined, paragraphs: ['Much happened.'] }] })

  test('shows it as it is now in its row, says so once, and leaves the others', () => {
    const card = digest(items(3))
    const corrected = correctedList(card, now, { locale: 'en-GB', isCorrected: true })
    expect(corrected?.blocks[1]).toMatchObject({ number: 2, title: { text: 'A new title' }, text: ['Much happened.'] })
    expect([corrected?.blocks[0], corrected?.blocks[2]]).toEqual([card.blocks[0], card.blocks[2]])
    expect(corrected?.footer?.at(-1)).toMatch(/^CO26002 was corrected by its publisher/u)
    expect(correctedList(corrected ?? card, now, { locale: 'en-GB', isCorrected: true })).toEqual(corrected)
  })

  test('is named by its new title on a page of titles', () => {
    const [page] = furtherTitles(items(12), 'en-GB')
    const corrected = correctedList(page ?? { blocks: [] }, now, { locale: 'en-GB', isCorrected: false })
    expect(corrected?.blocks[1]).toMatchObject({ number: 12, title: { text: 'A new title' }, text: undefined })
    expect(corrected?.footer).toBe(undefined)
  })

  test('is left alone where it has no row of it', () => {
    expect(correctedList(digest(items(1)), now, { locale: 'en-GB', isCorrected: true })).toBe(undefined)
  })
})

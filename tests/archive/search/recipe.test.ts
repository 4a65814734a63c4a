import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { matches } from '../../../src/archive/query/matches.ts'
import { parseQuery } from '../../../src/archive/query/parse.ts'
import { search } from '../../../src/archive/search/search.ts'
import { currentIndex } from '../../../src/archive/search/index-of.ts'
import { countComplete } from '../../../src/archive/search/rank.ts'
import { textOf } from '../../../src/commentary/commentary.ts'
import type { Store } from '../../../src/store/connection.ts'
import { findIn, idsIn, makeArchive, makeCommentary, withText } from '../make-archive.ts'

const commentaries = [
  makeCommentary({
    id: 'CO26001',
    title: 'Europe’s Winter',
    authors: ['Chris Cheang'],
    published: '2026-01-15',
    categories: ['Energy Security', 'Europe'],
    sections: [
      { heading: undefined, paragraphs: ['Prices rose. Nobody was surprised.'] },
      {
        heading: 'Under the Sea',
        paragraphs: ['It is dark there. The Nord Stream pipelines lie in it. They rust. Other pipelines do not.'],
      },
    ],
  }),
  withText('CO26002', 'A stream of upstream work. The stream, the stream and the stream again.'),
  withText('CO26003', 'Alexei Navalny died. Navalny was mourned. Lukashenko was silent. Lukashenko waited.', {
    authors: ['Łucja Bąk'],
  }),
  withText(
    'CO26004',
    'New sanctions were announced. The government of Iran answered. The sanctions hurt the government.',
    {
      categories: ['Conflict and Stability'],
      published: '2026-03-31',
    },
  ),
  withText('CO26005', 'President Erdoğan bought F-35 jets before COVID-19. The U.S. agreed, and Erdoğan.', {
    published: undefined,
  }),
  withText('CO26006', 'In Asia the governments of the Indo-Pacific buy jets.', { published: '2026-04-01' }),
  withText('CO26007', 'Biden’s plan for Kiev and the pacific coast.', { published: '2025-12-31' }),
]

let store: Store
beforeAll(async () => {
  store = await makeArchive(commentaries)
})
afterAll(() => store.close())

describe('a search for several words', () => {
  test('puts the commentary with all of them first, though another holds one of them more often', async () => {
    const { hits, complete, total, canWiden, isRelaxed } = await findIn(store, 'nord stream')
    expect(hits.map(({ commentary }) => commentary.id)).toEqual(['CO26001'])
    expect({ complete, total, canWiden, isRelaxed }).toEqual({
      complete: 1,
      total: 1,
      canWiden: true,
      isRelaxed: false,
    })
    expect(await idsIn(store, 'nord stream match:any')).toEqual(['CO26001', 'CO26002'])
    expect(hits[0]?.snippet.parts.map(({ text }) => text).join('')).toBe('The Nord Stream pipelines lie in it.')
    expect(hits[0]?.snippet.section).toEqual([{ text: 'Under the Sea', isMatch: false }])
  })

  test('says when none has all of them', async () => {
    const { isRelaxed, complete, hits } = await findIn(store, 'pipelines sanctions')
    expect({ isRelaxed, complete }).toEqual({ isRelaxed: true, complete: 0 })
    expect(hits.map(({ commentary }) => commentary.id).sort()).toEqual(['CO26001', 'CO26004'])
  })

  test('lists partial matches only with most of the weight, and none if twenty match completely', async () => {
    const some = (count: number, text: string, from: number) =>
      Array.from({ length: count }, (_, index) => withText(`CO27${from + index}`, text))
    const texts = [
      ...some(4, 'nickel export quota', 100),
      ...some(9, 'quota export', 200),
      ...some(60, 'nickel mine', 300),
    ]
    const archive = await makeArchive(texts)
    const { hits, ...found } = await findIn(archive, 'nickel export quota')
    expect(found).toMatchObject({ complete: 4, total: 13, canWiden: true, isTotalExact: true, isRelaxed: false })
    expect(hits.slice(0, 4).map(({ commentary }) => commentary.id.slice(0, 5))).toEqual(Array(4).fill('CO271'))
    expect(await findIn(archive, 'nickel export quota match:any')).toMatchObject({ complete: 4, total: 24 })
    expect(await findIn(archive, 'nickel mine')).toMatchObject({ complete: 60, total: 60, isTotalExact: true })
    expect(await findIn(archive, 'nickel')).toMatchObject({ complete: 64, total: 64, isTotalExact: true })
    await archive.close()
  })

  test('ranks a question in prose by any of its words', async () => {
    const { hits } = await findIn(
      store,
      'what did the government of Iran say when new sanctions hit upstream pipelines?',
    )
    expect(hits[0]?.commentary.id).toBe('CO26004')
    expect(hits.length).toBeGreaterThan(2)
  })

  test('respects quotation marks', async () => {
    expect(await idsIn(store, '"nord stream" rust')).toEqual(['CO26001'])
    expect(await findIn(store, '"nord stream" sanctions')).toMatchObject({ total: 1, isRelaxed: true })
    expect(await idsIn(store, 'sanctions author:cheang')).toEqual([])
    expect(await idsIn(store, '"stream nord"')).toEqual([])
  })
})

describe('a search finds', () => {
  const cases: readonly [query: string, ids: string[]][] = [
    ['erdogan', ['CO26005']],
    ['ERDOĞAN', ['CO26005']],
    ['F-35', ['CO26005']],
    ['COVID-19', ['CO26005']],
    ['covid19', ['CO26005']],
    ['US', ['CO26005']],
    ['U.S.', ['CO26005']],
    ['indo-pacific', ['CO26006']],
    ['pacific-indo', ['CO26006', 'CO26007']],
    ['kyiv', ['CO26007']],
    ['Biden', ['CO26007']],
    ['“Biden’s plan”', ['CO26007']],
    ['author:cheang', ['CO26001']],
    ['author:lucja', ['CO26003']],
    ['author:che', []],
    ['author:che*', ['CO26001']],
    ['author:che* -pipelines', []],
    ['topic:sta', []],
    ['topic:stabi*', ['CO26004']],
    ['topic:"energy secur*"', ['CO26001']],
    ['topic:stability', ['CO26004']],
    ['topic:"energy security"', ['CO26001']],
    ['stability', []],
    ['title:winter', ['CO26001']],
    ['title:prices', []],
    ['jets since:2026-04', ['CO26006']],
    ['government until:2026-03', ['CO26004']],
    ['since:2026-03-31', ['CO26006', 'CO26004']],
    ['jets OR pipelines -asia', ['CO26005', 'CO26001']],
    ['-stream -author:tan', ['CO26003']],
    ['😀', []],
  ]
  test.each(cases)('for “%s” %s', async (query, ids) => {
    expect((await idsIn(store, query)).toSorted()).toEqual(ids.toSorted())
  })

  test('by date alone the newest first, the undated last', async () => {
    expect((await idsIn(store, '-nothing')).slice(0, 2)).toEqual(['CO26006', 'CO26004'])
    expect((await idsIn(store, '-nothing')).at(-1)).toBe('CO26005')
  })
})

describe('a word that no commentary holds', () => {
  const cases: readonly [typed: string, corrected: string][] = [
    ['Navalney', 'Navalny'],
    ['Navlany', 'Navalny'],
    ['lukasenko', 'Lukashenko'],
    ['sanctoins', 'sanctions'],
    ['governmetn', 'government'],
    ['goverment', 'government'],
    ['erdogann', 'Erdoğan'],
    ['pipelinez', 'pipelines'],
    ['lokashenka', 'Lukashenko'],
  ]
  test.each(cases)('“%s” is corrected to “%s”', async (typed, corrected) => {
    const result = await findIn(store, typed)
    expect(result.corrected).toEqual([{ from: typed.toLowerCase(), to: corrected }])
    expect(result.total).toBeGreaterThan(0)
    expect(result.isRelaxed).toBe(false)
  })

  test.each(['Navalni', 'Lukashenka', 'Zelenskyy OR Kiev'])('is none where “%s” is another spelling', async (typed) => {
    const result = await findIn(store, typed)
    expect(result.corrected).toEqual([])
    expect(result.total).toBe(1)
  })

  test('is left out, and named, where nothing is near to it', async () => {
    const result = await findIn(store, 'xylophone sanctions')
    expect(result).toMatchObject({ unknown: ['xylophone'], corrected: [], isRelaxed: true, total: 1 })
    expect(await findIn(store, 'xylophone since:2026')).toMatchObject({ unknown: ['xylophone'], total: 0 })
  })

  test.each(['2031', 'irn', 'q9x7'])('“%s” is too short or a number, and never corrected', async (typed) => {
    expect((await findIn(store, typed)).corrected).toEqual([])
  })

  test('in quotation marks or a field is only suggested', async () => {
    expect(await findIn(store, '"nrod stream"')).toMatchObject({
      corrected: [],
      total: 0,
      suggestions: ['"Nord Stream"'],
    })
    expect(await findIn(store, 'author:chaeng')).toMatchObject({ total: 0, suggestions: ['author:Cheang'] })
    expect((await findIn(store, '"pipelines nord"')).suggestions).toEqual(['pipelines nord'])
    expect((await findIn(store, 'irn')).suggestions).toEqual(['Iran'])
  })

  test.each(['"nrod stream"', 'author:chaeng', 'irn'])('“%s” has suggestions that find something', async (typed) => {
    const { suggestions, span } = await findIn(store, typed)
    expect(suggestions.length).toBeGreaterThan(0)
    for (const suggestion of suggestions) expect((await findIn(store, suggestion)).total).toBeGreaterThan(0)
    expect(span).toEqual({ commentaries: 7, oldest: '2025-12-31', newest: '2026-04-01' })
  })
})

describe('search and filter', () => {
  const word = fc.constantFrom(
    'nord',
    'stream',
    '"nord stream"',
    'government',
    'jets',
    'kyiv',
    'F-35',
    'indo-pacific',
    'author:tan',
    'author:che*',
    'author:che',
    'topic:ener*',
    'topic:energy',
    'title:winter',
    'pacific',
    'since:2026-01',
    'until:2026-03',
    '-jets',
    '-author:cheang',
    'erdoğan',
    'US',
  )
  test('let the same commentaries through', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 4 }), fc.boolean(), async (words, isOr) => {
        const text =
          words.every((one) => !one.startsWith('-') && !one.includes(':')) && isOr
            ? words.join(' OR ')
            : words.join(' ')
        const query = await Promise.resolve(text).then(parseQuery, () => undefined)
        if (query === undefined || query.clauses.length === 0) return
        const passing = commentaries.filter((commentary) => matches(query, commentary)).map(({ id }) => id)
        expect(countComplete(await currentIndex(store.db), query), text).toBe(passing.length)
        const { hits, complete } = await search(store.db, query, { limit: 20, offset: 0 })
        const found = hits.map(({ commentary }) => commentary.id)
        expect(found.slice(0, complete).toSorted(), text).toEqual(passing.toSorted())
      }),
      { numRuns: 200 },
    )
  })

  test('find in the archive what they find in the text, word for word', async () => {
    for (const commentary of commentaries) {
      const words = [...new Set(textOf(commentary).text.match(/\p{L}{5,}/gu) ?? [])]
      for (const one of words) expect(await idsIn(store, `"${one}"`), one).toContain(commentary.id)
    }
  })
})

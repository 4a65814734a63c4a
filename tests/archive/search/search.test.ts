import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseQuery } from '../../../src/archive/query/parse.ts'
import { search } from '../../../src/archive/search/search.ts'
import { saveBriefing } from '../../../src/archive/store/briefings.ts'
import { findCommentary, latestCommentaries } from '../../../src/archive/store/commentaries.ts'
import { saveCommentary } from '../../../src/archive/store/save-commentary.ts'
import { textOf } from '../../../src/commentary/commentary.ts'
import { commentaryKeys } from '../../../src/commentary/identity.ts'
import { readSamples } from '../../../src/demo/samples.ts'
import { UserError } from '../../../src/errors.ts'
import type { Store } from '../../../src/store/connection.ts'
import { briefOnce } from '../../brief-once.ts'
import { openTestStore } from '../../open-store.ts'
import { commentaryOf } from '../../../bench/briefing/texts.ts'

let store: Store

beforeAll(async () => {
  store = await openTestStore()
  for (const sample of await readSamples()) {
    const commentary = commentaryOf(sample)
    const keys = commentaryKeys(commentary, [])
    const { kept } = await saveCommentary(store.db, { commentary, keys, now: new Date() })
    const { revision } = kept
    const { id } = kept.commentary
    await saveBriefing(
      store.db,
      { id, revision, briefing: await briefOnce(commentary, new AbortController().signal) },
      new Date(),
    )
  }
})
afterAll(() => store.close())

const find = (text: string, page = { limit: 5, offset: 0 }) => search(store.db, parseQuery(text), page)
const idsOf = async (text: string) => (await find(text)).hits.map((hit) => hit.commentary.id)

describe('a search', () => {
  test('finds the commentary with the words, and the sentence that contains them', async () => {
    const { hits, total, complete } = await find('nord stream')
    expect(complete, 'others hold one of the words only, and come after').toBe(1)
    expect(total).toBe(hits.length)
    expect(hits[0]?.commentary.id).toBe('CO26213')
    const parts = hits[0]?.snippet.parts ?? []
    expect(parts.filter((part) => part.isMatch).map((part) => part.text)).toEqual(['Nord', 'Stream'])
  })

  test('shows a complete sentence of the source, at its place', async () => {
    for (const query of ['pipeline', 'nickel', 'peacekeepers', 'the', 'submarine cable repair']) {
      for (const { commentary, snippet } of (await find(query)).hits) {
        const { text } = textOf(commentary)
        expect(snippet.parts.map((part) => part.text).join('')).toBe(text.slice(snippet.start, snippet.end))
      }
    }
  })

  test('marks the subhead if the words are only there, and shows the first sentence under it', async () => {
    const commentary = {
      ...commentaryOf((await readSamples())[0] ?? expect.fail('no samples')),
      id: 'CO26999',
      sections: [{ heading: 'The Zanzibar Question:', paragraphs: ['It was never asked. Nobody minds.'] }],
    }
    const other = await openTestStore()
    await saveCommentary(other.db, { commentary, keys: ['co:CO26999'], now: new Date() })
    const { hits } = await search(other.db, parseQuery('zanzibar'), { limit: 5, offset: 0 })
    expect(hits[0]?.snippet.parts).toEqual([{ text: 'It was never asked.', isMatch: false }])
    expect(hits[0]?.snippet.section).toEqual([
      { text: 'The ', isMatch: false },
      { text: 'Zanzibar', isMatch: true },
      { text: ' Question:', isMatch: false },
    ])
    await other.close()
  })

  const same: readonly [string, string][] = [
    ['NICKEL', 'nickel'],
    ['caglayan', 'Çağlayan'],
    ['author:"szabo"', 'author:szabó'],
  ]
  test.each(same)('“%s” finds what “%s” finds', async (one, other) => {
    expect(await idsOf(one)).toEqual(await idsOf(other))
    expect(await idsOf(one)).not.toEqual([])
  })

  test('corrects a word that no commentary holds, and says so', async () => {
    const result = await find('nickle indonesia')
    expect(result.corrected).toEqual([{ from: 'nickle', to: 'nickel' }])
    expect(result.hits[0]?.commentary.id).toBe('CO26220')
  })

  test('says what was searched where nothing was found', async () => {
    const result = await find('xylophone')
    expect(result).toMatchObject({
      total: 0,
      hits: [],
      span: { commentaries: 24, oldest: '2026-09-01', newest: '2026-10-30' },
    })
  })

  test('takes pages one after another without gap or repetition', async () => {
    const all = (await find('government', { limit: 100, offset: 0 })).hits.map((hit) => hit.commentary.id)
    expect(all.length).toBeGreaterThan(5)
    const pages = [...(await find('government')).hits, ...(await find('government', { limit: 5, offset: 5 })).hits]
    expect(pages.map((hit) => hit.commentary.id)).toEqual(all.slice(0, 10))
  })

  test('leaves out, narrows by author, topic and time', async () => {
    expect(await idsOf('pipeline -nord')).not.toContain('CO26213')
    const october = await find('since:2026-10', { limit: 100, offset: 0 })
    expect(october.hits.every((hit) => (hit.commentary.published ?? '') >= '2026-10-01')).toBe(true)
    expect(october.hits.length).toBeGreaterThan(5)
  })

  test.each([
    'AND OR',
    '*',
    'NEAR(',
    "'; DROP TABLE commentaries--",
    '😀',
    '中文',
    'مرحبا',
    '\u202Enord',
    'a\0b',
    'x\uD800',
    '(((',
    '""',
    '^title',
    '{a b}',
  ])('“%s” is text, not syntax', async (text) => {
    const outcome = await Promise.resolve()
      .then(() => find(text))
      .catch((error: unknown) => error)
    expect(outcome instanceof UserError || (typeof outcome === 'object' && outcome !== null && 'hits' in outcome)).toBe(
      true,
    )
    expect((await latestCommentaries(store.db, { limit: 1, offset: 0 })).total).toBe(24)
  })

  test('of any words ends in a result or a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (text) => {
        const outcome = await Promise.resolve()
          .then(() => find(text))
          .catch((error: unknown) => error)
        expect(outcome instanceof Error ? outcome.name : 'found').toMatch(/^(?:found|UserError)$/u)
      }),
      { numRuns: 150 },
    )
  })
})

describe('the archive', () => {
  test('knows a commentary again by any of its keys, and keeps the first id', async () => {
    const other = await openTestStore()
    const commentary = commentaryOf((await readSamples())[0] ?? expect.fail('no samples'))
    const save = (fields: object, keys: string[]) =>
      saveCommentary(other.db, { commentary: { ...commentary, ...fields }, keys, now: new Date() })
    expect(await save({}, ['co:CO26201', 'url:https://a'])).toMatchObject({
      state: 'new',
      kept: { commentary: { id: 'CO26201' }, revision: 1 },
    })
    expect(await save({ id: 'Xabcdefghijk' }, ['url:https://a', 'guid:s:1'])).toMatchObject({
      state: 'unchanged',
      kept: { commentary: { id: 'CO26201' } },
    })
    expect(await save({ updated: '2026-11-01' }, ['guid:s:1'])).toMatchObject({
      state: 'unchanged',
      kept: { revision: 1 },
    })
    expect((await findCommentary(other.db, 'CO26201'))?.commentary.updated).toBe('2026-11-01')
    expect(await save({ synopsis: 'Corrected.' }, ['co:CO26201'])).toMatchObject({
      state: 'revised',
      kept: { revision: 2 },
    })
    const found = await findCommentary(other.db, 'CO26201')
    expect(found).toMatchObject({ revision: 2, briefing: undefined })
    expect((await search(other.db, parseQuery('corrected'), { limit: 5, offset: 0 })).total).toBe(1)
    await other.close()
  })

  test('lists the newest first', async () => {
    const { items, total } = await latestCommentaries(store.db, { limit: 3, offset: 0 })
    expect(total).toBe(24)
    expect(items.map((item) => item.commentary.id)).toEqual(['CO26224', 'CO26223', 'CO26222'])
  })
})

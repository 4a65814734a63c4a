import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Briefing } from '../../../src/archive/port.ts'
import { currentIndex } from '../../../src/archive/search/index-of.ts'
import { saveBriefing } from '../../../src/archive/store/briefings.ts'
import { findCommentary, latestCommentaries } from '../../../src/archive/store/commentaries.ts'
import { archiveSpan } from '../../../src/archive/store/counts.ts'
import { saveCommentary } from '../../../src/archive/store/save-commentary.ts'
import { contentHash } from '../../../src/commentary/commentary.ts'
import type { Store } from '../../../src/store/connection.ts'
import { openTestStore } from '../../open-store.ts'
import { idsIn, makeCommentary, withText } from '../make-archive.ts'

let store: Store
beforeEach(async () => {
  store = await openTestStore()
})
afterEach(() => store.close())

const first = new Date('2026-01-15T08:00:00Z')
const later = new Date('2026-01-16T09:30:00Z')

const save = async (
  fields: Parameters<typeof makeCommentary>[0],
  keys: readonly string[] = ['co:CO26001'],
  now = first,
) => {
  const { state, kept, before } = await saveCommentary(store.db, { commentary: makeCommentary(fields), keys, now })
  const { id } = kept.commentary
  // The returned value equals what would be read from the database.
  const {
    briefing: _briefing,
    correction: _correction,
    ...found
  } = (await findCommentary(store.db, id)) ?? expect.fail()
  expect(found).toEqual(kept)
  return { state, id, revision: kept.revision, ...(before && { before }) }
}

const briefing = (text: string): Briefing => ({
  engine: 'extractive',
  version: '1',
  synopsis: { source: 'extract', text: 'Little happened.', quotes: [{ text: 'Little happened.', start: 0, end: 16 }] },
  claims: [
    {
      text,
      origin: 'extract',
      kind: undefined,
      holder: { type: 'quoted', name: 'Jane Tan' },
      quote: { text: 'Little happened.', start: 0, end: 16 },
      section: undefined,
    },
  ],
})

const rowsOfIndex = async (): Promise<number> =>
  (await currentIndex(store.db)).all<{ count: number }>('select count(*) as count from docs')[0]?.count ?? 0

describe('a commentary', () => {
  test('comes back with what words of its quotes mean', async () => {
    const { id, revision } = await save({})
    const [claim = expect.fail()] = briefing('Little happened.').claims
    const kept = { ...briefing('Little happened.'), claims: [{ ...claim, brackets: [{ at: 6, text: 'of note' }] }] }
    await saveBriefing(store.db, { id, revision, briefing: kept }, first)
    expect((await findCommentary(store.db, id))?.briefing).toEqual(kept)
  })

  test('comes back as it was saved', async () => {
    const commentary = makeCommentary({
      url: undefined,
      synopsis: 'Quiet.',
      updated: '2026-01-20',
      categories: ['Asia'],
      sections: [
        { heading: undefined, paragraphs: ['One.'] },
        { heading: 'Two', paragraphs: ['Three “quoted”.'] },
      ],
    })
    await saveCommentary(store.db, { commentary, keys: [], now: first })
    const found = await findCommentary(store.db, 'CO26001')
    expect(found).toEqual({
      commentary,
      briefing: undefined,
      isPublic: true,
      text: 'Quiet.\n\nOne.\n\nTwo\n\nThree “quoted”.',
      hash: contentHash(commentary),
      revision: 1,
      firstSeenAt: first,
      changedAt: first,
    })
    expect(await findCommentary(store.db, 'CO26999')).toBe(undefined)
  })

  test('whose text was corrected is a new revision that says what it was before', async () => {
    await save({})
    expect(await save({ title: 'A Loud Year' }, ['co:CO26001'], later)).toEqual({
      state: 'revised',
      id: 'CO26001',
      revision: 2,
      before: makeCommentary(),
    })
    expect(await findCommentary(store.db, 'CO26001')).toMatchObject({
      revision: 2,
      firstSeenAt: first,
      changedAt: later,
    })
    expect(await idsIn(store, 'loud')).toEqual(['CO26001'])
    expect(await idsIn(store, 'title:quiet')).toEqual([])
    expect(await rowsOfIndex()).toBe(1)
  })

  test('whose categories changed stays the revision that it was; other authors and another date are a new one', async () => {
    await save({})
    const filed = { categories: ['Maritime Security'] }
    expect(await save(filed, ['co:CO26001'], later)).toEqual({ state: 'unchanged', id: 'CO26001', revision: 1 })
    expect((await findCommentary(store.db, 'CO26001'))?.changedAt).toEqual(first)
    const change = { ...filed, authors: ['Ann Lee'], published: '2026-01-14' }
    expect(await save(change, ['co:CO26001'], later)).toMatchObject({ state: 'revised', revision: 2 })
    expect((await findCommentary(store.db, 'CO26001'))?.commentary).toMatchObject(change)
    expect(await idsIn(store, 'author:lee topic:maritime')).toEqual(['CO26001'])
    expect(await idsIn(store, 'author:tan')).toEqual([])
  })

  test('that differs in white space only keeps the text that its quotes point into', async () => {
    await save({})
    const spaced = { sections: [{ heading: undefined, paragraphs: ['Little  happened. Nobody complained.'] }] }
    expect(await save(spaced)).toMatchObject({ state: 'unchanged', revision: 1 })
    const found = await findCommentary(store.db, 'CO26001')
    expect(found?.text).toBe('Little happened. Nobody complained.')
    expect(found?.commentary.sections[0]?.paragraphs).toEqual(['Little happened. Nobody complained.'])
  })

  test('of which only the excerpt can be read today keeps its full text', async () => {
    await save({})
    const excerpt = { extent: 'excerpt', sections: [], synopsis: 'Little …' } as const
    expect(await save(excerpt, ['co:CO26001'], later)).toEqual({ state: 'unchanged', id: 'CO26001', revision: 1 })
    expect((await findCommentary(store.db, 'CO26001'))?.commentary).toEqual(makeCommentary())
  })

  test('of which only the excerpt was known is revised by its full text', async () => {
    await save({ extent: 'excerpt', sections: [], synopsis: 'Little …' })
    expect(await save({})).toMatchObject({ state: 'revised', revision: 2 })
    expect((await findCommentary(store.db, 'CO26001'))?.commentary.extent).toBe('full')
  })

  test('keeps an X id once it is known by it', async () => {
    await save({ id: 'Xabcdefghijk' }, ['guid:s:1'])
    expect(await save({ id: 'CO26001' }, ['co:CO26001', 'guid:s:1'])).toMatchObject({ id: 'Xabcdefghijk' })
    expect(await save({ id: 'CO26001' }, ['co:CO26001'])).toMatchObject({ id: 'Xabcdefghijk', state: 'unchanged' })
    expect((await archiveSpan(store.db)).commentaries).toBe(1)
  })

  test('with the keys of two belongs to its strongest, and the other keeps its own', async () => {
    await save({ id: 'CO26001' }, ['co:CO26001', 'url:a'])
    await save({ id: 'CO26002', title: 'Other' }, ['co:CO26002', 'url:b'])
    expect(await save({ id: 'CO26002', title: 'Other' }, ['co:CO26002', 'url:a'])).toMatchObject({ id: 'CO26002' })
    expect(await save({ id: 'Xx' }, ['url:a'])).toMatchObject({ id: 'CO26001', state: 'unchanged' })
  })

  test('is saved with everything that follows from it, or not at all', async () => {
    const failed = store.db.transaction().execute(async (tx) => {
      await saveCommentary(tx, { commentary: makeCommentary(), keys: ['a'], now: first })
      throw new Error('cut')
    })
    await expect(failed).rejects.toThrow('cut')
    expect(await archiveSpan(store.db)).toEqual({ commentaries: 0, oldest: undefined, newest: undefined })
    expect(await rowsOfIndex()).toBe(0)
    expect(await save({}, ['a'])).toMatchObject({ state: 'new' })
  })
})

describe('a briefing', () => {
  test('is kept for its revision, replaced by a later one; its words are not searched for, but those of the text', async () => {
    await save({})
    await saveBriefing(store.db, { id: 'CO26001', revision: 1, briefing: briefing('Zanzibar rises.') }, first)
    expect((await findCommentary(store.db, 'CO26001'))?.briefing).toEqual(briefing('Zanzibar rises.'))
    await saveBriefing(store.db, { id: 'CO26001', revision: 1, briefing: briefing('Zimbabwe rises.') }, later)
    expect(await idsIn(store, 'zanzibar')).toEqual([])
    expect(await idsIn(store, 'zimbabwe')).toEqual([])
    expect(await idsIn(store, 'happened')).toEqual(['CO26001'])
    expect(await rowsOfIndex()).toBe(1)
  })

  test('of an earlier revision is not shown with a later text', async () => {
    await save({})
    await saveBriefing(store.db, { id: 'CO26001', revision: 1, briefing: briefing('Zanzibar rises.') }, first)
    await save({ synopsis: 'Corrected.' })
    expect((await findCommentary(store.db, 'CO26001'))?.briefing).toBe(undefined)
    expect(await idsIn(store, 'zanzibar')).toEqual([])
  })

  test('of nothing that is known is refused', async () => {
    await expect(saveBriefing(store.db, { id: 'CO1', revision: 1, briefing: briefing('x') }, first)).rejects.toThrow(
      /foreign key/iu,
    )
    expect(await rowsOfIndex()).toBe(0)
  })
})

describe('the archive', () => {
  test('lists the newest first, ties by id, the undated last, page by page', async () => {
    const dates: readonly [id: string, published: string | undefined][] = [
      ['CO26003', '2026-02-01'],
      ['CO26001', '2026-01-01'],
      ['CO26005', undefined],
      ['CO26004', '2026-02-01'],
      ['CO26002', '2026-03-01'],
    ]
    for (const [id, published] of dates) {
      await saveCommentary(store.db, {
        commentary: withText(id, `Text of ${id}.`, { published }),
        keys: [],
        now: first,
      })
    }
    const ids = async (limit: number, offset: number) => {
      const { items, total } = await latestCommentaries(store.db, { limit, offset })
      expect(total).toBe(5)
      return items.map(({ commentary }) => commentary.id)
    }
    expect(await ids(10, 0)).toEqual(['CO26002', 'CO26004', 'CO26003', 'CO26001', 'CO26005'])
    expect(await ids(2, 2)).toEqual(['CO26003', 'CO26001'])
    expect(await ids(0, 0)).toEqual([])
    expect(await archiveSpan(store.db)).toEqual({ commentaries: 5, oldest: '2026-01-01', newest: '2026-03-01' })
  })

  test('refuses what is not a commentary instead of passing it on', async () => {
    await save({})
    await store.db.updateTable('commentaries').set({ commentary_json: '{"id":7}' }).execute()
    await expect(findCommentary(store.db, 'CO26001')).rejects.toThrow(/expected string/iu)
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveCommentary } from '../../../src/archive/store/save-commentary.ts'
import { parseQuery } from '../../../src/archive/query/parse.ts'
import { facetsOf } from '../../../src/archive/search/facets.ts'
import type { Store } from '../../../src/store/connection.ts'
import { makeArchive, withText } from '../make-archive.ts'

let store: Store

beforeAll(async () => {
  store = await makeArchive([
    withText('CO20001', 'The strait is open.', {
      published: '2020-03-01',
      authors: ['Jane Tan', 'Somchai Wong'],
      categories: ['Commentaries', 'Maritime Security', 'South Asia'],
    }),
    withText('CO22001', 'The strait is shut.', {
      published: '2022-03-01',
      categories: ['Country and Region Studies', 'Maritime Security', 'Energy'],
    }),
    withText('CO22002', 'A canal is dug.', { published: undefined, categories: ['Energy', 'Energy'] }),
  ])
})
afterAll(() => store.close())

test('count authors, topics, regions and years of what holds the words', async () => {
  expect(await facetsOf(store.db, parseQuery('strait'))).toEqual({
    authors: [
      { name: 'Jane Tan', count: 2 },
      { name: 'Somchai Wong', count: 1 },
    ],
    topics: [
      { name: 'Maritime Security', count: 2 },
      { name: 'Energy', count: 1 },
    ],
    regions: [{ name: 'South Asia', count: 1 }],
    years: [
      { name: '2020', count: 1 },
      { name: '2022', count: 1 },
    ],
  })
})

test('of the archive count every commentary, one without a date in no year', async () => {
  const { authors, topics, years } = await facetsOf(store.db)
  expect(authors[0]).toEqual({ name: 'Jane Tan', count: 3 })
  expect(topics.find(({ name }) => name === 'Energy')?.count).toBe(2)
  expect(years.reduce((sum, { count }) => sum + count, 0)).toBe(2)
})

test('follow a correction of byline and topics', async () => {
  const corrected = withText('CO22002', 'A canal is dug at last.', { authors: ['Alice Ong'], categories: ['Canals'] })
  await store.db.transaction().execute(async (tx) => {
    await saveCommentary(tx, { commentary: corrected, keys: ['co:CO22002'], now: new Date('2026-11-02T00:00:00Z') })
  })
  const { authors, topics } = await facetsOf(store.db)
  expect(authors).toContainEqual({ name: 'Alice Ong', count: 1 })
  expect(authors[0]).toEqual({ name: 'Jane Tan', count: 2 })
  expect(topics).toContainEqual({ name: 'Canals', count: 1 })
  expect(topics.find(({ name }) => name === 'Energy')?.count).toBe(1)
})

import { expect, test } from 'vitest'
import { readBylines, readSitePages, readWholePages } from '../../bench/pages/score.ts'
import { wholePages } from '../../bench/pages/whole-pages.ts'

test('of 220 bylines at least 215 are read, and at most two name somebody else', async () => {
  const outcomes = await readBylines()
  expect(outcomes).toHaveLength(220)
  expect(outcomes.filter(({ is }) => is === 'right').length).toBeGreaterThanOrEqual(215)
  expect(outcomes.filter(({ is }) => is === 'wrong').length).toBeLessThanOrEqual(2)
})

test('pages are read with their title, authors and date, and nothing but their text', async () => {
  const outcomes = await readWholePages()
  const read = outcomes.map(({ page, title, authors, published, strays }) => ({
    name: page.name,
    title,
    authors,
    published,
    strays,
  }))
  expect(read).toEqual(
    wholePages.map(({ name, title, authors, published }) => ({ name, title, authors, published, strays: [] })),
  )
})

test('pages of site families are read word for word', async () => {
  const outcomes = await readSitePages()
  expect(outcomes.length).toBeGreaterThanOrEqual(45)
  expect(outcomes.map(({ read }) => read)).toEqual(outcomes.map(({ page }) => page))
})

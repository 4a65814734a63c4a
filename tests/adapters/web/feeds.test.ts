import { parseAtomFeed, parseJsonFeed } from 'feedsmith'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Running, startWeb } from './harness.ts'
import { makeLibrary } from './library.ts'
import { archivedCable, archivedExcerpt } from './samples.ts'

let web: Running

beforeEach(async () => {
  web = await startWeb({ publicUrl: 'http://localhost:3000' })
})
afterEach(async () => web.web.stop())

const text = async (path: string): Promise<string> => (await web.get(path)).text()

test('Atom carries each briefing with its quotes, under an id that a move does not change', async () => {
  const answer = await web.get('/feed.xml')
  expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  const feed = parseAtomFeed(await answer.text())
  expect(feed.links?.[0]?.href).toBe('http://localhost:3000/feed.xml')
  const cable = feed.entries?.find(({ id }) => id === 'urn:rsis-brief:CO26211')
  expect(cable).toMatchObject({
    links: [{ href: archivedCable.commentary.url }, { href: 'http://localhost:3000/commentaries/CO26211' }],
    authors: [{ name: 'Tan Mei Ling' }, { name: 'J.R. Santoso' }],
    published: '2026-10-21T04:00:00.000Z',
  })
  for (const { quote } of archivedCable.briefing?.claims ?? []) {
    expect(cable?.content?.value).toContain(quote.text.replaceAll('“', '').slice(0, 40).replaceAll('’', '’'))
  }
})

test('JSON Feed 1.1 carries the same', async () => {
  const answer = await web.get('/feed.json')
  expect(answer.headers.get('content-type')).toBe('application/feed+json; charset=utf-8')
  const feed = JSON.parse(await answer.text())
  expect(feed.version).toBe('https://jsonfeed.org/version/1.1')
  expect(parseJsonFeed(feed).items?.map(({ id }) => id)).toEqual(
    parseAtomFeed(await text('/feed.xml')).entries?.map(({ id }) => id),
  )
})

test('a filter lets through what a subscription with it would get', async () => {
  const ids = async (filter: string) =>
    parseAtomFeed(await text(`/feed.xml?q=${encodeURIComponent(filter)}`)).entries?.map(({ id }) => id) ?? []
  expect(await ids('author:santoso')).toEqual(['urn:rsis-brief:CO26211'])
  expect(await ids('-author:santoso')).not.toContain('urn:rsis-brief:CO26211')
  // A search would use the nearest word; a filter does not.
  expect(await ids('cabel')).toEqual([])
})

test('a filter that cannot be read is refused with its sentence', async () => {
  const answer = await web.get('/feed.xml?q=author:', { accept: 'application/json' })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('author') })
})

test('what no XML may hold is left out, and what is not briefed yet is briefed for the feed', async () => {
  await web.web.stop()
  const commentary = { ...archivedCable.commentary, title: 'A & <b> ]]> \u0001\uFFFE title', authors: [] }
  web = await startWeb({ library: async () => makeLibrary([{ ...archivedCable, commentary }]) })
  const xml = await text('/feed.xml')
  expect(xml).not.toContain('\u0001')
  expect(xml).not.toContain('\uFFFE')
  const [entry] = parseAtomFeed(xml).entries ?? []
  expect(entry?.title?.value).toContain('A & <b> ]]>')
  expect(entry?.authors).toEqual([{ name: 'Author not named' }])
  await web.web.stop()
  web = await startWeb({ library: async () => makeLibrary([{ ...archivedExcerpt, briefing: undefined }]) })
  const [excerpt] = parseAtomFeed(await text('/feed.xml')).entries ?? []
  expect(excerpt?.content?.value).toContain('Land reclaimed from the sea is paid for twice')
})

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseQuery } from '../../src/archive/query/parse.ts'
import { search } from '../../src/archive/search/search.ts'
import { findCommentary } from '../../src/archive/store/commentaries.ts'
import { documentsIn } from '../../src/backfill/documents.ts'
import { synopsisOnly } from '../../src/briefing/synopsis-only.ts'
import type { Skipped } from '../../src/backfill/found.ts'
import { backfillFiles, type FilesTaken } from '../../src/pipeline/backfill-files.ts'
import type { Store } from '../../src/store/connection.ts'
import { openTestStore } from '../open-store.ts'
import { documents, expectSameEnd, ways, writeDocuments } from './broken-off.ts'
import { addressOf, mailOf, pageOf, sampleAt, warcOf } from './saved.ts'

let folder: string
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-files-'))
  store = await openTestStore()
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const never = new AbortController().signal

type Taken = Omit<FilesTaken, 'skipped'> & { readonly skipped: readonly Skipped[] }

const take = async (paths: readonly string[]): Promise<Taken> => {
  let last = { read: 0, added: 0, known: 0 }
  const all: Skipped[] = []
  const deps = { db: store.db, engine: synopsisOnly, now: () => new Date() }
  for await (const { skipped, ...taken } of backfillFiles(deps, documentsIn(paths), never)) {
    last = taken
    if (skipped !== undefined) all.push(skipped)
  }
  return { ...last, skipped: all }
}

const held = async (): Promise<string[]> =>
  (await store.db.selectFrom('commentaries').select(['id', 'hash']).orderBy('id').execute()).map(
    ({ id, hash }) => `${id} ${hash}`,
  )
const ids = async (): Promise<string[]> => (await held()).map((one) => one.split(' ')[0] ?? '')

test('pages, e-mails, mailboxes, zips and captures in a folder become commentaries, and nothing is posted', async () => {
  mkdirSync(join(folder, 'more'))
  writeFileSync(join(folder, 'a.html'), await pageOf(0))
  writeFileSync(join(folder, 'more', 'b.HTM'), await pageOf(1))
  writeFileSync(join(folder, 'c.eml'), mailOf(2))
  writeFileSync(
    join(folder, 'd.mbox'),
    ['From x@y Thu Oct 1 00:00:00 2026', mailOf(3), 'From x@y Thu Oct 1 00:00:00 2026', mailOf(4)].join('\n'),
  )
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  writeFileSync(join(folder, 'e.zip'), zipSync({ 'x/f.html': encode(await pageOf(5)), 'x/style.css': encode('p {}') }))
  const capture = { url: addressOf(6), date: '2026-10-01T00:00:00Z', body: await pageOf(6) }
  writeFileSync(join(folder, 'g.warc.gz'), await warcOf([capture]))
  const other = { url: addressOf(7), date: '2026-10-01T00:00:00Z', body: await pageOf(7) }
  writeFileSync(
    join(folder, 'h.wacz'),
    zipSync({ 'archive/data.warc': await warcOf([other], false), 'datapackage.json': encode('{}') }),
  )
  writeFileSync(join(folder, 'notes.docx'), 'not ours')
  writeFileSync(join(folder, 'z.txt'), 'too few words')

  expect(await take([folder])).toMatchObject({ read: 9, added: 8, known: 0 })
  expect(await ids()).toEqual(Array.from({ length: 8 }, (_, index) => sampleAt(index).id))
  expect((await findCommentary(store.db, sampleAt(3).id))?.commentary).toMatchObject({
    title: sampleAt(3).title,
    extent: 'full',
  })
  expect(await store.db.selectFrom('deliveries').selectAll().execute()).toEqual([])
  expect(await take([folder])).toMatchObject({ read: 9, added: 0, known: 8 })
})

test.each([
  ['saved.mhtml', 'https://www.rsis.edu.sg/rsis-publication/rsis/valve/'],
  ['saved.MHT', undefined],
])('a page that a browser saved as one file, %s, is read with its address', async (name, address) => {
  const lines = [
    'From: <Saved by Blink>',
    ...(address === undefined ? [] : [`Snapshot-Content-Location: ${address}`]),
    'Subject: =?utf-8?Q?A=20title?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; type="text/html"; boundary="----page"',
    '',
    '------page',
    'Content-Type: text/html',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(await pageOf(0))
      .toString('base64')
      .replaceAll(/.{76}/gu, '$&\r\n'),
    '------page',
    'Content-Type: text/css',
    '',
    'p { display: none }',
    '------page--',
  ]
  writeFileSync(join(folder, name), lines.join('\r\n'))
  writeFileSync(join(folder, 'broken.mhtml'), 'Subject: nothing\r\n\r\nno page')
  expect(await take([folder])).toMatchObject({ added: 1, skipped: [{ problem: 'the saved page has no HTML' }] })
  const { commentary } = (await findCommentary(store.db, sampleAt(0).id)) ?? {}
  expect(commentary).toMatchObject({ title: sampleAt(0).title, provenance: { kind: 'file', from: name } })
  expect(commentary?.url).toBe(address)
})

test('of captures the newest page that was really answered counts, and of a crawl only the series', async () => {
  const old = (await pageOf(0)).replaceAll('the', 'teh')
  writeFileSync(
    join(folder, 'crawl.warc'),
    await warcOf(
      [
        { url: addressOf(0), date: '2026-10-05T00:00:00Z', body: await pageOf(0) },
        { url: addressOf(0).replace('https://www.', 'http://'), date: '2026-10-01T00:00:00Z', body: old },
        { url: addressOf(0), date: '2026-10-09T00:00:00Z', body: 'Just a moment...', status: '403 Forbidden' },
        { url: addressOf(0), date: '2026-10-10T00:00:00Z', body: '', kind: 'revisit' },
        {
          url: addressOf(1),
          date: '2026-10-01T00:00:00Z',
          body: '<html><title>Just a moment...</title><p>Checking your browser</p></html>',
        },
        {
          url: 'https://www.rsis.edu.sg/about/',
          date: '2026-10-01T00:00:00Z',
          body: `<html><title>About</title><article><h1>About us</h1>${'<p>The institute was founded to think about harbours, and it has done so for many years with some success in most of them.</p>'.repeat(9)}</article></html>`,
        },
        { url: 'https://www.rsis.edu.sg/logo.png', date: '2026-10-01T00:00:00Z', body: 'x', type: 'image/png' },
      ],
      false,
    ),
  )
  await take([join(folder, 'crawl.warc')])
  expect(await ids()).toEqual([sampleAt(0).id])
  const { text } = (await findCommentary(store.db, sampleAt(0).id)) ?? { text: '' }
  expect(text).toContain('the ')
  expect(text).not.toContain('teh')
})

test.each(ways)('a run that breaks off at a document, %s, and is begun again ends as one that was not', async (way) => {
  await writeDocuments(folder)
  await expectSameEnd(folder, [
    [1, way],
    [documents - 2, way],
  ])
})

test('a path that is not there is named before anything is read', async () => {
  writeFileSync(join(folder, 'a.html'), await pageOf(0))
  await expect(take([join(folder, 'a.html'), join(folder, 'nowhere')])).rejects.toThrow(/there is no file or folder/u)
  expect(await ids()).toEqual([])
})

const realPage = new URL('../../../shared/rsis-site/co20210.html', import.meta.url)

test.skipIf(!existsSync(realPage))('a saved page of the site answers “nord stream”', async () => {
  writeFileSync(join(folder, 'saved.html'), readFileSync(realPage))
  await take([folder])
  const { hits } = await search(store.db, parseQuery('nord stream'), { limit: 10, offset: 0 })
  expect(hits.map(({ commentary }) => commentary.id)).toEqual(['CO20210'])
})

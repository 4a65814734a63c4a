import { afterEach, beforeEach, expect, test } from 'vitest'
import { findCommentary } from '../../src/archive/store/commentaries.ts'
import { countAbstracts } from '../../src/archive/store/counts.ts'
import { createOaiAsk } from '../../src/backfill/oai-client.ts'
import { createPoliteGet } from '../../src/backfill/polite.ts'
import { extractive } from '../../src/briefing/create-engine.ts'
import { createGet } from '../../src/fetch/get.ts'
import { backfill } from '../../src/pipeline/backfill.ts'
import { completeAbstracts, type Completed } from '../../src/pipeline/complete-abstracts.ts'
import type { Store } from '../../src/store/connection.ts'
import { createKeyv } from '../../src/store/keyv.ts'
import { makePdf, setLines } from '../commentary/pdf/make-pdf.ts'
import { type OaiFiles, type OaiServer, startOaiServer } from '../fakes/oai-server.ts'
import { openTestStore } from '../open-store.ts'

const records = 8

let server: OaiServer
let store: Store
beforeEach(async () => {
  server = await startOaiServer(records)
  store = await openTestStore()
})
afterEach(async () => {
  await store.close()
  await server.stop()
})

const signal = new AbortController().signal
const get = createPoliteGet(createGet({ allowPrivate: true, userAgent: 'test' }), {
  userAgent: 'test',
  pauseMs: 0,
  wait: async () => undefined,
})

const deps = () => ({
  db: store.db,
  engine: extractive,
  get,
  ask: createOaiAsk(get, server.url),
  progress: createKeyv(store.db, 'backfill', Date.now),
  now: () => new Date(),
})

const where = () => ({ repository: server.url, set: 'col_2', signal })

const runBackfill = async (): Promise<void> => {
  for await (const _done of backfill(deps(), where()));
}

const complete = async (): Promise<Completed | undefined> => {
  let last: Completed | undefined
  for await (const done of completeAbstracts(deps(), where())) last = done
  return last
}

const body =
  'The icebreakers came late that winter, and the pilots of the small harbours had to decide alone what they should do about it. '

const pdfOf = (number: number, named = number): Uint8Array =>
  makePdf([
    setLines(
      [
        `RSIS COMMENTARY No. ${String(named).padStart(3, '0')} – 14 May 2020`,
        `The harbour question, part ${number}`,
        'By Ada Writer',
        'SYNOPSIS',
        `Part ${number} argues that small harbours decide.`,
        'COMMENTARY',
        ...Array.from({ length: 12 }, (_, at) => `${at} of ${number}: ${body}`.slice(0, 95)),
      ],
      760,
    ),
  ])

const served = (by: OaiFiles['by'], pdf = pdfOf): OaiFiles => ({
  by,
  answer: (number) => ({ status: 200, type: 'application/pdf', body: pdf(number) }),
})

test.each(['ore', 'xoai', 'mets', 'rest'] as const)(
  'the PDFs that “%s” names complete the abstracts under their ids, and a later run asks for what changed',
  async (by) => {
    server.files(served(by))
    await runBackfill()
    expect(await countAbstracts(store.db)).toBe(records)
    expect(await complete()).toEqual({
      read: records,
      completed: records,
      refused: 0,
      reason: undefined,
      isGivenUp: false,
    })
    const { commentary, text } = (await findCommentary(store.db, 'CO20005')) ?? expect.fail('CO20005 is missing')
    expect(commentary).toMatchObject({
      title: 'The harbour question, part 5',
      authors: ['Ada Writer5', 'Tan Bee Lian'],
      published: '2020-06-14',
      extent: 'full',
      provenance: { kind: 'pdf', from: new URL(server.url).host },
    })
    expect(text).toContain('icebreakers')
    expect(await countAbstracts(store.db)).toBe(0)
    expect(await store.db.selectFrom('deliveries').selectAll().execute()).toEqual([])

    const [asked, files] = [server.requests.length, server.fileRequests.length]
    expect(await complete()).toMatchObject({ completed: 0 })
    const after = server.requests.slice(asked).map((query) => query.get('from') ?? query.get('verb'))
    expect(after).toEqual(by === 'rest' ? ['ListMetadataFormats', '2026-11-20'] : ['2026-11-20'])
    expect(server.fileRequests).toHaveLength(files)
  },
)

const html = '<!doctype html><html><body><form>Log in</form></body></html>'
const refusals: readonly (readonly [string, number, string, RegExp])[] = [
  ['refused', 403, html, /refuses programs/u],
  ['refused by a firewall', 405, html, /HTTP 405/u],
  ['a login page', 200, html, /something other than the PDF/u],
  ['damaged', 200, '%PDF-1.4 and no more', /no text/u],
]
test.each(refusals)('files that are %s leave the abstracts, and are not asked for on and on', async (...row) => {
  const [, status, answer, reason] = row
  server.files({ by: 'ore', answer: () => ({ status, type: 'text/html', body: Buffer.from(answer) }) })
  await runBackfill()
  expect(await complete()).toMatchObject({
    completed: 0,
    refused: 5,
    isGivenUp: true,
    reason: expect.stringMatching(reason),
  })
  expect(server.fileRequests).toEqual([1, 2, 3, 4, 5])
  expect(await countAbstracts(store.db)).toBe(records)
  // The site may answer differently later: the next run begins where this one gave up.
  server.files(served('ore'))
  expect(await complete()).toMatchObject({ completed: records, isGivenUp: false })
})

test('a repository that names no files, and has no such interface, is not asked for each of its records', async () => {
  await runBackfill()
  expect(await complete()).toMatchObject({
    refused: 5,
    isGivenUp: true,
    reason: expect.stringMatching(/does not say where/u),
  })
  expect(await countAbstracts(store.db)).toBe(records)
})

test('a PDF of another commentary is not taken for the one of its record', async () => {
  server.files(served('xoai', (number) => pdfOf(number, number === 3 ? 199 : number)))
  await runBackfill()
  expect(await complete()).toMatchObject({
    completed: records - 1,
    refused: 1,
    reason: 'the PDF is of CO20199, its record of CO20003',
  })
  expect((await findCommentary(store.db, 'CO20003'))?.commentary.extent).toBe('abstract')
})

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findCommentary } from '../../src/archive/store/commentaries.ts'
import { documentsIn } from '../../src/backfill/documents.ts'
import type { Skipped } from '../../src/backfill/found.ts'
import { synopsisOnly } from '../../src/briefing/synopsis-only.ts'
import { backfillFiles } from '../../src/pipeline/backfill-files.ts'
import type { Store } from '../../src/store/connection.ts'
import { openTestStore } from '../open-store.ts'
import { makePdf, setLines } from '../commentary/pdf/make-pdf.ts'
import { addressOf, type Captured, mailOf, pageOf, sampleAt, textOf, warcOf, warcRecords } from './saved.ts'

let folder: string
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-passed-'))
  store = await openTestStore()
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const take = async (): Promise<readonly Skipped[]> => {
  const all: Skipped[] = []
  const deps = { db: store.db, engine: synopsisOnly, now: () => new Date() }
  for await (const { skipped } of backfillFiles(deps, documentsIn([folder]), new AbortController().signal)) {
    if (skipped !== undefined) all.push(skipped)
  }
  return all
}

const ids = async (): Promise<string[]> =>
  (await store.db.selectFrom('commentaries').select('id').orderBy('id').execute()).map(({ id }) => id)

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const challenge = '<html><head><title>Just a moment...</title></head><body><p>Checking your browser</p></body></html>'
const capture = async (index: number, changes: Partial<Captured> = {}): Promise<Captured> => ({
  url: addressOf(index),
  date: '2021-03-03T08:00:00Z',
  body: await pageOf(index),
  ...changes,
})

/** An HTML mail whose PDF is in it, its words in quoted-printable. */
const htmlMail = (index: number): string =>
  [
    'From: series@example.org',
    'Subject: Fwd: RSIS Commentary',
    'Date: Fri, 18 Dec 2020 10:00:00 +0800',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'View this e-mail in your browser.',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    textOf(index)
      .split('\n\n')
      .map((paragraph) => `<p>${paragraph}</p>`)
      .join('')
      .replaceAll('=', '=3D')
      .replaceAll(/[^\n -~]/gu, (sign) =>
        [...encode(sign)].map((byte) => `=${byte.toString(16).toUpperCase()}`).join(''),
      )
      .replaceAll(/.{60}(?=.{20})/gu, (part) => (/=[\dA-F]?$/u.test(part) ? part : `${part}=\r\n`)),
    '--b--',
    '',
  ].join('\r\n')

/** A PDF as a publisher would set the commentary. */
const pdfOf = (index: number): Uint8Array => {
  const lines = textOf(index)
    .split('\n\n')
    .flatMap((paragraph) => [...(paragraph.match(/.{1,85}(?:\s|$)/gu) ?? []), ''])
  const pages = Array.from({ length: Math.ceil(lines.length / 50) }, (_, page) =>
    lines.slice(page * 50, page * 50 + 50),
  )
  return makePdf(pages.map((page) => setLines(page, 800)))
}

/** A mail without text that has a PDF in base64; `headers` are those of the attachment. */
const mailWithPdf = (pdf: Uint8Array, headers: readonly string[]): string =>
  [
    'From: series@example.org',
    'Subject: A commentary for you',
    'Date: Fri, 18 Dec 2020 10:00:00 +0800',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'See the attachment.',
    '--b',
    ...headers,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(pdf).toString('base64').replaceAll(/.{76}/gu, '$&\r\n'),
    '--b--',
    '',
  ].join('\r\n')

type Case = {
  readonly files: () => Promise<Readonly<Record<string, Uint8Array | string>>>
  /** The samples that are archived, by their index. */
  readonly takes: readonly number[]
  readonly says: readonly RegExp[]
}

const cases: Readonly<Record<string, Case>> = {
  'a challenge page in a capture, with an older one that reads': {
    files: async () => ({
      'a.warc.gz': await warcOf([
        await capture(0),
        await capture(0, { date: '2022-01-01T00:00:00Z', body: challenge }),
      ]),
    }),
    takes: [0],
    says: [/people|challenge|browser/u],
  },
  'captures of answers that are no page': {
    files: async () => ({
      'a.warc.gz': await warcOf([
        await capture(0, { status: '404 Not Found' }),
        await capture(1, { status: '301 Moved Permanently', body: '' }),
        await capture(2),
      ]),
    }),
    takes: [2],
    says: [/HTTP 404/u, /HTTP 301/u],
  },
  'another site that carries the same text': {
    files: async () => ({
      'a.warc.gz': await warcOf([await capture(0, { url: 'https://reprints.example/2021/03/a/' }), await capture(1)]),
    }),
    takes: [1],
    says: [/page of another site/u],
  },
  'a page that the Internet Archive replays': {
    files: async () => ({
      'a.warc.gz': await warcOf([
        await capture(0, {
          url: `https://web.archive.org/web/20190504101112mp_/${addressOf(0)}`,
          date: '2026-01-01T00:00:00Z',
        }),
      ]),
    }),
    takes: [0],
    says: [],
  },
  'a WARC that ends in the middle of a record': {
    files: async () => {
      const whole = await warcOf([await capture(0), await capture(1)], false)
      return { 'a.warc': whole.subarray(0, whole.length - 500) }
    },
    takes: [0],
    says: [/cut off, damaged/u, /ends in the middle/u],
  },
  'a packed WARC that ends in the middle of a member, and one of garbage': {
    files: async () => {
      const whole = await warcOf([await capture(0), await capture(1)])
      return { 'a.warc.gz': whole.subarray(0, whole.length - 200), 'b.warc.gz': encode('<html>no WARC</html>') }
    },
    takes: [0],
    says: [/cut off, damaged/u, /cut off, damaged/u],
  },
  'a WARC packed as a whole, and one with a damaged member in the middle': {
    files: async () => {
      const [first, second, third] = await warcRecords([await capture(1), await capture(2), await capture(3)])
      second?.fill(7, 100, 200)
      return {
        'a.warc.gz': gzipSync(await warcOf([await capture(0)], false)),
        'b.warc.gz': Buffer.concat([first, second, third].map((part) => part ?? new Uint8Array())),
      }
    },
    takes: [0, 1],
    says: [/cut off, damaged/u],
  },
  'records that are no pages: a repeat, a note, a request, a picture': {
    files: async () => ({
      'a.warc.gz': await warcOf([
        await capture(0, { kind: 'revisit', body: '', date: '2023-01-01T00:00:00Z' }),
        await capture(0, { kind: 'metadata', body: 'outlinks: 3', type: 'application/warc-fields' }),
        await capture(0, { kind: 'request', body: 'GET / HTTP/1.1\r\n\r\n', type: 'application/http;msgtype=request' }),
        await capture(0, { url: 'https://www.rsis.edu.sg/logo.png', body: 'x', type: 'image/png' }),
        await capture(0),
      ]),
    }),
    takes: [0],
    says: [],
  },
  'a page that was kept without its HTTP head': {
    files: async () => ({ 'a.warc.gz': await warcOf([await capture(0, { kind: 'resource', type: 'text/html' })]) }),
    takes: [0],
    says: [],
  },
  'what the crawler cut off': {
    files: async () => ({
      'a.warc.gz': await warcOf([
        await capture(0, {
          date: '2022-01-01T00:00:00Z',
          body: (await pageOf(0)).slice(0, 5000),
          warcHeaders: { 'WARC-Truncated': 'length' },
        }),
        await capture(0),
        await capture(1, { warcHeaders: { 'WARC-Truncated': 'time' } }),
      ]),
    }),
    takes: [0],
    says: [/crawler cut it off \(time\)/u],
  },
  'a mailbox with lines that begin with From': {
    files: async () => {
      const mail = (index: number) =>
        mailOf(index)
          .replace('base64', '8bit')
          .replace(
            /\r\n\r\n.*$/su,
            `\r\n\r\n${textOf(index)}\r\n\r\n>From here on the pilots decide.\r\nFrom Bali to Java they agree.\r\n`,
          )
      return {
        'a.mbox': `From a@b Thu Oct  1 00:00:00 2026\r\n${mail(0)}\r\nFrom a@b Thu Oct  1 00:00:00 2026\r\n${mail(1)}`,
      }
    },
    takes: [0, 1],
    says: [],
  },
  'a message in HTML and quoted-printable beside a text that says nothing': {
    files: async () => ({ 'a.eml': htmlMail(0) }),
    takes: [0],
    says: [],
  },
  'messages with a PDF in base64, by its type, by its name alone, by a name in another alphabet, and cut off': {
    files: async () => ({
      'a.eml': mailWithPdf(pdfOf(0), [
        'Content-Type: application/pdf; name="commentary.pdf"',
        'Content-Disposition: attachment; filename="commentary.pdf"',
      ]),
      'b.eml': mailWithPdf(pdfOf(1), [
        'Content-Type: application/octet-stream',
        'Content-Disposition: attachment; filename="commentary.PDF"',
      ]),
      'c.eml': mailWithPdf(pdfOf(2), [
        'Content-Type: application/octet-stream',
        "Content-Disposition: attachment; filename*=UTF-8''%E8%AF%84%E8%AE%BA.pdf",
      ]),
      'd.eml': mailWithPdf(pdfOf(3).subarray(0, 300), ['Content-Type: application/pdf']),
    }),
    takes: [0, 1, 2],
    // The text of each message is not a commentary.
    says: [/50 words/u, /50 words/u, /50 words/u, /50 words/u, /no text could be read from the PDF/u],
  },
  'a zip with a path out of it, a file that bursts, a damaged one and a zip of zips': {
    files: async () => {
      const deep = [1, 2, 3, 4].reduce(
        (inner) => zipSync({ 'inner.zip': inner }),
        zipSync({ 'a.html': encode(await pageOf(1)) }),
      )
      const damaged = zipSync({ 'c.html': encode(await pageOf(2)) })
      damaged.fill(0xff, 40, 90)
      return {
        'a.zip': zipSync({
          '../../out.html': encode(await pageOf(3)),
          '/etc/page.html': encode(await pageOf(4)),
          'bomb.html': new Uint8Array(20_000_000),
          'a.html': encode(await pageOf(0)),
        }),
        'b.zip': deep,
        'c.zip': damaged,
        'd.zip': encode('PK but no more'),
      }
    },
    takes: [0],
    says: [/leads out/u, /leads out/u, /unpacks to far more/u, /zip in a zip/u, /damaged/u, /damaged, or not a zip/u],
  },
  'files that hold no commentary': {
    files: async () => ({
      'a.txt': 'too few words',
      'b.pdf': '%PDF-1.4 and no more',
      'c.html': challenge,
      'd.html': await pageOf(0),
    }),
    takes: [0],
    says: [/50 words/u, /PDF/u, /./u],
  },
}

test.each(Object.entries(cases))('%s', async (_name, { files, takes, says }) => {
  for (const [name, content] of Object.entries(await files())) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  const skipped = await take()
  expect(await ids()).toEqual(takes.map((index) => sampleAt(index).id))
  const problems = skipped.map(({ problem }) => problem)
  expect(problems).toEqual(says.map((pattern) => expect.stringMatching(pattern)))
})

test('what is passed over in a zip is named with its zip, however deep, and a pipe is named', async () => {
  const inner = zipSync({ '../out.html': encode(await pageOf(1)) })
  writeFileSync(join(folder, 'a.zip'), zipSync({ 'inner.zip': inner }))
  execFileSync('mkfifo', [join(folder, 'b.html')])
  expect(await take()).toEqual([
    { name: `../out.html in inner.zip in ${join(folder, 'a.zip')}`, problem: 'its path leads out of the zip' },
    { name: join(folder, 'b.html'), problem: 'it is not a file but a pipe, socket or device' },
  ])
})

test('a part that cannot be read is named with the file that holds it: an e-mail, a mailbox, a zip', async () => {
  const mail = mailWithPdf(pdfOf(3).subarray(0, 300), ['Content-Type: application/pdf; name="cut.pdf"'])
  writeFileSync(join(folder, 'a.eml'), mail)
  writeFileSync(join(folder, 'b.mbox'), `From a@b Thu Oct  1 00:00:00 2026\r\n${mail}`)
  writeFileSync(join(folder, 'c.zip'), zipSync({ 'old/a.eml': encode(mail), 'short.txt': encode('too few words') }))
  const [a, b, c] = ['a.eml', 'b.mbox', 'c.zip'].map((name) => join(folder, name))
  expect((await take()).map(({ name }) => name)).toEqual([
    a,
    `cut.pdf in ${a}`,
    b,
    `cut.pdf in ${b}`,
    `old/a.eml in ${c}`,
    `cut.pdf in old/a.eml in ${c}`,
    `short.txt in ${c}`,
  ])
})

test('a link that leads back to its own folder is not followed', async () => {
  writeFileSync(join(folder, 'a.html'), await pageOf(0))
  symlinkSync(folder, join(folder, 'again'))
  expect(await take()).toEqual([{ name: join(folder, 'again'), problem: 'it is a link: name its target' }])
  expect(await ids()).toEqual([sampleAt(0).id])
})

test('the date of a capture is kept, and a newer capture in a later file takes the place of an older one', async () => {
  const older = { date: '2019-01-02T00:00:00Z', body: (await pageOf(0)).replaceAll('harbour', 'jetty') }
  writeFileSync(join(folder, 'a.warc.gz'), await warcOf([await capture(0, older)]))
  await take()
  const provenance = async () => (await findCommentary(store.db, sampleAt(0).id))?.commentary.provenance
  expect(await provenance()).toEqual({ kind: 'capture', date: '2019-01-02' })
  writeFileSync(join(folder, 'b.warc.gz'), await warcOf([await capture(0)]))
  await take()
  expect(await provenance()).toEqual({ kind: 'capture', date: '2021-03-03' })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importCommentary, readDocument } from '../../src/commentary/import.ts'
import { UserError } from '../../src/errors.ts'
import type { Get } from '../../src/fetch/get.ts'
import { makePdf, setLines } from './pdf/make-pdf.ts'

const neverGet: Get = async () => {
  throw new Error('nothing may be fetched')
}
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/pages/${name}`, import.meta.url))

let folder = ''
const write = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-import-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('what is too long for a commentary is refused', () => {
  const words = 'The port will need a second berth before the year is over. '
  const atMost = Math.floor(1_000_000 / words.length) - 10
  const html = (count: number) =>
    `<article><h1>Berths</h1><p>${`${words.repeat(100)}</p><p>`.repeat(count / 100)}</p></article>`
  const text = (count: number) => `Berths\n\n${`${words.repeat(100)}\n\n`.repeat(count / 100)}`

  test.each([
    ['a.html', html],
    ['a.txt', text],
  ])('as %s', async (name, withSentences) => {
    const read = async (count: number) => importCommentary(write(name, withSentences(count)), neverGet)
    expect((await read(atMost)).state).toBe('read')
    expect(await read(atMost + 100)).toMatchObject({ state: 'unreadable', reason: 'too-long' })
  })

  test('a document of more than 20 MB, from wherever it comes', async () => {
    const bytes = Buffer.alloc(20_000_001, ' ')
    const provenance = { kind: 'file', from: 'a' } as const
    for (const name of ['a.html', 'a.txt', 'a.pdf'])
      expect(await readDocument({ name, bytes, provenance })).toMatchObject({
        state: 'unreadable',
        reason: 'too-large',
      })
  })
})

describe('a commentary is imported', () => {
  test('from a saved page, sent to the address that the page names', async () => {
    expect(await importCommentary(fixture('two-copies.html'), neverGet)).toMatchObject({
      state: 'read',
      commentary: {
        id: 'CO24101',
        url: 'https://www.rsis.edu.sg/rsis-publication/idss/co24101-harbours-without-ships/',
        extent: 'full',
      },
    })
  })

  test('from a saved page that only its browser knows the address of', async () => {
    const path = write(
      'saved.HTM',
      '<!DOCTYPE html>\n<!-- saved from url=(0052)https://www.rsis.edu.sg/rsis-publication/rsis/quays/ -->\n<html><body><h1>CO24001 | Quays</h1><p>COMMENTARY</p><p>A quay is a promise.</p></body></html>',
    )
    expect(await importCommentary(` ${path} `, neverGet)).toMatchObject({
      commentary: { id: 'CO24001', url: 'https://www.rsis.edu.sg/rsis-publication/rsis/quays/' },
    })
  })

  test.each(['quays.mhtml', 'QUAYS.MHT'])('from %s, a page that a browser saved as one file', async (name) => {
    const url = 'https://www.rsis.edu.sg/rsis-publication/rsis/quays/'
    const lines = [
      'From: <Saved by Blink>',
      `Snapshot-Content-Location: ${url}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; type="text/html"; boundary="part"',
      '',
      '--part',
      'Content-Type: text/html',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      '<h1>CO24001 | Quays</h1><p>COMMENTARY</p><p>A quay is a =',
      'promise.</p>',
      '--part--',
    ]
    expect(await importCommentary(write(name, lines.join('\r\n')), neverGet)).toMatchObject({
      state: 'read',
      commentary: { id: 'CO24001', url, sections: [{ paragraphs: ['A quay is a promise.'] }] },
    })
    expect(await importCommentary(write(name, 'Subject: nothing\r\n\r\nno page'), neverGet)).toMatchObject({
      state: 'unreadable',
      detail: 'the saved page has no HTML',
    })
  })

  test('from a PDF', async () => {
    const bytes = makePdf([
      [
        ...setLines(['No. 7 – 3 January 2024'], 800),
        ...setLines(['The Quay as a Promise'], 770, { size: 18 }),
        ...setLines(['COMMENTARY'], 740, { font: 'bold' }),
        ...setLines(['A quay is a promise, and a promise that is kept dry is still kept, whoever gave it.'], 720),
      ],
    ])
    expect(await importCommentary(write('quay.pdf', bytes), neverGet)).toMatchObject({
      commentary: { id: 'CO24007', title: 'The Quay as a Promise', published: '2024-01-03', url: undefined },
    })
  })

  test('from the text of a page, menus and second copy and all', async () => {
    const article = [
      'RSIS Commentary is a platform to provide timely commentary. The authors’ views are their own.',
      'SYNOPSIS',
      'Small quays matter.',
      'COMMENTARY',
      'A QUAY IS a promise, and a promise that is kept dry is still kept, whoever it was that gave it in the first place.',
      'What the Sea Says',
      'The sea says nothing, which is taken for consent by everyone who builds beside it and by most of those who lend to them.',
      'About the Author',
      'Mirela Tanase is a Visiting Fellow at RSIS.',
      'Categories: Commentaries / Maritime Security',
      'Last updated on 09/08/2024',
    ]
    const dump = [
      '- Home',
      '- Commentaries',
      '- RSIS',
      '- Publication',
      '- RSIS Publications',
      '- Quays',
      'CO24101 | Quays',
      'Mirela Tanase',
      '06 August 2024',
      'download pdf',
      ...article,
      'comments powered by Disqus',
      ...article,
      'Back to top',
      'Latest Book',
      'SYNOPSIS',
      'Something else.',
    ]
    const result = await importCommentary(write('dump.txt', dump.join('\n')), neverGet)
    expect(result).toEqual({
      state: 'read',
      commentary: {
        id: 'CO24101',
        url: undefined,
        title: 'Quays',
        authors: ['Mirela Tanase'],
        published: '2024-08-06',
        updated: '2024-08-09',
        synopsis: 'Small quays matter.',
        sections: [
          { heading: undefined, paragraphs: [article[4]] },
          { heading: 'What the Sea Says', paragraphs: [article[6]] },
        ],
        aboutAuthors: ['Mirela Tanase is a Visiting Fellow at RSIS.'],
        categories: ['Commentaries', 'Maritime Security'],
        pdfUrl: undefined,
        extent: 'full',
        provenance: { kind: 'file', from: 'dump.txt' },
      },
    })
  })

  test('from any other text, its short first line as the title, its broken lines joined', async () => {
    const text = [
      'Notes on Dredging',
      '',
      'Sand moves east in winter and back in spring, and the charts follow',
      'it a year later. Nobody has ever been thanked for a chart that was',
      'right, though several have been dismissed for one that was early.',
      '',
      'The dredger costs more than the harbour earns, which is why it is',
      'shared, and sharing it costs more than the dredger.',
    ].join('\r\n')
    expect(await importCommentary(write('notes.txt', text), neverGet)).toMatchObject({
      state: 'read',
      commentary: {
        id: expect.stringMatching(/^X/u),
        title: 'Notes on Dredging',
        sections: [
          {
            paragraphs: [
              expect.stringMatching(/^Sand moves .* follow it a year later\. .* early\.$/u),
              'The dredger costs more than the harbour earns, which is why it is shared, and sharing it costs more than the dredger.',
            ],
          },
        ],
      },
    })
  })

  test('from an address, by the GET that is given', async () => {
    const asked: string[] = []
    const result = await importCommentary('https://www.rsis.edu.sg/x', async (url) => {
      asked.push(url)
      return { state: 'failed', code: 'blocked', detail: 'refused', retryAfterMs: undefined }
    })
    expect(asked).toEqual(['https://www.rsis.edu.sg/x'])
    expect(result).toEqual({ state: 'unreadable', reason: 'blocked', detail: 'refused' })
  })

  test('not from a page without a commentary', async () => {
    const path = write('login.html', '<html><body><p>Please log in to continue.</p></body></html>')
    expect(await importCommentary(path, neverGet)).toMatchObject({ state: 'unreadable', reason: 'login' })
    expect(await importCommentary(write('x.pdf', 'no pdf'), neverGet)).toMatchObject({ reason: 'unreadable-pdf' })
    expect(await importCommentary(write('blank.txt', ' \n\n '), neverGet)).toMatchObject({ reason: 'empty' })
  })
})

describe('a person’s mistake is named with its fix', () => {
  test.each([
    ['a missing file', () => join(folder, 'none.html'), /there is no file/u],
    ['a folder', () => folder, /is not a file/u],
    ['an empty file', () => write('empty.html', ''), /is empty/u],
    ['an unknown kind', () => write('page.docx', 'x'), /unknown kind.*\.html, \.mhtml, \.pdf or \.txt/u],
    ['a file without a kind', () => write('page', 'x'), /unknown kind/u],
    ['another scheme', () => 'ftp://site.example/page.html', /not a web address.*http:\/\/ or https:\/\//u],
    ['nothing', () => '  ', /no file is named/u],
  ])('%s', async (_says, source, says) => {
    const mistake = importCommentary(source(), neverGet)
    await expect(mistake).rejects.toBeInstanceOf(UserError)
    await expect(mistake).rejects.toThrow(says)
  })
})

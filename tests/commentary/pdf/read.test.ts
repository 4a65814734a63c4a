import { assert, asyncProperty, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPdfInThread as readPdf } from '../../../src/commentary/read-in-thread.ts'
import { makePdf, setLines } from './make-pdf.ts'

const runningFoot = (page: number) => setLines(['RSIS Commentary', `Page ${page} of 2`], 44, { size: 9 }, 12)

const commentary = makePdf([
  [
    ...setLines(['RSIS Commentary No. 31 – 12 February 2024'], 806),
    ...setLines(
      [
        'RSIS Commentary is a platform to provide timely commentary. The authors’ views are',
        'their own and do not represent the official position of RSIS.',
      ],
      776,
      { size: 9 },
      11,
    ),
    ...setLines(['The Winter After:', 'Ports without Cranes'], 724, { font: 'bold', size: 18 }, 22),
    ...setLines(['By Alexandra Ong and José Iglesias'], 670),
    ...setLines(['SYNOPSIS'], 640, { font: 'bold' }),
    ...setLines(
      [
        'Small harbours matter more than large ones in times of protec-',
        'tionism, since nobody thinks of blocking them.',
      ],
      620,
    ),
    ...setLines(['COMMENTARY'], 580, { font: 'bold' }),
    ...setLines(
      [
        'THE HARBOURS of the strait were built for another century, and it shows in every crane',
        'that stands on them. COVID -19 only delayed the reckoning; the govern ment’s answer to',
        'protectionism came late, and the harbours were the last to hear of it.',
      ],
      560,
    ),
    ...setLines(['What the Cranes Say'], 506, { font: 'bold' }),
    ...setLines(
      [
        'Cranes are the grammar of a port, and a port that has sold its grammar tells its neighbours',
        'nothing that they',
      ],
      486,
    ),
    ...runningFoot(1),
  ],
  [
    ...setLines(['could not have read in a newspaper. The long-', 'term bill is paid by the long-term tenant.'], 806),
    ...setLines(['Block S4, Level B3, 50 Nanyang Avenue, Singapore 639798'], 400),
    ...setLines(['Alexandra Ong is a Research Fellow at the S. Rajaratnam School of International Studies.'], 360),
    ...runningFoot(2),
  ],
])

describe('a PDF', () => {
  test('of the series is read by its parts, with its words mended and its running lines left out', async () => {
    expect(await readPdf(commentary, 'https://www.rsis.edu.sg/wp-content/uploads/2024/02/CO24031.pdf')).toEqual({
      number: 'CO24031',
      url: 'https://www.rsis.edu.sg/wp-content/uploads/2024/02/CO24031.pdf',
      pdfUrl: 'https://www.rsis.edu.sg/wp-content/uploads/2024/02/CO24031.pdf',
      title: 'The Winter After: Ports without Cranes',
      authors: ['Alexandra Ong', 'José Iglesias'],
      published: '2024-02-12',
      updated: undefined,
      synopsis:
        'Small harbours matter more than large ones in times of protectionism, since nobody thinks of blocking them.',
      sections: [
        {
          heading: undefined,
          paragraphs: [
            'THE HARBOURS of the strait were built for another century, and it shows in every crane that stands on them. COVID-19 only delayed the reckoning; the government’s answer to protectionism came late, and the harbours were the last to hear of it.',
          ],
        },
        {
          heading: 'What the Cranes Say',
          paragraphs: [
            'Cranes are the grammar of a port, and a port that has sold its grammar tells its neighbours nothing that they could not have read in a newspaper. The long-term bill is paid by the long-term tenant.',
          ],
        },
      ],
      aboutAuthors: ['Alexandra Ong is a Research Fellow at the S. Rajaratnam School of International Studies.'],
      categories: [],
    })
  })

  test('has its number and date from its head line, without an address', async () => {
    const facts = await readPdf(commentary)
    expect([facts?.number, facts?.published, facts?.pdfUrl]).toEqual(['CO24031', '2024-02-12', undefined])
  })

  test('of another publisher is a title and its paragraphs', async () => {
    const bytes = makePdf([
      [
        ...setLines(['Notes on Dredging'], 780, { size: 20 }),
        ...setLines(['Sand moves east in winter and back in spring, and the charts follow it a year later.'], 740),
        ...setLines(['Nobody has ever been thanked for a chart that was right.'], 700),
      ],
    ])
    expect(await readPdf(bytes)).toMatchObject({
      number: undefined,
      title: 'Notes on Dredging',
      sections: [
        {
          heading: undefined,
          paragraphs: [
            'Sand moves east in winter and back in spring, and the charts follow it a year later.',
            'Nobody has ever been thanked for a chart that was right.',
          ],
        },
      ],
    })
  })

  test('leaves the bytes that it was given as they were', async () => {
    const bytes = Uint8Array.from(commentary)
    await readPdf(bytes)
    expect(bytes).toEqual(commentary)
  })

  test.each([
    ['empty', new Uint8Array(0)],
    ['no PDF', new TextEncoder().encode('%PDF-1.4 and then nothing')],
    ['cut in half', commentary.slice(0, 900)],
    ['without text', makePdf([[]])],
  ])('that is %s is not read', async (_says, bytes) => {
    expect(await readPdf(bytes)).toBeUndefined()
  })

  test('that would keep its reader busy for minutes is left when the time is over', async () => {
    const bytes = makePdf([[{ text: 'q '.repeat(500_000), y: 0, isRaw: true }]])
    expect(await readPdf(bytes, undefined, 1500)).toBeUndefined()
  })

  test('of any bytes never throws', async () => {
    const start = new TextEncoder().encode('%PDF-1.4\n')
    await assert(
      asyncProperty(uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await readPdf(bytes)).toBeUndefined()
        expect(await readPdf(Uint8Array.from([...start, ...bytes]))).toBeUndefined()
      }),
      { numRuns: 10 },
    )
  })
})

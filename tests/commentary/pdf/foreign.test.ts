import { expect, test } from 'vitest'
import type { PageFacts } from '../../../src/commentary/page/facts.ts'
import { readPdfInThread } from '../../../src/commentary/read-in-thread.ts'
import { makePdf, type PdfLine, setLines } from './make-pdf.ts'

const body = [
  [
    'The ferry companies of the two islands have agreed for ten years that one of them should go, and',
    'for ten years each has waited for the other. That patience is now a cost that both towns pay.',
  ],
  [
    'A merged line would need three ships where five sail today, and the crews know it. What they do',
    'not know is who would command them, and no minister has yet said so in public.',
  ],
]

const paragraphs = body.map((lines) => lines.join(' '))

type Page = {
  readonly before?: readonly PdfLine[]
  readonly title?: readonly PdfLine[]
  readonly head?: readonly PdfLine[]
  readonly after?: readonly PdfLine[]
}

const title = setLines(['Two Ferries Too Many'], 700, { font: 'bold', size: 20 })

/** A printed page: menu, title, head, two paragraphs with a subhead between them, and what the site prints below. */
const print = ({ before = [], title: own = title, head = [], after = [] }: Page): Uint8Array =>
  makePdf([
    [
      ...before,
      ...own,
      ...head,
      ...setLines(body[0] ?? [], 600),
      ...setLines(['What the Crews Know'], 560, { font: 'bold' }),
      ...setLines(body[1] ?? [], 540),
      ...after,
    ],
  ])

const read = async (page: Page, name?: string): Promise<PageFacts> =>
  (await readPdfInThread(print(page), undefined, undefined, name)) ?? expect.fail('nothing was read')

const text = ({ sections }: PageFacts): readonly string[] => sections.flatMap((section) => section.paragraphs)

const menu = setLines(['Home', 'About', 'Research', 'Events', 'Contact us', 'Search'], 830, { size: 9 }, 18)
const foot = [
  ...setLines(['Share this article'], 480, { size: 9 }),
  ...setLines(['We use cookies to give you the best experience. Accept all cookies or change your settings.'], 460, {
    size: 9,
  }),
  ...setLines(['Related articles'], 440, { font: 'bold', size: 9 }),
  ...setLines(['The Port That Was Sold'], 420, { size: 9 }),
  ...setLines(['© 2026 Harbour Institute. All rights reserved.'], 400, { size: 9 }),
]

test('menus, share lines, notices and other articles are left out', async () => {
  const facts = await read({ before: menu, after: foot })
  expect(facts.title).toBe('Two Ferries Too Many')
  expect(text(facts)).toEqual(paragraphs)
  expect(facts.sections.map(({ heading }) => heading)).toEqual([undefined, 'What the Crews Know'])
})

const heads: readonly (readonly [string, readonly string[], readonly string[], string | undefined])[] = [
  ['By and a date below', ['By Una Oakes and Tan Bee Lian', '5 May 2025'], ['Una Oakes', 'Tan Bee Lian'], '2025-05-05'],
  ['both in one line', ['By Una Oakes | May 5, 2025'], ['Una Oakes'], '2025-05-05'],
  ['a bare name, which may be a topic', ['Una Oakes', '5 May 2025'], [], '2025-05-05'],
  ['a date first', ['Published: 5 May 2025', 'by Una Oakes'], ['Una Oakes'], '2025-05-05'],
  ['a name with a post', ['By Una Oakes, Senior Fellow', '5 May 2025'], ['Una Oakes'], '2025-05-05'],
  ['a desk', ['By Staff Writer', '5 May 2025'], [], '2025-05-05'],
  ['a topic and a place', ['Maritime Policy', 'Singapore'], [], undefined],
  ['nothing', [], [], undefined],
]

test.each(heads)('title, authors and date come from the head: %s', async (_says, lines, authors, published) => {
  const facts = await read({ before: menu, head: setLines(lines, 670, { size: 10 }, 16), after: foot })
  expect([facts.title, facts.authors, facts.published]).toEqual(['Two Ferries Too Many', authors, published])
  expect(text(facts)).toEqual(paragraphs)
})

test('a bare name under the title is the author’s where the end says who that is', async () => {
  const after = setLines(['Una Oakes is a Research Fellow at the Harbour Institute, where she counts ships.'], 480)
  expect((await read({ head: setLines(['Una Oakes'], 670), after })).authors).toEqual(['Una Oakes'])
})

test('a site’s name in large type is not the title', async () => {
  const facts = await read({ before: setLines(['HARBOUR'], 800, { font: 'bold', size: 20 }), head: menu.slice(0, 0) })
  expect(facts.title).toBe('Two Ferries Too Many')
})

test('a date in the text, or of another article, is not the date', async () => {
  const facts = await read({ after: [...setLines(['The Port That Was Sold, 3 March 2019'], 420), ...foot] })
  expect(facts.published).toBeUndefined()
})

test('a number of the series in the file’s name or its head wins', async () => {
  expect((await read({}, 'CO20210.pdf')).number).toBe('CO20210')
  expect((await read({}, 'co20210-the-ferries.pdf')).number).toBe('CO20210')
  expect((await read({}, 'ferries.pdf')).number).toBeUndefined()
  expect((await read({ before: setLines(['RSIS Commentary CO20210'], 820) }, 'CO19001.pdf')).number).toBe('CO20210')
})

test('a number in the text names another commentary', async () => {
  const after = setLines(
    ['See also RSIS Commentary CO19003, which said of the same two towns that they would agree.'],
    480,
  )
  expect((await read({ after })).number).toBeUndefined()
})

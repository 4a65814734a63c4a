import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { textOf } from '../../../src/commentary/commentary.ts'
import { readGeneralPage } from '../../../src/commentary/page/article.ts'
import type { PageFacts } from '../../../src/commentary/page/facts.ts'
import { countWords } from '../../../src/commentary/text/plain.ts'
import { linesOf } from '../../../src/commentary/text/lines.ts'
import { parsePage } from '../../../src/commentary/page/tree.ts'
import { noHints, readRsisLines } from '../../../src/commentary/rsis/lines.ts'
import { linesOfText } from '../../../src/commentary/text/unwrap.ts'
import { readRsisPage } from '../../../src/commentary/rsis/page.ts'
import { samplePage } from '../../../src/demo/page.ts'
import { readSamples } from '../../../src/demo/samples.ts'

type Pair = { readonly says: string; readonly from: string; readonly expected: PageFacts | null }

const folder = new URL('../../fixtures/pages/', import.meta.url)
const fixture = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
const pairs = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name): readonly [string, Pair] => [name.replace('.json', ''), JSON.parse(fixture(name))])
const general = new Set(['general-news', 'no-article'])

describe('a page of an RSIS commentary', () => {
  test('every page has a file with its expected commentary', () => {
    const pages = readdirSync(folder).filter((name) => name.endsWith('.html'))
    expect(pages).toEqual(pairs.map(([name]) => `${name}.html`))
    expect(pages.length).toBeGreaterThanOrEqual(14)
  })

  test.each(pairs.filter(([name]) => !general.has(name)))('%s is read completely, once and unchanged', (name, pair) => {
    expect(readRsisPage(fixture(`${name}.html`), pair.from), pair.says).toEqual(pair.expected)
  })

  test.each(pairs.filter(([name]) => general.has(name)))('%s is left to the general reader', async (name, pair) => {
    expect(readRsisPage(fixture(`${name}.html`), pair.from)).toBeUndefined()
    expect(await readGeneralPage(fixture(`${name}.html`), pair.from), pair.says).toEqual(pair.expected ?? undefined)
  })
})

test('a page of eighteen authors names them all, and not the one whom its biography introduces', async () => {
  const [sample] = await readSamples()
  if (sample === undefined) throw new Error('no sample')
  const authors = Array.from(
    { length: 18 },
    (_, at) => `Alexandra Andersson-Okafor ${String.fromCodePoint(65 + at)}. One`,
  )
  const facts = readRsisPage(await samplePage({ ...sample, authors }), 'https://www.rsis.edu.sg/rsis-publication/x/')
  expect(facts?.authors).toEqual(authors)
})

describe('the pages of the demo', () => {
  test('are read as they were written', async () => {
    const samples = await readSamples()
    expect(samples.length).toBeGreaterThan(0)
    for (const sample of samples) {
      const facts = readRsisPage(await samplePage(sample), 'http://127.0.0.1:4000/rsis-publication/x/')
      expect(facts).toMatchObject({
        number: sample.id,
        title: sample.overline === undefined ? sample.title : `${sample.overline}: ${sample.title}`,
        authors: sample.authors,
        published: sample.published,
        updated: sample.updated,
        synopsis: sample.synopsis,
        aboutAuthors: sample.about,
        categories: sample.categories,
      })
      const shape = (section: {
        readonly heading?: string | null | undefined
        readonly paragraphs: readonly unknown[]
      }) => `${section.heading ?? ''}: ${section.paragraphs.length}`
      expect(facts?.sections.map(shape)).toEqual(sample.sections.map(shape))
    }
  })
})

const realPage = new URL('../../../../shared/rsis-site/co20210.html', import.meta.url)

describe.skipIf(!existsSync(realPage))('the real page', () => {
  const address = 'http://127.0.0.1:8099/rsis-publication/rsis/russo-us-ties-under-the-biden-presidency/'
  const read = (): PageFacts => {
    const facts = readRsisPage(readFileSync(realPage, 'utf8'), address)
    if (facts === undefined) throw new Error('not read')
    return facts
  }

  test('has its number, author, dates, link and categories', () => {
    const { number, title, authors, published, updated, url, pdfUrl, categories } = read()
    expect({ number, title, authors, published, updated }).toEqual({
      number: 'CO20210',
      title: 'Russo-US Ties Under the Biden Presidency',
      authors: ['Chris Cheang'],
      published: '2020-12-18',
      updated: '2020-12-24',
    })
    expect(url).toBe('https://www.rsis.edu.sg/rsis-publication/rsis/russo-us-ties-under-the-biden-presidency/')
    expect(pdfUrl).toBe('https://www.rsis.edu.sg/wp-content/uploads/2020/12/CO20210.pdf')
    expect(categories).toHaveLength(6)
    expect(categories[0]).toBe('Commentaries')
  })

  test('has its synopsis, its eight subheads and one biography, and its text once', () => {
    const facts = read()
    expect(countWords(facts.synopsis ?? '')).toBe(49)
    expect(facts.sections.map((section) => section.heading !== undefined)).toEqual([false, ...Array(8).fill(true)])
    expect(facts.aboutAuthors).toHaveLength(1)
    const { text, blocks } = textOf(facts)
    const paragraphs = blocks
      .filter((block) => block.kind === 'paragraph')
      .map(({ start, end }) => text.slice(start, end))
    expect(new Set(paragraphs).size).toBe(paragraphs.length)
    expect(text).toMatch(/^President Putin congratulated/u)
    expect(text).toMatch(/under the Biden presidency\.$/u)
    expect(text).not.toMatch(/cookies|Latest Book|Disqus|prior permission|Senior Fellow/u)
  })

  test('is the same as a text without any markup', () => {
    const html = parsePage(readFileSync(realPage, 'utf8'))
    if (html === undefined) throw new Error('not parsed')
    const text = linesOf(html).map((line) => line.text)
    const { url: _url, pdfUrl: _pdfUrl, ...facts } = read()
    expect(readRsisLines(linesOfText(text.join('\n')), noHints)).toMatchObject(facts)
  })

  test('speaks of Nord Stream under one subhead only', () => {
    const facts = read()
    const sections = facts.sections.filter((section) => JSON.stringify(section).includes('Nord Stream'))
    expect(sections.map((section) => section.heading)).toEqual(['US Opposition to Nord Stream II Gas Pipeline:'])
    expect(`${facts.title} ${facts.synopsis}`).not.toContain('Nord Stream')
  })
})

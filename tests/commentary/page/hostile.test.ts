import { array, assert, asyncProperty, constantFrom, json, oneof, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textOf } from '../../../src/commentary/commentary.ts'
import { readGeneralPage } from '../../../src/commentary/page/article.ts'
import type { PageFacts } from '../../../src/commentary/page/facts.ts'
import { parsePage } from '../../../src/commentary/page/tree.ts'
import { readRsisPage } from '../../../src/commentary/rsis/page.ts'
import { anyCharacter } from '../../any-character.ts'

const address = 'https://www.rsis.edu.sg/rsis-publication/rsis/x/'

/** Everything from the page that a commentary would show. */
const shown = (facts: PageFacts): string =>
  [facts.title, ...facts.authors, ...facts.aboutAuthors, ...facts.categories, textOf(facts).text].join('\n')

const pieces = constantFrom(
  '<h1>CO20210 | A Title</h1>',
  '<p>SYNOPSIS</p>',
  '<p><b>COMMENTARY</b></p>',
  '<p>About the Author</p>',
  '<p>Categories: Commentaries / ',
  '<p>Last updated on 24/12/2020',
  '<p>18 December 2020</p>',
  '<article><p>A paragraph, of which there are many, with its commas and its full stop. </p>',
  '<br>',
  '</div></p></article>',
  '<div hidden><b><i>',
  '<a href="javascript:x">x</a><a href="/y.pdf">download pdf</a>',
  '<script type="application/ld+json">{"@type":"Article","author":{"name":[1]}}</script>',
  '&#0;&#x1b;&#x202e;&nbsp;&shy;',
  '<!-- <![CDATA[ <?x ',
)
const page = array(oneof(pieces, string({ unit: anyCharacter, maxLength: 20 }), string({ maxLength: 60 })), {
  maxLength: 30,
})

describe('a hostile page', () => {
  test('never throws, and never brings a control character into the text', async () => {
    await assert(
      asyncProperty(page, async (parts) => {
        const html = parts.join('')
        for (const facts of [readRsisPage(html, address), await readGeneralPage(html, address)]) {
          if (facts === undefined) continue
          expect(shown(facts).replaceAll('\n', ' ')).not.toMatch(/[\p{Cc}\p{Cs}\u{202a}-\u{202e}\u{ad}]/u)
          expect(facts.sections.some((section) => section.paragraphs.length > 0)).toBe(true)
          expect(facts.pdfUrl ?? 'https://').toMatch(/^https?:/u)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('of any string is read or left, never an error', async () => {
    await assert(
      asyncProperty(oneof(json(), string({ unit: 'grapheme' })), async (html) => {
        expect(readRsisPage(html, undefined)).toBeUndefined()
        expect(await readGeneralPage(html, undefined)).toBeUndefined()
      }),
    )
  })

  test('nested deeper than any real one is not read at all', async () => {
    const deep = `<h1>CO20210 | Title</h1>${'<div>'.repeat(100_000)}<p>COMMENTARY</p><p>Text at the bottom of a well.</p>`
    expect(parsePage(deep)).toBeUndefined()
    expect(readRsisPage(deep, address)).toBeUndefined()
    expect(await readGeneralPage(deep, address)).toBeUndefined()
  })

  test('with more elements than any real one is not read at all', () => {
    expect(parsePage('<p>x</p>'.repeat(250_000))).toBeUndefined()
  })

  test('with a million attributes is read for what it shows', () => {
    const attributes = Array.from({ length: 1_000_000 }, (_, index) => `a${index}`).join(' ')
    const html = `<h1>CO20210 | Title</h1><p>COMMENTARY</p><p ${attributes}>The text of it.</p>`
    expect(readRsisPage(html, address)?.sections).toEqual([{ heading: undefined, paragraphs: ['The text of it.'] }])
  })

  test('that would make the general reader walk for minutes is left', async () => {
    const article =
      '<p>An honest sentence of some length about harbours, with commas, and then another one.</p>'.repeat(20)
    const nested = `${'<div>'.repeat(400)}x${'</div>'.repeat(400)}`.repeat(40)
    expect(await readGeneralPage(`<article>${article}</article>`, address)).toBeDefined()
    expect(await readGeneralPage(`<article>${article}${nested}</article>`, address)).toBeUndefined()
    expect(await readGeneralPage(`<article>${article}${'&'.repeat(4_000_000)}</article>`, address)).toBeUndefined()
  })
})

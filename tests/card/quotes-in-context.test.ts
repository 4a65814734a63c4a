import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ReadingBlock, quotesInContext } from '../../src/card/quotes-in-context.ts'
import type { Claim } from '../../src/archive/port.ts'
import { archivedCable } from '../adapters/web/samples.ts'

const claimAt = (text: string, start: number, end: number): Claim => ({
  text: '',
  origin: 'extract',
  kind: undefined,
  holder: { type: 'author' },
  quote: { text: text.slice(start, end), start, end },
  section: undefined,
})

const written = (blocks: readonly ReadingBlock[]): string =>
  blocks.map((block) => block.runs.map((run) => run.text).join('')).join('\n\n')

const quoteOf = (blocks: readonly ReadingBlock[], number: number): string =>
  blocks
    .map((block) =>
      block.runs
        .filter((run) => run.claims.includes(number))
        .map((run) => run.text)
        .join(''),
    )
    .filter((part) => part !== '')
    .join('\n\n')

describe('the text with the quotes in it', () => {
  test('marks each quote of a commentary at its place', () => {
    const { text, commentary, briefing } = archivedCable
    const claims = briefing?.claims ?? []
    const headings = commentary.sections.flatMap(({ heading }) => heading ?? [])
    const blocks = quotesInContext(text, headings, claims)
    expect(claims.map((_, index) => quoteOf(blocks, index + 1))).toEqual(claims.map(({ quote }) => quote.text))
    expect(blocks.filter(({ kind }) => kind === 'heading').map(({ runs }) => runs[0]?.text)).toEqual(headings)
    expect(blocks).toHaveLength(7)
  })

  test('gives overlapping quotes a run of their own where they overlap', () => {
    const text = 'one two three four'
    const [block] = quotesInContext(text, [], [claimAt(text, 0, 13), claimAt(text, 4, 18)])
    expect(block?.runs).toEqual([
      { text: 'one ', claims: [1], opens: [1], closes: [] },
      { text: 'two three', claims: [1, 2], opens: [2], closes: [1] },
      { text: ' four', claims: [2], opens: [], closes: [2] },
    ])
  })

  test('takes a paragraph that repeats a later subhead for a paragraph', () => {
    const blocks = quotesInContext('Ends\n\nMeans\n\nEnds', ['Means', 'Ends'], [])
    expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'heading', 'heading'])
  })

  test('loses no character of any text, whatever is quoted, and each quote reads as it does in the text', () => {
    const words = fc.array(fc.constantFrom('a', 'b c', '\n\n', 'd.', ' '), { minLength: 1, maxLength: 30 })
    const spans = fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 4 })
    fc.assert(
      fc.property(words, spans, (parts, ends) => {
        const text = parts.join('')
        const claims = ends
          .map(([a, b]) => [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)] as const)
          .filter(([start, end]) => start < end && !text.slice(start, end).includes('\n'))
          .map(([start, end]) => claimAt(text, start, end))
        const blocks = quotesInContext(text, [], claims)
        expect(written(blocks)).toBe(text)
        for (const [index, claim] of claims.entries()) expect(quoteOf(blocks, index + 1)).toBe(claim.quote.text)
        const opened = blocks.flatMap(({ runs }) => runs.flatMap(({ opens }) => opens))
        const closed = blocks.flatMap(({ runs }) => runs.flatMap(({ closes }) => closes))
        expect(opened.sort((a, b) => a - b)).toEqual(claims.map((_, index) => index + 1))
        expect(closed.sort((a, b) => a - b)).toEqual(claims.map((_, index) => index + 1))
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Commentary } from '../../../src/archive/port.ts'
import { parseQuery } from '../../../src/archive/query/parse.ts'
import { termsOf } from '../../../src/archive/query/tree.ts'
import { snippetOf } from '../../../src/archive/search/snippet.ts'
import { textOf } from '../../../src/commentary/commentary.ts'
import { makeCommentary } from '../make-archive.ts'
import { anyCharacter } from '../../any-character.ts'

const snippet = (commentary: Commentary, query: string) => {
  const found = snippetOf(commentary, parseQuery(query).clauses.flatMap(termsOf))
  const shown = found.parts.map(({ text }) => text).join('')
  expect(shown, 'the source’s own characters').toBe(textOf(commentary).text.slice(found.start, found.end))
  return { ...found, shown, marked: found.parts.filter(({ isMatch }) => isMatch).map(({ text }) => text) }
}

const commentary = makeCommentary({
  title: 'The Zambezi',
  authors: ['Ayşegül Çağlayan'],
  synopsis: 'Europe buys less gas. Pipelines stand idle.',
  sections: [
    { heading: undefined, paragraphs: ['Gas flows on. Mr. Biden’s envoy spoke of COVID-19 and the gas price.'] },
    {
      heading: 'The Nord Link',
      paragraphs: [
        'A stream of buyers came. The Nord Stream pipelines were built for another Europe. Nord alone is a place.',
      ],
    },
  ],
})

describe('the sentence of a hit', () => {
  const cases: readonly [query: string, sentence: string, marked: string[]][] = [
    ['nord stream', 'The Nord Stream pipelines were built for another Europe.', ['Nord', 'Stream']],
    ['"nord stream"', 'The Nord Stream pipelines were built for another Europe.', ['Nord Stream']],
    ['stream pipeline', 'The Nord Stream pipelines were built for another Europe.', ['Stream', 'pipelines']],
    ['gas', 'Europe buys less gas.', ['gas']],
    ['gas flow', 'Gas flows on.', ['Gas', 'flows']],
    ['covid-19', 'Mr. Biden’s envoy spoke of COVID-19 and the gas price.', ['COVID-19']],
    ['biden', 'Mr. Biden’s envoy spoke of COVID-19 and the gas price.', ['Biden']],
    ['gas OR buyers', 'Europe buys less gas.', ['gas']],
    ['zambezi', 'Europe buys less gas.', []],
    ['author:caglayan', 'Europe buys less gas.', []],
  ]
  test.each(cases)('for “%s” is “%s”', (query, sentence, marked) => {
    expect(snippet(commentary, query)).toMatchObject({ shown: sentence, marked, isCutBefore: false, isCutAfter: false })
  })

  test('comes with its subhead', () => {
    const under = snippet(commentary, 'stream').section.map(({ text }) => text)
    expect(under.join('')).toBe('The Nord Link')
    expect(snippet(commentary, 'envoy').section).toEqual([])
  })

  test('is empty if there is no text', () => {
    const empty = makeCommentary({ sections: [] })
    expect(snippet(empty, 'quiet')).toMatchObject({ parts: [], section: [], start: 0, end: 0 })
  })

  test('that is very long is cut between words, round what was found', () => {
    const long = `${'lorem ipsum '.repeat(100)}Nord Stream ${'dolor sit '.repeat(100)}end.`
    const found = snippet(makeCommentary({ sections: [{ heading: undefined, paragraphs: [long] }] }), 'nord stream')
    expect(found.marked).toEqual(['Nord', 'Stream'])
    expect(found.shown.length).toBeLessThanOrEqual(400)
    expect(found.shown).toMatch(/^(?:lorem|ipsum) .* (?:dolor|sit)$/u)
    expect(found).toMatchObject({ isCutBefore: true, isCutAfter: true })
  })

  test('is an exact slice that marks only words asked for, whatever text and query', () => {
    const word = fc.constantFrom(
      'nord',
      'Stream',
      'gas',
      'Gas’s',
      'COVID-19',
      'é',
      '😀',
      '\u{d83d}',
      'U.S.',
      '. ',
      '“',
      '中文',
    )
    const paragraph = fc.oneof(
      fc.array(word, { minLength: 1, maxLength: 90 }).map((words) => words.join(' ').trim()),
      fc.string({ unit: anyCharacter, minLength: 1, maxLength: 600 }),
    )
    const section = fc.record({
      heading: fc.option(paragraph, { nil: undefined }),
      paragraphs: fc.array(paragraph, { maxLength: 3 }),
    })
    fc.assert(
      fc.property(
        fc.option(paragraph, { nil: undefined }),
        fc.array(section, { maxLength: 3 }),
        fc.constantFrom('gas', 'nord stream', '"nord stream"', 'covid-19', 'U.S. gas OR 中文', 'author:x'),
        (synopsis, sections, query) => {
          const made = makeCommentary({ synopsis, sections })
          const { shown, marked, start, end } = snippet(made, query)
          expect(shown.length).toBeLessThanOrEqual(400)
          expect(start).toBeLessThanOrEqual(end)
          for (const text of marked)
            expect(text).toMatch(/^(?:gas|nord|stream|nord\W+stream|covid\W+19|covid|u\.s\.?|us|中文)$/iu)
        },
      ),
      { numRuns: 300 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeQuery } from '../../../src/archive/query/describe.ts'
import { matches } from '../../../src/archive/query/matches.ts'
import { parseQuery } from '../../../src/archive/query/parse.ts'
import type { Commentary } from '../../../src/archive/port.ts'
import { UserError } from '../../../src/errors.ts'
import { anyCharacter } from '../../any-character.ts'

const commentary: Commentary = {
  id: 'CO26213',
  url: 'https://www.rsis.edu.sg/rsis-publication/rsis/the-valve/',
  title: 'The Valve and the Auction',
  authors: ['Ayşegül Çağlayan-Öztürk', 'Chris Cheang'],
  published: '2026-09-30',
  updated: undefined,
  synopsis: 'A pipeline that is shut teaches its owner nothing.',
  sections: [
    {
      heading: undefined,
      paragraphs: ['The Nord Stream pipelines were built for another Europe. COVID-19 delayed one.'],
    },
    { heading: 'Who Pays', paragraphs: ['Erdoğan’s ministers were asked. Buyers in Asia paid.'] },
  ],
  aboutAuthors: [],
  categories: ['Commentaries', 'Energy Security'],
  pdfUrl: undefined,
  extent: 'full',
}

const problemOf = (text: string): string => {
  try {
    parseQuery(text)
    return 'understood'
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

describe('a query', () => {
  const fits: readonly [query: string, fits: boolean][] = [
    ['nord stream', true],
    ['"nord stream"', true],
    ['"stream nord"', false],
    ['pipeline', true],
    ['PIPELINES', true],
    ['pipe', false],
    ['erdogan', true],
    ['covid-19', true],
    ['pipeline -europe', false],
    ['pipeline -"who pays"', false],
    ['gas OR pipeline', true],
    ['author:cheang', true],
    ['author:caglayan', true],
    ['author:tan', false],
    ['topic:energy', true],
    ['topic:maritime', false],
    ['title:valve', true],
    ['title:pipeline', false],
    ['pipeline since:2026-09', true],
    ['pipeline since:2026-10', false],
    ['pipeline until:2026', true],
    ['pipeline before:2026-09-29', false],
  ]
  test.each(fits)('“%s” as a filter: %s', (query, expected) => {
    expect(matches(parseQuery(query), commentary)).toBe(expected)
  })

  const wrong: readonly [query: string, says: RegExp][] = [
    ['', /say what to search for.*e\.g\. nord stream/u],
    ['   ', /say what to search for/u],
    ['a'.repeat(4000), /at most 2,000 characters.*4,000/u],
    ['"nord', /quot.*not closed/iu],
    ['author:', /author.*e\.g\. author:/iu],
    ['x after:2026-13-45', /2026-13-45.*e\.g\. after:2026/u],
    ['x after:2027-01-01 before:2026-01-01', /before/u],
  ]
  test.each(wrong)('“%s” is answered with its fix', (query, says) => {
    expect(problemOf(query)).toMatch(says)
  })

  test('says in words what it asks for', () => {
    expect(describeQuery(parseQuery('"nord stream" -iran author:cheang'))).toBe(
      '“nord stream” and author “cheang”, without iran',
    )
  })

  test('of any text is understood or answered by a sentence, and never throws anything else', () => {
    const scrap = fc.constantFrom(
      '"',
      '-',
      'AND',
      'OR',
      'NEAR(',
      '*',
      '(',
      ')',
      ':',
      'author:',
      'since:2026',
      '\u202E',
      '\0',
      '\uD800',
      'é',
      '中',
      "'; DROP TABLE--",
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(scrap, fc.string({ unit: anyCharacter, maxLength: 8 })), { maxLength: 12 }),
        (scraps) => {
          const text = scraps.join(' ')
          let query: ReturnType<typeof parseQuery> | undefined
          try {
            query = parseQuery(text)
          } catch (error) {
            expect(error).toBeInstanceOf(UserError)
          }
          if (query !== undefined) expect([true, false]).toContain(matches(query, commentary))
        },
      ),
      { numRuns: 500 },
    )
  })
})

import { describe, expect, test } from 'vitest'
import { describeQuery } from '../../../src/archive/query/describe.ts'
import { matches } from '../../../src/archive/query/matches.ts'
import { parseQuery } from '../../../src/archive/query/parse.ts'
import { UserError } from '../../../src/errors.ts'
import { makeCommentary } from '../make-archive.ts'

const problemOf = (text: string): string => {
  try {
    return `understood: ${describeQuery(parseQuery(text))}`
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

describe('a query is understood', () => {
  const cases: readonly [text: string, means: string][] = [
    ['nord stream', 'nord and stream'],
    ['“nord stream”', '“nord stream”'],
    ['nord\u{a0}stream\u{200b}', 'nord and stream'],
    ['\u{202e}nord', 'nord'],
    ['the future of ASEAN', 'future and ASEAN'],
    ['the who', 'the and who'],
    ['WHO reform', 'WHO and reform'],
    ['Biden’s plan', 'Biden and plan'],
    ['nickel OR cobalt export', '(nickel or cobalt) and export'],
    ['nickel AND cobalt', 'nickel and cobalt'],
    ['nickel or cobalt', 'nickel and cobalt'],
    ['(nickel OR "rare earths") -china', 'nickel or “rare earths”, without china'],
    ['nickel NOT china', 'nickel, without china'],
    ['nickel -(china OR iran)', 'nickel, without (china or iran)'],
    ['NATO (2022)', 'NATO and 2022'],
    ['author:cheang OR author:tan', 'author “cheang” or author “tan”'],
    ['author: cheang', 'author “cheang”'],
    ['AUTHOR:"Chris Cheang"', 'author “Chris Cheang”'],
    ['topic:"energy security" title:valve', 'topic “energy security” and title “valve”'],
    ['nickel since:2026', 'nickel, since 2026-01-01'],
    ['until:2024-02', 'until 2024-02-29'],
    ['after:2026-03 before:2026-09-15', 'since 2026-03-01, until 2026-09-15'],
    ['-iran', 'without iran'],
    ['Russia - Ukraine: what next?', 'Russia and Ukraine and next'],
    ['https://www.rsis.edu.sg/x', 'https://www.rsis.edu.sg/x'],
    ["'; DROP TABLE--", 'DROP and TABLE'],
    ['KENNEDY PRESSURE ON NGO DINH DIEM OR NOT', 'KENNEDY and PRESSURE and NGO and DINH and DIEM'],
    ['😀', 'nothing that can be found'],
  ]
  test.each(cases)('“%s” means %s', (text, means) => {
    expect(describeQuery(parseQuery(text))).toBe(means)
  })

  test('with no word of it as syntax of the index', () => {
    for (const text of ['NEAR(a b)', 'a* ^b', 'title : x', '{title}: x', 'a + b', '"a" "b"*']) {
      for (const clause of parseQuery(text).clauses) {
        expect(clause.kind).toBe('term')
        if (clause.kind === 'term') expect(clause.tokens.join('')).toMatch(/^[\p{L}\p{N}]+$/u)
      }
    }
  })
})

describe('a query that cannot be understood says why, and what to type instead', () => {
  const cases: readonly [text: string, says: string][] = [
    ['', 'Query: say what to search for; e.g. /rsis search nord stream'],
    ['a'.repeat(4000), 'Query: at most 200 characters (you sent 4,000); leave some words out'],
    ['a'.repeat(50_000), 'Query: at most 200 characters (you sent 50,000); leave some words out'],
    ['"nord', 'Query: the quote at position 1 is not closed; close it, e.g. "nord stream"'],
    ['😀 gas “nord', 'Query: the quote at position 7 is not closed; close it, e.g. "nord stream"'],
    ['AND OR', 'Query: a word is missing beside “AND”; e.g. nickel OR cobalt'],
    ['nickel OR', 'Query: a word is missing beside “OR”; e.g. nickel OR cobalt'],
    ['OR nickel', 'Query: a word is missing beside “OR”; e.g. nickel OR cobalt'],
    ['nickel OR OR x', 'Query: a word is missing beside “OR”; e.g. nickel OR cobalt'],
    ['-', 'Query: a word is missing beside “-”; e.g. /rsis search nord stream'],
    ['*', 'Query: a word is missing beside “*”; e.g. /rsis search nord stream'],
    ['x after:2026-13-45', 'after: “2026-13-45” is no date; e.g. after:2026-01-31, after:2026-01 or after:2026'],
    ['since:2026-02-29', 'since: “2026-02-29” is no date; e.g. since:2026-01-31, since:2026-01 or since:2026'],
    ['until:soon', 'until: “soon” is no date; e.g. until:2026-01-31, until:2026-01 or until:2026'],
    [
      'after:2027-01-01 before:2026-01-01',
      'after: 2027-01-01 lies behind before:2026-01-01; e.g. after:2026-01-01 before:2027-01-01',
    ],
    ['author:', 'author: needs a name; e.g. author:cheang'],
    ['author: topic:x', 'author: needs a name; e.g. author:cheang'],
    ['author:""', 'author: needs a name; e.g. author:cheang'],
    ['title:!!', 'title: there is no word in “!!”; e.g. title:singapore'],
    ['foo:bar', 'Query: unknown field “foo”; known: author, title, topic, since (or after), until (or before)'],
    ['(a OR (b', 'Query: the bracket at position 7 is not closed; e.g. (nickel OR cobalt) export'],
    ['a) OR b', 'Query: the bracket at position 2 closes nothing; e.g. (nickel OR cobalt) export'],
    ['a OR -b', 'Query: “-” or NOT cannot stand beside OR or in brackets; put it at the end, outside of them'],
    ['-a OR b', 'Query: “-” or NOT cannot stand beside OR or in brackets; put it at the end, outside of them'],
    ['-since:2026', 'since: cannot stand behind “-”; use since: and until: to say which dates are wanted'],
    ['x1 '.repeat(21), 'Query: at most 20 terms (you sent 21); leave some out'],
    ['((((((a OR b))))))', 'Query: brackets at most 5 deep; write it with fewer brackets'],
  ]
  test.each(cases)('“%s”', (text, says) => {
    expect(problemOf(text)).toBe(says)
  })
})

describe('a filter', () => {
  const commentary = makeCommentary({
    title: 'Kiev and the Grid',
    authors: ['Chris Cheang', 'Łucja Bąk'],
    categories: ['Energy Security', 'Europe'],
    synopsis: 'The U.S. wants F-35 sales.',
    sections: [
      { heading: 'Nord', paragraphs: ['Stream of goods. Biden’s plan for the Indo-Pacific and East Timor.'] },
      { heading: undefined, paragraphs: ['Defense of the organization.'] },
    ],
  })
  const cases: readonly [query: string, fits: boolean][] = [
    ['kyiv', true],
    ['defence organisation', true],
    ['F-35', true],
    ['F35', false],
    ['US', true],
    ['U.S.', true],
    ['biden', true],
    ['Biden’s', true],
    ['indo-pacific', true],
    ['indopacific', true],
    ['pacific-indo', false],
    ['timor-leste', true],
    ['"nord stream"', false],
    ['nord stream', true],
    ['author:lucja', true],
    ['author:che', true],
    ['author:heang', false],
    ['author:"cheang bak"', true],
    ['-author:cheang', false],
    ['topic:security', true],
    ['topic:"security europe"', false],
    ['cheang', true],
    ['(gas OR grid) kyiv', true],
    ['grid -(gas OR goods)', false],
    ['-gas', true],
    ['nickle', false],
    ['😀', false],
  ]
  test.each(cases)('“%s” lets it through: %s', (query, fits) => {
    expect(matches(parseQuery(query), commentary)).toBe(fits)
  })

  test('on dates lets nothing through that has none', () => {
    const undated = makeCommentary({ published: undefined })
    expect(matches(parseQuery('quiet'), undated)).toBe(true)
    expect(matches(parseQuery('quiet since:1990'), undated)).toBe(false)
    expect(matches(parseQuery('quiet until:2090'), undated)).toBe(false)
  })
})

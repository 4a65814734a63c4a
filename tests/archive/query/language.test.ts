import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { describeQuery } from '../../../src/archive/query/describe.ts'
import { matches } from '../../../src/archive/query/matches.ts'
import { parseQuery } from '../../../src/archive/query/parse.ts'
import { plainToken } from '../../../src/archive/query/words.ts'
import { UserError } from '../../../src/errors.ts'
import { makeCommentary } from '../make-archive.ts'

/** A Saturday. */
const today = Temporal.PlainDate.from('2026-11-28')

const problemOf = (text: string): string => {
  try {
    return `understood: ${describeQuery(parseQuery(text, today))}`
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
    ['the who', 'who'],
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
    ['after:2026-03 before:2026-09-15', 'since 2026-03-01, until 2026-09-14'],
    ['before:2026', 'until 2025-12-31'],
    ['-iran', 'without iran'],
    ['Russia - Ukraine: what next?', 'Russia and Ukraine and next'],
    ['https://www.rsis.edu.sg/x', 'https://www.rsis.edu.sg/x'],
    ["'; DROP TABLE--", 'DROP and TABLE'],
    ['KENNEDY PRESSURE ON NGO DINH DIEM OR NOT', 'KENNEDY and PRESSURE and NGO and DINH and DIEM'],
    ['😀', 'nothing that can be found'],
    ['us election', 'us and election'],
    ['us china', 'us and china'],
    ['who reform', 'who and reform'],
    ['is resilience', 'is and resilience'],
    ['it sector', 'it and sector'],
    ['who wrote about nickel', 'wrote and nickel'],
    ['what does the us want', 'us and want'],
    ['from:cheang', 'author “cheang”'],
    ['by:"Chris Cheang" nickel', 'author “Chris Cheang” and nickel'],
    ['Biden:Putin', 'Biden:Putin'],
    ['Re: nickel', 'Re and nickel'],
    ['foo:"bar baz"', 'foo and “bar baz”'],
    ['nickel|cobalt', 'nickel or cobalt'],
    ['nickel | cobalt export', '(nickel or cobalt) and export'],
    ['nickel –china', 'nickel, without china'],
    ['nickel — china', 'nickel and china'],
    ['covid -19', 'covid and 19'],
    ['nord stream -2', 'nord and stream and 2'],
    ['nickel sort:new', 'nickel'],
    ['nickel sort:old', 'nickel'],
  ]
  test.each(cases)('“%s” means %s', (text, means) => {
    expect(describeQuery(parseQuery(text, today))).toBe(means)
  })

  const dates: readonly [text: string, means: string][] = [
    ['since:30d', 'since 2026-10-29'],
    ['space newer than 10 november', 'space, since 2026-11-10'],
    ['older than 2019', 'until 2018-12-31'],
    ['since:2w', 'since 2026-11-14'],
    ['since:3m', 'since 2026-08-28'],
    ['since:1y', 'since 2025-11-28'],
    ['since:yesterday', 'since 2026-11-27'],
    ['since:today', 'since 2026-11-28'],
    ['since:last-month', 'since 2026-10-01'],
    ['since:"last month"', 'since 2026-10-01'],
    ['since:last month', 'since 2026-10-01'],
    ['until:last week', 'until 2026-11-22'],
    ['since:2026-3', 'since 2026-03-01'],
    ['before:yesterday', 'until 2026-11-26'],
    ['nickel last month', 'nickel, since 2026-10-01, until 2026-10-31'],
    ['nickel last week', 'nickel, since 2026-11-16, until 2026-11-22'],
    ['nickel this year', 'nickel, since 2026-01-01'],
    ['nickel in the past 30 days', 'nickel, since 2026-10-29'],
    ['nickel over the last 2 weeks', 'nickel, since 2026-11-14'],
    ['nord stream since 2026', 'nord and stream, since 2026-01-01'],
    ['nickel since last year', 'nickel, since 2025-01-01'],
    ['nickel before 2026-03', 'nickel, until 2026-02-28'],
    ['“since 2026”', '“since 2026”'],
    ['last year’s election', 'last and year and election'],
    ['since yesterday’s vote', 'yesterday and vote'],
    ['nickel since monday', 'nickel, since 2026-11-23'],
    ['nickel until last friday', 'nickel, until 2026-11-27'],
    ['myanmar before november', 'myanmar, until 2026-10-31'],
    ['nickel since oct 2026', 'nickel, since 2026-10-01'],
    ['nickel in december', 'nickel, since 2025-12-01, until 2025-12-31'],
    ['piracy between 2015 and 2019', 'piracy, since 2015-01-01, until 2019-12-31'],
    ['climate 2021-2024', 'climate, since 2021-01-01, until 2024-12-31'],
    ['dated 3 march 2022 ukraine', 'ukraine, since 2022-03-03, until 2022-03-03'],
    ['since two weeks ago nickel', 'nickel, since 2026-11-14'],
    ['taiwan since the start of the year', 'taiwan, since 2026-01-01'],
    ['author:"lim" since friday', 'author “lim”, since 2026-11-27'],
    ['made in china 2025', 'made and china and 2025'],
    ['energy in 2050', 'energy and 2050'],
    ['china may invade', 'china and may and invade'],
    ['october revolution', 'october and revolution'],
    ['since the coup', 'coup'],
    ['a week before elections', 'week and elections'],
  ]
  test.each(dates)('with its dates: “%s” means %s', (text, means) => {
    expect(describeQuery(parseQuery(text, today))).toBe(means)
  })

  test('of 2,000 characters, and of 60 words', () => {
    expect(parseQuery('word '.repeat(400)).clauses).toHaveLength(400)
    expect(() => parseQuery('a'.repeat(2001))).toThrow(UserError)
  })

  test('says which common words it left out that may be names', () => {
    expect(parseQuery('who wrote about nickel').leftOut).toEqual(['who'])
    expect(parseQuery('the price of nickel').leftOut).toEqual([])
  })

  test('with no word of it as syntax of the index', () => {
    for (const text of ['NEAR(a b)', 'a* ^b', 'title : x', '{title}: x', 'a + b', '"a" "b"*']) {
      for (const clause of parseQuery(text).clauses) {
        expect(clause.kind).toBe('term')
        if (clause.kind === 'term') expect(plainToken(clause.tokens.join(''))).toMatch(/^[\p{L}\p{N}]+$/u)
      }
    }
  })
})

describe('a query that cannot be understood says why, and what to type instead', () => {
  const cases: readonly [text: string, says: string][] = [
    ['', 'Query: say what to search for; e.g. nord stream'],
    ['a'.repeat(4000), 'Query: at most 2,000 characters (you sent 4,000); leave some words out'],
    ['a'.repeat(50_000), 'Query: at most 2,000 characters (you sent 50,000); leave some words out'],
    ['"nord', 'Query: the quote at position 1 is not closed; close it, e.g. "nord stream"'],
    ['😀 gas “nord', 'Query: the quote at position 7 is not closed; close it, e.g. "nord stream"'],
    ['AND OR', 'Query: a word is missing next to “AND”; e.g. nickel OR cobalt'],
    ['nickel OR', 'Query: a word is missing next to “OR”; e.g. nickel OR cobalt'],
    ['OR nickel', 'Query: a word is missing next to “OR”; e.g. nickel OR cobalt'],
    ['nickel OR OR x', 'Query: a word is missing next to “OR”; e.g. nickel OR cobalt'],
    ['-', 'Query: a word is missing next to “-”; e.g. /rsis search nord stream'],
    ['*', 'Query: a word is missing next to “*”; e.g. /rsis search nord stream'],
    [
      'x after:2026-13-45',
      'after: “2026-13-45” is not a date; e.g. after:2026-01-31, after:2026-01, after:2026, after:30d or after:yesterday',
    ],
    [
      'since:2026-02-29',
      'since: “2026-02-29” is not a date; e.g. since:2026-01-31, since:2026-01, since:2026, since:30d or since:yesterday',
    ],
    [
      'until:soon',
      'until: “soon” is not a date; e.g. until:2026-01-31, until:2026-01, until:2026, until:30d or until:yesterday',
    ],
    [
      'after:2027-01-01 before:2026-01-01',
      'after: 2027-01-01 is later than before:2025-12-31; e.g. after:2025-12-31 before:2027-01-01',
    ],
    ['author:', 'author: needs a name; e.g. author:cheang'],
    ['author: topic:x', 'author: needs a name; e.g. author:cheang'],
    ['author:""', 'author: needs a name; e.g. author:cheang'],
    ['title:!!', 'title: there is no word in “!!”; e.g. title:singapore'],
    ['sort:title', 'sort: “title” is not an order; e.g. sort:new, sort:old or sort:best'],
    ['/nick.*/', 'Query: regular expressions are not read; use words, "a phrase", OR, or terror* for a beginning'],
    ['(a OR (b', 'Query: the bracket at position 7 is not closed; e.g. (nickel OR cobalt) export'],
    ['a) OR b', 'Query: the bracket at position 2 closes nothing; e.g. (nickel OR cobalt) export'],
    ['a OR -b', 'Query: “-” or NOT cannot be next to OR or in brackets; put it at the end of the search'],
    ['-a OR b', 'Query: “-” or NOT cannot be next to OR or in brackets; put it at the end of the search'],
    ['-since:2026', 'since: cannot follow “-”; use since: and until: to say which dates are wanted'],
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
    ['F35', true],
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
    ['author:che', false],
    ['author:che*', true],
    ['author:"bak che*"', true],
    ['topic:secur*', true],
    ['-topic:secur*', false],
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

  test('on dates passes nothing without a date', () => {
    const undated = makeCommentary({ published: undefined })
    expect(matches(parseQuery('quiet'), undated)).toBe(true)
    expect(matches(parseQuery('quiet since:1990'), undated)).toBe(false)
    expect(matches(parseQuery('quiet until:2090'), undated)).toBe(false)
  })
})

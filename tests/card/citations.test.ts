import { describe, expect, test } from 'vitest'
import { type CitationStyle, cite } from '../../src/card/citations.ts'
import { makeCommentary } from '../archive/make-archive.ts'

const commentary = makeCommentary({
  id: 'CO26007',
  title: 'Who Owns the Tide?',
  authors: ['Wong Chin Huat', 'Łucja Bąk'],
  published: '2026-09-03',
  url: 'https://www.rsis.edu.sg/rsis-publication/rsis/tide/',
})
const elsewhere = makeCommentary({
  id: 'X0123456789a',
  title: '50% of {It} & “More”',
  authors: [],
  published: undefined,
  url: 'https://www.example.org/a_b',
})

describe('a citation', () => {
  const cases: readonly [CitationStyle, string][] = [
    [
      'chicago',
      'Wong Chin Huat and Łucja Bąk. “Who Owns the Tide?” RSIS Commentary No. 7/2026, S. Rajaratnam School of International Studies, September 3, 2026. https://www.rsis.edu.sg/rsis-publication/rsis/tide/.',
    ],
    [
      'apa',
      'Wong Chin Huat and Łucja Bąk. (2026, September 3). Who Owns the Tide? (RSIS Commentary No. 7/2026). S. Rajaratnam School of International Studies. https://www.rsis.edu.sg/rsis-publication/rsis/tide/',
    ],
    [
      'mla',
      'Wong Chin Huat and Łucja Bąk. “Who Owns the Tide?” RSIS Commentary, no. 7/2026, S. Rajaratnam School of International Studies, 3 Sept. 2026, www.rsis.edu.sg/rsis-publication/rsis/tide/.',
    ],
    [
      'bibtex',
      `@techreport{CO26007,
  author = {{Wong Chin Huat} and {Łucja Bąk}},
  title = {{Who Owns the Tide?}},
  type = {RSIS Commentary},
  number = {7/2026},
  institution = {S. Rajaratnam School of International Studies},
  year = {2026},
  month = {9},
  day = {3},
  url = {https://www.rsis.edu.sg/rsis-publication/rsis/tide/},
}`,
    ],
    [
      'ris',
      `TY  - RPRT
AU  - Wong Chin Huat
AU  - Łucja Bąk
TI  - Who Owns the Tide?
T2  - RSIS Commentary
M1  - 7/2026
PB  - S. Rajaratnam School of International Studies
PY  - 2026
DA  - 2026/09/03
UR  - https://www.rsis.edu.sg/rsis-publication/rsis/tide/
ID  - CO26007
ER  - `,
    ],
  ]
  test.each(cases)('in %s', (style, text) => {
    expect(cite(commentary, style)).toBe(text)
  })

  const bare: readonly [CitationStyle, string][] = [
    ['chicago', '“50% of {It} & ‘More’.” example.org. https://www.example.org/a_b.'],
    ['apa', '50% of {It} & “More”. (n.d.). example.org. https://www.example.org/a_b'],
    ['mla', '“50% of {It} & ‘More’.” example.org, www.example.org/a_b.'],
  ]
  test.each(bare)('of a text from elsewhere without author and date in %s', (style, text) => {
    expect(cite(elsewhere, style)).toBe(text)
  })

  test('in BibTeX contains no character that LaTeX would interpret', () => {
    expect(cite(elsewhere, 'bibtex')).toContain(String.raw`title = {{50\% of \{It\} \& “More”}},`)
    expect(cite(elsewhere, 'bibtex')).not.toMatch(/author|year/u)
    expect(cite(elsewhere, 'ris')).toMatch(/^TY {2}- ELEC\n/u)
  })
})

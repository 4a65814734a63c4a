import { describe, expect, test } from 'vitest'
import type { Entry } from '../../src/feed/entry.ts'
import { entryTextHash, identityKeys } from '../../src/feed/identity.ts'
import { seriesNumberIn } from '../../src/feed/series-number.ts'
import { canonicalUrl } from '../../src/fetch/canonical-url.ts'

const entry = (fields: Partial<Entry> = {}): Entry => ({
  source: 's',
  guid: 'https://www.rsis.edu.sg/?post_type=rsis-publication&p=1',
  link: 'https://www.rsis.edu.sg/rsis-publication/rsis/cables/',
  title: 'CO26201 | Cables',
  authors: ['Tan Mei Ling'],
  publishedAt: new Date('2026-09-01T02:10:00Z'),
  updatedAt: undefined,
  excerpt: 'Who mends a cable?',
  categories: [],
  ...fields,
})

describe('the identity of an entry', () => {
  test('is its series number, else its canonical link, else its guid, else its words', () => {
    expect(identityKeys(entry())).toEqual([
      'co:CO26201',
      'url:https://rsis.edu.sg/rsis-publication/rsis/cables',
      'guid:s:https://www.rsis.edu.sg/?post_type=rsis-publication&p=1',
      expect.stringMatching(/^print:[\da-f]{32}$/u),
    ])
  })

  const noise: readonly [string, Partial<Entry>][] = [
    ['a touched date', { publishedAt: new Date('2026-11-24'), updatedAt: new Date('2026-11-24') }],
    ['white space', { title: ' CO26201  |  Cables', excerpt: 'Who\u00A0mends a  cable?' }],
    ['a category', { categories: ['Maritime'] }],
  ]
  test.each(noise)('does not change with %s', (_name, fields) => {
    expect(identityKeys(entry(fields)).slice(0, 3)).toEqual(identityKeys(entry()).slice(0, 3))
    expect(entryTextHash(entry(fields))).toBe(entryTextHash(entry()))
  })

  test('is kept by the number when link and guid change', () => {
    const moved = identityKeys(entry({ guid: 'x', link: 'https://rsis.edu.sg/other' }))
    expect(moved[0]).toBe('co:CO26201')
  })

  test('an edit of the words changes what is compared for corrections', () => {
    expect(entryTextHash(entry({ excerpt: 'Who pays?' }))).not.toBe(entryTextHash(entry()))
  })
})

test.each([
  ['CO20210 | Title', 'CO20210'],
  ['https://x/rsis-publication/rsis/co15193-title', 'CO15193'],
  ['CO 20210', 'CO20210'],
  ['CO202101', undefined],
  ['ECO20210', undefined],
  ['No number', undefined],
])('the series number in “%s” is %s', (text, expected) => {
  expect(seriesNumberIn(text)).toBe(expected)
})

test.each([
  ['http://www.rsis.edu.sg/a/b/', 'https://rsis.edu.sg/a/b'],
  ['https://rsis.edu.sg/a/b#.XuOL8', 'https://rsis.edu.sg/a/b'],
  ['https://RSIS.edu.sg:443/a/b?utm_source=x&b=2&a=1&fbclid=3', 'https://rsis.edu.sg/a/b?a=1&b=2'],
  ['javascript:alert(1)', undefined],
  ['not an address', undefined],
])('the canonical form of %s is %s', (address, expected) => {
  expect(canonicalUrl(address)).toBe(expected)
})

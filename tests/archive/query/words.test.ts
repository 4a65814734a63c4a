import fc from 'fast-check'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { otherNamesOf } from '../../../src/archive/query/spelling-variants.ts'
import { stemOf, tokensOf, wordsOf } from '../../../src/archive/query/words.ts'

describe('the words of a text', () => {
  const cases: readonly [text: string, words: string][] = [
    ['U.S. COVID-19 F-35', 'u s covid 19 f 35'],
    ['Biden’s', 'biden s'],
    ['Erdoğan İstanbul Yıldırım', 'erdogan istanbul yildirim'],
    ['Łukasz Sørensen Đorđević Straße', 'lukasz sorensen dordevic strasse'],
    ['ﬁnance ｆｕｌｌ', 'finance full'],
    ['co\u{ad}operation ze\u{200d}ro', 'cooperation zero'],
    ['½ of Windows™', '1 2 of windows'],
    ['台湾 Москва مرحبا', '台湾 москва مرحبا'],
    ['– … “” 🚀', ''],
    ['Kiev Defense organization', 'kyiv defence organisation'],
    ['a\0b\uD800c', 'a b c'],
  ]
  test.each(cases)('“%s” are “%s”', (text, words) => {
    expect(tokensOf(text).join(' ')).toBe(words)
  })

  test('stand where they say, in order, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        let at = 0
        for (const { token, start, end } of wordsOf(text)) {
          expect(token).toMatch(/^[\p{L}\p{N}]+$/u)
          expect(start).toBeGreaterThanOrEqual(at === 0 ? 0 : at - (end - start))
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          at = end
        }
      }),
      { numRuns: 500 },
    )
  })

  test('have the stems that the index keeps', () => {
    const endings = [
      '',
      's',
      'es',
      'ed',
      'ing',
      'ies',
      'y',
      'ational',
      'ization',
      'fulness',
      'ousli',
      'ement',
      'ly',
      'e',
    ]
    const beginnings = ['nation', 'hop', 'relat', 'sanction', 'eas', 'univers', 'ty', 'feed', 'pol', 'agre', 'controll']
    const words = [...new Set(beginnings.flatMap((one) => endings.map((other) => one + other)))]
    const database = new DatabaseSync(':memory:')
    database.exec(`create virtual table t using fts5(x, tokenize='porter unicode61 remove_diacritics 2');
      create virtual table v using fts5vocab('t', 'instance')`)
    const insert = database.prepare('insert into t (rowid, x) values (?, ?)')
    for (const [index, word] of words.entries()) insert.run(index, word)
    const stems = database.prepare('select doc, term from v').all()
    expect(stems).toHaveLength(words.length)
    for (const { doc, term } of stems) expect(stemOf(words[Number(doc)] ?? ''), words[Number(doc)]).toBe(term)
  })

  test('of a name are also known under its other names', () => {
    expect(otherNamesOf(['u', 's'])).toEqual([['us']])
    expect(otherNamesOf(['timor', 'leste'])).toEqual([['east', 'timor']])
    expect(otherNamesOf(['nickel'])).toEqual([])
  })
})

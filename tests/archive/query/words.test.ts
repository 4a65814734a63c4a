import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { otherNamesOf } from '../../../src/archive/query/other-names.ts'
import { capitalsMark, plainToken, stemOf, tokensOf, wordsOf } from '../../../src/archive/query/words.ts'
import { anyCharacter } from '../../any-character.ts'

describe('the words of a text', () => {
  const cases: readonly [text: string, words: string][] = [
    ['the U.S. COVID-19 F-35', 'the US COVID 19 f 35'],
    ['Biden’s plan, the states’ plan', 'biden plan the states plan'],
    ['O’Neill in Xi’an', 'oneill in xian'],
    ['Erdoğan İstanbul Yıldırım', 'erdogan istanbul yildirim'],
    ['Łukasz Sørensen Đorđević Straße', 'lukasz sorensen dordevic strasse'],
    ['ﬁnance ｆｕｌｌ', 'finance full'],
    ['co\u{ad}operation ze\u{200d}ro', 'cooperation zero'],
    ['½ of Windows™', '1 2 of windows'],
    ['在南海的 Москва مرحبا', '在 南 海 的 москва مرحبا'],
    ['– … “” 🚀', ''],
    ['WHO and the AIDS crisis', 'WHO and the AIDS crisis'],
    ['THE WHO AND THE CRISIS', 'the who and the crisis'],
    ['a\0b\uD800c', 'a b c'],
  ]
  test.each(cases)('“%s” are “%s”', (text, words) => {
    const shown = tokensOf(text).map((token) =>
      token.endsWith(capitalsMark) ? plainToken(token).toUpperCase() : token,
    )
    expect(shown.join(' ')).toBe(words)
  })

  test('are at the offsets that they give, in order, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 60 }), (text) => {
        let at = 0
        for (const { token, start, end } of wordsOf(text)) {
          expect(plainToken(token)).toMatch(/^[\p{L}\p{N}]+$/u)
          expect(start).toBeGreaterThanOrEqual(at === 0 ? 0 : at - (end - start))
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          at = end
        }
      }),
      { numRuns: 500 },
    )
  })

  const stems: readonly [one: string, other: string, isSame: boolean][] = [
    ['policies', 'policy', true],
    ['sanctions', 'sanctioned', true],
    ['Kiev', 'Kyiv', true],
    ['Defense', 'defence', true],
    ['organization', 'organisations', true],
    ['Russian', 'Russia', true],
    ['Filipinos', 'Philippines', true],
    ['II', '2', true],
    ['communism', 'community', false],
    ['general', 'generation', false],
    ['news', 'new', false],
    ['AIDS', 'aid', false],
    ['SCS', 'sc', false],
    ['US', 'us', false],
    ['ASEAN', 'Asean', true],
  ]
  test.each(stems)('“%s” and “%s” are the same word: %s', (one, other, isSame) => {
    const stem = (word: string): string => stemOf(wordsOf(word, false)[0]?.token ?? '')
    expect(stem(one) === stem(other)).toBe(isSame)
  })

  const names: readonly [tokens: string[], other: string][] = [
    [['nordstream'], 'nord stream'],
    [['nord', 'stream'], 'nordstream'],
    [['f35'], 'f 35'],
    [['covid19'], 'covid 19'],
    [['timor', 'leste'], 'east timor'],
  ]
  test.each(names)('%s is also written “%s”', (tokens, other) => {
    expect(otherNamesOf(tokens, false).map((name) => name.join(' '))).toContain(other)
  })

  test('of a word that holds another one are not taken apart', () => {
    expect(otherNamesOf(['island'], false).map((name) => name.join(' '))).not.toContain('is land')
  })
})

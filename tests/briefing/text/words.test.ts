import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { align } from '../../../src/briefing/text/align.ts'
import { tagWords } from '../../../src/briefing/text/grammar.ts'
import { countWords, readWords, stemsOf } from '../../../src/briefing/text/words.ts'

describe('words', () => {
  test.each<[string, string[]]>([
    ['Ports don’t pay.', ['ports', 'do', 'not', 'pay', '.']],
    ['They cannot pay S$1,200.5 each', ['they', 'can', 'not', 'pay', 's', '$', '1,200.5', 'each']],
    ['[T]he U.S. fleet', ['the', 'u.s', '.', 'fleet']],
    ['Khải’s state-owned port', ['khai', 'state', '-', 'owned', 'port']],
  ])('%s', (text, expected) => {
    expect(readWords(text).map(({ lower }) => lower)).toEqual(expected)
  })

  test('of any text, in order, each a slice of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let last = 0
        for (const { start, end } of readWords(text)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          last = start
        }
      }),
    )
  })

  test('are counted between white space', () => {
    expect(countWords('  The state-owned\u00a0port — closed. ')).toBe(5)
    expect(countWords(' ')).toBe(0)
  })

  test('are compared by their stems', () => {
    expect(stemsOf('The ports’ governance, and what the governments owe')).toEqual(['port', 'govern', 'govern', 'ow'])
  })
})

describe('parts of speech', () => {
  test('tell the verb from the noun', () => {
    const tags = tagWords('Critics claims that his claims are false, said the state-owned port’s owner.')
    const tagOf = (raw: string, nth = 0) => tags.filter((word) => word.raw === raw)[nth]?.tag
    expect(tagOf('claims', 1)).toBe('NOUN')
    expect(tagOf('said')).toBe('VERB')
    expect(tags.find(({ raw }) => raw === 'port')).toMatchObject({ isPossessive: true })
    expect(tags.find(({ raw }) => raw === 'owned')).toMatchObject({ isTied: true })
    expect(tags.some(({ raw }) => raw === '-')).toBe(false)
  })

  test('are given for every word of any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const { start, end, tag } of tagWords(text)) {
          expect(text.slice(start, end)).not.toBe('')
          expect(tag).toMatch(/^[A-Z]+$/u)
        }
      }),
    )
  })
})

describe('alignment', () => {
  test('pairs what keeps its order first, then what has moved', () => {
    const { toRight, toLeft } = align(['port', 'pays', 'the', 'state'], ['the', 'state', 'pays', 'the', 'port'])
    expect(toRight.get(3)).toBe(1)
    expect(new Set(toRight.keys())).toEqual(new Set([0, 1, 2, 3]))
    expect([...toLeft].every(([b, a]) => toRight.get(a) === b)).toBe(true)
  })

  test('pairs each unit once at most, and only with its like', () => {
    const units = fc.array(fc.constantFrom('a', 'b', 'c'))
    fc.assert(
      fc.property(units, units, (left, right) => {
        const { toRight } = align(left, right)
        expect(new Set(toRight.values()).size).toBe(toRight.size)
        for (const [a, b] of toRight) expect(left[a]).toBe(right[b])
        for (const unit of ['a', 'b', 'c']) {
          const count = (list: readonly string[]): number => list.filter((other) => other === unit).length
          expect([...toRight.keys()].filter((at) => left[at] === unit)).toHaveLength(
            Math.min(count(left), count(right)),
          )
        }
      }),
    )
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stemOf, wordsOf } from '../../../src/archive/query/words.ts'
import { beginningOf, textWords } from '../../../src/archive/search/text-words.ts'

const read = (text: string) => {
  const words = textWords(text)
  return Array.from({ length: words.count }, (_, index) => words.at(index))
}

test.each([
  'The U.S. and the UK’s ports, O’Neill’s and O\'Brien\'s: a 3-day "stop" in Xi’an.',
  'NATO.S. and A.B',
  'rock’n’roll, ’tis 90’s 2’x x’2 y’',
  'ALL IN CAPITALS',
  'Erdoğan met AIDS workers in 南海',
  '',
])('reads the words of “%s” as wordsOf does', (text) => {
  expect(read(text)).toEqual(wordsOf(text))
})

test('reads every text as wordsOf does, and sorts out no word by its beginning', () => {
  const sign = fc.constantFrom(...Array.from("aAbySZ09.’' -–“”…é南\u00ad"))
  fc.assert(
    fc.property(fc.string({ unit: sign, maxLength: 30 }), (text) => {
      const words = read(text)
      expect(words).toEqual(wordsOf(text))
      const all = textWords(text)
      for (const [index, word] of words.entries()) {
        expect(all.mayBegin(index, new Set([beginningOf(stemOf(word?.token ?? ''))]))).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
})

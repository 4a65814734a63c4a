import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CurrentIndex } from '../../../src/archive/search/index-of.ts'
import { openIndexFile } from '../../../src/archive/search/index-file.ts'
import { readLengths, writeLength } from '../../../src/archive/search/lengths.ts'
import { addPhrase, phrasePlaces } from '../../../src/archive/search/phrases.ts'
import { addPostings, addWeights, bodyStart, removePosting, segmentSize } from '../../../src/archive/search/postings.ts'
import { createUses } from '../../../src/archive/search/uses.ts'

/** Texts as numbers of words, by the numbers of their commentaries, which lie in several segments and in no order. */
const numbers = [segmentSize + 1, 3, 2 * segmentSize, 1, segmentSize - 1]
const [first, second] = [1, 2]
const text = fc.array(fc.integer({ min: first, max: 3 }), { maxLength: 8 })
const texts = fc.array(text, { minLength: numbers.length, maxLength: numbers.length })

/** An index of these texts, added in two batches; with `start` 0, the words belong to the title. */
const indexOf = async (all: readonly (readonly number[])[], start: number): Promise<CurrentIndex> => {
  const index = openIndexFile(':memory:')
  for (const half of [
    [0, 2],
    [2, numbers.length],
  ] as const) {
    const uses = createUses()
    const own = all.slice(...half)
    for (const [doc, words] of own.entries()) for (const [at, word] of words.entries()) uses.add(word, doc, start + at)
    await addPostings(index, uses.sorted(), numbers.slice(...half), () => false)
  }
  for (const [at, number] of numbers.entries()) writeLength(index, number, 1 + (all[at]?.length ?? 0))
  const lengths = readLengths(index)
  return {
    ...index,
    lengths,
    present: new Uint8Array(),
    docs: numbers.length,
    averageWords: 1,
    remember: (_, make) => make(),
  }
}

const startsOf = (words: readonly number[], phrase: readonly number[]): number[] =>
  [...words.keys()].filter((at) => phrase.every((word, more) => words[at + more] === word))

test('words and phrases are found where the texts have them, in every segment and batch', async () => {
  await fc.assert(
    fc.asyncProperty(texts, fc.constantFrom(0, bodyStart), async (all, start) => {
      const index = await indexOf(all, start)
      const worth = start === 0 ? 3 : 1
      const wanted = new Uint8Array(index.lengths.length).fill(1)
      for (const phrase of [[first], [first, second], [second, second, first]]) {
        const form = phrase.map((word) => [word])
        const [weights, title] = [new Uint16Array(wanted.length), new Uint16Array(wanted.length)]
        addPhrase(index, form, weights, false)
        addPhrase(index, form, title, true)
        const places = phrasePlaces(index, form, wanted)
        for (const [at, number] of numbers.entries()) {
          const starts = startsOf(all[at] ?? [], phrase)
          expect(weights[number]).toBe(worth * starts.length)
          expect(title[number]).toBe(start === 0 ? starts.length : 0)
          expect(places.get(number) ?? []).toEqual(starts.map((place) => start + place))
        }
        if (phrase.length > 1) continue
        const alone = new Uint16Array(wanted.length)
        addWeights(index, first, alone, false)
        expect(alone).toEqual(weights)
      }
      index.close()
    }),
    { numRuns: 60 },
  )
})

test('a place of a phrase may have several words, and a deleted commentary has none', async () => {
  const index = await indexOf([[1, 3], [2, 3], [1, 2, 3], [3, 1], []], bodyStart)
  const weights = new Uint16Array(index.lengths.length)
  addPhrase(index, [[first, second], [3]], weights, false)
  expect(numbers.map((number) => weights[number])).toEqual([1, 1, 1, 0, 0])
  expect(removePosting(index, 3, 3)).toBe(1)
  weights.fill(0)
  addPhrase(index, [[first, second], [3]], weights, false)
  expect(numbers.map((number) => weights[number])).toEqual([1, 0, 1, 0, 0])
  index.close()
})

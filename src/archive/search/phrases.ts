import type { CurrentIndex } from './index-of.ts'
import { bodyStart, keysOf, localOf, placeOf, segmentSize, titleWeight, type Weights } from './postings.ts'

/** The words that may fill one position of a phrase. */
export type Place = readonly number[]

const nowhere = new Uint32Array()

/** The places of any of these words in a segment, in order. */
const keysOfAny = (index: CurrentIndex, segment: number, words: Place, isWanted?: Uint8Array): Uint32Array => {
  const parts = words.flatMap((word) => keysOf(index, segment, word, isWanted) ?? [])
  const [first = nowhere, second] = parts
  if (second === undefined) return first
  const keys = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    keys.set(part, at)
    at += part.length
  }
  return keys.sort()
}

/** The members of `keys` for which `others` has a member `distance` places later; both lists are sorted. */
const followedBy = (keys: Uint32Array, others: Uint32Array, distance: number): Uint32Array => {
  const found = new Uint32Array(Math.min(keys.length, others.length))
  let [count, at] = [0, 0]
  for (const key of keys) {
    while (at < others.length && (others[at] ?? 0) < key + distance) at += 1
    if (others[at] !== key + distance) continue
    found[count] = key
    count += 1
  }
  return found.subarray(0, count)
}

/** Where a phrase begins in a segment. */
const startsIn = (
  index: CurrentIndex,
  segment: number,
  phrase: readonly Place[],
  isWanted?: Uint8Array,
): Uint32Array => {
  let starts: Uint32Array = nowhere
  for (const [distance, words] of phrase.entries()) {
    const keys = keysOfAny(index, segment, words, isWanted)
    starts = distance === 0 ? keys : followedBy(starts, keys, distance)
    if (starts.length === 0) break
  }
  return starts
}

const segmentsOf = ({ lengths }: CurrentIndex): number => lengths.length / segmentSize

/** Adds to `weights` how often each commentary uses a phrase, in the title alone or anywhere. */
export const addPhrase = (index: CurrentIndex, phrase: readonly Place[], weights: Weights, inTitle: boolean): void => {
  for (let segment = 0; segment < segmentsOf(index); segment += 1) {
    for (const key of startsIn(index, segment, phrase)) {
      const number = segment * segmentSize + localOf(key)
      const worth = placeOf(key) < bodyStart ? (inTitle ? 1 : titleWeight) : inTitle ? 0 : 1
      weights[number] = (weights[number] ?? 0) + worth
    }
  }
}

/** Where a phrase begins in the commentaries for which `isWanted` is not 0, in order. */
export const phrasePlaces = (
  index: CurrentIndex,
  phrase: readonly Place[],
  isWanted: Uint8Array,
): ReadonlyMap<number, readonly number[]> => {
  const found = new Map<number, number[]>()
  for (let segment = 0; segment < segmentsOf(index); segment += 1) {
    const first = segment * segmentSize
    if (!isWanted.subarray(first, first + segmentSize).includes(1)) continue
    for (const key of startsIn(index, segment, phrase, isWanted)) {
      const places = found.get(first + localOf(key))
      if (places === undefined) found.set(first + localOf(key), [placeOf(key)])
      else places.push(placeOf(key))
    }
  }
  return found
}

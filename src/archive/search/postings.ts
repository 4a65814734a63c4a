import { setImmediate } from 'node:timers/promises'
import type { IndexFile } from './index-file.ts'
import { docOf, placeOf as placeOfUse, wordOf } from './uses.ts'

/** The number of commentaries in one row of postings: numbers with the same quotient by it share a row. */
export const segmentSize = 2048
const segmentOf = (number: number): number => Math.floor(number / segmentSize)
/** The places of words in the title begin at 0, those of all other words here. */
export const bodyStart = 200
/** A word in the title counts this many times. */
export const titleWeight = 3
const mostPlaces = 0xffff

/** How often each commentary, by number, uses a word or phrase, with uses in the title weighted; 0 if it does not. */
export type Weights = Uint16Array

/** An entry has 12 bits for the commentary's number in its segment, 4 for uses in the title, 16 for all uses. */
const entryOf = (number: number, places: Uint16Array): number => {
  // Places are sorted, those of the title first.
  let inTitle = 0
  while (inTitle < 15 && (places[inTitle] ?? bodyStart) < bodyStart) inTitle += 1
  return (((number % segmentSize) << 20) | (inTitle << 16) | places.length) >>> 0
}
const localIn = (entry: number): number => entry >>> 20
const titleUsesOf = (entry: number): number => (entry >>> 16) & 15
const usesOf = (entry: number): number => entry & mostPlaces

type Row = { readonly entries: Uint8Array; readonly places: Uint8Array }

const aligned = (bytes: Uint8Array): ArrayBufferLike =>
  bytes.byteOffset % 4 === 0 ? bytes.buffer : bytes.slice().buffer
const entriesIn = (bytes: Uint8Array): Uint32Array =>
  new Uint32Array(aligned(bytes), bytes.byteOffset % 4 === 0 ? bytes.byteOffset : 0, bytes.byteLength / 4)
const placesIn = (bytes: Uint8Array): Uint16Array =>
  new Uint16Array(aligned(bytes), bytes.byteOffset % 4 === 0 ? bytes.byteOffset : 0, bytes.byteLength / 2)
const bytesOf = (numbers: Uint32Array | Uint16Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)

/**
 * Adds commentaries that are not in the postings; `numbers` maps their number in the batch to that in the index. Other
 * work runs in between when `isTurn` says so.
 */
export const addPostings = async (
  index: IndexFile,
  uses: Float64Array,
  numbers: readonly number[],
  isTurn: () => boolean,
): Promise<void> => {
  const entries = new Uint32Array(segmentSize)
  const places = new Uint16Array(uses.length)
  let [at, entryCount, placeCount] = [0, 0, 0]
  const numberAt = (use: number): number => numbers[docOf(use)] ?? 0
  const takeDoc = (word: number, doc: number): void => {
    const first = placeCount
    for (; at < uses.length && docOf(uses[at] ?? 0) === doc && wordOf(uses[at] ?? 0) === word; at += 1) {
      if (placeCount - first === mostPlaces) continue
      places[placeCount] = placeOfUse(uses[at] ?? 0)
      placeCount += 1
    }
    entries[entryCount] = entryOf(numbers[doc] ?? 0, places.subarray(first, placeCount))
    entryCount += 1
  }
  while (at < uses.length) {
    if (isTurn()) await setImmediate()
    const word = wordOf(uses[at] ?? 0)
    const segment = segmentOf(numberAt(uses[at] ?? 0))
    entryCount = 0
    placeCount = 0
    const isSameRow = (use: number): boolean => wordOf(use) === word && segmentOf(numberAt(use)) === segment
    while (at < uses.length && isSameRow(uses[at] ?? 0)) takeDoc(word, docOf(uses[at] ?? 0))
    index.run(
      `insert into postings values (?, ?, ?, ?) on conflict do update set
        entries = cast(entries || excluded.entries as blob), places = cast(places || excluded.places as blob)`,
      segment,
      word,
      bytesOf(entries.subarray(0, entryCount)),
      bytesOf(places.subarray(0, placeCount)),
    )
  }
}

const rowOf = (index: IndexFile, segment: number, word: number): Row | undefined =>
  index.all<Row>('select entries, places from postings where segment = ? and word = ?', segment, word)[0]

/** Removes a commentary from the postings of a word. @returns how often it used the word. */
export const removePosting = (index: IndexFile, number: number, word: number): number => {
  const segment = segmentOf(number)
  const row = rowOf(index, segment, word)
  if (row === undefined) return 0
  const entries = [...entriesIn(row.entries)]
  const at = entries.findIndex((entry) => localIn(entry) === number % segmentSize)
  const before = entries.slice(0, at).reduce((sum, entry) => sum + usesOf(entry), 0)
  const uses = usesOf(entries[at] ?? 0)
  const places = [...placesIn(row.places)]
  places.splice(before, uses)
  entries.splice(at, 1)
  index.run(
    'update postings set entries = ?, places = ? where word = ? and segment = ?',
    bytesOf(Uint32Array.from(entries)),
    bytesOf(Uint16Array.from(places)),
    word,
    segment,
  )
  return uses
}

/** Adds to `weights` how often each commentary uses a word, in the title alone or anywhere. */
export const addWeights = (index: IndexFile, word: number, weights: Weights, inTitle: boolean): void => {
  const rows = index.all<{ segment: number; entries: Uint8Array }>(
    'select p.segment, entries from lengths l cross join postings p on p.segment = l.segment and word = ?',
    word,
  )
  for (const row of rows) {
    const first = row.segment * segmentSize
    for (const entry of entriesIn(row.entries)) {
      const number = first + localIn(entry)
      const title = titleUsesOf(entry)
      weights[number] = (weights[number] ?? 0) + (inTitle ? title : usesOf(entry) + (titleWeight - 1) * title)
    }
  }
}

/**
 * The place of a word as one sortable number: first the commentary's number in the segment, then the place in the
 * commentary.
 */
export const localOf = (key: number): number => key >>> 16
export const placeOf = (key: number): number => key & mostPlaces

/**
 * The places of a word in a segment, in order, only in commentaries for which `isWanted` is not 0. Undefined if there
 * are none.
 */
export const keysOf = (
  index: IndexFile,
  segment: number,
  word: number,
  isWanted?: Uint8Array,
): Uint32Array | undefined => {
  const row = rowOf(index, segment, word)
  if (row === undefined) return undefined
  const places = placesIn(row.places)
  const keys = new Uint32Array(places.length)
  let [at, count, isInOrder] = [0, 0, true]
  for (const entry of entriesIn(row.entries)) {
    const local = localIn(entry)
    const end = at + usesOf(entry)
    if (isWanted === undefined || isWanted[segment * segmentSize + local] === 1) {
      if (count > 0 && localOf(keys[count - 1] ?? 0) > local) isInOrder = false
      for (; at < end; at += 1, count += 1) keys[count] = ((local << 16) | (places[at] ?? 0)) >>> 0
    }
    at = end
  }
  const found = keys.subarray(0, count)
  return isInOrder ? found : found.sort()
}

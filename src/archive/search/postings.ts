import { setImmediate } from 'node:timers/promises'
import type { IndexFile } from './index-file.ts'

/** Commentaries of one row of postings: its numbers divided by this give the same whole. */
export const segmentSize = 4096
/** The places of a title's words begin at 0, those of all other words here. */
export const bodyStart = 200
/** A word of the title counts as so many. */
const titleWeight = 3
const mostPlaces = 0xffff

/** How much of a word or phrase each commentary holds, by number: its uses, those in the title weighted; 0 for none. */
export type Weights = Uint16Array

/** An entry is 12 bits of the commentary's number in its segment, 4 of uses in the title, 16 of uses in all. */
const entryOf = (number: number, places: readonly number[]): number => {
  // Places are in order, those of the title first.
  let inTitle = 0
  while (inTitle < 15 && (places[inTitle] ?? bodyStart) < bodyStart) inTitle += 1
  return (((number % segmentSize) << 20) | (inTitle << 16) | places.length) >>> 0
}
const localOf = (entry: number): number => entry >>> 20
const titleUsesOf = (entry: number): number => (entry >>> 16) & 15
const usesOf = (entry: number): number => entry & mostPlaces

/** The words of one commentary, with their places. */
export type Uses = ReadonlyMap<number, readonly number[]>

type Row = { readonly segment: number; readonly entries: Uint8Array; readonly places: Uint8Array }

const aligned = (bytes: Uint8Array): ArrayBufferLike =>
  bytes.byteOffset % 4 === 0 ? bytes.buffer : bytes.slice().buffer
const entriesIn = (bytes: Uint8Array): Uint32Array =>
  new Uint32Array(aligned(bytes), bytes.byteOffset % 4 === 0 ? bytes.byteOffset : 0, bytes.byteLength / 4)
const placesIn = (bytes: Uint8Array): Uint16Array =>
  new Uint16Array(aligned(bytes), bytes.byteOffset % 4 === 0 ? bytes.byteOffset : 0, bytes.byteLength / 2)
const bytesOf = (numbers: Uint32Array | Uint16Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)

/** Adds commentaries that the postings do not hold, many at once. Other work has its turn when `isTurn` says so. */
export const addPostings = async (
  index: IndexFile,
  docs: ReadonlyMap<number, Uses>,
  isTurn: () => boolean,
): Promise<void> => {
  const rows = new Map<number, Map<number, { readonly entries: number[]; readonly places: number[] }>>()
  for (const [number, uses] of docs) {
    const segment = Math.floor(number / segmentSize)
    const words = rows.get(segment) ?? new Map<number, { entries: number[]; places: number[] }>()
    rows.set(segment, words)
    for (const [word, all] of uses) {
      const places = all.length > mostPlaces ? all.slice(0, mostPlaces) : all
      const row = words.get(word) ?? { entries: [], places: [] }
      words.set(word, row)
      row.entries.push(entryOf(number, places))
      for (const place of places) row.places.push(Math.min(place, mostPlaces))
    }
  }
  for (const [segment, words] of rows) {
    for (const [word, { entries, places }] of words) {
      if (isTurn()) await setImmediate()
      index.run(
        `insert into postings values (?, ?, ?, ?) on conflict do update set
          entries = cast(entries || excluded.entries as blob), places = cast(places || excluded.places as blob)`,
        word,
        segment,
        bytesOf(Uint32Array.from(entries)),
        bytesOf(Uint16Array.from(places)),
      )
    }
  }
}

const rowsOf = (index: IndexFile, word: number): Row[] =>
  index.all<Row>('select segment, entries, places from postings where word = ?', word)

/** Takes a commentary out of the postings of a word. @returns how often it used the word. */
export const removePosting = (index: IndexFile, number: number, word: number): number => {
  const segment = Math.floor(number / segmentSize)
  const row = rowsOf(index, word).find((one) => one.segment === segment)
  if (row === undefined) return 0
  const entries = [...entriesIn(row.entries)]
  const at = entries.findIndex((entry) => localOf(entry) === number % segmentSize)
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

/** Adds to `weights` what the commentaries hold of a word, in the title alone or anywhere. */
export const addWeights = (index: IndexFile, word: number, weights: Weights, inTitle: boolean): void => {
  const rows = index.all<Omit<Row, 'places'>>('select segment, entries from postings where word = ?', word)
  for (const row of rows) {
    const first = row.segment * segmentSize
    for (const entry of entriesIn(row.entries)) {
      const number = first + localOf(entry)
      const title = titleUsesOf(entry)
      weights[number] = (weights[number] ?? 0) + (inTitle ? title : usesOf(entry) + (titleWeight - 1) * title)
    }
  }
}

/** Where any of these words stand in the commentaries for which `isWanted` is not 0, in order. */
export const placesOf = (
  index: IndexFile,
  words: readonly number[],
  isWanted: Uint8Array,
): ReadonlyMap<number, readonly number[]> => {
  const found = new Map<number, number[]>()
  for (const word of words) {
    for (const row of rowsOf(index, word)) {
      const places = placesIn(row.places)
      let at = 0
      for (const entry of entriesIn(row.entries)) {
        const number = row.segment * segmentSize + localOf(entry)
        const end = at + usesOf(entry)
        if (isWanted[number] !== 0 && isWanted[number] !== undefined) {
          const own = [...places.subarray(at, end)]
          const known = found.get(number)
          found.set(number, known === undefined ? own : [...known, ...own].sort((a, b) => a - b))
        }
        at = end
      }
    }
  }
  return found
}

/** What places are worth: each once, those in the title more. */
export const weightOf = (places: readonly number[], inTitle: boolean): number => {
  const title = places.filter((place) => place < bodyStart).length
  return inTitle ? title : places.length + (titleWeight - 1) * title
}

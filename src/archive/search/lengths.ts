import type { IndexFile } from './index-file.ts'
import { segmentSize } from './postings.ts'

const lengthsAt = (index: IndexFile, segment: number): Uint16Array => {
  const [row] = index.all<{ words: Uint8Array }>('select words from lengths where segment = ?', segment)
  return row === undefined ? new Uint16Array(segmentSize) : new Uint16Array(row.words.slice().buffer)
}

/** Saves how many words a commentary has; 0 if it was deleted. */
export const writeLength = (index: IndexFile, number: number, words: number): void => {
  const segment = Math.floor(number / segmentSize)
  const lengths = lengthsAt(index, segment)
  lengths[number % segmentSize] = Math.min(words, 0xffff)
  index.run('insert or replace into lengths values (?, ?)', segment, new Uint8Array(lengths.buffer))
}

/** How many words each commentary has, by number; 0 for an unused number. */
export const readLengths = (index: IndexFile): Uint16Array => {
  const [last] = index.all<{ segment: number | null }>('select max(segment) as segment from lengths')
  const lengths = new Uint16Array(((last?.segment ?? -1) + 1) * segmentSize)
  for (const { segment, words } of index.all<{ segment: number; words: Uint8Array }>('select * from lengths')) {
    lengths.set(new Uint16Array(words.slice().buffer), segment * segmentSize)
  }
  return lengths
}

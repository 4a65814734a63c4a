import { unzipSync } from 'fflate'
import type { Skipped } from './found.ts'

/** For one page, PDF or message in an archive. */
const mostPageBytes = 50_000_000
/** For the captures in an archive. */
const mostCaptureBytes = 2_000_000_000
/** How much is unpacked at a time. */
const bytesAtOnce = 64_000_000
/** No real text is compressed to less than one byte in this many: such a file was made to fill the memory. */
const densest = 200
const smallestBomb = 1_000_000

/** A file of a zip, unpacked. */
export type Unpacked = { readonly name: string; readonly bytes: Uint8Array }

type Packed = { readonly name: string; readonly size: number; readonly originalSize: number }

const problemOf = ({ name, size, originalSize }: Packed, isCaptures: boolean): string | undefined => {
  if (/^(?:[\\/]|[a-z]:)|(?:^|[\\/])\.\.(?:[\\/]|$)/iu.test(name)) return 'its path leads out of the zip'
  if (originalSize > smallestBomb && originalSize > size * densest)
    return 'it unpacks to far more than any page contains'
  const most = isCaptures ? mostCaptureBytes : mostPageBytes
  return originalSize > most ? `it is larger than ${most / 1e6} MB` : undefined
}

/** The files in groups that are unpacked together. */
const grouped = (files: readonly Packed[]): string[][] => {
  const groups: string[][] = []
  let size = Infinity
  for (const { name, originalSize } of files) {
    if (size + originalSize > bytesAtOnce) {
      groups.push([])
      size = 0
    }
    groups.at(-1)?.push(name)
    size += originalSize
  }
  return groups
}

/**
 * The files of a zip that `isWanted` selects, ordered by name, a few at a time. Nothing is written to disk. Undefined
 * if the bytes are not a zip.
 */
export const unpack = (
  bytes: Uint8Array,
  {
    isWanted,
    isCaptures,
  }: { readonly isWanted: (name: string) => boolean; readonly isCaptures: (name: string) => boolean },
): { readonly skipped: readonly Skipped[]; readonly files: Iterable<Unpacked | Skipped> } | undefined => {
  const listed: Packed[] = []
  try {
    unzipSync(bytes, { filter: (file) => listed.push(file) < 0 })
  } catch {
    return undefined
  }
  const judged = listed
    .filter(({ name }) => isWanted(name))
    .map((file) => ({ file, problem: problemOf(file, isCaptures(file.name)) }))
  const skipped = judged.flatMap(({ file: { name }, problem }) => (problem === undefined ? [] : [{ name, problem }]))
  const good = judged.flatMap(({ file, problem }) => (problem === undefined ? [file] : []))
  const groups = grouped(good.toSorted((one, other) => one.name.localeCompare(other.name)))
  return { skipped, files: unpackGroups(bytes, groups) }
}

function* unpackGroups(bytes: Uint8Array, groups: readonly string[][]): Generator<Unpacked | Skipped> {
  for (const names of groups) {
    try {
      const wanted = new Set(names)
      const unpacked = unzipSync(bytes, { filter: ({ name }) => wanted.has(name) })
      for (const name of names) yield { name, bytes: unpacked[name] ?? new Uint8Array() }
    } catch {
      yield* names.length > 1
        ? unpackGroups(
            bytes,
            names.map((name) => [name]),
          )
        : names.map((name) => ({ name, problem: 'it is damaged' }))
    }
  }
}

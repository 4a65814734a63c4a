import type { Entry } from './entry.ts'
import { foldedTitle, foldedWords, identityKeys } from './identity.ts'
import type { KnownEntry } from './store-keys.ts'

/** Fewer titles than this may come again by chance. */
const fewestTitles = 2

/** Whether two items with one title give the same words, or one of them none. */
const haveOneText = (one: Entry, other: Entry): boolean =>
  one.excerpt === undefined || other.excerpt === undefined || foldedWords(one) === foldedWords(other)

/** Whether two items say that they are of the same moment. */
const haveOneDate = (one: Entry, other: Entry): boolean =>
  one.publishedAt !== undefined && one.publishedAt.getTime() === other.publishedAt?.getTime()

const byOneTitle = <One>(all: readonly One[], entryOf: (one: One) => Entry): ReadonlyMap<string, One> => {
  const found = new Map<string, One | undefined>()
  for (const one of all) {
    const title = foldedTitle(entryOf(one))
    found.set(title, found.has(title) ? undefined : one)
  }
  return new Map(
    [...found].flatMap(([title, one]) => (one === undefined || title === '' ? [] : [[title, one] as const])),
  )
}

/**
 * The known entries whose names a site has changed all at once: nothing of its answer is known by link, guid or number, but
 * at least half of the titles are. Titles that come twice, in the answer or before, tell nothing. Of a single item date and words
 * have to be the same as well, for columns have one title for all.
 */
export const findMoved = (
  entries: readonly Entry[],
  knownOfSource: readonly KnownEntry[],
): ReadonlyMap<Entry, KnownEntry> => {
  const known = byOneTitle(knownOfSource, ({ entry }) => entry)
  const pairs = [...byOneTitle(entries, (entry) => entry)].flatMap(([title, entry]) => {
    const before = known.get(title)
    return before === undefined ? [] : [[entry, before] as const]
  })
  const [only] = pairs
  if (entries.length === 1 && only !== undefined) {
    const [entry, { entry: before }] = only
    return haveOneDate(before, entry) && haveOneText(before, entry) ? new Map(pairs) : new Map()
  }
  return pairs.length >= fewestTitles && pairs.length * 2 >= entries.length ? new Map(pairs) : new Map()
}

/** What an entry is called besides its words: number, link, guid. */
export const namesOfEntry = (entry: Entry): string[] => identityKeys(entry).filter((key) => !key.startsWith('print:'))

import type { Entry } from './entry.ts'
import { foldedTitle, foldedWords, identityKeys } from './identity.ts'
import type { KnownEntry, ShownEntry } from './store-keys.ts'

/** Fewer equal titles than this may be chance. */
const fewestTitles = 2

/** Whether two items with the same title have the same excerpt, or at least one has none. */
const haveOneText = (one: Entry, other: Entry): boolean =>
  one.excerpt === undefined || other.excerpt === undefined || foldedWords(one) === foldedWords(other)

/** Whether two items have the same date and time. */
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
 * The known entries whose links, guids and numbers a site changed all at once: nothing in its answer is known by those
 * keys, but at least half of the titles are known. A title that occurs twice, in the answer or before, is not used. A
 * single item counts only if its page was never read and its date and excerpt are the same as well: a column gives all
 * its issues one title, and once pages are read, their text decides.
 */
export const findMoved = (
  entries: readonly Entry[],
  knownOfSource: readonly ShownEntry[],
): ReadonlyMap<Entry, KnownEntry> => {
  const known = byOneTitle(knownOfSource, ({ entry }) => entry)
  const pairs = [...byOneTitle(entries, (entry) => entry)].flatMap(([title, entry]) => {
    const before = known.get(title)
    return before === undefined ? [] : [[entry, before] as const]
  })
  const [only] = pairs
  if (entries.length === 1 && only !== undefined) {
    const [entry, { entry: before, isUnread }] = only
    return isUnread && haveOneDate(before, entry) && haveOneText(before, entry) ? new Map(pairs) : new Map()
  }
  return pairs.length >= fewestTitles && pairs.length * 2 >= entries.length ? new Map(pairs) : new Map()
}

/** The keys of an entry that do not depend on its words: number, link, guid. */
export const namesOfEntry = (entry: Entry): string[] => identityKeys(entry).filter((key) => !key.startsWith('print:'))

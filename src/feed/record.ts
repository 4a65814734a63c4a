import type { Db } from '../store/connection.ts'
import type { Entry } from './entry.ts'
import { identityKeys } from './identity.ts'
import { addEntry, addKeys, knownKeys, reviseEntry, type SourceRecord } from './store.ts'

/** What a poll showed that was not known before. */
export type Recorded = {
  readonly fresh: number
  readonly edited: number
  /** The answer holds nothing that was known: the feed was reset, or so much came at once that some may have passed unseen. */
  readonly hasGap: boolean
  /** So many at once that none is posted: a person looks first. */
  readonly isFlood: boolean
}

const flood = 50
/** An unknown entry older than this against the newest known one is history that the feed shows again, not news. */
const latestMs = 14 * 86_400_000

/** Keys that several entries of one answer share name none of them. */
const withoutShared = (all: readonly (readonly string[])[]): string[][] => {
  const count = new Map<string, number>()
  for (const key of all.flat()) count.set(key, (count.get(key) ?? 0) + 1)
  return all.map((keys) => keys.filter((key) => key.startsWith('co:') || count.get(key) === 1))
}

const isNews = (entry: Entry, record: SourceRecord | undefined): boolean =>
  entry.publishedAt === undefined ||
  record?.newestPublishedAt === undefined ||
  entry.publishedAt.getTime() >= record.newestPublishedAt - latestMs

/**
 * Remembers what a feed showed, inside the caller's transaction. New is what has no known key; the first answer of a
 * source is its baseline and owes no post.
 */
export const recordEntries = async (
  db: Db,
  record: SourceRecord | undefined,
  entries: readonly Entry[],
  now: Date,
): Promise<Recorded> => {
  // Feeds show the newest first: of two with the same date the lower one came before.
  const inOrder = entries.toReversed().sort((a, b) => (a.publishedAt?.getTime() ?? 0) - (b.publishedAt?.getTime() ?? 0))
  const keys = withoutShared(inOrder.map(identityKeys))
  const known = await knownKeys(db, keys.flat())
  const unknown = keys.filter((own) => !own.some((key) => known.has(key))).length
  const isBaseline = record?.baselineAt === undefined
  const isFlood = !isBaseline && unknown > flood
  let [fresh, edited] = [0, 0]
  for (const [index, entry] of inOrder.entries()) {
    const own = keys[index] ?? []
    const key = own.find((candidate) => known.has(candidate))
    const id = key === undefined ? undefined : known.get(key)
    if (id === undefined) {
      const added = await addEntry(db, entry, !isBaseline && !isFlood && isNews(entry, record), now)
      await addKeys(db, added, own)
      for (const name of own) known.set(name, added)
      fresh += 1
    } else {
      if (await reviseEntry(db, id, entry, now)) edited += 1
      await addKeys(
        db,
        id,
        own.filter((name) => !known.has(name)),
      )
    }
  }
  return { fresh, edited, hasGap: !isBaseline && entries.length > 0 && unknown === entries.length, isFlood }
}

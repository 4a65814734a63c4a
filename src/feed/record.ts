import type { Db } from '../store/connection.ts'
import { type Entry, isReadable } from './entry.ts'
import { narrowGaps, recordGap } from './store-gaps.ts'
import type { HeldReason } from './store-held.ts'
import { identityKeys, isOtherEntry } from './identity.ts'
import {
  addEntry,
  addKeys,
  announceBaseline,
  type KnownEntry,
  knownKeys,
  reviseEntry,
  type SourceRecord,
} from './store.ts'

/** What a poll showed that was not known before. */
export type Recorded = {
  readonly fresh: number
  readonly edited: number
  /** The answer holds nothing that was known: the feed was reset, or so much came at once that some may have passed unseen. */
  readonly hasGap: boolean
  /** So many at once that they are held: none is posted until a person releases them. */
  readonly isFlood: boolean
  /** How many are held, for that reason or another. */
  readonly heldCount: number
}

const flood = 50
/** An unknown entry older than this against the newest known one is history that the feed shows again, not news. */
const latestMs = 14 * 86_400_000
/** More undated entries than this at once are a feed whose dates cannot be read, not news. */
const mostUndated = 2

/** Keys that several entries of one answer share name none of them. */
const withoutShared = (all: readonly (readonly string[])[]): string[][] => {
  const count = new Map<string, number>()
  for (const key of all.flat()) count.set(key, (count.get(key) ?? 0) + 1)
  return all.map((keys) => keys.filter((key) => key.startsWith('co:') || count.get(key) === 1))
}

/** The known entry that this one is, by the strongest name whose owner is not another publication at the same address. */
const ownerOf = (
  entry: Entry,
  keys: readonly string[],
  known: ReadonlyMap<string, KnownEntry>,
): KnownEntry | undefined => {
  for (const key of keys) {
    const owner = known.get(key)
    if (owner !== undefined && !isOtherEntry(owner.entry, entry, key)) return owner
  }
  return undefined
}

/** Why a person is to decide whether the entry is news; undefined where it is. */
const doubtOf = (
  { publishedAt }: Entry,
  { newestPublishedAt }: SourceRecord,
  { isFlood, areUndatedNews }: { readonly isFlood: boolean; readonly areUndatedNews: boolean },
): HeldReason | undefined => {
  if (isFlood) return 'flood'
  if (publishedAt === undefined) return areUndatedNews ? undefined : 'undated'
  return newestPublishedAt !== undefined && publishedAt.getTime() < newestPublishedAt - latestMs ? 'old' : undefined
}

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
  const inOrder = entries
    .filter(isReadable)
    .toReversed()
    .sort((a, b) => (a.publishedAt?.getTime() ?? 0) - (b.publishedAt?.getTime() ?? 0))
  const keys = withoutShared(inOrder.map(identityKeys))
  const known = await knownKeys(db, keys.flat())
  const strangers = inOrder.filter((entry, index) => ownerOf(entry, keys[index] ?? [], known) === undefined)
  const unknown = strangers.length
  const isBaseline = record?.baselineAt === undefined
  const isFlood = !isBaseline && unknown > flood
  // Several strangers without a date may be of any age: nobody is told of history as if it were news.
  const areUndatedNews = strangers.filter(({ publishedAt }) => publishedAt === undefined).length <= mostUndated
  const hasGap = !isBaseline && entries.length > 0 && (unknown === entries.length || !areUndatedNews)
  if (hasGap) await recordGap(db, entries[0]?.source ?? '', keys.flat(), now)
  const doubtAbout = (entry: Entry, isOneOfFlood: boolean): HeldReason | undefined =>
    isBaseline ? undefined : doubtOf(entry, record, { isFlood: isOneOfFlood, areUndatedNews })
  let [fresh, edited, heldCount] = [0, 0, 0]
  for (const [index, entry] of inOrder.entries()) {
    const own = keys[index] ?? []
    const owner = ownerOf(entry, own, known)
    if (owner === undefined) {
      const held = doubtAbout(entry, isFlood)
      const id = await addEntry(db, entry, { isAnnounced: !isBaseline && held === undefined, held }, now)
      await addKeys(db, id, own)
      for (const key of own) if (!known.has(key)) known.set(key, { id, entry })
      fresh += 1
      if (held !== undefined) heldCount += 1
    } else {
      const revised = await reviseEntry(db, owner.id, entry, now)
      if (revised === 'edited') edited += 1
      const isNews = !isBaseline && doubtAbout(entry, false) === undefined
      if (revised === 'new here' && isNews) await announceBaseline(db, owner.id, now)
      await addKeys(
        db,
        owner.id,
        own.filter((key) => !known.has(key)),
      )
    }
  }
  if (fresh > 0) await narrowGaps(db)
  return { fresh, edited, hasGap, isFlood, heldCount }
}

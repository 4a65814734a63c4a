import type { Db } from '../store/connection.ts'
import { type Entry, isReadable } from './entry.ts'
import { narrowGaps, recordGap } from './store-gaps.ts'
import type { HeldReason } from './store-held.ts'
import { areRedated, identityKeys, isOtherEntry } from './identity.ts'
import { findMoved, namesOfEntry } from './moved.ts'
import { addReader } from './store-feeds.ts'
import { addEntry, announceBaseline, scheduleReading, reviseEntry } from './store-entries.ts'
import { addKeys, type KnownEntry, knownKeys, knownOfSource } from './store-keys.ts'
import { type SourceRecord } from './store-sources.ts'

/** What a poll found that was not known before. */
export type Recorded = {
  readonly fresh: number
  /** The numbers of the journeys that the new entries begin. */
  readonly journeys: readonly number[]
  readonly edited: number
  /** Nothing in the answer was known: the feed was reset, or so much came at once that entries may have been missed. */
  readonly hasGap: boolean
  /** So many came at once that they are held: none is posted until a person releases them. */
  readonly isFlood: boolean
  /** How many are held, for this or another reason. */
  readonly heldCount: number
}

/** More new entries than this at once are held until a person releases them. */
const flood = 50
/** An unknown entry is not news if it is older than the newest known one by more than this. */
const newsWindowMs = 14 * 86_400_000
/** More undated entries than this at once mean that the feed's dates cannot be read. */
const mostUndated = 2

/** A key that several entries of one answer share identifies none of them. */
const withoutShared = (all: readonly (readonly string[])[]): string[][] => {
  const count = new Map<string, number>()
  for (const key of all.flat()) count.set(key, (count.get(key) ?? 0) + 1)
  return all.map((keys) => keys.filter((key) => key.startsWith('co:') || count.get(key) === 1))
}

/** After this long without an answer, a feed may show old entries together with new ones. */
const longAwayMs = 30 * 86_400_000
const dayMs = 86_400_000

/** Whether the entry is older than the source's first answer, which was empty: a new entry would not be. */
const isHistory = ({ publishedAt }: Entry, { baselineAt, newestPublishedAt }: SourceRecord): boolean =>
  newestPublishedAt === undefined &&
  baselineAt !== undefined &&
  publishedAt !== undefined &&
  publishedAt.getTime() < baselineAt - dayMs

/** Entries from this instant on are news; undefined if no dated entry was known and the source was never away for long. */
const newsSince = ({ newestPublishedAt, lastSuccessAt }: SourceRecord, now: Date): number | undefined => {
  const at = now.getTime()
  if (lastSuccessAt !== undefined && at - lastSuccessAt > longAwayMs) return at - newsWindowMs
  return newestPublishedAt === undefined ? undefined : newestPublishedAt - newsWindowMs
}

type Circumstances = { readonly isFlood: boolean; readonly areUndatedNews: boolean; readonly now: Date }

/** Why a person has to decide whether the entry is news; undefined if it certainly is. */
const doubtOf = (
  { publishedAt, isDatedAhead }: Entry,
  record: SourceRecord,
  { isFlood, areUndatedNews, now }: Circumstances,
): HeldReason | undefined => {
  if (isFlood) return 'flood'
  if (publishedAt === undefined && areUndatedNews) return undefined
  if (publishedAt === undefined) return isDatedAhead === true ? 'ahead' : 'undated'
  return publishedAt.getTime() < (newsSince(record, now) ?? 0) ? 'old' : undefined
}

type Recognised = {
  readonly entry: Entry
  /** Its keys that no other entry of the answer has. */
  readonly keys: readonly string[]
  readonly owner: () => KnownEntry | undefined
}

type Recognition = {
  readonly all: readonly Recognised[]
  /** Most of the known entries have another date than before. */
  readonly isRedated: boolean
  /** Makes an entry that was just recorded known by its keys. */
  readonly know: (keys: readonly string[], one: KnownEntry) => void
}

/**
 * The entries of an answer, oldest first, each with a lookup of the known entry that it is. The lookup is exact only
 * after the entries before it were recorded, because they may bring its keys.
 */
const recognise = async (db: Db, given: readonly Entry[], keysOf: (entry: Entry) => string[]): Promise<Recognition> => {
  // Feeds show the newest first: of two with the same date the lower one is older.
  const entries = given
    .filter(isReadable)
    .toReversed()
    .sort((a, b) => (a.publishedAt?.getTime() ?? 0) - (b.publishedAt?.getTime() ?? 0))
  const keys = withoutShared(entries.map(keysOf))
  const names = new Set(entries.flatMap(namesOfEntry))
  const known = await knownKeys(db, keys.flat())
  /** The known entry with the strongest key, unless it is a different publication at the same address. */
  const ownerOf = (entry: Entry, own: readonly string[]): KnownEntry | undefined => {
    for (const key of own) {
      const owner = known.get(key)
      if (owner === undefined) continue
      const isBeside = namesOfEntry(owner.entry).some((name) => names.has(name))
      if (!isOtherEntry(owner.entry, entry, { key, isBeside })) return owner
    }
    return undefined
  }
  const isNothingKnown = entries.every((entry, index) => ownerOf(entry, keys[index] ?? []) === undefined)
  const moved =
    isNothingKnown && entries[0] !== undefined
      ? findMoved(entries, await knownOfSource(db, entries[0].source))
      : new Map<Entry, KnownEntry>()
  const all = entries.map((entry, index) => {
    const own = keys[index] ?? []
    return { entry, keys: own, owner: () => moved.get(entry) ?? ownerOf(entry, own) }
  })
  const know = (own: readonly string[], one: KnownEntry): void => {
    for (const key of own)
      if (!known.has(key) || (one.isPublic && known.get(key)?.isPublic === false)) known.set(key, one)
  }
  const pairs = all.flatMap(({ entry, owner }) => {
    const before = owner()
    return before?.entry.source === entry.source ? [{ known: before.entry, entry }] : []
  })
  return { all, isRedated: areRedated(pairs), know }
}

/** Whether unknown entries without a date are news: not if there are several, because they may be of any age. */
const areNewsUndated = (unknownEntries: readonly Recognised[]): boolean =>
  unknownEntries.filter(({ entry }) => entry.publishedAt === undefined).length <= mostUndated

/**
 * Records what a feed showed, inside the caller's transaction. An entry without a known key is new. The first answer of
 * a source is its baseline and is not posted. Entries that only feeds of single workspaces have shown count as new.
 * `isWindow`: the answer shows the newest entries whether known or not, instead of only the new ones.
 */
export const recordEntries = async (
  db: Db,
  record: SourceRecord | undefined,
  { entries, isWindow }: { readonly entries: readonly Entry[]; readonly isWindow: boolean },
  now: Date,
): Promise<Recorded> => {
  const { all, isRedated, know } = await recognise(db, entries, identityKeys)
  const unknownEntries = all.filter(({ owner }) => owner()?.isPublic !== true)
  const isBaseline = record?.baselineAt === undefined
  const isOwed = (entry: Entry): boolean => !isBaseline && !isHistory(entry, record)
  const isFlood = unknownEntries.filter(({ entry }) => isOwed(entry)).length > flood
  const areUndatedNews = areNewsUndated(unknownEntries)
  const hasGap =
    isWindow && !isBaseline && entries.length > 0 && (unknownEntries.length === entries.length || !areUndatedNews)
  const allKeys = all.flatMap(({ keys }) => keys)
  if (hasGap) await recordGap(db, entries[0]?.source ?? '', allKeys, now)
  const doubtAbout = (entry: Entry, isOneOfFlood: boolean): HeldReason | undefined =>
    isBaseline || isHistory(entry, record)
      ? undefined
      : doubtOf(entry, record, { isFlood: isOneOfFlood, areUndatedNews, now })
  const journeys: number[] = []
  let [edited, heldCount] = [0, 0]
  for (const { entry, keys, owner: find } of all) {
    const owner = find()
    if (owner?.isPublic === true) {
      const revised = await reviseEntry(db, owner, entry, { now, isRedated })
      if (revised === 'edited') edited += 1
      const isNews = isOwed(entry) && doubtAbout(entry, false) === undefined
      if (revised === 'new here' && isNews) await announceBaseline(db, owner.id, entry, now)
      await addKeys(db, owner.id, keys)
      continue
    }
    const held = doubtAbout(entry, isFlood)
    const isAnnounced = isOwed(entry) && held === undefined
    const id = await addEntry(db, entry, { isAnnounced, held }, now, owner?.id)
    await addKeys(db, id, keys)
    know(keys, { id, entry, isPublic: true })
    journeys.push(id)
    if (held !== undefined) heldCount += 1
  }
  if (journeys.length > 0) await narrowGaps(db)
  return { fresh: journeys.length, journeys, edited, hasGap, isFlood, heldCount }
}

/** Anybody can write a series number into a feed, so the numbers in feeds that people added do not count. */
const keysWithoutNumber = (entry: Entry): string[] => identityKeys(entry).filter((key) => !key.startsWith('co:'))

/**
 * Records what a feed that people added showed, inside the caller's transaction, and for which workspaces. An entry
 * that a workspace did not have from this feed is posted there, except those of the first answer (`isBaseline`) and
 * those that are perhaps not news. Entries that a configured source has shown are not changed.
 */
export const recordForReaders = async (
  db: Db,
  {
    record,
    readers,
    isBaseline,
  }: { record: SourceRecord | undefined; readers: readonly string[]; isBaseline: boolean },
  entries: readonly Entry[],
  now: Date,
): Promise<Recorded> => {
  const { all, isRedated, know } = await recognise(db, entries, keysWithoutNumber)
  const unknownEntries = all.filter(({ owner }) => owner() === undefined)
  const isNew = (entry: Entry): boolean => !isBaseline && record !== undefined && !isHistory(entry, record)
  const isFlood = unknownEntries.filter(({ entry }) => isNew(entry)).length > flood
  const areUndatedNews = areNewsUndated(unknownEntries)
  const journeys: number[] = []
  let edited = 0
  for (const { entry, keys, owner: find } of all) {
    const owner = find()
    const id = owner?.id ?? (await addEntry(db, entry, { isAnnounced: false, isPublic: false }, now))
    if (owner === undefined) journeys.push(id)
    else if ((await reviseEntry(db, owner, entry, { now, isPublic: false, isRedated })) === 'edited') edited += 1
    if (owner?.isPublic !== true) await addKeys(db, id, keys)
    know(keys, { id, entry, isPublic: owner?.isPublic === true })
    const isOwed =
      record !== undefined && isNew(entry) && doubtOf(entry, record, { isFlood, areUndatedNews, now }) === undefined
    let isNews = false
    for (const tenantKey of readers) {
      const isAdded = await addReader(db, id, { tenantKey, sourceId: entry.source, isOwed })
      isNews ||= isAdded && isOwed
    }
    if (isNews) await scheduleReading(db, id, now)
  }
  return { fresh: journeys.length, journeys, edited, hasGap: false, isFlood, heldCount: 0 }
}

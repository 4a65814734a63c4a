import type { Db } from '../store/connection.ts'
import { type Entry, entrySchema } from './entry.ts'

/** A known entry with its number; `isPublic`: a configured source has shown it. */
export type KnownEntry = { readonly id: number; readonly entry: Entry; readonly isPublic: boolean }

/** A known entry, and whether its page was never read: then only what its feed said is known. */
export type ShownEntry = KnownEntry & { readonly isUnread: boolean }

/** The known entries by those of the keys that belong to one. */
export const knownKeys = async (db: Db, keys: readonly string[]): Promise<Map<string, KnownEntry>> => {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('entry_keys')
    .innerJoin('entries', 'entries.id', 'entry_keys.entry_id')
    .select(['key', 'entries.id', 'entry_json', 'is_public'])
    .where('key', 'in', keys)
    .execute()
  return new Map(
    rows.map(({ key, id, entry_json: json, is_public }) => [
      key,
      { id, entry: entrySchema.parse(JSON.parse(json)), isPublic: is_public === 1 },
    ]),
  )
}

/** The most entries of a source that are compared when its site has moved; more than any feed shows. */
const mostOfSource = 500

/** The entries that a source has shown, the newest first. */
export const knownOfSource = async (db: Db, sourceId: string): Promise<ShownEntry[]> => {
  const rows = await db
    .selectFrom('entries')
    .leftJoin('commentaries', 'commentaries.id', 'entries.commentary_id')
    .innerJoin('entry_texts', 'entry_texts.entry_id', 'entries.id')
    .select(['entries.id', 'entry_json', 'entries.is_public', 'extent'])
    .where('entry_texts.source_id', '=', sourceId)
    .orderBy('entries.id', 'desc')
    .limit(mostOfSource)
    .execute()
  return rows.map(({ id, entry_json: json, is_public, extent }) => ({
    id,
    entry: entrySchema.parse(JSON.parse(json)),
    isPublic: is_public === 1,
    isUnread: extent === null || extent === 'excerpt',
  }))
}

/** The address of the source's newest entry whose address begins with its series number. */
export const findNumbered = async (db: Db, sourceId: string): Promise<string | undefined> => {
  const rows = await db
    .selectFrom('entry_keys')
    .innerJoin('entries', 'entries.id', 'entry_keys.entry_id')
    .select('entry_json')
    .where('key', 'like', 'co:CO_____')
    .where('source_id', '=', sourceId)
    .orderBy('key', 'desc')
    .limit(20)
    .execute()
  const links = rows.flatMap((row) => entrySchema.parse(JSON.parse(row.entry_json)).link ?? [])
  return links.find((link) => /\/co[\s-]?\d{5}[^/]*\/?$/iu.test(link))
}

/** Adds keys to an entry; a key that belongs to another entry stays there. */
export const addKeys = async (db: Db, entryId: number, keys: readonly string[]): Promise<void> => {
  if (keys.length === 0) return
  await db
    .insertInto('entry_keys')
    .values(keys.map((key) => ({ key, entry_id: entryId })))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

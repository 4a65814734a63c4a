import type { Selectable } from 'kysely'
import type { Commentary } from '../../commentary/commentary.ts'
import { isSamePublication } from '../../commentary/same-publication.ts'
import { canonicalUrl } from '../../fetch/canonical-url.ts'
import type { Db } from '../../store/connection.ts'
import type { CommentaryTable } from '../../store/schema.ts'
import { commentarySchema } from './schemas.ts'

export type Row = Selectable<CommentaryTable>

/** What a commentary is looked up by. */
export type Identified = {
  readonly commentary: Commentary
  /** All its identity keys, strongest first. */
  readonly keys: readonly string[]
  /** The address in the feed, for the case that the page's canonical link belongs to another commentary. */
  readonly link?: string | undefined
  /** The commentary that the feed's entry was read as before. */
  readonly readAs?: string | undefined
}

/** The owners of those keys that have one. */
export const ownersOf = async (db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (keys.length === 0) return new Map()
  const found = await db.selectFrom('commentary_keys').selectAll().where('key', 'in', keys).execute()
  return new Map(found.map((row) => [row.key, row.commentary_id]))
}

export const storedIn = (row: Row): Commentary => commentarySchema.parse(JSON.parse(row.commentary_json))

const isOfWords = (key: string): boolean => key.startsWith('print:') || key.startsWith('body:')

/** The address key of a commentary; undefined if it has no address. */
export const addressKey = ({ url }: Pick<Commentary, 'url'>): string | undefined => {
  const address = url === undefined ? undefined : canonicalUrl(url)
  return address === undefined ? undefined : `url:${address}`
}

/**
 * The keys that belong to this commentary alone: the feed's link and guid, or the keys of an imported text. A canonical
 * link does not count if the feed uses another address, because several pages may share it. Keys made of the words count
 * only if there is no other key.
 */
const ownNames = ({ commentary, keys, link }: Identified): readonly string[] => {
  const canonical = addressKey(commentary)
  const isLedElsewhere = link !== undefined && addressKey({ url: link }) !== canonical
  const names = keys.filter((key) => !isOfWords(key) && !(isLedElsewhere && key === canonical))
  return names.length > 0 ? names : keys.filter((key) => key.startsWith('print:'))
}

/**
 * The row of the commentary if it is known: by the strongest key whose owner is the same publication. A key of another
 * commentary identifies nothing: several pages may share a canonical link, a landing page or a guid.
 */
export const knownRow = async (
  db: Db,
  identified: Identified,
  owners: ReadonlyMap<string, string>,
): Promise<Row | undefined> => {
  const { commentary, keys, readAs } = identified
  const named = new Set([
    ...(readAs === undefined ? [] : [readAs]),
    ...ownNames(identified).flatMap((key) => owners.get(key) ?? []),
  ])
  const prints = keys.filter((key) => key.startsWith('body:'))
  for (const id of new Set([...keys.flatMap((key) => owners.get(key) ?? []), ...named, commentary.id])) {
    const row = await db.selectFrom('commentaries').selectAll().where('id', '=', id).executeTakeFirst()
    const shared = {
      isNamed: named.has(id),
      prints: prints.filter((key) => owners.get(key) === id).length / Math.max(1, prints.length),
    }
    if (row !== undefined && isSamePublication(storedIn(row), commentary, shared)) return row
  }
  return undefined
}

/** The commentary in the archive that is the same publication; undefined if it is new. */
export const findKnown = async (db: Db, identified: Identified): Promise<Commentary | undefined> => {
  const row = await knownRow(db, identified, await ownersOf(db, identified.keys))
  return row && storedIn(row)
}

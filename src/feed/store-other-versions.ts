import { sql } from 'kysely'
import type { OtherVersion } from '../ops/port.ts'
import type { Db } from '../store/connection.ts'
import { everybody, readerOf } from '../store/reader.ts'
import { entrySchema } from './entry.ts'
import { foldedTitle } from './identity.ts'
import { isKnownTo } from './store-reading.ts'

/** How many of the newest entries are looked at. */
const mostEntries = 500

/**
 * The entries with a new title whose text the archive had already, as far as the reader of `db` may see them, the newest
 * first: each became one more version of the earlier commentary, and was not posted by itself.
 */
export const otherVersions = async (db: Db): Promise<OtherVersion[]> => {
  const rows = await db
    .selectFrom('entries')
    .innerJoin('commentaries', 'commentaries.id', 'entries.commentary_id')
    .select(['entry_json', 'entries.first_seen_at as seen_at', 'commentaries.id', 'commentaries.title'])
    .where('entries.id', '>', (select) =>
      select.selectFrom('entries').select(sql<number>`coalesce(max(id), 0) - ${mostEntries}`.as('first')),
    )
    .where(sql<boolean>`exists (select 1 from entries as earlier
      where earlier.commentary_id = entries.commentary_id and earlier.id < entries.id)`)
    .where('commentaries.extent', '!=', 'none')
    .where(isKnownTo(readerOf(db)?.tenantKey ?? everybody))
    .orderBy('entries.id', 'desc')
    .execute()
  return rows.flatMap(({ entry_json: json, seen_at: seenAt, ...commentary }) => {
    const { title, link: url } = entrySchema.parse(JSON.parse(json))
    const isNamedAlike = foldedTitle({ title }) === foldedTitle(commentary)
    return isNamedAlike ? [] : [{ title, url, seenAt: new Date(seenAt), commentary }]
  })
}

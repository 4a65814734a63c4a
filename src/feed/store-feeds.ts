import { sql } from 'kysely'
import type { Db } from '../store/connection.ts'
import { sqlOf } from '../store/dialect/sql-of.ts'
import type { Source } from './source.ts'

/** A feed that people of a workspace added. */
export type OwnFeed = {
  /** Its address, which is also its source's id. */
  readonly url: string
  readonly title: string
  readonly addedBy: { readonly id: string; readonly name: string }
  readonly addedAt: Date
}

/** The feeds of a workspace, in the order in which they were added. */
export const ownFeeds = async (db: Db, tenantKey: string): Promise<OwnFeed[]> => {
  const rows = await db
    .selectFrom('feeds')
    .selectAll()
    .where('tenant_key', '=', tenantKey)
    .orderBy('added_at')
    .orderBy('url')
    .execute()
  return rows.map((row) => ({
    url: row.url,
    title: row.title,
    addedBy: { id: row.added_by, name: row.added_by_name },
    addedAt: new Date(row.added_at),
  }))
}

/** Adds a feed to a workspace. @returns false if it has it already. */
export const addOwnFeed = async (
  db: Db,
  tenantKey: string,
  { url, title, addedBy, addedAt }: OwnFeed,
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('feeds')
    .values({
      tenant_key: tenantKey,
      url,
      title,
      added_by: addedBy.id,
      added_by_name: addedBy.name,
      added_at: addedAt.getTime(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Removes a feed from a workspace, and the posts that were still to come from it; what was read stays in its archive. */
export const removeOwnFeed = async (db: Db, tenantKey: string, url: string): Promise<void> => {
  await db.deleteFrom('feeds').where('tenant_key', '=', tenantKey).where('url', '=', url).execute()
  await db
    .updateTable('entry_readers')
    .set({ owed: 0 })
    .where('tenant_key', '=', tenantKey)
    .where('source_id', '=', url)
    .execute()
}

/** The feeds that people added, each once with the workspaces that have it; without those of the settings. */
export const sourcesOfPeople = async (db: Db, configured: readonly Source[]): Promise<Source[]> => {
  const rows = await db
    .selectFrom('feeds')
    .select(['url', sqlOf(db).listOf(sql.ref('tenant_key')).as('tenants')])
    .where('tenant_key', 'not in', (select) => select.selectFrom('left_tenants').select('tenant_key'))
    .groupBy('url')
    .orderBy('url')
    .execute()
  const known = new Set(configured.map(({ id }) => id))
  return rows
    .filter(({ url }) => !known.has(url))
    .map(({ url, tenants }) => ({
      id: url,
      steps: [{ kind: 'feed', url }],
      readers: JSON.parse(tenants) as string[],
    }))
}

/** The title of the own feed that has shown an entry, the one added first; undefined if it was removed. */
export const ownFeedTitle = async (db: Db, entryId: number): Promise<string | undefined> => {
  const row = await db
    .selectFrom('entry_readers as reader')
    .innerJoin('feeds', (join) =>
      join.onRef('feeds.url', '=', 'reader.source_id').onRef('feeds.tenant_key', '=', 'reader.tenant_key'),
    )
    .select('feeds.title')
    .where('entry_id', '=', entryId)
    .orderBy('feeds.added_at')
    .executeTakeFirst()
  return row?.title
}

/**
 * Records that a workspace got an entry from one of its own feeds.
 * @returns false if it had it from there already.
 */
export const addReader = async (
  db: Db,
  entryId: number,
  { tenantKey, sourceId, isOwed }: { readonly tenantKey: string; readonly sourceId: string; readonly isOwed: boolean },
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('entry_readers')
    .values({ entry_id: entryId, tenant_key: tenantKey, source_id: sourceId, owed: isOwed ? 1 : 0 })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/**
 * The workspaces that are to get a post of the entry, each with those of its own feeds that have shown it. A workspace
 * that got the commentary from the same feed as another entry is left out.
 */
export const owedReaders = async (
  db: Db,
  entryId: number,
  commentaryId: string,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows = await db
    .selectFrom('entry_readers as reader')
    .selectAll()
    .select((select) =>
      select
        .exists(
          select
            .selectFrom('entry_readers as earlier')
            .innerJoin('entries', 'entries.id', 'earlier.entry_id')
            .select('earlier.entry_id')
            .where('entries.commentary_id', '=', commentaryId)
            .where('earlier.entry_id', '!=', entryId)
            .whereRef('earlier.tenant_key', '=', 'reader.tenant_key')
            .whereRef('earlier.source_id', '=', 'reader.source_id'),
        )
        .as('was_had'),
    )
    .where('entry_id', '=', entryId)
    .execute()
  const byTenant = Map.groupBy(rows, (row) => row.tenant_key)
  return new Map(
    [...byTenant]
      .filter(([, own]) => own.some(({ owed, was_had: wasHad }) => owed === 1 && Number(wasHad) === 0))
      .map(([tenantKey, own]) => [tenantKey, own.map((row) => row.source_id)]),
  )
}

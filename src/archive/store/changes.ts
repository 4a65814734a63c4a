import { sql } from 'kysely'
import type { Db } from '../../store/connection.ts'
import { sqlOf } from '../../store/dialect/sql-of.ts'

/** The latest change of a commentary. Sequence numbers only grow; a later change of the same commentary replaces it. */
export type Change = { readonly seq: number; readonly id: string }

/** Records, in the transaction of the change, that the commentary is new, different or deleted. */
export const recordChange = async (db: Db, id: string): Promise<void> => {
  await db.deleteFrom('archive_changes').where('commentary_id', '=', id).execute()
  await db.insertInto('archive_changes').values({ commentary_id: id }).execute()
}

/** The changes after `seq`, oldest first. */
export const changesAfter = async (db: Db, seq: number, limit: number): Promise<Change[]> =>
  db
    .selectFrom('archive_changes')
    .select(['seq', 'commentary_id as id'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute()

/** The number of the last change, and an identity that differs for another archive in the same place. */
export const archiveState = async (db: Db): Promise<{ readonly lastSeq: number; readonly identity: string }> => {
  const { rows } = await sql<{ seq: number | null; first: string | null }>`select
    (select max(seq) from archive_changes) as seq,
    (select id || ' ' || first_seen_at from commentaries order by number limit 1) as first`.execute(db)
  return { lastSeq: rows[0]?.seq ?? 0, identity: rows[0]?.first ?? '' }
}

/** The path of the archive's file; empty if it is in memory or on a server. */
export const filePath = async (db: Db): Promise<string> => {
  const { rows } = await sqlOf(db).filePath.execute(db)
  return rows[0]?.file ?? ''
}

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The search index becomes a separate file, which follows the sequence of changes. */
export const archiveChanges: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('archive_changes')
      .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('commentary_id', 'text', (c) => c.notNull().unique())
      .execute()
    await sql`insert into archive_changes (commentary_id) select id from commentaries order by number`.execute(db)
    await db.schema.dropTable('commentary_terms').execute()
    await db.schema.dropTable('commentary_index').execute()
  },
}

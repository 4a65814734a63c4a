import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Entries that came too many at once wait for a person; missing series numbers are kept until somebody deals with them. */
export const held: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('entries').addColumn('held', 'text').execute()
    await sql`create index entries_held on entries (id) where held is not null`.execute(db)
    await db.schema
      .createTable('gaps')
      .addColumn('source_id', 'text', (c) => c.notNull())
      .addColumn('first_id', 'text', (c) => c.notNull())
      .addColumn('last_id', 'text', (c) => c.notNull())
      .addColumn('noticed_at', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('gaps_key', ['source_id', 'first_id'])
      .execute()
  },
}

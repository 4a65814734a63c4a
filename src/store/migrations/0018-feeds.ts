import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Feeds that the people of a workspace added, and which of the entries came with one: other workspaces must not see them. */
export const feeds: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('feeds')
      .addColumn('tenant_key', 'text', (c) => c.notNull())
      .addColumn('url', 'text', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('added_by', 'text', (c) => c.notNull())
      .addColumn('added_by_name', 'text', (c) => c.notNull())
      .addColumn('added_at', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('feeds_key', ['tenant_key', 'url'])
      .execute()
    await db.schema
      .createTable('entry_readers')
      .addColumn('entry_id', 'integer', (c) => c.notNull().references('entries.id').onDelete('cascade'))
      .addColumn('tenant_key', 'text', (c) => c.notNull())
      .addColumn('source_id', 'text', (c) => c.notNull())
      .addColumn('owed', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('entry_readers_key', ['entry_id', 'tenant_key', 'source_id'])
      .execute()
    await db.schema.createIndex('entry_readers_of').on('entry_readers').column('tenant_key').execute()
    await db.schema.createIndex('entries_of_commentary').on('entries').column('commentary_id').execute()
    for (const table of ['entries', 'entry_texts', 'commentaries'] as const) {
      await db.schema
        .alterTable(table)
        .addColumn('is_public', 'integer', (c) => c.notNull().defaultTo(1))
        .execute()
    }
  },
}

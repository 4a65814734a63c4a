import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const entryTexts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('entry_texts')
      .addColumn('entry_id', 'integer', (c) => c.notNull().references('entries.id').onDelete('cascade'))
      .addColumn('source_id', 'text', (c) => c.notNull())
      .addColumn('text_hash', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('entry_texts_key', ['entry_id', 'source_id'])
      .execute()
    await sql`insert into entry_texts select id, source_id, text_hash from entries`.execute(db)
    await db.schema.alterTable('entries').addColumn('seen_hash', 'text').execute()
  },
}

import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What each process on a server finds wrong with itself, and when it said so last. */
export const processes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('processes')
      .addColumn('name', 'text', (c) => c.notNull().primaryKey())
      .addColumn('seen_at', 'bigint', (c) => c.notNull())
      .addColumn('troubles_json', 'text', (c) => c.notNull())
      .execute()
  },
}

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const remembered: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('remembered')
      .addColumn('namespace', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('value', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('remembered_key', ['namespace', 'id'])
      .execute()
    // Commands of buttons that were posted already. Keyv keeps each as JSON with its value inside.
    await sql`insert into remembered (namespace, id, value, expires_at)
      select 'discord', 'command:' || key, json_extract(value, '$.value'), expires_at from kv
      where namespace = 'discord-buttons' and expires_at is not null and json_valid(value)`.execute(db)
  },
}

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const modelEngine: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('briefings').addColumn('rebrief_at', 'integer').execute()
    await db.schema
      .alterTable('briefings')
      .addColumn('rebriefs', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    // Earlier briefings do not say how their claims were made: all were extracts.
    await sql`update briefings set briefing_json = json_set(briefing_json, '$.claims', (
      select json_group_array(json_set(value, '$.origin', 'extract')) from json_each(briefing_json, '$.claims')))`.execute(
      db,
    )
    await db.schema
      .createTable('corrections')
      .addColumn('commentary_id', 'text', (c) => c.notNull().references('commentaries.id'))
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('correction_json', 'text', (c) => c.notNull())
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('corrections_key', ['commentary_id', 'revision'])
      .execute()
    await db.schema
      .createTable('token_budget')
      .addColumn('day', 'text', (c) => c.primaryKey())
      .addColumn('tokens', 'integer', (c) => c.notNull())
      .execute()
  },
}

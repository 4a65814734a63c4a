import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What readers report as wrong: a claim, by its quote, until a person decides and, where they were right, for good. */
export const disputes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('disputes')
      .addColumn('number', 'bigint', (c) => c.notNull().primaryKey())
      .addColumn('commentary_id', 'text', (c) => c.notNull())
      .addColumn('claim_key', 'text', (c) => c.notNull())
      .addColumn('quote', 'text', (c) => c.notNull())
      .addColumn('claim', 'text', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('tenant_key', 'text', (c) => c.notNull())
      .addColumn('place_json', 'text', (c) => c.notNull())
      .addColumn('person', 'text', (c) => c.notNull())
      .addColumn('person_name', 'text', (c) => c.notNull())
      .addColumn('reported_at', 'bigint', (c) => c.notNull())
      .addColumn('decided_by_name', 'text')
      .addColumn('decided_at', 'bigint')
      .addUniqueConstraint('disputes_of_claim', ['commentary_id', 'claim_key'])
      .execute()
  },
}

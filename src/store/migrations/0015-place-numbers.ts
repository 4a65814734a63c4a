import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** A subscription has a number within its place: the first one of a channel is number 1. */
export const placeNumbers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('subscriptions')
      .addColumn('number', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await sql`update subscriptions set number = (select count(*) from subscriptions as other
      where other.place_key = subscriptions.place_key and other.id <= subscriptions.id)`.execute(db)
  },
}

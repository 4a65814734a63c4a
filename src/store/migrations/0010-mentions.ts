import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Which commentaries a digest, a catch-up post, a page in its thread or a trial post shows: a correction has to reach them. */
export const mentions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('mentions')
      .addColumn('commentary_id', 'text', (c) => c.notNull())
      .addColumn('delivery_key', 'text', (c) => c.notNull().references('deliveries.key').onDelete('cascade'))
      .addPrimaryKeyConstraint('mentions_key', ['commentary_id', 'delivery_key'])
      .execute()
    await db.schema.createIndex('mentions_of_delivery').on('mentions').column('delivery_key').execute()
    await sql`insert or ignore into mentions select collected.commentary_id, deliveries.key from collected
      join deliveries on deliveries.key = collected.delivery_key`.execute(db)
    await sql`create index deliveries_target on deliveries (target_key, seq) where target_key is not null`.execute(db)
  },
}

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const tenantOf = sql<string>`substr(place_key, 1, instr(place_key, '/') + instr(substr(place_key, instr(place_key, '/') + 1), '/') - 1)`

/** Subscriptions with digests, and deliveries of more kinds than the post of one commentary. */
export const digests: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    // SQLite cannot drop a NOT NULL: the two tables are written again, every row with them.
    await sql`pragma defer_foreign_keys = on`.execute(db)
    await db.schema.alterTable('subscriptions').renameTo('subscriptions_before').execute()
    await db.schema.alterTable('deliveries').renameTo('deliveries_before').execute()
    await db.schema.dropIndex('deliveries_open').execute()
    await db.schema
      .createTable('subscriptions')
      .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('place_key', 'text', (c) => c.notNull())
      .addColumn('place_json', 'text', (c) => c.notNull())
      .addColumn('tenant_key', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('filter', 'text', (c) => c.notNull())
      .addColumn('instant', 'integer', (c) => c.notNull())
      .addColumn('cadence_json', 'text')
      .addColumn('next_digest_at', 'integer')
      .addColumn('posts_empty', 'integer', (c) => c.notNull())
      .addColumn('locale', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('reason_code', 'text')
      .addColumn('reason', 'text')
      .addColumn('muted_until', 'integer')
      .addColumn('created_by', 'text', (c) => c.notNull())
      .addColumn('created_by_name', 'text', (c) => c.notNull())
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .execute()
    await sql`create unique index subscriptions_of_feed on subscriptions (place_key) where kind = 'feed'`.execute(db)
    await sql`create unique index subscriptions_of_watch on subscriptions (place_key, filter) where kind = 'watch'`.execute(
      db,
    )
    await db.schema.createIndex('subscriptions_of_place').on('subscriptions').columns(['place_key', 'id']).execute()
    await db.schema.createIndex('subscriptions_due').on('subscriptions').columns(['next_digest_at']).execute()
    await sql`insert into subscriptions select id, place_key, place_json, ${tenantOf}, 'feed', filter, 1, null, null, 0,
      'en-GB', 'active', null, null, null, created_by, created_by, created_at from subscriptions_before`.execute(db)
    await db.schema
      .createTable('deliveries')
      .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('key', 'text', (c) => c.notNull().unique())
      .addColumn('place_key', 'text', (c) => c.notNull())
      .addColumn('place_json', 'text', (c) => c.notNull())
      .addColumn('tenant_key', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('subscription_id', 'integer')
      .addColumn('commentary_id', 'text', (c) => c.references('commentaries.id'))
      .addColumn('revision', 'integer')
      .addColumn('target_key', 'text')
      .addColumn('card_json', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('reason_code', 'text')
      .addColumn('reason', 'text')
      .addColumn('due_at', 'integer', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('looks', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('leased_until', 'integer')
      .addColumn('attempted_at', 'integer')
      .addColumn('receipt', 'text')
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addColumn('sent_at', 'integer')
      .execute()
    await sql`insert into deliveries select seq, key, place_key, place_json, ${tenantOf}, kind, subscription_id,
      commentary_id, revision, null, card_json, state, case when reason is null then null else 'failed' end, reason, due_at,
      attempts, looks, leased_until, attempted_at, receipt, created_at, sent_at from deliveries_before`.execute(db)
    await db.schema.dropTable('deliveries_before').execute()
    await db.schema.dropTable('subscriptions_before').execute()
    await sql`create index deliveries_open on deliveries (place_key, seq)
      where state in ('due', 'sending', 'uncertain')`.execute(db)
    await db.schema.createIndex('deliveries_of').on('deliveries').columns(['commentary_id', 'place_key']).execute()
    await db.schema
      .createTable('collected')
      .addColumn('subscription_id', 'integer', (c) => c.notNull().references('subscriptions.id').onDelete('cascade'))
      .addColumn('commentary_id', 'text', (c) => c.notNull().references('commentaries.id'))
      .addColumn('purpose', 'text', (c) => c.notNull())
      .addColumn('added_at', 'integer', (c) => c.notNull())
      .addColumn('delivery_key', 'text')
      .addPrimaryKeyConstraint('collected_key', ['subscription_id', 'commentary_id', 'purpose'])
      .execute()
    await sql`create index collected_waiting on collected (purpose, subscription_id) where delivery_key is null`.execute(
      db,
    )
    await db.schema
      .createTable('windows')
      .addColumn('subscription_id', 'integer', (c) => c.notNull().references('subscriptions.id').onDelete('cascade'))
      .addColumn('window', 'text', (c) => c.notNull())
      .addColumn('delivery_key', 'text')
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('windows_key', ['subscription_id', 'window'])
      .execute()
    await db.schema
      .createTable('audit')
      .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('at', 'integer', (c) => c.notNull())
      .addColumn('tenant_key', 'text', (c) => c.notNull())
      .addColumn('place_key', 'text', (c) => c.notNull())
      .addColumn('person', 'text', (c) => c.notNull())
      .addColumn('person_name', 'text', (c) => c.notNull())
      .addColumn('command', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('left_tenants')
      .addColumn('tenant_key', 'text', (c) => c.primaryKey())
      .addColumn('erase_at', 'integer', (c) => c.notNull())
      .execute()
    await db.schema.alterTable('posts').addColumn('parent', 'integer').execute()
  },
}

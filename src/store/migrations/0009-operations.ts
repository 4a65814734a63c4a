import type { Migration } from 'kysely/migration'

/** Facts of the installation, the channels that get alerts, and the counts of pruned deliveries. */
export const operations: Migration = {
  async up(db) {
    await db.schema
      .createTable('installation')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('alerts')
      .addColumn('code', 'text', (c) => c.primaryKey())
      .addColumn('detail', 'text', (c) => c.notNull())
      .addColumn('since', 'integer', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('operator_places')
      .addColumn('place_key', 'text', (c) => c.primaryKey())
      .addColumn('place_json', 'text', (c) => c.notNull())
      .addColumn('created_by', 'text', (c) => c.notNull())
      .addColumn('created_at', 'integer', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('pruned_deliveries')
      .addColumn('month', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('count', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('pruned_deliveries_key', ['month', 'kind', 'state'])
      .execute()
  },
}

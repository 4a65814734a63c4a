import type { Migration } from 'kysely/migration'

export const leases: Migration = {
  up: async (db) => {
    await db.schema.alterTable('deliveries').addColumn('lease_owner', 'text').execute()
    await db.schema
      .alterTable('deliveries')
      .addColumn('fence', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  },
}

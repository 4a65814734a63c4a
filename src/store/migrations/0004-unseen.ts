import type { Migration } from 'kysely/migration'

export const unseen: Migration = {
  up: async (db) => {
    await db.schema
      .alterTable('deliveries')
      .addColumn('unseen', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  },
}

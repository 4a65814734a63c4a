import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const unconfirmedIndex: Migration = {
  up: async (db) => {
    await sql`create index deliveries_unconfirmed on deliveries (seq) where state = 'unconfirmed'`.execute(db)
  },
}

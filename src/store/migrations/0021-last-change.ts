import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Which row of `audit` changed a subscription last; unknown of those that were changed before this migration. */
export const lastChange: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('subscriptions').addColumn('last_change', 'bigint').execute()
  },
}

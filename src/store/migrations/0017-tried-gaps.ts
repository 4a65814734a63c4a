import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const triedGaps: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('gaps').addColumn('tried_at', 'integer').execute()
  },
}

import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Says in the file's header whose it is (`RSIS` in ASCII), so that another program's file is never taken over. */
export const applicationId = 0x52534953

export const ownHeader: Migration = {
  up: async (db) => {
    await sql`pragma application_id = ${sql.lit(applicationId)}`.execute(db)
  },
}

import type { Kysely } from 'kysely'
import type { Db } from './connection.ts'
import { sqlOf } from './dialect/sql-of.ts'
import type { Schema } from './schema.ts'

/** Forgets the answers kept for sharing that name a commentary, and all cached answers of models, which are then asked again. */
export const forgetAnswers = async (db: Db, commentaryId: string): Promise<void> => {
  await db.deleteFrom('remembered').where('value', 'like', `%${commentaryId}%`).execute()
  await db.deleteFrom('kv').where('namespace', '=', 'model').execute()
}

/** Forgets the answers kept for sharing, because their content may not be shown any more. */
export const forgetShownAnswers = async (db: Db): Promise<void> => {
  await db.deleteFrom('remembered').where('id', 'like', 'shown:%').execute()
}

/** Removes what is left of deleted rows in the unused space of the database's file. Not in a transaction. */
export const eraseDeleted = async (db: Kysely<Schema>): Promise<void> => {
  for (const statement of sqlOf(db).erase) await statement.execute(db)
}

import { type Kysely, PostgresAdapter } from 'kysely'
import type { Differences } from './differences.ts'
import { postgresSql } from './postgres-sql.ts'
import { sqliteSql } from './sqlite-sql.ts'

/** The SQL of the database behind a connection or transaction, where the two differ. */
export const sqlOf = (db: Pick<Kysely<never>, 'getExecutor'>): Differences =>
  db.getExecutor().adapter instanceof PostgresAdapter ? postgresSql : sqliteSql

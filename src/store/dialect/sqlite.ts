import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { type DialectAdapter, SqliteAdapter, type SqliteDatabase, SqliteDialect } from 'kysely'

/** SQLite can roll back `create table` like any other statement; Kysely's own adapter does not say so. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

const bind = (values: readonly unknown[]): SQLInputValue[] => values as SQLInputValue[]

/** What is really run for the text that Kysely sends. */
const textFor = (database: DatabaseSync, text: string): string => {
  // A deferred transaction that reads and then writes fails at once when another process wrote between,
  // in spite of the busy time-out; taking the write lock at the start makes it wait instead.
  if (text === 'begin') return 'begin immediate'
  // On a full disk SQLite has rolled back by itself. A second rollback would fail, and its error hide the first one.
  return text === 'rollback' && !database.isTransaction ? 'select 1' : text
}

/** Of the statements used last, so many stay compiled. */
const mostStatements = 200

/** Compiles each SQL text once, as long as it is in use. */
const createPrepare = (database: DatabaseSync): ((text: string) => StatementSync) => {
  const statements = new Map<string, StatementSync>()
  return (text) => {
    const statement = statements.get(text) ?? database.prepare(text)
    statements.delete(text)
    statements.set(text, statement)
    const [oldest] = statements.keys()
    if (statements.size > mostStatements && oldest !== undefined) statements.delete(oldest)
    return statement
  }
}

const asKyselyDatabase = (database: DatabaseSync, prepare = createPrepare(database)): SqliteDatabase => ({
  close: () => database.close(),
  prepare(text) {
    const statement = prepare(textFor(database, text))
    return {
      reader: statement.columns().length > 0,
      all: (values) => statement.all(...bind(values)),
      run: (values) => statement.run(...bind(values)),
      iterate: (values) => statement.iterate(...bind(values)),
    }
  },
})

/** Kysely's SQLite dialect on Node's own SQLite. Migrations run in one transaction. */
export class NodeSqliteDialect extends SqliteDialect {
  constructor(database: DatabaseSync) {
    super({ database: asKyselyDatabase(database) })
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter()
  }
}

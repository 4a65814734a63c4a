import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'

/** SQLite can roll back `create table` like any other statement; Kysely's own adapter does not say so. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

const bind = (values: readonly unknown[]): SQLInputValue[] => values as SQLInputValue[]

/** The SQL that replaces some of Kysely's statements. */
const textFor = (database: DatabaseSync, text: string): string => {
  // A deferred transaction that reads and then writes fails at once when another process wrote between,
  // in spite of the busy time-out; taking the write lock at the start makes it wait instead.
  if (text === 'begin') return 'begin immediate'
  // On a full disk SQLite has rolled back by itself. A second rollback would fail, and its error hide the first one.
  return text === 'rollback' && !database.isTransaction ? 'select 1' : text
}

/** The number of recently used statements that stay compiled. */
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

const lockedCode = 5
const lookAgainMs = 25

const isLocked = (error: unknown): boolean =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  (error.errcode & 0xff) === lockedCode

/** Waits for another program's lock without blocking the thread, which acknowledges commands meanwhile. */
const waitingForLocks = (connection: DatabaseConnection, busyMs: number): DatabaseConnection => ({
  async executeQuery<Row>(query: CompiledQuery) {
    const until = performance.now() + busyMs
    for (;;) {
      try {
        return await connection.executeQuery<Row>(query)
      } catch (error) {
        if (!isLocked(error) || performance.now() >= until) throw error
        await sleep(lookAgainMs)
      }
    }
  },
  streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
})

class LockWaitingDriver extends SqliteDriver {
  readonly #busyMs: number

  constructor(database: SqliteDatabase, busyMs: number) {
    super({ database })
    this.#busyMs = busyMs
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return waitingForLocks(await super.acquireConnection(), this.#busyMs)
  }
}

/**
 * Kysely's SQLite dialect on Node's own SQLite. Migrations run in one transaction.
 * @param busyMs how long a statement waits for other programs that write, in milliseconds.
 */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase
  readonly #busyMs: number

  constructor(database: DatabaseSync, busyMs = 0) {
    const own = asKyselyDatabase(database)
    super({ database: own })
    this.#database = own
    this.#busyMs = busyMs
  }

  override createDriver(): Driver {
    return new LockWaitingDriver(this.#database, this.#busyMs)
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter()
  }
}

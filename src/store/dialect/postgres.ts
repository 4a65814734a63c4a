import {
  CompiledQuery,
  type Driver,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  PostgresQueryCompiler,
  type QueryCompiler,
  type TransactionSettings,
} from 'kysely'

/** The first number of all our advisory locks: `RSIS` in ASCII. */
export const lockSpace = 0x52534953

/** The second number: the purpose of each lock. */
export const locks = { write: 1, lead: 2 } as const

const takeWriteLock = CompiledQuery.raw(`select pg_advisory_xact_lock(${lockSpace}, ${locks.write})`)

type Connection = Parameters<PostgresDriver['rollbackTransaction']>[0]

/**
 * Runs one transaction at a time, counting all processes. SQLite's `begin immediate` has the same effect, and the
 * queries depend on it.
 */
class OneWriterDriver extends PostgresDriver {
  override async beginTransaction(connection: Connection, settings: TransactionSettings): Promise<void> {
    await super.beginTransaction(connection, settings)
    try {
      await connection.executeQuery(takeWriteLock)
    } catch (error) {
      await this.rollbackTransaction(connection)
      throw error
    }
  }
}

/**
 * PostgreSQL cannot store NUL in a text, nor escaped in JSON that it parses; another character of the same length
 * replaces it.
 */
export const storable = (text: string): string =>
  text.replaceAll('\0', '\u{fffd}').replaceAll(/(?<!\\)((?:\\\\)*)\\u0000/gu, String.raw`$1\ufffd`)

class StorableCompiler extends PostgresQueryCompiler {
  protected override addParameter(parameter: unknown): void {
    super.addParameter(typeof parameter === 'string' ? storable(parameter) : parameter)
  }
}

/** Kysely's PostgreSQL dialect with the guarantees of the SQLite one. */
export class ServerDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new OneWriterDriver(this.#config)
  }

  override createQueryCompiler(): QueryCompiler {
    return new StorableCompiler()
  }
}

const [bool, int8, numeric] = [16, 20, 1700]

/** Converts values to the form that SQLite returns: every number as a number, a condition as 1 or 0. */
export const readValue = (type: number): ((text: string) => unknown) | undefined => {
  if (type === bool) return (text) => (text === 't' ? 1 : 0)
  return type === int8 || type === numeric ? Number : undefined
}

import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** A connection or a transaction: the caller of a query decides what is atomic. */
export type Db = Kysely<Schema> | Transaction<Schema>

export type Store = { readonly db: Kysely<Schema>; readonly close: () => Promise<void> }

/** A database as it is found, opened to be read. */
export type FoundStore = Store & {
  /** False where an earlier version wrote it: the next start brings its tables up to date. */
  readonly isCurrent: boolean
  readonly damage: string | undefined
}

/** The store of the one process that runs on it. */
export type OwnStore = Store & {
  /** Whether the file turned out to be an earlier copy of this installation's database. */
  readonly isRestored: boolean
  /** If anything was written since the last call, notes the database's generation in a file next to it. */
  readonly keepProgress: () => Promise<void>
  /** What happened to the file under the program; undefined while it is there. */
  readonly findFault: () => string | undefined
}

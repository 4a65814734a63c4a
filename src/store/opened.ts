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

/** How the processes that run on one database share the work. A process that is alone leads. */
export type Together = {
  /** Whether no other process can run on the database. */
  readonly isAlone: boolean
  /** Whether this process polls, makes digests and does what else one of them does for all. */
  readonly isLeading: () => boolean
  /** Has `listener` called when this process begins to lead, and when it does not lead any more. */
  readonly onTurn: (listener: () => void) => void
  /** Has `listener` called with the error when the database's server is away, and with undefined when it is back. */
  readonly onAway: (listener: (error: unknown) => void) => void
  /** The time that all of them go by. */
  readonly now: () => Date
  /** Tells the others that there are new deliveries; they look for them from time to time all the same. */
  readonly announce: () => Promise<void>
  /** Has `listener` called when another tells of new deliveries. */
  readonly hear: (listener: () => void) => void
}

/** The store of a process that runs on it. */
export type OwnStore = Store &
  Together & {
    /** Whether the file turned out to be an earlier copy of this installation's database. */
    readonly isRestored: boolean
    /** If anything was written since the last call, notes the database's generation in a file next to it. */
    readonly keepProgress: () => Promise<void>
    /** What happened to the file under the program; undefined while it is there. */
    readonly findFault: () => string | undefined
  }

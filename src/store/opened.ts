import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** A connection or a transaction: the caller of a query decides what is atomic. */
export type Db = Kysely<Schema> | Transaction<Schema>

export type Store = { readonly db: Kysely<Schema>; readonly close: () => Promise<void> }

/** A database that was opened for reading. */
export type FoundStore = Store & {
  /** False if an earlier version wrote it; the next start brings its tables up to date. */
  readonly isCurrent: boolean
  readonly damage: string | undefined
}

/** How the processes on one database share the work. A process that is alone leads. */
export type Together = {
  /** Whether no other process can run on the database. */
  readonly isAlone: boolean
  /** Whether this process leads: it polls, makes digests, and does other work once for all processes. */
  readonly isLeading: () => boolean
  /** Calls `listener` when this process begins or ceases to lead. */
  readonly onLeadChange: (listener: () => void) => void
  /** Calls `listener` with the error when the database's server cannot be reached, and with undefined when it answers again. */
  readonly onUnreachable: (listener: (error: unknown) => void) => void
  /** The common time of all processes. */
  readonly now: () => Date
  /** Tells the other processes that there are new deliveries; they also look for them regularly. */
  readonly announce: () => Promise<void>
  /** Calls `listener` when another process reports new deliveries. */
  readonly onAnnounced: (listener: () => void) => void
}

/** The store of a running process. */
export type OwnStore = Store &
  Together & {
    /** Whether the file was not there, so that an empty one was made. */
    readonly isNew: boolean
    /** Whether the file is, or replaces, an earlier state of this installation's database. */
    readonly isRestored: boolean
    /** If anything was written since the last call, records the database's generation in a file next to it. */
    readonly keepProgress: () => Promise<void>
    /** What happened to the file while the program runs; undefined while it is there. */
    readonly findFault: () => string | undefined
  }

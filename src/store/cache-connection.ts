import type { Keyv } from 'keyv'

/** A connection to a cache server. Every call fails if the server does. */
export type CacheConnection = {
  readonly of: (kind: string) => Keyv<unknown>
  readonly clear: (kind: string) => Promise<void>
  readonly forgetExpired: (now: Date) => Promise<void>
  readonly close: () => Promise<void>
}

export type Connect = (to: {
  readonly address: string
  /** Separates the values from those of others on the server. */
  readonly space: string
  readonly now: () => Date
  /** Gives up a connection that is not open yet. */
  readonly signal: AbortSignal
}) => Promise<CacheConnection>

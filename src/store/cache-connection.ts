import type { Keyv } from 'keyv'

/** A connection to a server that keeps caches. Everything fails where the server does. */
export type CacheConnection = {
  readonly of: (kind: string) => Keyv<unknown>
  readonly clear: (kind: string) => Promise<void>
  readonly forgetExpired: (now: Date) => Promise<void>
  readonly close: () => Promise<void>
}

export type Connect = (to: {
  readonly address: string
  /** Keeps the values apart from those of others on the server. */
  readonly space: string
  readonly now: () => Date
  /** Gives up what is not connected yet. */
  readonly signal: AbortSignal
}) => Promise<CacheConnection>

/**
 * Remembers ids in a table that outlives a restart; if two callers add the same id at the same moment, one is
 * first. Values that can be made again belong in the cache.
 */
export type Memory = {
  /** Remembers `value` under `id` for `ttlMs`. @returns false, without a change, if there is a value for the id. */
  readonly add: (id: string, value: string, ttlMs: number) => Promise<boolean>
  readonly get: (id: string) => Promise<string | undefined>
  readonly delete: (id: string) => Promise<void>
}

/** Texts under keys that are kept until they are deleted. */
export type KeptTexts = {
  readonly get: (key: string) => Promise<string | undefined>
  readonly set: (key: string, text: string) => Promise<unknown>
  readonly delete: (key: string) => Promise<unknown>
  /** Every key with its text. */
  readonly entries: () => Promise<readonly (readonly [key: string, text: string])[]>
  /** Writes another text if `from` is still the text. @returns false, without a change, if another process changed it. */
  readonly replace: (key: string, from: string, to: string) => Promise<boolean>
}

/** Values of one kind that may be lost at any time and are then made again. */
export type Cached<Value> = {
  readonly get: (key: string) => Promise<Value | undefined>
  readonly set: (key: string, value: Value, ttlMs?: number) => Promise<unknown>
}

/** The state of the server of `KEYV_URL`. */
export type CacheState = { readonly server: string; readonly state: 'good' | 'warning'; readonly detail: string }

/** The caches, in the application's database or on a separate server. */
export type Caches = {
  readonly of: <Value>(kind: string) => Cached<Value>
  /** Forgets all values of a kind. @throws UserError if that is not possible now. */
  readonly clear: (kind: string) => Promise<void>
  /** Undefined if the application's database is the cache. */
  readonly state: () => Promise<CacheState | undefined>
  readonly forgetExpired: (now: Date) => Promise<void>
  readonly close: () => Promise<void>
}

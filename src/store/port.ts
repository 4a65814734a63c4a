/**
 * What must be remembered once, in a table of its own: it outlives a restart, and of two that ask at the same moment one is
 * first. Not for what can be made again; that is the cache's.
 */
export type Memory = {
  /** Remembers `value` under `id` for `ttlMs`; false, and nothing changes, where something is remembered under it. */
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
  /** Writes another text if `from` is still the text; false, and nothing changes, if another process changed it before. */
  readonly replace: (key: string, from: string, to: string) => Promise<boolean>
}

/** One kind of values that may be lost at any time, and are then made again. */
export type Cached<Value> = {
  readonly get: (key: string) => Promise<Value | undefined>
  readonly set: (key: string, value: Value, ttlMs?: number) => Promise<unknown>
}

/** How the server of `KEYV_URL` is. */
export type CacheState = { readonly server: string; readonly state: 'good' | 'warning'; readonly detail: string }

/** Where what may be lost is kept: in the application's database, or on a server of its own. */
export type Caches = {
  readonly of: <Value>(kind: string) => Cached<Value>
  /** Forgets all values of a kind. @throws UserError where that cannot be done now. */
  readonly clear: (kind: string) => Promise<void>
  /** Undefined where the application's database keeps everything. */
  readonly state: () => Promise<CacheState | undefined>
  readonly forgetExpired: (now: Date) => Promise<void>
  readonly close: () => Promise<void>
}

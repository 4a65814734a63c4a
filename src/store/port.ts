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

import type { Log } from '../../src/log.ts'
import type { Memory } from '../../src/store/port.ts'

export type DiscordOptions = {
  readonly token: string
  /** Undefined: Discord's own. Ends in `/api`. */
  readonly apiUrl?: string | undefined
  /** How many connections to Discord; `auto`: as many as Discord recommends. Undefined: one. */
  readonly shards?: number | 'auto' | undefined
  /** What was shown and shared, and commands that are too long for a button; shared by all replicas. */
  readonly memory: Memory
  readonly log: Log
  readonly now: () => Date
  /** Longest that a request may take, in milliseconds. */
  readonly requestMs?: number | undefined
  /** How long until a try to connect is repeated, in milliseconds. */
  readonly reconnectMs?: number | undefined
}

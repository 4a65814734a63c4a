import type { DiscordSettings } from '../../src/config/port.ts'
import type { Log } from '../../src/log.ts'
import type { Memory } from '../../src/store/port.ts'

export type DiscordOptions = DiscordSettings & {
  /** Remembers which answers were shown and shared, and commands that are too long for a button; all replicas share it. */
  readonly memory: Memory
  readonly log: Log
  readonly now: () => Date
  /** Longest that a request may take, waiting for its turn included, in milliseconds. */
  readonly requestMs?: number | undefined
  /** How long until a try to connect is repeated, and until a refused token is tried again, in milliseconds. */
  readonly reconnectMs?: number | undefined
  /** How long the library may take to make or restore a connection before it is replaced by a new one, in milliseconds. */
  readonly unconnectedMs?: number | undefined
}

import type { SlackSettings } from '../../src/config/port.ts'
import type { Log } from '../../src/log.ts'
import type { KeptTexts, Memory } from '../../src/store/port.ts'

export type SocketMode = Extract<SlackSettings, { mode: 'socket' }>

export type HttpMode = Extract<SlackSettings, { mode: 'http' }> & {
  /** Encrypted tokens, without expiry. */
  readonly installations: KeptTexts
}

export type SlackOptions = (SocketMode | HttpMode) & {
  /** Remembers which events were handled, and which answers were shown; all replicas share it. */
  readonly memory: Memory
  readonly log: Log
  readonly now: () => Date
  /** How long until a refused token is tried again, in milliseconds. */
  readonly retryMs?: number
  /** How long a stop waits for answers that are under way, in milliseconds. */
  readonly stopGraceMs?: number
}

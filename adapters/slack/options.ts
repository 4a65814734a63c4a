import type { Log } from '../../src/log.ts'
import type { KeptTexts, Memory } from '../../src/store/port.ts'

/** One workspace over a WebSocket: no address that the internet reaches is needed. */
export type SocketMode = { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }

/** Many workspaces over signed HTTP requests, installed with OAuth. */
export type HttpMode = {
  readonly mode: 'http'
  readonly signingSecret: string
  readonly clientId: string
  readonly clientSecret: string
  readonly stateSecret: string
  /** Where people reach this server, for OAuth's way back. */
  readonly publicUrl: string
  /** Tokens, encrypted; without expiry. */
  readonly installations: KeptTexts
  /** 32 bytes in base64, or several separated by commas: the first one encrypts, all of them decrypt. */
  readonly encryptionKey: string
}

export type SlackOptions = (SocketMode | HttpMode) & {
  /** Slack's own where absent; ends in `/api/`. */
  readonly apiUrl?: string | undefined
  /** What was acted on already, and what was shown; shared by all replicas. */
  readonly memory: Memory
  readonly log: Log
  readonly now: () => Date
  /** How long until a refused token is tried again, in milliseconds. */
  readonly retryMs?: number
  /** How long a stop waits for answers in the making, in milliseconds. */
  readonly stopGraceMs?: number
}

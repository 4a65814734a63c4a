import type { Log } from '../../src/log.ts'
import type { KeptTexts, Memory } from '../../src/store/port.ts'

/** One workspace over a WebSocket, which needs no public address. */
export type SocketMode = { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }

/** Many workspaces over signed HTTP requests, installed with OAuth. */
export type HttpMode = {
  readonly mode: 'http'
  readonly signingSecret: string
  readonly clientId: string
  readonly clientSecret: string
  readonly stateSecret: string
  /** The address at which people reach this server, for OAuth's redirect. */
  readonly publicUrl: string
  /** Encrypted tokens, without expiry. */
  readonly installations: KeptTexts
  /** 32 bytes in base64, or several separated by commas: the first one encrypts, all of them decrypt. */
  readonly encryptionKey: string
}

export type SlackOptions = (SocketMode | HttpMode) & {
  /** Ends in `/api/`. If absent, Slack's own API. */
  readonly apiUrl?: string | undefined
  /** Remembers which events were handled, and which answers were shown; all replicas share it. */
  readonly memory: Memory
  readonly log: Log
  readonly now: () => Date
  /** How long until a refused token is tried again, in milliseconds. */
  readonly retryMs?: number
  /** How long a stop waits for answers that are under way, in milliseconds. */
  readonly stopGraceMs?: number
}

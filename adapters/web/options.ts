import type { ArchivedCommentary } from '../../src/archive/port.ts'
import type { Library } from '../../src/commands/port.ts'
import type { Card, Place } from '../../src/delivery/port.ts'
import type { Log } from '../../src/log.ts'
import type { Status } from '../../src/ops/port.ts'
import type { Access } from './connect/access.ts'
import type { Timeline } from './post/timeline.ts'

/** Where the pages get their content from. */
export type AppOptions = Access & {
  readonly version: string
  readonly timeline: Timeline
  /** Answers a request of the Model Context Protocol. */
  readonly mcp: (request: Request) => Promise<Response>
  /** The archive; it is loaded with the first use. */
  readonly library: () => Promise<Library>
  /** The commentary with that id, however it is written, if the archive has it. */
  readonly read: (id: string) => Promise<ArchivedCommentary | undefined>
  /** The newest commentary of the archive. */
  readonly latest: () => Promise<ArchivedCommentary | undefined>
  readonly status: () => Promise<Status>
  readonly ready: () => Promise<{ ready: boolean; reason?: string }>
  /** What is wrong with the database, if that is the cause of the error. */
  readonly storageTrouble: (error: unknown) => string | undefined
  /** All metrics, in the Prometheus text format. */
  readonly metrics: () => Promise<{ readonly body: string; readonly contentType: string }>
  readonly place: Place
  /** The payload that the platform would get for a card with that key, as plain JSON. */
  readonly preview: (platform: 'slack' | 'discord', card: Card, key: string) => Promise<unknown>
  readonly log: Log
  readonly now: () => Date
}

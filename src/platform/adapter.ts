import type { RequestListener } from 'node:http'
import type { Receiver } from '../commands/port.ts'
import type { Card, Poster } from '../delivery/port.ts'
import type { Log } from '../log.ts'
import type { PlatformStatus } from '../ops/port.ts'
import type { KeptTexts, Memory } from '../store/port.ts'

/** What every adapter gets in addition to its settings. */
export type AdapterDeps = {
  /** Remembers ids of this platform, such as those of handled events. */
  readonly memory: Memory
  /** Texts of this platform that are kept until they are deleted, such as encrypted tokens. */
  readonly texts: KeptTexts
  readonly log: Log
  readonly now: () => Date
}

/** The state of a platform, and what to do about it. */
export type State = Omit<PlatformStatus, 'platform'>

/** A chat platform as the program runs it. */
export type Adapter = Poster &
  Receiver & {
    readonly status: () => State
    /** Checks the token with the platform, so that `status` shows a refused one before anything is posted. Never rejects. */
    readonly checkToken?: () => Promise<void>
    /** Whether the platform refuses the one token with which this process posts everywhere. */
    readonly isRefused?: () => boolean
    /** For installations in which only one process receives: receives nothing until the next `start`; posting continues. */
    readonly stopReceiving?: () => Promise<void>
    /** Handlers on the page's port, by the beginning of the path. */
    readonly mounted?: Readonly<Record<string, RequestListener>>
  }

/** What the `adapter.ts` of a platform exports for the composition root; its functions load heavy code when they are called. */
export type AdapterModule<Settings> = {
  readonly create: (settings: Settings, deps: AdapterDeps) => Promise<Adapter>
  /**
   * Checks the platform for `doctor`, and says how to fix what does not work; changes nothing. `texts` is undefined if
   * there is no database yet.
   */
  readonly check: (
    settings: Settings,
    deps: Pick<AdapterDeps, 'log' | 'now'> & { readonly texts: KeptTexts | undefined },
  ) => Promise<State>
  /** The payload that the platform gets for a card. */
  readonly preview: (card: Card, key: string) => Promise<unknown>
}

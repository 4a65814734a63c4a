import type { RequestListener } from 'node:http'
import type { Receiver } from '../commands/port.ts'
import type { Card, Poster } from '../delivery/port.ts'
import type { Log } from '../log.ts'
import type { PlatformStatus } from '../ops/port.ts'
import type { KeptTexts, Memory } from '../store/port.ts'

/** What every adapter is given beside its settings. */
export type AdapterDeps = {
  /** What must be remembered once, on this platform. */
  readonly memory: Memory
  /** Texts of this platform that are kept until they are deleted: encrypted tokens. */
  readonly texts: KeptTexts
  readonly log: Log
  readonly now: () => Date
}

/** How a platform is. */
export type State = Pick<PlatformStatus, 'state' | 'detail'>

/** The result of a check, and what to do about it. */
export type Check = State & { readonly fix?: string }

/** A chat platform as the program runs it. */
export type Adapter = Poster &
  Receiver & {
    readonly status: () => State
    /** Where one process hears what people do and every other only posts: hears nothing more until its next `start`. */
    readonly deafen?: () => Promise<void>
    /** What it answers on the page's port, by the beginning of the path. */
    readonly mounted?: Readonly<Record<string, RequestListener>>
  }

/** What the folder of an adapter gives the composition root, in its `adapter.ts`; what is heavy is loaded by each when called. */
export type AdapterModule<Settings> = {
  readonly create: (settings: Settings, deps: AdapterDeps) => Promise<Adapter>
  /**
   * How the platform answers, and how to correct what does not work, for `doctor`; changes nothing. `texts` is undefined where
   * there is no database yet. Undefined where there is nothing to be said without a start.
   */
  readonly check: (
    settings: Settings,
    deps: Pick<AdapterDeps, 'log' | 'now'> & { readonly texts: KeptTexts | undefined },
  ) => Promise<Check | undefined>
  /** The payload that the platform would get for a card. */
  readonly preview: (card: Card, key: string) => Promise<unknown>
}

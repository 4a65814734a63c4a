import type { Place } from '../../../src/subscriptions/place.ts'
import type { Clock } from '../clock.ts'
import type { Site } from '../site.ts'

/** How the answer to one post goes wrong, told by whether the message was accepted. */
export type PostFault =
  | 'reset before'
  | 'error before'
  | 'reset after'
  | 'error after'
  | 'cut after'
  | 'html after'
  | 'silent after'
  /** Accepted five seconds after the client gave up, or died. */
  | 'late accept'
  /** The token is refused this once. */
  | 'unauthorized'
  | { readonly retryAfter: string | undefined }

/** A message that the counterpart accepted, in the order in which it did. */
export type Message = {
  /** `placeKey` of where it stands. */
  readonly place: string
  /** The idempotency key that came with it. */
  readonly key: string
  /** Its platform's own name for it. */
  readonly id: string
  /** The id of the message that it replies to. */
  readonly parent: string | undefined
  /** The numbers of the publications that it names, by links to them. */
  readonly about: readonly number[]
  /** All that it says, as it reads now. */
  readonly text: string
  /** What it shows as quoted. */
  readonly quotes: readonly string[]
  /** When it was accepted, by the program's clock. */
  readonly at: number
}

/** What closes and opens again: the first of the places, or all of the tenant with the token. */
export type Scope = 'place' | 'tenant'

export type PlatformEvent = 'accepted' | 'answered' | 'looked'

/** A counterpart of one platform that records what it accepts, and fails as it is told. */
export interface Platform {
  /** What the program is started with. */
  readonly env: Readonly<Record<string, string>>
  /** Modules put in the place of the program's, see `preload/swap.ts`. */
  readonly swaps: readonly (readonly [end: string, replacement: string])[]
  /** The places to subscribe; none where the program has its own. */
  readonly places: readonly Place[]
  /** Where every post is owed, as `placeKey`. */
  readonly owedTo: readonly string[]
  /** Everything that was ever accepted. `programUrl` is where the running program answers. */
  messages(programUrl: string): Promise<Message[]>
  /** Asked at every post. `body` is what the request holds. */
  faultOf: (place: string, body: string) => PostFault | undefined
  /** From now on history shows a message when it is so old, by the program's clock in milliseconds. */
  delayHistory(ms: number): void
  /** Refuses every connection until told otherwise. */
  refuse(isRefusing: boolean): Promise<void>
  /** Takes nothing more, as after an archived channel or a revoked token. */
  shut(scope: Scope): void
  /** Takes posts again, and tells the program so as its platform does. */
  reopen(scope: Scope): Promise<void>
  /** How many posts came before a `Retry-After` was over. */
  readonly tooEarly: () => number
  onEvent: (event: PlatformEvent) => void
  close(): Promise<void>
}

export type StartPlatform = (clock: Clock, site: Site) => Promise<Platform>

import type { Place } from '../../../src/subscriptions/place.ts'
import type { Clock } from '../clock.ts'
import type { Site } from '../site.ts'

/** The fault in the response to one post, by whether the message was accepted. */
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

/** A message that the counterpart accepted, in the order of acceptance. */
export type Message = {
  /** The `placeKey` of its place. */
  readonly place: string
  /** The idempotency key that came with it. */
  readonly key: string
  /** The platform's id of it. */
  readonly id: string
  /** The id of the message that it replies to. */
  readonly parent: string | undefined
  /** The numbers of the publications that it links to. */
  readonly about: readonly number[]
  /** Its full text, after edits. */
  readonly text: string
  /** Its quotes. */
  readonly quotes: readonly string[]
  /** When it was accepted, by the program's clock. */
  readonly at: number
}

/** What closes and opens again: the first place, or the tenant with the token. */
export type Scope = 'place' | 'tenant'

export type PlatformEvent = 'accepted' | 'answered' | 'looked'

/** A counterpart of one platform, which records what it accepts, and fails as instructed. */
export interface Platform {
  /** The program's environment. */
  readonly env: Readonly<Record<string, string>>
  /** Modules that replace the program's, see `preload/swap.ts`. */
  readonly swaps: readonly (readonly [end: string, replacement: string])[]
  /** The places to subscribe; none if the program subscribes itself. */
  readonly places: readonly Place[]
  /** The places that should get every post, as `placeKey`. */
  readonly owedTo: readonly string[]
  /** All messages that were ever accepted. `programUrl` is the address of the running program. */
  messages(programUrl: string): Promise<Message[]>
  /** Called at every post. `body` is the request's body. */
  faultOf: (place: string, body: string) => PostFault | undefined
  /** From now on the history shows a message only at this age, in milliseconds of the program's clock. */
  delayHistory(ms: number): void
  /** Refuses every connection until called again. */
  refuse(isRefusing: boolean): Promise<void>
  /** Accepts nothing more, as after an archived channel or a revoked token. */
  shut(scope: Scope): void
  /** Accepts posts again, and notifies the program as its platform does. */
  reopen(scope: Scope): Promise<void>
  /** How many posts came before a `Retry-After` was over. */
  readonly tooEarly: () => number
  onEvent: (event: PlatformEvent) => void
  close(): Promise<void>
}

export type StartPlatform = (clock: Clock, site: Site) => Promise<Platform>

import type { CacheState } from '../store/port.ts'
import type { Place } from '../subscriptions/place.ts'
import type { Platform } from '../subscriptions/platforms.ts'

export { platforms } from '../subscriptions/platforms.ts'

/** How one step of a source's chain went at its last try. */
export type StepStatus = {
  readonly kind: 'feed' | 'listing' | 'repository'
  readonly url: string
  /** One of the poll states, or `not tried`. */
  readonly state: string
  readonly detail: string | undefined
}

export type SourceStatus = {
  readonly id: string
  readonly state: string
  readonly detail: string | undefined
  readonly steps: readonly StepStatus[]
  readonly failures: number
  readonly lastPollAt: Date | undefined
  readonly lastSuccessAt: Date | undefined
  readonly nextPollAt: Date | undefined
  readonly newestPublishedAt: Date | undefined
}

/** A delivery that is neither sent nor simply due, and why. */
export type HeldDelivery = {
  readonly key: string
  readonly place: Place
  readonly kind: string
  /** Undefined for a message about several commentaries, or about none. */
  readonly commentaryId: string | undefined
  readonly state: string
  readonly code: string | undefined
  readonly reason: string | undefined
  readonly dueAt: Date
  readonly attempts: number
}

/** The outbox in figures, with what is held. */
export type OutboxStatus = {
  readonly due: number
  readonly sent: number
  /** Decided not to be sent, each with its reason. */
  readonly skipped: number
  /** Oldest first. */
  readonly held: readonly HeldDelivery[]
}

/** An entry whose page has not been read yet, and why. */
export type UnreadEntry = {
  readonly title: string
  readonly url: string | undefined
  readonly reason: string | undefined
  readonly attempts: number
  readonly nextReadAt: Date
}

/** The language model that writes the briefings, what it cost today, and what waits for it. */
export type ModelStatus = {
  readonly name: string
  readonly server: string
  /** `off`: no second model judges what it writes. */
  readonly judge: string
  /** Spent since midnight UTC. */
  readonly tokensToday: number
  readonly dailyTokens: number
  /** Set while the server is left alone, because it said that nothing will succeed for a while. */
  readonly paused: { readonly until: Date; readonly why: string } | undefined
  /** Briefings for which it will be asked again. */
  readonly rebriefs: number
}

/** How the adapter of a chat platform is. */
export type PlatformStatus = {
  readonly platform: Platform
  readonly state: 'good' | 'warning' | 'bad'
  readonly detail: string
}

/** The whole state of the program, for `/rsis status`, the status page and `doctor`. */
export type Status = {
  readonly version: string
  /** Undefined: the extractive engine writes every briefing. */
  readonly model: ModelStatus | undefined
  /** Undefined: the database keeps what may be lost, too. */
  readonly cache?: CacheState | undefined
  readonly platforms: readonly PlatformStatus[]
  readonly startedAt: Date
  readonly sources: readonly SourceStatus[]
  readonly archive: {
    readonly commentaries: number
    /** Calendar dates `YYYY-MM-DD` of the span that the archive covers. */
    readonly oldest: string | undefined
    readonly newest: string | undefined
    /** How many are known by a repository's abstract alone. */
    readonly abstracts: number
    /** How many are not briefed yet, so that no claims of theirs are found. */
    readonly unbriefed: number
    /** How many came by which way; the others were taken in before that was noted. */
    readonly provenance: readonly { readonly kind: string; readonly count: number }[]
    readonly unread: readonly UnreadEntry[]
    /** Entries that a person releases or dismisses. */
    readonly held: number
    /** Numbers that no feed showed, as people call them. */
    readonly gaps: readonly string[]
    /** Claims that readers reported as wrong, and nobody has decided on. */
    readonly disputes: number
  }
  readonly outbox: OutboxStatus
}

/** `warning`: it is read, but what it gives wants a look; `bad`: it is not read. */
export type Health = 'good' | 'waiting' | 'warning' | 'bad'

const healthOfState: Readonly<Record<string, Health>> = {
  ok: 'good',
  'nothing new': 'good',
  'not modified': 'good',
  'not tried': 'waiting',
  'never polled': 'waiting',
  stale: 'warning',
  late: 'warning',
  damaged: 'warning',
}

/** What a poll state means for a reader; an unknown state counts as trouble, so that no trouble is hidden. */
export const healthOf = (state: string): Health => healthOfState[state] ?? 'bad'

/** Something that is wrong and does not end by itself. */
export type Trouble = {
  /** The same for the same trouble, as long as it lasts. */
  readonly code: string
  /** A sentence without full stop: what is wrong, and what to do. */
  readonly detail: string
  /** Whether the program cannot do its work because of it, so that `/readyz` says no. */
  readonly isStopping: boolean
}

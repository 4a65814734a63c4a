import { problemClause } from '../errors.ts'
import type { LastTry } from '../briefing/llm/last-try.ts'
import type { CacheState } from '../store/port.ts'
import type { Place } from '../subscriptions/place.ts'
import type { Platform } from '../subscriptions/platforms.ts'

export { platforms } from '../subscriptions/platforms.ts'

/** The result of the last try of one step of a source's chain. */
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

/** A delivery that is neither sent nor just waiting to be sent, with the reason. */
export type HeldDelivery = {
  readonly key: string
  readonly place: Place
  readonly kind: string
  /** Undefined for a message about several commentaries, or about none. */
  readonly commentary: { readonly id: string; readonly title: string } | undefined
  readonly state: string
  readonly code: string | undefined
  readonly reason: string | undefined
  readonly dueAt: Date
  readonly attempts: number
}

/** Counts of the outbox, and its held deliveries. */
export type OutboxStatus = {
  readonly due: number
  readonly sent: number
  /** Deliveries that were decided not to be sent, each with a recorded reason. */
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

/** An entry that became another version of a commentary which the archive had already. */
export type OtherVersion = {
  readonly title: string
  readonly url: string | undefined
  readonly seenAt: Date
  readonly commentary: { readonly id: string; readonly title: string }
}

/** The language model that writes the briefings, its use today, and the briefings that wait for it. */
export type ModelStatus = {
  readonly name: string
  readonly server: string
  /** The model that judges the claims; `off` if there is none. */
  readonly judge: string
  /** Tokens used since midnight UTC, with those set aside for requests under way. */
  readonly tokensToday: number
  readonly dailyTokens: number
  /** Set while nothing is sent to the server, because it said that no request will succeed for a while. */
  readonly paused: { readonly until: Date; readonly why: string } | undefined
  /** How the last briefing for which it was asked went; undefined before the first. */
  readonly lastTry: LastTry | undefined
  /** How many briefings it will be asked for again. */
  readonly rebriefs: number
}

/** The state of a chat platform's adapter. */
export type PlatformStatus = {
  readonly platform: Platform
  readonly state: 'good' | 'warning' | 'bad'
  readonly detail: string
  /** What to do about it. */
  readonly fix?: string
}

/** The state of a platform and what to do about it, as one clause. */
export const platformText = ({ detail, fix }: Pick<PlatformStatus, 'detail' | 'fix'>): string =>
  fix === undefined ? detail : problemClause({ problem: detail, fix })

/** The whole state of the program, for `/rsis status`, the status page and `doctor`. */
export type Status = {
  readonly version: string
  /** Undefined if the extractive engine writes every briefing. */
  readonly model: ModelStatus | undefined
  /** The separate cache server; undefined if the database is the cache. */
  readonly cache?: CacheState | undefined
  readonly platforms: readonly PlatformStatus[]
  /** What is wrong with other processes on the database, each by its name. */
  readonly elsewhere: readonly { readonly process: string; readonly detail: string }[]
  readonly startedAt: Date
  readonly sources: readonly SourceStatus[]
  readonly archive: {
    readonly commentaries: number
    /** Calendar dates `YYYY-MM-DD` of the span that the archive covers. */
    readonly oldest: string | undefined
    readonly newest: string | undefined
    /** How many are known only by a repository's abstract. */
    readonly abstracts: number
    /** How many are not briefed yet, so their claims cannot be found. */
    readonly unbriefed: number
    /** How many came from each kind of source; for older ones this was not recorded. */
    readonly provenance: readonly { readonly kind: string; readonly count: number }[]
    readonly unread: readonly UnreadEntry[]
    /** The newest first; only those of the last two weeks. */
    readonly otherVersions: readonly OtherVersion[]
    /** How many entries wait until a person releases or dismisses them. */
    readonly held: number
    /** Numbers that no feed showed, in the form that people use. */
    readonly gaps: readonly string[]
    /** How many reported claims wait for a decision. */
    readonly disputes: number
  }
  readonly outbox: OutboxStatus
}

/** `warning`: the source is read, but somebody should look at its content; `bad`: it is not read. */
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

/** How serious a poll state is; an unknown state counts as trouble, so that no trouble is hidden. */
export const healthOf = (state: string): Health => healthOfState[state] ?? 'bad'

/** The sources with a problem that somebody should look at. */
export const troubledSources = (sources: readonly SourceStatus[]): SourceStatus[] =>
  sources.filter(({ state }) => ['warning', 'bad'].includes(healthOf(state)))

/** Why an archive is empty, as a clause: a feed that fails, pages that are not read yet, or a poll that has not ended. */
export const whyEmpty = ({ sources, archive: { unread } }: Pick<Status, 'sources' | 'archive'>): string => {
  const failing = sources.find(({ state }) => healthOf(state) === 'bad')
  if (failing !== undefined) return `the feed ${failing.id} could not be read (${failing.detail ?? failing.state})`
  const failed = unread.find(({ reason }) => reason !== undefined)
  if (failed !== undefined) return `no page that the feeds name could be read yet (${failed.reason})`
  if (unread.length > 0) return 'the pages that the feeds name are being read'
  return sources.every(({ lastSuccessAt }) => lastSuccessAt === undefined)
    ? 'it fills with the first poll, which has not ended yet'
    : 'the feeds were read, and there was nothing in them'
}

/** A fault that does not end by itself. */
export type Trouble = {
  /** Identifies the trouble as long as it lasts. */
  readonly code: string
  /** A sentence without a full stop: what is wrong, and what to do. */
  readonly detail: string
  /** Whether the program cannot do its work because of it; then `/readyz` says no. */
  readonly isStopping: boolean
  /** The command that shows what it is about; `/rsis status` if there is none. */
  readonly command?: string
}

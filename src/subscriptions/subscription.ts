import { isDeepStrictEqual } from 'node:util'
import type { Cadence } from './cadence.ts'
import type { Place } from './place.ts'

/** A digest of a subscription: when, and whether a window without anything new is posted too. */
export type DigestSettings = {
  readonly cadence: Cadence
  readonly next: Date
  readonly postsEmpty: boolean
}

/** What a place receives: each new commentary that passes `filter` (every one if it is empty), at once, in a digest, or both. */
export type Subscription = {
  readonly id: number
  /** The number that people of the place use for it; the first is 1. */
  readonly number: number
  readonly place: Place
  readonly placeKey: string
  /** `watch`: a query whose new matches are posted at once, in addition to the subscription to the feed. */
  readonly kind: 'feed' | 'watch'
  readonly filter: string
  readonly isInstant: boolean
  readonly digest: DigestSettings | undefined
  /** BCP 47 tag in which its dates are written. */
  readonly locale: string
  /** Set while nothing is posted, because the place cannot be reached; the sentence says how to fix it. */
  readonly paused: { readonly code: string; readonly reason: string } | undefined
  /** Nothing is posted before this time. */
  readonly mutedUntil: Date | undefined
  readonly createdBy: { readonly id: string; readonly name: string }
  readonly createdAt: Date
}

/** Whether everything that a person can change is equal, so that both post the same at the same times. */
export const postsTheSame = (one: Subscription, other: Subscription): boolean =>
  one.filter === other.filter &&
  one.isInstant === other.isInstant &&
  one.locale === other.locale &&
  one.paused?.code === other.paused?.code &&
  one.mutedUntil?.getTime() === other.mutedUntil?.getTime() &&
  one.digest?.postsEmpty === other.digest?.postsEmpty &&
  isDeepStrictEqual(one.digest?.cadence, other.digest?.cadence)

/** Whether its place is muted at that time. */
export const isMuted = ({ mutedUntil }: Subscription, now: Date): boolean =>
  mutedUntil !== undefined && mutedUntil > now

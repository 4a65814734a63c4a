import type { Correction } from '../briefing/correction.ts'
import type { Briefing, Commentary } from '../briefing/port.ts'

export type { Correction } from '../briefing/correction.ts'
export type { Briefing, BriefingRecord, Claim, Commentary, Synopsis } from '../briefing/port.ts'

/** A commentary as stored in the archive. The offsets of every quote refer to `text`. */
export type ArchivedCommentary = {
  readonly commentary: Commentary
  /** Undefined until the briefing is made. */
  readonly briefing: Briefing | undefined
  /** What the publisher changed in the present revision; undefined for the first. */
  readonly correction: Correction | undefined
  readonly text: string
  readonly hash: string
  /** 1 for the first text that was read, one more for each correction. */
  readonly revision: number
  readonly firstSeenAt: Date
  readonly changedAt: Date
  /** Whether everybody may see it; false if only feeds that people added have contained it. */
  readonly isPublic: boolean
}

/** A commentary that has a briefing. */
export type BriefedCommentary = ArchivedCommentary & { readonly briefing: Briefing }

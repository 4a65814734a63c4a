import type { Correction } from '../briefing/correction.ts'
import type { Briefing, Commentary } from '../briefing/port.ts'

export type { Correction } from '../briefing/correction.ts'
export type { Briefing, BriefingRecord, Claim, Commentary, Synopsis } from '../briefing/port.ts'

/** A commentary as the archive keeps it. `text` is what every quote's offsets point into. */
export type ArchivedCommentary = {
  readonly commentary: Commentary
  /** Undefined between the reading of the page and the making of the briefing. */
  readonly briefing: Briefing | undefined
  /** What the publisher changed with the present revision; undefined for the first. */
  readonly correction: Correction | undefined
  readonly text: string
  readonly hash: string
  /** 1 for the first text that was read, one more for each correction of it. */
  readonly revision: number
  readonly firstSeenAt: Date
  readonly changedAt: Date
  /** Whether everybody may know of it; false where only feeds that people added have carried it. */
  readonly isPublic: boolean
}

/** One whose briefing is made. */
export type BriefedCommentary = ArchivedCommentary & { readonly briefing: Briefing }

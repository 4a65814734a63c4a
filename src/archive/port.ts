import type { Briefing, Commentary } from '../briefing/port.ts'

export type { Briefing, Claim, Commentary, Synopsis } from '../briefing/port.ts'

/** A commentary as the archive keeps it. `text` is what every quote's offsets point into. */
export type ArchivedCommentary = {
  readonly commentary: Commentary
  /** Undefined between the reading of the page and the making of the briefing. */
  readonly briefing: Briefing | undefined
  readonly text: string
  readonly hash: string
  /** 1 for the first text that was read, one more for each correction of it. */
  readonly revision: number
  readonly firstSeenAt: Date
  readonly changedAt: Date
}

import type { Kysely } from 'kysely'
import type { Briefing, Engine } from '../briefing/port.ts'
import type { Commentary } from '../commentary/commentary.ts'
import type { PollDeps } from '../feed/poll.ts'
import type { Source } from '../feed/source.ts'
import { withinTime } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Schema } from '../store/schema.ts'
import { stage } from '../trace.ts'

/** What the journey of a commentary needs. */
export type Journey = PollDeps & {
  readonly db: Kysely<Schema>
  readonly sources: readonly Source[]
  readonly engine: Engine
  /** How long after it was read a recent page is checked for corrections, in milliseconds. */
  readonly readAgainAfterMs: number
  /** Called after deliveries were written, so that the sender looks for work. */
  readonly onEnqueued: () => void
  readonly log: Log
}

const longestBriefingMs = 30 * 60_000

/** The engine's briefing. @throws TimeLimitError if the engine does not answer. */
export const briefInTime = async (
  { engine }: Pick<Journey, 'engine'>,
  commentary: Commentary,
  signal?: AbortSignal,
): Promise<Briefing> =>
  stage('brief', { commentary: commentary.id }, async (note) => {
    const limits = { what: 'the briefing', limitMs: longestBriefingMs, ...(signal && { signal }) }
    const briefing = await withinTime(limits, (limited) => engine(commentary, limited))
    note({ engine: briefing.engine })
    return briefing
  })

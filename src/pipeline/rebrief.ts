import { type DueRebrief, dueRebriefs, saveBriefing } from '../archive/store/briefings.ts'
import { findCommentary } from '../archive/store/commentaries.ts'
import { nextRebrief } from '../briefing/rebrief.ts'
import { describeError } from '../errors.ts'
import { firstEntryOf } from '../feed/store-entries.ts'
import { onJourney } from '../trace.ts'
import { briefInTime, type Journey } from './journey.ts'

const mostAtOnce = 100

const rebrief = async (journey: Journey, due: DueRebrief, signal: AbortSignal): Promise<void> => {
  const { db, now, log } = journey
  const archived = await findCommentary(db, due.id)
  if (archived?.revision !== due.revision) return
  const briefing = await briefInTime(journey, archived.commentary, signal)
  const next = nextRebrief(briefing, due.attempt, now())
  await saveBriefing(db, { id: due.id, revision: due.revision, briefing, rebrief: next }, now())
  log.info({ commentary: due.id, engine: briefing.engine, attempt: due.attempt }, 'briefed again')
}

/** Asks the model again for briefings that it could not write because of a fault; what was posted meanwhile stays as it is. */
export const rebriefDue = async (journey: Journey, signal: AbortSignal): Promise<void> => {
  for (const due of await dueRebriefs(journey.db, journey.now(), mostAtOnce)) {
    if (signal.aborted) return
    try {
      await onJourney(await firstEntryOf(journey.db, due.id), () => rebrief(journey, due, signal))
    } catch (error) {
      if (signal.aborted) return
      journey.log.error({ commentary: due.id, error: describeError(error) }, 'not briefed again')
    }
  }
}

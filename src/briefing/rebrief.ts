import type { Briefing } from './port.ts'

const minuteMs = 60_000
const firstWaitMs = 5 * minuteMs
/** After five minutes, ten, and so on: seven attempts take more than ten hours, longer than an outage of one night. */
const mostAttempts = 7

/**
 * When the model is asked again for a briefing that it could not write or judge because of a technical fault, and the
 * number of that attempt; undefined if the answer would be the same, or after too many attempts.
 */
export const nextRebrief = (
  { record }: Briefing,
  attempts: number,
  now: Date,
): { at: Date; attempt: number } | undefined => {
  if (record?.isRebriefWanted !== true || attempts >= mostAttempts) return undefined
  const wait = now.getTime() + firstWaitMs * 2 ** attempts
  return { at: new Date(Math.max(wait, record.rebriefAfter ?? 0)), attempt: attempts + 1 }
}

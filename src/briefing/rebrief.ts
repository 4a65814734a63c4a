import type { Briefing } from './port.ts'

const minuteMs = 60_000
const firstWaitMs = 5 * minuteMs
/** Five minutes, ten, and so on: seven attempts reach over ten hours, which outlasts a night's outage. */
const mostAttempts = 7

/**
 * When the model is to be asked again for a briefing that a machine's fault kept from being written, or judged, and the
 * attempt that it will be; undefined where it would say the same again, or was asked often enough.
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

import type { Commentary } from '../commentary/commentary.ts'
import { excerptCommentary, readCommentary } from '../commentary/read.ts'
import { markUnreadable, type PendingEntry } from '../feed/store.ts'
import { withinTime } from '../limits.ts'
import type { Journey } from './journey.ts'

const minuteMs = 60_000
const longestReadingMs = 3 * minuteMs
/** How long a page that cannot be read is tried again before its excerpt is posted in its place. */
const patienceMs = 24 * 60 * minuteMs
const longestWaitMs = 120 * minuteMs
const correctableForMs = 14 * 24 * 60 * minuteMs

/**
 * The commentary that the entry leads to: its page, or its excerpt once the page could not be read for a day. Undefined
 * where the page is to be tried again later, which is then written down.
 */
export const readEntry = async (journey: Journey, pending: PendingEntry): Promise<Commentary | undefined> => {
  const { entry, firstSeenAt, isKnown } = pending
  const result = await withinTime({ what: 'reading the page', limitMs: longestReadingMs }, () =>
    readCommentary(journey.get, { entry }),
  )
  if (result.state === 'read') return result.commentary

  journey.log.warn({ entry: entry.title, reason: result.reason }, 'page not read')
  const isGivenUp = !isKnown && journey.now().getTime() - firstSeenAt.getTime() >= patienceMs
  if (isGivenUp) return excerptCommentary(entry)
  await readLater(journey, pending, `${result.reason}: ${result.detail}`, result.retryAfterMs)
  return undefined
}

/** The entry is tried again: after a minute, doubling up to two hours, and never before the site asked for. */
export const readLater = async (
  { db, now }: Pick<Journey, 'db' | 'now'>,
  { id, attempts }: PendingEntry,
  reason: string,
  retryAfterMs = 0,
): Promise<void> => {
  const waitMs = Math.max(retryAfterMs, Math.min(longestWaitMs, minuteMs * 2 ** Math.min(attempts, 10)))
  await markUnreadable(db, id, reason, new Date(now().getTime() + waitMs))
}

/** Corrections come within days: the page of a recent commentary is looked at again, an older one never. */
export const readAgainAt = (
  { now, readAgainAfterMs }: Pick<Journey, 'now' | 'readAgainAfterMs'>,
  { entry, firstSeenAt }: PendingEntry,
): Date | undefined => {
  const at = new Date(now().getTime() + readAgainAfterMs)
  const age = at.getTime() - (entry.publishedAt ?? firstSeenAt).getTime()
  return age > correctableForMs ? undefined : at
}

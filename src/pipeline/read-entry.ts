import type { ArchivedCommentary } from '../archive/port.ts'
import { findCommentary } from '../archive/store/commentaries.ts'
import { correctionOf, isFurnitureOnly } from '../briefing/compare-revisions.ts'
import { type Commentary, type Extent, shownHash } from '../commentary/commentary.ts'
import { excerptCommentary, readCommentary, type UnreadableReason } from '../commentary/read.ts'
import { markChanged, markRead, markUnreadable, type PendingEntry } from '../feed/store-reading.ts'
import { passingFailures } from '../fetch/get.ts'
import { withinTime } from '../limits.ts'
import type { Journey } from './journey.ts'

const minuteMs = 60_000
const longestReadingMs = 3 * minuteMs
/** How long a page that cannot be read is tried again before its excerpt is posted instead. */
const patienceMs = 24 * 60 * minuteMs
const longestWaitMs = 120 * minuteMs
/** Faults that may pass. After any other fault the text will not come later either, so readers need not wait for it. */
const passing: ReadonlySet<UnreadableReason> = new Set<UnreadableReason>([
  ...passingFailures,
  'not-found',
  'id-conflict',
])
/** After how long the page of a posted excerpt is tried again for the first time. */
const completeAfterMs = 60 * minuteMs
/** The delay before a changed page is checked again; doubled each time that it has changed again. */
const secondLookMs = 10 * minuteMs
const mostLooks = 4
const correctableForMs = 14 * 24 * 60 * minuteMs

const isPublishersPage = (link: string | undefined): boolean => link?.includes('/rsis-publication/') === true

/**
 * The commentary that the entry links to: its page, or its excerpt if the page gives no text to a program or could not be
 * read for a day. Undefined if the page is to be tried again later; that is then stored.
 */
export const readEntry = async (journey: Journey, pending: PendingEntry): Promise<Commentary | undefined> => {
  const { entry, firstSeenAt, commentaryId } = pending
  // A repository's own page shows the same as its record.
  if (entry.repository !== undefined && !isPublishersPage(entry.link)) return excerptCommentary(entry)
  const result = await withinTime({ what: 'reading the page', limitMs: longestReadingMs }, () =>
    readCommentary(journey.get, { entry }),
  )
  const known = commentaryId === undefined ? undefined : await findCommentary(journey.db, commentaryId)
  if (result.state === 'read') return seenTwice(journey, pending, known, result.commentary)

  journey.log.warn({ entry: entry.title, reason: result.reason }, 'page not read')
  const excerpt = excerptCommentary(isClosed(result.reason) ? { ...entry, link: undefined } : entry)
  if (known === undefined) {
    const isRefused = !passing.has(result.reason) && entry.excerpt !== undefined
    const isGivenUp = journey.now().getTime() - firstSeenAt.getTime() >= patienceMs
    if (isRefused || isGivenUp) return excerpt
  } else {
    // The feed's present excerpt, if only an excerpt is stored.
    if (known.commentary.extent === 'excerpt' && shownHash(known.commentary) !== shownHash(excerpt))
      return seenTwice(journey, pending, known, excerpt)
    if (isToBePosted(pending) || readAgainAt(journey, pending) === undefined)
      return asArchived(journey, pending, known.commentary)
  }
  await readLater(journey, pending, `${result.reason}: ${result.detail}`, result.retryAfterMs)
  return undefined
}

/** Readers are never sent to an address that the program itself would not request. */
const isClosed = (reason: UnreadableReason): boolean => reason === 'private-address' || reason === 'bad-address'

/** Whether its posts are still to be written, as when somebody released it after it had been archived. */
const isToBePosted = ({ isAnnounced, isOwed }: PendingEntry): boolean => isAnnounced || isOwed

/** A page that says nothing new: what is still to be posted is posted as the archive has it; otherwise nothing is done. */
const asArchived = async (
  journey: Journey,
  pending: PendingEntry,
  known: Commentary,
): Promise<Commentary | undefined> => {
  if (isToBePosted(pending)) return known
  await markRead(journey.db, pending.id, known.id, readAgainAt(journey, pending))
  return undefined
}

/**
 * What was read. Undefined if a known page shows a new text for the first time: it counts only if the next reading finds it
 * again, because read counters and rotating links change each time.
 */
const seenTwice = async (
  journey: Journey,
  pending: PendingEntry,
  known: ArchivedCommentary | undefined,
  read: Commentary,
): Promise<Commentary | undefined> => {
  const { db, now } = journey
  const hash = shownHash(read)
  if (known?.commentary.extent !== read.extent) return read
  if (hash === shownHash(known.commentary) || hash === pending.seenHash) return read
  const isFurniture = isFurnitureOnly(correctionOf(known.commentary, read, known.briefing))
  if (isFurniture || pending.attempts >= mostLooks) return asArchived(journey, pending, known.commentary)
  const waitMs = Math.min(secondLookMs, journey.readAgainAfterMs) * 2 ** pending.attempts
  await markChanged(db, pending.id, hash, new Date(now().getTime() + waitMs))
  return undefined
}

/** Tries the entry again after a minute, then after twice as long each time, up to two hours, never sooner than the site allows. */
export const readLater = async (
  { db, now }: Pick<Journey, 'db' | 'now'>,
  { id, attempts }: PendingEntry,
  reason: string,
  retryAfterMs = 0,
): Promise<void> => {
  const waitMs = Math.max(retryAfterMs, Math.min(longestWaitMs, minuteMs * 2 ** Math.min(attempts, 10)))
  await markUnreadable(db, id, reason, new Date(now().getTime() + waitMs))
}

/**
 * Corrections come within days: the page of a recent commentary is checked again, an older one never. The page of an
 * excerpt is tried sooner, so that the post is completed.
 */
export const readAgainAt = (
  { now, readAgainAfterMs }: Pick<Journey, 'now' | 'readAgainAfterMs'>,
  { entry, firstSeenAt }: PendingEntry,
  extent: Extent = 'full',
): Date | undefined => {
  if (extent === 'none' || (entry.repository !== undefined && !isPublishersPage(entry.link))) return undefined
  const waitMs = extent === 'full' ? readAgainAfterMs : Math.min(completeAfterMs, readAgainAfterMs)
  const at = new Date(now().getTime() + waitMs)
  const age = at.getTime() - (entry.publishedAt ?? firstSeenAt).getTime()
  return age > correctableForMs ? undefined : at
}

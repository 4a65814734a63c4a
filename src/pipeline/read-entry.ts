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
  if (result.state === 'read') {
    return (await isToBeSeenAgain(journey, pending, result.commentary)) ? undefined : result.commentary
  }

  journey.log.warn({ entry: entry.title, reason: result.reason }, 'page not read')
  const excerpt = excerptCommentary(isClosed(result.reason) ? { ...entry, link: undefined } : entry)
  if (commentaryId === undefined) {
    const isRefused = !passing.has(result.reason) && entry.excerpt !== undefined
    const isGivenUp = journey.now().getTime() - firstSeenAt.getTime() >= patienceMs
    if (isRefused || isGivenUp) return excerpt
  }
  const edited = commentaryId === undefined ? undefined : await editedExcerpt(journey, excerpt, commentaryId)
  if (edited !== undefined) return (await isToBeSeenAgain(journey, pending, edited)) ? undefined : edited
  const isOver = commentaryId !== undefined && readAgainAt(journey, pending) === undefined
  if (isOver) await markRead(journey.db, pending.id, commentaryId, undefined)
  else await readLater(journey, pending, `${result.reason}: ${result.detail}`, result.retryAfterMs)
  return undefined
}

/** Readers are never sent to an address that the program itself would not request. */
const isClosed = (reason: UnreadableReason): boolean => reason === 'private-address' || reason === 'bad-address'

/** The feed's present excerpt, if only an excerpt is stored and it differs. */
const editedExcerpt = async (
  { db }: Journey,
  excerpt: Commentary,
  commentaryId: string,
): Promise<Commentary | undefined> => {
  const known = (await findCommentary(db, commentaryId))?.commentary
  return known?.extent === 'excerpt' && shownHash(known) !== shownHash(excerpt) ? excerpt : undefined
}

/**
 * Whether a known page shows a new text for the first time. Read counters and rotating links change each time; a
 * correction is still there the second time.
 */
const isToBeSeenAgain = async (journey: Journey, pending: PendingEntry, commentary: Commentary): Promise<boolean> => {
  const { db, now } = journey
  const known = pending.commentaryId === undefined ? undefined : await findCommentary(db, pending.commentaryId)
  const hash = shownHash(commentary)
  if (known?.commentary.extent !== commentary.extent) return false
  if (hash === shownHash(known.commentary) || hash === pending.seenHash) return false
  const isFurniture = isFurnitureOnly(correctionOf(known.commentary, commentary, known.briefing))
  if (isFurniture || pending.attempts >= mostLooks) {
    await markRead(db, pending.id, known.commentary.id, readAgainAt(journey, pending))
  } else {
    const waitMs = Math.min(secondLookMs, journey.readAgainAfterMs) * 2 ** pending.attempts
    await markChanged(db, pending.id, hash, new Date(now().getTime() + waitMs))
  }
  return true
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

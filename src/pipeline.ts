import type { Briefing } from './briefing/port.ts'
import type { Commentary } from './commentary/commentary.ts'
import { commentaryKeys, withoutNumber } from './commentary/identity.ts'
import { enqueueCatchUps } from './delivery/digest.ts'
import { enqueuePosts } from './delivery/enqueue.ts'
import { enqueueEdits } from './delivery/enqueue-edits.ts'
import { waitingCatchUps } from './delivery/store-digest.ts'
import { describeError } from './errors.ts'
import { identityKeys } from './feed/identity.ts'
import { firstEntryOf, sourcesOf } from './feed/store-entries.ts'
import { ownFeedTitle } from './feed/store-feeds.ts'
import { markRead, type PendingEntry, pendingEntries } from './feed/store-reading.ts'
import { briefInTime, type Journey } from './pipeline/journey.ts'
import { pollSources } from './pipeline/poll-sources.ts'
import { readAgainAt, readEntry, readLater } from './pipeline/read-entry.ts'
import { rebriefDue } from './pipeline/rebrief.ts'
import { recipientsOf } from './pipeline/recipients.ts'
import { saveBriefed } from './pipeline/save-briefed.ts'
import type { Db } from './store/connection.ts'
import { isRestored } from './store/installation.ts'
import { isStorageFault } from './store/storage-error.ts'
import { onJourney, stage } from './trace.ts'

const mostEntries = 1000
/** If more commentaries than this are new at once, each channel gets one post with all of them. */
const mostSinglePosts = 5
const mostTries = 3

/**
 * Polls the feeds, and sends each new entry on its journey. Each step is stored before the next begins; what a crash
 * interrupts, the next call completes. A retry polls only feeds that failed; whatever else is due is done as well.
 */
export const pollAndBrief = async (
  journey: Journey,
  signal: AbortSignal,
  how: { readonly isRetry?: boolean } = {},
): Promise<void> => {
  await pollSources(journey, signal, how)
  const pending = await pendingEntries(journey.db, journey.now(), mostEntries)
  const isCatchUp = await isCatchingUp(journey, pending)
  // Counted separately: how much comes with the feeds of some workspaces is no concern of the others.
  const isOwnCatchUp = pending.filter(({ isOwed }) => isOwed).length > mostSinglePosts
  for (const entry of pending) {
    if (signal.aborted) return
    try {
      await onJourney(entry.id, () => inOrder(() => briefEntry(journey, entry, { isCatchUp, isOwnCatchUp, signal })))
    } catch (error) {
      // What a stop interrupts, the next start completes.
      if (signal.aborted) return
      const facts = { journey: entry.id, entry: entry.entry.title, error: describeError(error) }
      journey.log.error(facts, 'entry failed')
      await readLater(journey, entry, `failed: ${describeError(error)}`)
    }
  }
  if ((isCatchUp || isOwnCatchUp) && (await enqueueCatchUps(journey.db, journey.now())) > 0) journey.onEnqueued()
  await rebriefDue(journey, signal)
}

/** Whether much came at once, so that each channel gets one post with all of it. */
type Poll = { readonly isCatchUp: boolean; readonly isOwnCatchUp: boolean; readonly signal: AbortSignal }

/** The journey of one commentary: entry → page → briefing → archive → deliveries. */
const briefEntry = async (journey: Journey, pending: PendingEntry, poll: Poll): Promise<void> => {
  const read = await stage('read', {}, async (note) => {
    const found = await readEntry(journey, pending)
    note({ commentary: found?.id, state: found === undefined ? 'later' : found.extent })
    return found
  })
  if (read === undefined) return
  const { commentary, keys } = await identify(journey, pending, read)
  const briefing = await briefInTime(journey, commentary, poll.signal)
  const done = await stage('enqueue', {}, async (note) => {
    const facts = await journey.db
      .transaction()
      .execute((tx) => saveAndEnqueue(tx, journey, pending, { commentary, keys, briefing }, poll))
    note(facts)
    return facts
  })
  journey.log.info({ ...done, claims: briefing.claims.length }, 'briefed')
  if (done.places > 0) journey.onEnqueued()
}

/**
 * The commentary with the feeds that contained it, and its keys; from a workspace's own feed it gets that feed's title and
 * no series number.
 */
const identify = async (
  { db }: Journey,
  { id, entry, isPublic }: PendingEntry,
  read: Commentary,
): Promise<{ readonly commentary: Commentary; readonly keys: readonly string[] }> => {
  const commentary = { ...read, feeds: await sourcesOf(db, id) }
  const keys = commentaryKeys(commentary, identityKeys(entry))
  return isPublic ? { commentary, keys } : withoutNumber({ ...commentary, feedTitle: await ownFeedTitle(db, id) }, keys)
}

/** Saves the commentary and writes its deliveries in one transaction: everything briefed is posted, and nothing else. */
const saveAndEnqueue = async (
  tx: Db,
  journey: Journey,
  pending: PendingEntry,
  made: { readonly commentary: Commentary; readonly keys: readonly string[]; readonly briefing: Briefing },
  { isCatchUp, isOwnCatchUp }: Poll,
): Promise<{ commentary: string; state: string; places: number }> => {
  const now = journey.now()
  const { entry, commentaryId: readAs, isPublic } = pending
  const isItsEntry = readAs !== undefined && (await firstEntryOf(tx, readAs)) === pending.id
  const saved = await saveBriefed(tx, { ...made, link: entry.link, readAs, isItsEntry, isPublic }, now)
  const { state, isShownChanged, briefed } = saved
  const { id, extent } = briefed.commentary
  const edited = isShownChanged ? await enqueueEdits(tx, briefed, now) : 0
  const { isNoNews, ofSources, ofOwnFeeds } = await recipientsOf(tx, pending, briefed.commentary)
  const posted =
    (await enqueuePosts(tx, briefed, ofSources, { isCatchUp, now })) +
    (await enqueuePosts(tx, briefed, ofOwnFeeds, { isCatchUp: isOwnCatchUp, now }))
  await markRead(tx, pending.id, id, readAgainAt(journey, pending, extent), isNoNews)
  return { commentary: id, state, places: edited + posted }
}

/**
 * Tries an entry again at once when the database failed: a broken connection is replaced, and later entries must not be
 * posted before this one. If it still fails, the poll ends, because its results cannot be stored.
 */
const inOrder = async (work: () => Promise<void>): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (tries === mostTries || !isStorageFault(error)) throw error
    }
  }
}

/**
 * After an outage, and after a crash while a catch-up was collected, new commentaries are collected into one post. Not
 * after an earlier copy of the database was restored: then each commentary may have been posted since, and is looked
 * for separately.
 */
const isCatchingUp = async ({ db, now }: Journey, pending: readonly PendingEntry[]): Promise<boolean> =>
  !(await isRestored(db, now())) &&
  (pending.filter(({ isAnnounced }) => isAnnounced).length > mostSinglePosts || (await waitingCatchUps(db)).length > 0)

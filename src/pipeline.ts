import { commentaryKeys, withoutNumber } from './commentary/identity.ts'
import { enqueueCatchUps } from './delivery/digest.ts'
import { enqueuePosts } from './delivery/enqueue.ts'
import { enqueueEdits } from './delivery/enqueue-edits.ts'
import { waitingCatchUps } from './delivery/store-digest.ts'
import { describeError } from './errors.ts'
import { identityKeys } from './feed/identity.ts'
import { owedReaders } from './feed/store-feeds.ts'
import { firstEntryOf, sourcesOf, wasShownBefore } from './feed/store-entries.ts'
import { markRead, type PendingEntry, pendingEntries } from './feed/store-reading.ts'
import { briefInTime, type Journey } from './pipeline/journey.ts'
import { pollSources } from './pipeline/poll-sources.ts'
import { readAgainAt, readEntry, readLater } from './pipeline/read-entry.ts'
import { rebriefDue } from './pipeline/rebrief.ts'
import { saveBriefed } from './pipeline/save-briefed.ts'
import type { Db } from './store/connection.ts'
import { isRestored } from './store/installation.ts'
import { isStorageFault } from './store/storage-error.ts'
import { matchingSubscriptions, subscriptionsToOwnFeeds } from './subscriptions/match.ts'
import { onJourney, stage } from './trace.ts'

const mostEntries = 1000
/** More new commentaries than this at once are collected: each channel gets one post with all of them. */
const mostSinglePosts = 5
const mostTries = 3

/**
 * Polls the feeds, and sends each new entry on its journey. Every step is durable before the next begins; what a crash
 * leaves undone is done by the next call.
 */
export const pollAndBrief = async (journey: Journey, signal: AbortSignal): Promise<void> => {
  await pollSources(journey, signal)
  const pending = await pendingEntries(journey.db, journey.now(), mostEntries)
  const isCatchUp = await isCatchingUp(journey, pending)
  // How much comes with the feeds of some workspaces changes nothing for the others.
  const isOwnCatchUp = pending.filter(({ isOwed }) => isOwed).length > mostSinglePosts
  for (const entry of pending) {
    if (signal.aborted) return
    try {
      await onJourney(entry.id, () => inOrder(() => briefEntry(journey, entry, { isCatchUp, isOwnCatchUp, signal })))
    } catch (error) {
      const facts = { journey: entry.id, entry: entry.entry.title, error: describeError(error) }
      journey.log.error(facts, 'entry failed')
      await readLater(journey, entry, `failed: ${describeError(error)}`)
    }
  }
  if ((isCatchUp || isOwnCatchUp) && (await enqueueCatchUps(journey.db, journey.now())) > 0) journey.onEnqueued()
  await rebriefDue(journey, signal)
}

/**
 * The journey of one commentary: entry → page → briefing → archive → deliveries.
 * The archive and the deliveries are one transaction: everything briefed is posted, and nothing else.
 */
const briefEntry = async (
  journey: Journey,
  pending: PendingEntry,
  {
    isCatchUp,
    isOwnCatchUp,
    signal,
  }: { readonly isCatchUp: boolean; readonly isOwnCatchUp: boolean; readonly signal: AbortSignal },
): Promise<void> => {
  const read = await stage('read', {}, async (note) => {
    const found = await readEntry(journey, pending)
    note({ commentary: found?.id, state: found === undefined ? 'later' : found.extent })
    return found
  })
  if (read === undefined) return
  const { isPublic, entry } = pending
  const whole = { ...read, feeds: await sourcesOf(journey.db, pending.id) }
  const allKeys = commentaryKeys(whole, identityKeys(entry))
  const { commentary, keys } = isPublic ? { commentary: whole, keys: allKeys } : withoutNumber(whole, allKeys)
  const briefing = await briefInTime(journey, commentary, signal)
  const now = journey.now()

  const enqueue = async (tx: Db) => {
    const { commentaryId: readAs } = pending
    const isItsEntry = readAs !== undefined && (await firstEntryOf(tx, readAs)) === pending.id
    const { state, isShownChanged, briefed } = await saveBriefed(
      tx,
      { commentary, briefing, keys, link: entry.link, readAs, isItsEntry, isPublic },
      now,
    )
    const { id } = briefed.commentary
    const isNoNews = readAs === undefined && (await wasShownBefore(tx, pending, id))
    const edited = isShownChanged ? await enqueueEdits(tx, briefed, now) : 0
    const isThere = briefed.commentary.extent !== 'none'
    const isNews = pending.isAnnounced && isThere && !isNoNews
    const wanted = (isNews ? await matchingSubscriptions(tx, briefed.commentary) : []).filter(
      ({ createdAt }) => !pending.isOfBaseline || isSince(createdAt, entry.publishedAt),
    )
    const readers = isThere ? await owedReaders(tx, pending.id, id) : new Map<string, never>()
    const places = new Set(wanted.map(({ placeKey }) => placeKey))
    const own = (await subscriptionsToOwnFeeds(tx, briefed.commentary, readers)).filter(
      ({ placeKey }) => !places.has(placeKey),
    )
    const posted =
      (await enqueuePosts(tx, briefed, wanted, { isCatchUp, now })) +
      (await enqueuePosts(tx, briefed, own, { isCatchUp: isOwnCatchUp, now }))
    await markRead(tx, pending.id, id, readAgainAt(journey, pending, briefed.commentary.extent), isNoNews)
    return { commentary: id, state, places: edited + posted }
  }
  const done = await stage('enqueue', {}, async (note) => {
    const facts = await journey.db.transaction().execute(enqueue)
    note(facts)
    return facts
  })

  journey.log.info({ ...done, claims: briefing.claims.length }, 'briefed')
  if (done.places > 0) journey.onEnqueued()
}

/** Whether what is dated so appeared after that. */
const isSince = (since: Date, publishedAt: Date | undefined): boolean =>
  publishedAt !== undefined && publishedAt.getTime() >= since.getTime()

/**
 * Tries an entry again at once when the database failed: a broken connection is replaced, and what follows must not be posted
 * before it. If the database stays away, the poll ends, because then nothing can be written down.
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
 * After an outage, and after a crash in the middle of catching up, what is new is collected into one post. Not after an
 * earlier copy of the database was put in place: each commentary may have been posted since, and is looked for by itself.
 */
const isCatchingUp = async ({ db, now }: Journey, pending: readonly PendingEntry[]): Promise<boolean> =>
  !(await isRestored(db, now())) &&
  (pending.filter(({ isAnnounced }) => isAnnounced).length > mostSinglePosts || (await waitingCatchUps(db)).length > 0)

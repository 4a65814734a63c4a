import type { Kysely } from 'kysely'
import pLimit from 'p-limit'
import {
  dueRebriefs,
  type DueRebrief,
  findBriefing,
  findCommentary,
  saveBriefing,
  saveCommentary,
  saveCorrection,
} from './archive/store/commentaries.ts'
import { correctionOf } from './briefing/correction.ts'
import type { Briefing, Engine } from './briefing/port.ts'
import { nextRebrief } from './briefing/rebrief.ts'
import type { Commentary } from './commentary/commentary.ts'
import { commentaryKeys } from './commentary/identity.ts'
import { importCommentary } from './commentary/import.ts'
import { excerptCommentary, readCommentary } from './commentary/read.ts'
import { type Coverage, oweCatchUps, oweDueDigests } from './delivery/digest.ts'
import { oweCorrection, owePosts } from './delivery/owe.ts'
import { waitingCatchUps } from './delivery/store-digest.ts'
import { describeError, UserError } from './errors.ts'
import { identityKeys } from './feed/identity.ts'
import { type PollDeps, pollSource } from './feed/poll.ts'
import type { Source } from './feed/source.ts'
import { markRead, markUnreadable, type PendingEntry, pendingEntries } from './feed/store.ts'
import { withinTime } from './limits.ts'
import type { Log } from './log.ts'
import type { Db } from './store/connection.ts'
import { forgetExpired } from './store/keyv.ts'
import type { Schema } from './store/schema.ts'
import { matchingSubscriptions } from './subscriptions/match.ts'
import { allSubscriptions, eraseLeft } from './subscriptions/store.ts'

/** What the journey of a commentary needs. */
export type Journey = PollDeps & {
  readonly db: Kysely<Schema>
  readonly sources: readonly Source[]
  readonly engine: Engine
  /** How long after a reading a recent page is looked at again for a correction, in milliseconds. */
  readonly readAgainAfterMs: number
  /** Called after deliveries were written: the sender may look. */
  readonly onOwed: () => void
  readonly log: Log
}

const minuteMs = 60_000
/** More than this at once is a flood: the channel gets one post with all of them. */
const mostAtOnce = 5
/** How long a page that cannot be read is tried again before its excerpt is posted in its place. */
const patienceMs = 24 * 60 * minuteMs
const longestWaitMs = 120 * minuteMs
/** Longer than any poll, reading or engine takes: what is still going then never ends, and the next one gets its turn. */
const longestMs = { poll: 10 * minuteMs, reading: 3 * minuteMs, briefing: 30 * minuteMs }
/** Feeds that are asked at the same time. */
const feedsAtOnce = 8
const correctableForMs = 14 * 24 * 60 * minuteMs

/**
 * The whole journey, read straight down: poll the feeds, read what is new, brief it, and write what is owed to whom.
 * Every step is durable before the next begins; whatever a crash leaves undone is done by the next call.
 */
export const pollAndBrief = async (journey: Journey, signal: AbortSignal): Promise<void> => {
  await pollAll(journey, signal)
  await briefPending(journey, signal)
  await rebriefDue(journey, signal)
}

/** Asks all feeds side by side, so that a silent one delays no other; one that fails is reported and ends nothing. */
const pollAll = async (journey: Journey, signal: AbortSignal): Promise<void> => {
  const atOnce = pLimit(feedsAtOnce)
  const poll = async (source: Source): Promise<void> => {
    if (signal.aborted) return
    try {
      await withinTime({ what: 'the poll', limitMs: longestMs.poll }, () => pollSource(journey, source))
    } catch (error) {
      journey.log.error({ source: source.id, error: describeError(error) }, 'poll failed')
    }
  }
  await Promise.all(journey.sources.map((source) => atOnce(() => poll(source))))
}

/** The engine's briefing. @throws TimeLimitError where the engine never answers. */
const briefInTime = (journey: Pick<Journey, 'engine'>, commentary: Commentary, signal?: AbortSignal) =>
  withinTime({ what: 'the briefing', limitMs: longestMs.briefing, ...(signal && { signal }) }, (limited) =>
    journey.engine(commentary, limited),
  )

/** After an outage, and after a crash in the middle of catching up, what is owed is collected into one post. */
const isCatchingUp = async ({ db }: Journey, pending: readonly PendingEntry[]): Promise<boolean> =>
  pending.filter(({ isOwed }) => isOwed).length > mostAtOnce || (await waitingCatchUps(db)).length > 0

const briefPending = async (journey: Journey, signal: AbortSignal): Promise<void> => {
  const pending = await pendingEntries(journey.db, journey.now(), 1000)
  const isCatchUp = await isCatchingUp(journey, pending)
  for (const entry of pending) {
    if (signal.aborted) return
    try {
      await bringHome(journey, entry, isCatchUp, signal)
    } catch (error) {
      journey.log.error({ entry: entry.entry.title, error: describeError(error) }, 'entry failed')
      await markUnreadable(journey.db, entry.id, `failed: ${describeError(error)}`, nextReadAt(entry, journey.now()))
    }
  }
  if (isCatchUp && (await oweCatchUps(journey.db, journey.now())) > 0) journey.onOwed()
}

/** One entry on its way: entry → commentary → briefing → deliveries. */
const bringHome = async (
  journey: Journey,
  pending: PendingEntry,
  isCatchUp: boolean,
  signal: AbortSignal,
): Promise<void> => {
  const { entry } = pending
  const result = await withinTime({ what: 'reading the page', limitMs: longestMs.reading }, () =>
    readCommentary(journey.get, { entry }),
  )
  if (result.state === 'read') return brief(journey, pending, result.commentary, isCatchUp, signal)

  journey.log.warn({ entry: entry.title, reason: result.reason }, 'page not read')
  const isGivenUp = !pending.isKnown && journey.now().getTime() - pending.firstSeenAt.getTime() >= patienceMs
  if (isGivenUp) return brief(journey, pending, excerptCommentary(entry), isCatchUp, signal)
  await markUnreadable(
    journey.db,
    pending.id,
    `${result.reason}: ${result.detail}`,
    nextReadAt(pending, journey.now(), result.retryAfterMs),
  )
}

/** Briefs the commentary of an entry, and commits everything that follows from it as one. */
const brief = async (
  journey: Journey,
  pending: PendingEntry,
  commentary: Commentary,
  isCatchUp: boolean,
  signal: AbortSignal,
): Promise<void> => {
  const briefing = await briefInTime(journey, commentary, signal)
  const now = journey.now()
  const keys = commentaryKeys(commentary, identityKeys(pending.entry))
  const done = await journey.db.transaction().execute(async (tx) => {
    const committed = await commit(tx, { commentary, keys, briefing, isOwed: pending.isOwed, isCatchUp, now })
    await markRead(tx, pending.id, committed.id, readAgainAt(journey, pending))
    return committed
  })
  journey.log.info(
    { commentary: done.id, state: done.state, claims: briefing.claims.length, owed: done.owed },
    'briefed',
  )
  if (done.owed > 0) journey.onOwed()
}

type Briefed = {
  readonly commentary: Commentary
  readonly keys: readonly string[]
  readonly briefing: Briefing
  readonly isOwed: boolean
  /** Collected for one post with others, instead of one of its own. */
  readonly isCatchUp: boolean
  readonly now: Date
}

/** Inside the caller's transaction: the commentary, its briefing, and a delivery for every subscription that wants it. */
const commit = async (tx: Db, { commentary, keys, briefing, isOwed, isCatchUp, now }: Briefed) => {
  const saved = await saveCommentary(tx, { commentary, keys, now })
  const { id, revision, before } = saved
  // An excerpt that became a whole text was completed by us, not corrected by its publisher.
  if (before?.extent === 'full') {
    const correction = correctionOf(before, commentary, await findBriefing(tx, id, revision - 1))
    await saveCorrection(tx, { id, revision, correction }, now)
  }
  if (saved.state !== 'unchanged') {
    await saveBriefing(tx, { id, revision, briefing, rebrief: nextRebrief(briefing, 0, now) }, now)
  }
  const edited = before === undefined ? 0 : await oweEdits(tx, id, now)
  const posted = isOwed ? await owe(tx, id, isCatchUp, now) : 0
  return { ...saved, owed: edited + posted }
}

/** The commentary as the archive holds it, which may be more than what was read just now. */
const briefedCommentary = async (tx: Db, id: string) => {
  const archived = await findCommentary(tx, id)
  const briefing = archived?.briefing
  return archived === undefined || briefing === undefined ? undefined : { ...archived, briefing }
}

/** Writes what is owed of the commentary to every subscription that wants it. */
const owe = async (tx: Db, id: string, isCatchUp: boolean, now: Date): Promise<number> => {
  const briefed = await briefedCommentary(tx, id)
  if (briefed === undefined) return 0
  return owePosts(tx, briefed, await matchingSubscriptions(tx, briefed.commentary), isCatchUp, now)
}

/** Writes what follows from a changed text for the messages that showed it before. */
const oweEdits = async (tx: Db, id: string, now: Date): Promise<number> => {
  const briefed = await briefedCommentary(tx, id)
  if (briefed === undefined) return 0
  const locales = new Map((await allSubscriptions(tx)).map((subscription) => [subscription.id, subscription.locale]))
  return oweCorrection(tx, briefed, (subscriptionId) => locales.get(subscriptionId ?? 0) ?? 'en-GB', now)
}

/** Writes the digests that are due into the outbox; erases what belongs to tenants that left, and what has expired. */
export const tendSubscriptions = async (
  journey: Pick<Journey, 'db' | 'now' | 'onOwed' | 'log'>,
  coverage: Coverage,
): Promise<void> => {
  const { db, now, onOwed, log } = journey
  const owed = await oweDueDigests(db, coverage, now(), ({ id, placeKey }, error) =>
    log.error({ subscription: id, place: placeKey, error: describeError(error) }, 'digest failed'),
  )
  if (owed > 0) onOwed()
  await forgetExpired(db, now())
  const erased = await eraseLeft(db, now())
  if (erased > 0) log.info({ tenants: erased }, 'erased what belonged to those that left')
}

/** Asks the model again for what a machine's fault kept it from writing; what was posted meanwhile stays as it is. */
const rebriefDue = async (journey: Journey, signal: AbortSignal): Promise<void> => {
  for (const due of await dueRebriefs(journey.db, journey.now(), 100)) {
    if (signal.aborted) return
    try {
      await rebrief(journey, due, signal)
    } catch (error) {
      if (signal.aborted) return
      journey.log.error({ commentary: due.id, error: describeError(error) }, 'not briefed again')
    }
  }
}

const rebrief = async ({ db, engine, now, log }: Journey, due: DueRebrief, signal: AbortSignal): Promise<void> => {
  const archived = await findCommentary(db, due.id)
  if (archived?.revision !== due.revision) return
  const briefing = await briefInTime({ engine }, archived.commentary, signal)
  const next = nextRebrief(briefing, due.attempt, now())
  await saveBriefing(db, { id: due.id, revision: due.revision, briefing, rebrief: next }, now())
  log.info({ commentary: due.id, engine: briefing.engine, attempt: due.attempt }, 'briefed again')
}

/** Corrections come within days: the page of a recent commentary is looked at again, an older one never. */
const readAgainAt = (journey: Journey, { entry, firstSeenAt }: PendingEntry): Date | undefined => {
  const at = new Date(journey.now().getTime() + journey.readAgainAfterMs)
  const age = at.getTime() - (entry.publishedAt ?? firstSeenAt).getTime()
  return age > correctableForMs ? undefined : at
}

/** Doubling from one minute to two hours, and never before the site said. */
const nextReadAt = (pending: PendingEntry, now: Date, retryAfterMs = 0): Date =>
  new Date(
    now.getTime() + Math.max(retryAfterMs, Math.min(longestWaitMs, minuteMs * 2 ** Math.min(pending.attempts, 10))),
  )

/**
 * Takes in a commentary from a file or an address, for what a site does not serve to machines.
 * It is posted only where `isOwed` says so: what is imported is mostly old.
 * @throws UserError when the source cannot be read.
 */
export const importOne = async (
  journey: Pick<Journey, 'db' | 'get' | 'engine' | 'now'>,
  source: string,
  isOwed: boolean,
): Promise<{ id: string; state: string; claims: number; owed: number }> => {
  const result = await importCommentary(source, journey.get)
  if (result.state !== 'read') {
    throw new UserError('Import', result.detail, 'save the page in a browser and import the file')
  }
  const { commentary } = result
  const briefing = await briefInTime(journey, commentary)
  const { id, state, owed } = await journey.db.transaction().execute((tx) =>
    commit(tx, {
      commentary,
      keys: commentaryKeys(commentary, []),
      briefing,
      isOwed,
      isCatchUp: false,
      now: journey.now(),
    }),
  )
  return { id, state, claims: briefing.claims.length, owed }
}

import type { Kysely } from 'kysely'
import { saveBriefing, saveCommentary } from './archive/store.ts'
import type { Engine } from './briefing/port.ts'
import { postCard } from './card/briefing-card.ts'
import type { Commentary } from './commentary/commentary.ts'
import { commentaryKeys } from './commentary/identity.ts'
import { excerptCommentary, readCommentary } from './commentary/read.ts'
import { enqueue } from './delivery/store.ts'
import { describeError } from './errors.ts'
import { identityKeys } from './feed/identity.ts'
import { type PollDeps, pollSource } from './feed/poll.ts'
import type { Source } from './feed/source.ts'
import { markRead, markUnreadable, type PendingEntry, pendingEntries } from './feed/store.ts'
import type { Log } from './log.ts'
import type { Schema } from './store/schema.ts'
import { matchingSubscriptions } from './subscriptions/match.ts'

/** What the journey of a commentary needs. */
export type Journey = PollDeps & {
  readonly db: Kysely<Schema>
  readonly sources: readonly Source[]
  readonly engine: Engine
  /** Called after deliveries were written: the sender may look. */
  readonly onOwed: () => void
  readonly log: Log
}

const minuteMs = 60_000
/** How long a page that cannot be read is tried again before its excerpt is posted in its place. */
const patienceMs = 24 * 60 * minuteMs
const longestWaitMs = 120 * minuteMs

/**
 * The whole journey, read straight down: poll the feeds, read what is new, brief it, and write what is owed to whom.
 * Every step is durable before the next begins; whatever a crash leaves undone is done by the next call.
 */
export const pollAndBrief = async (journey: Journey, signal: AbortSignal): Promise<void> => {
  for (const source of journey.sources) {
    if (signal.aborted) return
    await pollSource(journey, source)
  }
  await briefPending(journey, signal)
}

const briefPending = async (journey: Journey, signal: AbortSignal): Promise<void> => {
  const pending = await pendingEntries(journey.db, journey.now(), 1000)
  for (const entry of pending) {
    if (signal.aborted) return
    try {
      await bringHome(journey, entry, signal)
    } catch (error) {
      journey.log.error({ entry: entry.entry.title, error: describeError(error) }, 'entry failed')
      await markUnreadable(journey.db, entry.id, `failed: ${describeError(error)}`, nextReadAt(entry, journey.now()))
    }
  }
}

/** One entry on its way: entry → commentary → briefing → deliveries. */
const bringHome = async (journey: Journey, pending: PendingEntry, signal: AbortSignal): Promise<void> => {
  const { entry } = pending
  const result = await readCommentary(journey.get, { entry })
  if (result.state === 'read') return brief(journey, pending, result.commentary, signal)

  journey.log.warn({ entry: entry.title, reason: result.reason }, 'page not read')
  const hasWaitedEnough = journey.now().getTime() - pending.firstSeenAt.getTime() >= patienceMs
  if (hasWaitedEnough) return brief(journey, pending, excerptCommentary(entry), signal)
  await markUnreadable(
    journey.db,
    pending.id,
    `${result.reason}: ${result.detail}`,
    nextReadAt(pending, journey.now(), result.retryAfterMs),
  )
}

/** Briefs the commentary, then commits it, its briefing and every post owed for it as one. */
const brief = async (
  journey: Journey,
  pending: PendingEntry,
  commentary: Commentary,
  signal: AbortSignal,
): Promise<void> => {
  const briefing = await journey.engine(commentary, signal)
  const now = journey.now()
  const keys = commentaryKeys(commentary, identityKeys(pending.entry))
  const { saved, owed } = await journey.db.transaction().execute(async (tx) => {
    const saved = await saveCommentary(tx, { commentary, keys, now })
    const known = { ...commentary, id: saved.id }
    if (saved.state !== 'unchanged') await saveBriefing(tx, saved.id, saved.revision, briefing, now)
    const subscriptions = pending.announce ? await matchingSubscriptions(tx, known) : []
    for (const subscription of subscriptions) {
      await enqueue(
        tx,
        {
          subscriptionId: subscription.id,
          place: subscription.place,
          placeKey: subscription.placeKey,
          commentaryId: saved.id,
          revision: saved.revision,
          card: postCard(known, briefing),
        },
        now,
      )
    }
    await markRead(tx, pending.id, saved.id)
    return { saved, owed: subscriptions.length }
  })
  journey.log.info({ commentary: saved.id, state: saved.state, claims: briefing.claims.length, owed }, 'briefed')
  if (owed > 0) journey.onOwed()
}

/** Doubling from one minute to two hours, and never before the site said. */
const nextReadAt = (pending: PendingEntry, now: Date, retryAfterMs = 0): Date =>
  new Date(now.getTime() + Math.max(retryAfterMs, Math.min(longestWaitMs, minuteMs * 2 ** Math.min(pending.attempts, 10))))

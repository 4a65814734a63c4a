import { countCommentaries } from '../card/count.ts'
import type { Kysely } from 'kysely'
import type { Card } from '../card/card.ts'
import type { Db } from '../store/connection.ts'
import type { Schema } from '../store/schema.ts'
import { resumeSubscriptions } from '../subscriptions/store.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { enqueueCatchUps } from './digest.ts'
import { deliveryKey } from './key.ts'
import { enqueue } from './store.ts'
import { collectAgain } from './store-digest.ts'
import { takeMissed } from './store-missed.ts'

const dayMs = 86_400_000
/** Older commentaries are only counted; people can search for them. */
const namedDays = 14

/** A paused subscription, before it is resumed. */
type Paused = Subscription & { readonly paused: NonNullable<Subscription['paused']> }

const isPaused = (subscription: Subscription): subscription is Paused => subscription.paused !== undefined

const resumedCard = ({ paused, filter }: Paused, recent: number, olderThan: { count: number; since: Date }): Card => {
  const missed =
    recent === 0 ? 'Nothing was missed.' : `${countCommentaries(recent)} appeared meanwhile; one post names them.`
  const { count, since } = olderThan
  const query = `${filter} since:${since.toISOString().slice(0, 10)}`.trim()
  return {
    title: { text: 'RSIS briefings continue here' },
    blocks: [
      { type: 'text', text: [`They were paused: ${paused.reason}. ${missed}`] },
      ...(count > 0
        ? [
            {
              type: 'text',
              text: [`Search finds ${countCommentaries(count)} that appeared more than ${namedDays} days ago.`],
            } as const,
          ]
        : []),
    ],
    ...(count > 0 && { actions: [{ label: 'Search them', command: `/rsis search ${query}` }] }),
  }
}

type Resume = {
  readonly now: Date
  /** Only what was paused for one of these reasons. */
  readonly codes?: readonly string[]
  /** Whether a person resumed it and reads that in the answer; then the channel gets a notice only if the catch-up leaves something out. */
  readonly isQuiet?: true
}

const resumeOnePlace = async (
  tx: Db,
  [first, ...others]: readonly [Paused, ...Paused[]],
  { now, isQuiet }: Resume,
): Promise<void> => {
  const { id, place, placeKey } = first
  const codes = [first, ...others].map(({ paused }) => paused.code)
  const missed = await takeMissed(tx, placeKey, codes, now)
  const oldest = new Date(now.getTime() - namedDays * dayMs)
  const recent = missed.filter(({ missedAt }) => missedAt >= oldest).map(({ commentaryId }) => commentaryId)
  const since = missed[0]?.missedAt ?? oldest
  const older = { count: missed.length - recent.length, since }
  if (isQuiet === undefined || older.count > 0) {
    const key = deliveryKey(placeKey, 'notice', `resumed ${now.getTime()}`)
    const card = resumedCard(first, recent.length, older)
    await enqueue(tx, [{ key, place, kind: 'notice', subscriptionId: id, card }], now)
  }
  await collectAgain(tx, id, recent, now)
}

/**
 * The place or tenant accepts posts again: its paused subscriptions continue, and each of its channels gets a message and one
 * post with what appeared meanwhile. @returns how many subscriptions continue.
 */
export const resume = async (
  db: Kysely<Schema>,
  where: { readonly placeKey: string } | { readonly tenantKey: string },
  request: Resume,
): Promise<number> => {
  const count = await db.transaction().execute(async (tx) => {
    const resumed = (await resumeSubscriptions(tx, where, request.codes)).filter(isPaused)
    for (const [first, ...others] of Map.groupBy(resumed, ({ placeKey }) => placeKey).values()) {
      if (first !== undefined) await resumeOnePlace(tx, [first, ...others], request)
    }
    return resumed.length
  })
  if (count > 0) await enqueueCatchUps(db, request.now)
  return count
}

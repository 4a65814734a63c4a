import { type Selectable, sql } from 'kysely'
import type { Card } from '../card/card.ts'
import type { Db } from '../store/connection.ts'
import type { DeliveryTable } from '../store/schema.ts'
import { type Place, placeSchema } from '../subscriptions/place.ts'
import type { Platform } from '../subscriptions/platforms.ts'
import { readCards } from './store-cards.ts'
import { type Attempted, lateAfterMs, type NextState } from './next-state.ts'
import { type Kind, mayHaveArrived, openStates } from './store.ts'

type Row = Selectable<DeliveryTable>

/** The right to attempt a delivery. Only the sender whose owner and number are in the row has it. */
export type Lease = {
  readonly owner: string
  /** The row's fencing number, which grows with each lease. */
  readonly fence: number
}

/** A delivery that was leased, as read from the outbox. */
export type Delivery = Attempted & {
  readonly key: string
  readonly place: Place
  readonly placeKey: string
  readonly kind: Kind
  readonly card: Card
  readonly commentaryId: string | undefined
  /** The number of its commentary's journey; undefined if it did not come from a feed. */
  readonly journey?: number | undefined
  readonly subscriptionId: number | undefined
  /** The key of what it replies to, or edits. */
  readonly targetKey: string | undefined
  /** `due`: to be sent; `uncertain`: to be looked for. */
  readonly state: 'due' | 'uncertain'
  readonly lease: Lease
}

/**
 * The delivery that the later ones of a place wait for, and when it may be leased (`dueAt`). It is the first open delivery that does
 * not wait for the message that it belongs to or for a correction of that, and is not late and waiting for its next attempt.
 */
export type Head = { readonly placeKey: string; readonly dueAt: number }

export type LeaseRequest = {
  readonly owner: string
  /** The places for which the first open delivery is read. */
  readonly placeKeys: readonly string[]
  readonly now: number
  readonly leaseMs: number
}

export type Leased = {
  readonly deliveries: readonly Delivery[]
  /** The places whose first delivery may be leased later. */
  readonly waiting: readonly Head[]
}

/** Why it is uncertain whether a post arrived: its sender ended, or could not write the outcome. */
const interrupted = { code: 'interrupted', reason: 'interrupted while sending' } as const

/** If a lease ran out, the outcome of its attempt could not be written, so the post may have arrived. */
const readyAt = sql<number>`case state when 'sending' then coalesce(leased_until, due_at) else due_at end`

const deliveryOf = (row: Row, card: Card, owner: string, journey: number | undefined): Delivery => ({
  journey,
  key: row.key,
  place: placeSchema.parse(JSON.parse(row.place_json)),
  placeKey: row.place_key,
  kind: row.kind,
  card,
  commentaryId: row.commentary_id ?? undefined,
  subscriptionId: row.subscription_id ?? undefined,
  targetKey: row.target_key ?? undefined,
  state: row.state === 'sending' ? 'due' : 'uncertain',
  attempts: row.attempts,
  looks: row.looks,
  // Counted here, and written when the platform says that the message is not there.
  unseen: row.state === 'sending' ? row.unseen : row.unseen + unseenMore(row.reason_code),
  createdAt: row.created_at,
  isRepeatable: row.kind === 'edit',
  lease: { owner, fence: row.fence },
})

/** Only a failed send counts as not seen; a crash proves nothing. */
const unseenMore = (code: string | null): number => (code === interrupted.code ? 0 : 1)

/** A late delivery that is not under way; until its next attempt it does not hold up others. */
const isPassed = (now: number) =>
  sql<boolean>`(leased_until is null and unseen > 0 and created_at <= ${now - lateAfterMs} and due_at > ${now})`

/** A later correction of a message and its note wait for an earlier correction that is still open. */
const followsCorrection = sql<boolean>`exists (select 1 from deliveries as earlier
  where earlier.target_key = deliveries.target_key and earlier.seq < deliveries.seq
    and earlier.kind = 'edit' and earlier.state in (${sql.join(openStates)}))`

/** The heads of all places, or of the given ones; the oldest first. */
const headsOf = async (db: Db, now: number, placeKeys?: readonly string[]) =>
  db
    .selectFrom('deliveries')
    .select(['key', 'place_key as placeKey', readyAt.as('dueAt')])
    .where('seq', 'in', (all) =>
      all
        .selectFrom('deliveries')
        .select((select) => select.fn.min('seq').as('seq'))
        .where('state', 'in', openStates)
        .where((row) => row.not(isPassed(now)))
        .where((row) =>
          row.not(
            row.exists(
              row
                .selectFrom('deliveries as target')
                .select('target.seq')
                .whereRef('target.key', '=', 'deliveries.target_key')
                .where('target.state', 'in', openStates),
            ),
          ),
        )
        .where((row) => row.not(followsCorrection))
        .$if(placeKeys !== undefined, (query) => query.where('place_key', 'in', placeKeys ?? []))
        .groupBy('place_key'),
    )
    .orderBy('seq')
    .execute()

/** Every place with open deliveries, and when its first one may be leased. */
export const openPlaces = async (db: Db, now: number): Promise<readonly Head[]> => headsOf(db, now)

/** A journey has the number of the first entry that led to its commentary. */
const journeysOf = async (db: Db, commentaries: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  if (commentaries.length === 0) return new Map()
  const rows = await db
    .selectFrom('entries')
    .select((select) => ['commentary_id as commentary', select.fn.min('id').as('journey')])
    .where('commentary_id', 'in', [...new Set(commentaries)])
    .groupBy('commentary_id')
    .execute()
  return new Map(
    rows.flatMap(({ commentary, journey }) => (commentary === null ? [] : [[commentary, journey] as const])),
  )
}

const isDue = sql<boolean>`state = 'due'`

/**
 * Leases the first open delivery of each place whose time has come: one that will be sent is durably `sending`
 * after the caller's transaction is committed. It is a compare-and-set: of two processes that want the same row, one gets it.
 */
export const leaseHeads = async (db: Db, { owner, placeKeys, now, leaseMs }: LeaseRequest): Promise<Leased> => {
  if (placeKeys.length === 0) return { deliveries: [], waiting: [] }
  const heads = await headsOf(db, now, placeKeys)
  const ready = heads.filter(({ dueAt }) => dueAt <= now)
  const waiting = heads.filter(({ dueAt }) => dueAt > now)
  if (ready.length === 0) return { deliveries: [], waiting }
  const until = now + leaseMs
  const rows = await db
    .updateTable('deliveries')
    .set((row) => ({
      state: sql<Row['state']>`case when ${isDue} then 'sending' else 'uncertain' end`,
      reason_code: sql`case when state = 'sending' then ${interrupted.code} else reason_code end`,
      reason: sql`case when state = 'sending' then ${interrupted.reason} else reason end`,
      attempted_at: sql`case when ${isDue} then ${now} else attempted_at end`,
      due_at: sql`case when ${isDue} then due_at else ${until} end`,
      looks: sql`case when ${isDue} then looks else looks + 1 end`,
      leased_until: until,
      lease_owner: owner,
      fence: row('fence', '+', 1),
    }))
    .where(
      'key',
      'in',
      ready.map(({ key }) => key),
    )
    .where('state', 'in', openStates)
    .where(readyAt, '<=', now)
    .returningAll()
    .execute()
  const inOrder = rows.toSorted((a, b) => a.seq - b.seq)
  const cards = await readCards(
    db,
    rows.map(({ card_id }) => card_id),
  )
  const journeys = await journeysOf(
    db,
    rows.flatMap(({ commentary_id }) => commentary_id ?? []),
  )
  const deliveries = inOrder.map((row) => {
    const card = cards.get(row.card_id)
    if (card === undefined) throw new Error(`the card of delivery ${row.key} is gone`)
    return deliveryOf(row, card, owner, journeys.get(row.commentary_id ?? ''))
  })
  return { deliveries, waiting }
}

/** The columns that an outcome changes, besides state, reason and lease. */
const columnsOf = (next: NextState, now: number) => {
  if (next.state === 'sent') return { receipt: next.receipt, sent_at: now }
  if (next.state !== 'due' && next.state !== 'uncertain') return {}
  const { dueAt, attempts, unseen } = next
  return { due_at: dueAt, attempts, ...(unseen === undefined ? {} : { unseen }) }
}

/**
 * Writes the outcome of a leased delivery. One that was ended meanwhile, with its place, stays ended unless it was sent.
 * @returns false if it was ended, or if another sender has leased it since.
 */
export const writeNextState = async (db: Db, delivery: Delivery, next: NextState, now: number): Promise<boolean> => {
  const why = next.state === 'sent' ? { code: null, reason: null } : next
  const leased = db
    .updateTable('deliveries')
    .where('key', '=', delivery.key)
    .where('lease_owner', '=', delivery.lease.owner)
    .where('fence', '=', delivery.lease.fence)
  const { numUpdatedRows } = await leased
    .set({
      state: next.state,
      reason_code: why.code,
      reason: why.reason,
      leased_until: null,
      ...columnsOf(next, now),
    })
    .$if(next.state !== 'sent', (query) => query.where('state', 'in', openStates))
    .executeTakeFirstOrThrow()
  // The delivery had ended as one that may have arrived; now it is known that it did not arrive.
  if (numUpdatedRows === 0n && (next.state === 'due' || next.state === 'dead'))
    await leased.set({ state: 'dead' }).where(mayHaveArrived).execute()
  return numUpdatedRows > 0n
}

/**
 * After a crash, posts that an earlier process was sending may or may not have arrived, so they become uncertain.
 * Only for a process that is alone on the database; with several processes, a lease ends by itself.
 * @param graceMs how long from `now` each platform's history cannot be trusted, in milliseconds.
 * @returns how many there were.
 */
export const recoverInterrupted = async (
  db: Db,
  now: number,
  graceMs: Readonly<Partial<Record<Platform, number>>>,
): Promise<number> => {
  let count = 0
  for (const [platform, grace] of Object.entries(graceMs)) {
    const { numUpdatedRows } = await db
      .updateTable('deliveries')
      .set({
        state: 'uncertain',
        reason_code: interrupted.code,
        reason: interrupted.reason,
        leased_until: null,
        lease_owner: null,
        due_at: now + grace,
      })
      .where('state', 'in', openStates)
      .where('state', '=', 'sending')
      .where('place_key', 'like', `${platform}/%`)
      .executeTakeFirstOrThrow()
    count += Number(numUpdatedRows)
  }
  return count
}

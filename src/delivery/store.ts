import type { Card } from '../card/card.ts'
import type { HeldDelivery } from '../ops/port.ts'
import type { Db } from '../store/connection.ts'
import { type Place, placeSchema } from '../subscriptions/place.ts'
import { deliveryKey } from './key.ts'
import type { Attempted, Settled } from './settle.ts'

/** A post owed to a place, as read from the outbox. */
export type Delivery = Attempted & {
  readonly key: string
  readonly place: Place
  readonly placeKey: string
  readonly card: Card
  readonly commentaryId: string
  readonly state: 'due' | 'uncertain'
}

export type NewDelivery = {
  readonly subscriptionId: number
  readonly place: Place
  readonly placeKey: string
  readonly commentaryId: string
  readonly revision: number
  readonly card: Card
}

const openStates = ['due', 'sending', 'uncertain'] as const

/** Our own JSON, written by `enqueue`: a card that parses as JSON is a card. */
const readCard = (json: string): Card => JSON.parse(json) as Card

/** Writes the post into the outbox; a post of this commentary for this subscription that is there already stays as it is. */
export const enqueue = async (db: Db, delivery: NewDelivery, now: Date): Promise<void> => {
  await db
    .insertInto('deliveries')
    .values({
      key: deliveryKey(delivery.subscriptionId, delivery.commentaryId, 'post'),
      subscription_id: delivery.subscriptionId,
      place_key: delivery.placeKey,
      place_json: JSON.stringify(delivery.place),
      commentary_id: delivery.commentaryId,
      kind: 'post',
      revision: delivery.revision,
      card_json: JSON.stringify(delivery.card),
      state: 'due',
      reason: null,
      due_at: now.getTime(),
      attempts: 0,
      looks: 0,
      leased_until: null,
      attempted_at: null,
      receipt: null,
      created_at: now.getTime(),
      sent_at: null,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

/**
 * Leases the first unsettled delivery of the place, if its time has come: a due one is durably `sending` when this
 * returns. A later one never overtakes it.
 */
export const leaseHead = async (
  db: Db,
  placeKey: string,
  now: number,
  leaseMs: number,
): Promise<Delivery | undefined> => {
  const row = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('place_key', '=', placeKey)
    .where('state', 'in', openStates)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined || row.state === 'sending' || row.due_at > now) return undefined
  const state = row.state === 'due' ? 'due' : 'uncertain'
  await db
    .updateTable('deliveries')
    .set(
      state === 'due'
        ? { state: 'sending', leased_until: now + leaseMs, attempted_at: now }
        : { leased_until: now + leaseMs, due_at: now + leaseMs, looks: row.looks + 1 },
    )
    .where('key', '=', row.key)
    .execute()
  return {
    key: row.key,
    place: placeSchema.parse(JSON.parse(row.place_json)),
    placeKey,
    card: readCard(row.card_json),
    commentaryId: row.commentary_id,
    state,
    attempts: row.attempts,
    looks: state === 'due' ? row.looks : row.looks + 1,
    createdAt: row.created_at,
  }
}

/** Writes what became of a leased delivery. */
export const settle = async (db: Db, key: string, settled: Settled, now: number): Promise<void> => {
  const common = { state: settled.state, leased_until: null }
  const rest =
    settled.state === 'sent'
      ? { reason: null, receipt: settled.receipt, sent_at: now }
      : settled.state === 'due' || settled.state === 'uncertain'
        ? { reason: settled.reason, due_at: settled.dueAt, attempts: settled.attempts }
        : { reason: settled.reason }
  await db
    .updateTable('deliveries')
    .set({ ...common, ...rest })
    .where('key', '=', key)
    .execute()
}

/** After a crash: whatever was being sent may or may not have arrived, so it is uncertain until it was looked for. */
export const recoverInterrupted = async (db: Db, now: number, graceMs: number): Promise<number> => {
  const result = await db
    .updateTable('deliveries')
    .set({ state: 'uncertain', reason: 'interrupted while sending', leased_until: null, due_at: now + graceMs })
    .where('state', '=', 'sending')
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Places with something unsettled, and when the first of it is due. */
export const openPlaces = async (db: Db): Promise<{ placeKey: string; dueAt: number }[]> => {
  const rows = await db
    .selectFrom('deliveries')
    .select((select) => ['place_key', select.fn.min('due_at').as('due_at')])
    .where('state', 'in', openStates)
    .groupBy('place_key')
    .execute()
  return rows.map((row) => ({ placeKey: row.place_key, dueAt: row.due_at }))
}

/** Counts of the outbox, and every delivery that is held, with its reason. */
export const outboxStatus = async (
  db: Db,
): Promise<{ readonly due: number; readonly sent: number; readonly held: readonly HeldDelivery[] }> => {
  const counts = await db
    .selectFrom('deliveries')
    .select((select) => ['state', select.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const count = (state: string): number => counts.find((row) => row.state === state)?.count ?? 0
  const held = await db
    .selectFrom('deliveries')
    .select(['key', 'place_key', 'commentary_id', 'state', 'reason', 'due_at', 'attempts'])
    .where('state', '!=', 'sent')
    .where('reason', 'is not', null)
    .orderBy('seq')
    .limit(50)
    .execute()
  return {
    due: count('due') + count('sending'),
    sent: count('sent'),
    held: held.map((row) => ({
      key: row.key,
      place: row.place_key,
      commentaryId: row.commentary_id,
      state: row.state,
      reason: row.reason ?? undefined,
      dueAt: new Date(row.due_at),
      attempts: row.attempts,
    })),
  }
}

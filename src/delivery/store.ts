import { type Insertable, type Selectable, sql } from 'kysely'
import type { Card } from '../card/card.ts'
import type { Db } from '../store/connection.ts'
import { isRestored, lookedForFirst } from '../store/installation.ts'
import type { DeliveryTable } from '../store/schema.ts'
import { type Place, placeKey, placeSchema, tenantKey } from '../subscriptions/place.ts'
import type { Receipt } from './port.ts'
import { saveCards } from './store-cards.ts'
import { withoutDisputedQuotes } from './store-disputed.ts'
import { type Reason, refusal } from './next-state.ts'

type Row = Selectable<DeliveryTable>

export type Kind = DeliveryTable['kind']

/** A delivery for the outbox. */
export type NewDelivery = {
  readonly key: string
  readonly place: Place
  readonly kind: Kind
  readonly card: Card
  readonly subscriptionId?: number
  readonly commentaryId?: string
  readonly revision?: number
  readonly targetKey?: string
  /** The reason if it was decided not to send it; the delivery is stored so that anybody can see why. */
  readonly skipped?: Reason
}

/** Written literally, not bound: SQLite uses the partial index of open deliveries only if the query names the same states. */
export const openStates = [sql.lit('due' as const), sql.lit('sending' as const), sql.lit('uncertain' as const)]

/** SQLite allows 32,766 values in a statement; a row has 24. */
const rowsAtOnce = 1000

const newRow = (
  delivery: NewDelivery,
  cardId: number,
  now: number,
  isLookedFor: boolean,
): Insertable<DeliveryTable> => ({
  key: delivery.key,
  place_key: placeKey(delivery.place),
  place_json: JSON.stringify(delivery.place),
  tenant_key: tenantKey(delivery.place),
  kind: delivery.kind,
  subscription_id: delivery.subscriptionId ?? null,
  commentary_id: delivery.commentaryId ?? null,
  revision: delivery.revision ?? null,
  target_key: delivery.targetKey ?? null,
  card_id: cardId,
  state: delivery.skipped === undefined ? 'due' : 'skipped',
  reason_code: delivery.skipped?.code ?? null,
  reason: delivery.skipped?.reason ?? null,
  due_at: now,
  attempts: 0,
  looks: 0,
  unseen: 0,
  leased_until: null,
  lease_owner: null,
  fence: 0,
  attempted_at: null,
  receipt: null,
  created_at: now,
  sent_at: null,
  ...(isLookedFor && delivery.skipped === undefined && delivery.kind !== 'edit' ? lookedForFirst : {}),
})

/** Writes deliveries into the outbox, in their order; one whose key exists stays unchanged. @returns how many are new. */
export const enqueue = async (db: Db, deliveries: readonly NewDelivery[], now: Date): Promise<number> => {
  let added = 0
  const isLookedFor = await isRestored(db, now)
  const cardIds = await saveCards(
    db,
    await withoutDisputedQuotes(
      db,
      deliveries.map(({ card }) => card),
    ),
  )
  const all = deliveries.map((delivery, index) => newRow(delivery, cardIds[index] ?? 0, now.getTime(), isLookedFor))
  for (let from = 0; from < deliveries.length; from += rowsAtOnce) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('deliveries')
      .values(all.slice(from, from + rowsAtOnce))
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirstOrThrow()
    added += Number(numInsertedOrUpdatedRows ?? 0n)
  }
  await saveMentions(db, deliveries)
  return added
}

const mentioning: readonly Kind[] = ['digest', 'catch-up', 'thread', 'test', 'share']

/** Records which commentaries are shown by deliveries that are not the post of one commentary. */
const saveMentions = async (db: Db, deliveries: readonly NewDelivery[]): Promise<void> => {
  const rows = deliveries
    .filter(({ kind, commentaryId }) => commentaryId === undefined && mentioning.includes(kind))
    .flatMap(({ key, card }) => (card.commentaries ?? []).map((id) => ({ commentary_id: id, delivery_key: key })))
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await db
      .insertInto('mentions')
      .values(rows.slice(from, from + rowsAtOnce))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** The message that a reply or an edit refers to. */
export type Target = {
  /** Undefined if it was not posted, and will not be. */
  readonly receipt: Receipt | undefined
  readonly key: string
  /** The message in whose thread it is. */
  readonly parent: Receipt | undefined
}

/** The message with this key. */
export const findTarget = async (db: Db, key: string): Promise<Target> => {
  const row = await db
    .selectFrom('deliveries as one')
    .leftJoin('deliveries as parent', 'parent.key', 'one.target_key')
    .select(['one.receipt', 'parent.receipt as parent_receipt'])
    .where('one.key', '=', key)
    .executeTakeFirst()
  const receiptOf = (id: string | null | undefined): Receipt | undefined => (id ? { id } : undefined)
  return { key, receipt: receiptOf(row?.receipt), parent: receiptOf(row?.parent_receipt) }
}

/**
 * Deliveries that ended with their place and may have arrived: they are looked for when the place is back. The code
 * `unconfirmed` is left out, because there a person has to look.
 */
export const mayHaveArrived = sql<boolean>`(state = 'unconfirmed' and reason_code <> 'unconfirmed')`

/** Ends the open deliveries of a place or a whole tenant, because they cannot arrive any more. */
export const endOpen = async (
  db: Db,
  where: { readonly placeKey: string } | { readonly tenantKey: string },
  { code, reason }: Reason,
): Promise<void> => {
  const [column, value] =
    'placeKey' in where ? (['place_key', where.placeKey] as const) : (['tenant_key', where.tenantKey] as const)
  await db
    .updateTable('deliveries')
    .set({
      state: sql<Row['state']>`case when state = 'due' then 'dead' else 'unconfirmed' end`,
      reason_code: code,
      reason,
      leased_until: null,
    })
    .where(column, '=', value)
    .where('state', 'in', openStates)
    .execute()
}

/**
 * Withdraws the open deliveries of a subscription that ends; those that may have arrived continue, and so do corrections, because
 * the earlier posts stay in the channel.
 */
export const withdraw = async (db: Db, subscriptionId: number, { code, reason }: Reason): Promise<void> => {
  await db
    .updateTable('deliveries')
    .set({ state: 'skipped', reason_code: code, reason })
    .where('state', 'in', openStates)
    .where('state', '=', 'due')
    .where('subscription_id', '=', subscriptionId)
    .where('kind', 'not in', ['edit', 'note'])
    .execute()
}

/** A delivery's state, for `why`, `requeue` and the test of a subscription. */
export type DeliveryState = Pick<Row, 'key' | 'kind' | 'state'> & {
  readonly code: string | undefined
  readonly reason: string | undefined
  readonly sentAt: Date | undefined
  readonly dueAt: Date
  readonly revision: number | undefined
}

const stateColumns = ['key', 'kind', 'state', 'reason_code', 'reason', 'sent_at', 'due_at', 'revision'] as const

const stateOf = (row: Pick<Row, (typeof stateColumns)[number]>): DeliveryState => ({
  key: row.key,
  kind: row.kind,
  state: row.state,
  code: row.reason_code ?? undefined,
  reason: row.reason ?? undefined,
  sentAt: row.sent_at === null ? undefined : new Date(row.sent_at),
  dueAt: new Date(row.due_at),
  revision: row.revision ?? undefined,
})

export const findDelivery = async (db: Db, key: string): Promise<DeliveryState | undefined> => {
  const row = await db.selectFrom('deliveries').select(stateColumns).where('key', '=', key).executeTakeFirst()
  return row && stateOf(row)
}

/** All deliveries of a commentary to a place, oldest first. */
export const deliveriesOf = async (db: Db, place: Place, commentaryId: string): Promise<DeliveryState[]> =>
  (
    await db
      .selectFrom('deliveries')
      .select(stateColumns)
      .where('place_key', '=', placeKey(place))
      .where('commentary_id', '=', commentaryId)
      .orderBy('seq')
      .execute()
  ).map(stateOf)

/** A message of a commentary that was posted, or may still be posted (after a requeue, for instance); corrections edit it. */
export type PostedMessage = {
  readonly key: string
  readonly place: Place
  readonly kind: 'post' | 'thread'
  readonly subscriptionId: number | undefined
}

/** The messages of a commentary, in every place. */
export const messagesOf = async (db: Db, commentaryId: string): Promise<PostedMessage[]> => {
  const rows = await db
    .selectFrom('deliveries')
    .select(['key', 'place_json', 'kind', 'subscription_id'])
    .where('commentary_id', '=', commentaryId)
    .where('kind', 'in', ['post', 'thread'])
    .where('state', '!=', 'skipped')
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    key: row.key,
    place: placeSchema.parse(JSON.parse(row.place_json)),
    kind: row.kind === 'thread' ? 'thread' : 'post',
    subscriptionId: row.subscription_id ?? undefined,
  }))
}

/** The columns of a delivery that starts again, as if it were enqueued now. */
export const startedOver = (now: Date) =>
  ({
    state: 'due',
    reason_code: null,
    reason: null,
    due_at: now.getTime(),
    created_at: now.getTime(),
    attempts: 0,
    looks: 0,
    unseen: 0,
  }) as const

/** A correction that a later one of the same message has overtaken: sent now, it would bring an older text back. */
const isOvertaken = sql<boolean>`(kind in ('edit', 'note') and exists (select 1 from deliveries as later
  where later.target_key = deliveries.target_key and later.seq > deliveries.seq
    and later.kind = 'edit' and later.state not in ('dead', 'skipped')))`

/** The update that makes dead deliveries of some kinds in a place due again. */
export const startDeadOver = (db: Db, key: string, kinds: readonly Row['kind'][], now: Date) =>
  db
    .updateTable('deliveries')
    .set(startedOver(now))
    .where('place_key', '=', key)
    .where('kind', 'in', kinds)
    .where('state', '=', 'dead')

/**
 * Makes the corrections of earlier posts due again that could not be sent while the place was closed or had no subscription;
 * not those that the platform refused for themselves.
 */
export const repeatCorrections = async (db: Db, key: string, now: Date): Promise<void> => {
  await startDeadOver(db, key, ['edit', 'note'], now)
    .where('reason', 'not like', `${refusal}%`)
    .where((row) => row.not(isOvertaken))
    .execute()
}

/**
 * Makes dead and unconfirmed deliveries of a place due again, for one commentary or for all. A delivery that ended with its
 * place is looked for first.
 * @returns how many.
 */
export const requeue = async (db: Db, place: Place, commentaryId: string | undefined, now: Date): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set({
      ...startedOver(now),
      state: sql<Row['state']>`case when ${mayHaveArrived} then 'uncertain' else 'due' end`,
      created_at: sql<number>`case when ${mayHaveArrived} then created_at else ${now.getTime()} end`,
    })
    .where('place_key', '=', placeKey(place))
    .where('state', 'in', ['dead', 'unconfirmed'])
    .where((row) => row.not(isOvertaken))
    .$if(commentaryId !== undefined, (query) => query.where('commentary_id', '=', commentaryId ?? ''))
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

import type { Selectable } from 'kysely'
import type { HeldDelivery, OutboxStatus } from '../ops/port.ts'
import type { Db } from '../store/connection.ts'
import type { DeliveryTable } from '../store/schema.ts'
import { placeSchema } from '../subscriptions/place.ts'

type Row = Selectable<DeliveryTable>

const heldOf = (row: Row & { readonly title: string | null }): HeldDelivery => ({
  key: row.key,
  place: placeSchema.parse(JSON.parse(row.place_json)),
  kind: row.kind,
  commentary: row.commentary_id === null ? undefined : { id: row.commentary_id, title: row.title ?? row.commentary_id },
  state: row.state,
  code: row.reason_code ?? undefined,
  reason: row.reason ?? undefined,
  dueAt: new Date(row.due_at),
  attempts: row.attempts,
})

/** How many deliveries of each state there are, pruned ones included. */
export const deliveryCounts = async (db: Db): Promise<Readonly<Record<Row['state'], number>>> => {
  // One statement, because pruning between two statements would count deliveries twice.
  const rows = await db
    .selectFrom('deliveries')
    .select((select) => ['state', select.fn.countAll<number>().as('count')])
    .groupBy('state')
    .unionAll(
      db
        .selectFrom('pruned_deliveries')
        .select((select) => ['state', select.fn.sum<number>('count').as('count')])
        .groupBy('state'),
    )
    .execute()
  const counts = { due: 0, sending: 0, uncertain: 0, sent: 0, unconfirmed: 0, dead: 0, skipped: 0 }
  for (const { state, count } of rows) counts[state] += count
  return counts
}

/** Counts of the outbox, and the newest held deliveries with their reasons. */
export const outboxStatus = async (db: Db): Promise<OutboxStatus> => {
  const { due, sending, sent, skipped } = await deliveryCounts(db)
  const held = await db
    .selectFrom('deliveries')
    .leftJoin('commentaries', 'commentaries.id', 'deliveries.commentary_id')
    .selectAll('deliveries')
    .select('commentaries.title')
    .where('state', 'in', ['due', 'uncertain', 'unconfirmed', 'dead'])
    .where('reason_code', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(50)
    .execute()
  return {
    due: due + sending,
    sent,
    skipped,
    held: held.toReversed().map(heldOf),
  }
}

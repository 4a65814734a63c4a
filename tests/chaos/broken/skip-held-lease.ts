// A broken outbox: while a row waits, later rows of its place are sent before it.
import { sql } from 'kysely'
import * as real from '../../../src/delivery/store-lease.ts'

export * from '../../../src/delivery/store-lease.ts'

/** Before each lease, waiting rows are moved after all others. */
export const leaseHeads: typeof real.leaseHeads = async (db, request) => {
  const waiting = await db
    .selectFrom('deliveries')
    .select('key')
    .where('place_key', 'in', request.placeKeys)
    .where('state', 'in', ['due', 'uncertain'])
    .where('due_at', '>', request.now)
    .orderBy('seq')
    .execute()
  for (const { key } of waiting) {
    await db
      .updateTable('deliveries')
      .set((set) => ({
        seq: set.selectFrom('deliveries').select((all) => sql<number>`${all.fn.max('seq')} + 1`.as('last')),
      }))
      .where('key', '=', key)
      .execute()
  }
  return real.leaseHeads(db, request)
}

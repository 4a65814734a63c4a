// A broken outbox: a row that waits lets the later ones of its place overtake it.
import * as real from '../../../src/delivery/store.ts'

export * from '../../../src/delivery/store.ts'

/** The rows that wait are put behind all others before each lease. */
export const leaseHead: typeof real.leaseHead = async (db, placeKey, now, ...rest) => {
  const waiting = await db
    .selectFrom('deliveries')
    .select(['key', (select) => select.fn.max('seq').over().as('last')])
    .where('place_key', '=', placeKey)
    .where('state', 'in', ['due', 'uncertain'])
    .where('due_at', '>', now)
    .execute()
  for (const [index, { key, last }] of waiting.entries()) {
    await db
      .updateTable('deliveries')
      .set({ seq: last + 1000 + index })
      .where('key', '=', key)
      .execute()
  }
  return real.leaseHead(db, placeKey, now, ...rest)
}

import { sql } from 'kysely'
import type { Db } from '../store/connection.ts'
import { sqlOf } from '../store/dialect/sql-of.ts'

const yearMs = 365 * 24 * 60 * 60_000
/** How many are deleted at a time, so that nothing else waits long for the write lock. */
const rowsAtOnce = 500

/**
 * Deletes settled deliveries that are a year old, and records how many there were of each month, kind and state.
 * Inside the caller's transaction.
 * @returns how many were deleted; to be called again until it is 0.
 */
export const pruneSettled = async (tx: Db, now: Date): Promise<number> => {
  const old = await tx
    .selectFrom('deliveries')
    .select(['seq', 'kind', 'state', sqlOf(tx).monthOf(sql.ref('created_at')).as('month')])
    // The oldest have the lowest numbers, so the whole table need not be read.
    .where('seq', 'in', tx.selectFrom('deliveries').select('seq').orderBy('seq').limit(rowsAtOnce))
    .where('created_at', '<', now.getTime() - yearMs)
    .where('state', 'in', ['sent', 'skipped', 'dead', 'unconfirmed'])
    .execute()
  if (old.length === 0) return 0
  for (const { month, kind, state } of old) {
    await tx
      .insertInto('pruned_deliveries')
      .values({ month, kind, state, count: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['month', 'kind', 'state'])
          .doUpdateSet((row) => ({ count: row('pruned_deliveries.count', '+', 1) })),
      )
      .execute()
  }
  await tx
    .deleteFrom('deliveries')
    .where(
      'seq',
      'in',
      old.map(({ seq }) => seq),
    )
    .execute()
  return old.length
}

// A broken outbox: an interrupted post is sent again without looking for it.
import * as real from '../../../src/delivery/store-lease.ts'

export * from '../../../src/delivery/store-lease.ts'

export const recoverInterrupted: typeof real.recoverInterrupted = async (db, ...rest) => {
  const count = await real.recoverInterrupted(db, ...rest)
  await db.updateTable('deliveries').set({ state: 'due' }).where('state', '=', 'uncertain').execute()
  return count
}

// A broken outbox: a post is marked as sent before it is.
import * as real from '../../../src/delivery/store.ts'

export * from '../../../src/delivery/store.ts'

export const leaseHead: typeof real.leaseHead = async (db, ...rest) => {
  const leased = await real.leaseHead(db, ...rest)
  if (leased !== undefined) {
    await db.updateTable('deliveries').set({ state: 'sent' }).where('key', '=', leased.key).execute()
  }
  return leased
}

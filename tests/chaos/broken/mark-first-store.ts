// A broken outbox: a post is marked as sent before it is.
import * as real from '../../../src/delivery/store.ts'

export * from '../../../src/delivery/store.ts'

export const leaseHead: typeof real.leaseHead = async (db, ...rest) => {
  const head = await real.leaseHead(db, ...rest)
  if (head.state === 'leased') {
    await db.updateTable('deliveries').set({ state: 'sent' }).where('key', '=', head.delivery.key).execute()
  }
  return head
}

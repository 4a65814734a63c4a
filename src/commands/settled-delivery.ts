import { setTimeout as sleep } from 'node:timers/promises'
import { type DeliveryState, findDelivery } from '../delivery/store.ts'
import type { Db } from '../store/connection.ts'

/** How long an attempt is waited for, while a person waits for the answer. */
const longestWaitMs = 8000
const lookEveryMs = 50

const isOpen = ({ state, code }: DeliveryState): boolean =>
  state === 'sending' || (state === 'due' && code === undefined)

/** The delivery after its first attempt, or after eight seconds if that is not over. */
export const settledDelivery = async (db: Db, key: string): Promise<DeliveryState | undefined> => {
  const until = performance.now() + longestWaitMs
  for (;;) {
    const delivery = await findDelivery(db, key)
    if (delivery === undefined || !isOpen(delivery) || performance.now() > until) return delivery
    await sleep(lookEveryMs)
  }
}

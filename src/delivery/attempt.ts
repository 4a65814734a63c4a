import type { Kysely } from 'kysely'
import { formatInstant } from '../card/dates.ts'
import { RetryableError } from '../errors.ts'
import type { Schema } from '../store/schema.ts'
import type { Delivery } from './store-lease.ts'
import type { Card, Poster, Receipt } from './port.ts'
import { afterFailedLook, afterFailure, afterNotFound, isLate, type NextState } from './next-state.ts'
import { findTarget } from './store.ts'

export type AttemptDeps = {
  readonly db: Kysely<Schema>
  readonly poster: Poster
  /** How long after an attempt a message that arrived may still be missing from the platform's history, in milliseconds. */
  readonly graceMs: number
  /** Nothing is sent after this time: the lease may end, and another sender may look for a message that is still on its way. */
  readonly sendBefore: number
  readonly now: () => number
  readonly random: () => number
}

/** A post that takes longer is uncertain. It is much shorter than the lease, so that no second sender works on it at the same time. */
const postTimeoutMs = 15_000

const withTimeout = async <Value>(promise: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new RetryableError('time-out', `no answer in ${postTimeoutMs / 1000} s`)),
      postTimeoutMs,
    )
  })
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer))
}

const parentGone: NextState = {
  state: 'dead',
  code: 'parent-not-posted',
  reason: 'the message that it belongs to was not posted',
}

/** A sentence for a late post, because posts that were due later may be above it in the channel. */
const lateCard = ({ card, createdAt }: Delivery): Card => ({
  ...card,
  footer: [
    ...(card.footer ?? []),
    `Posted late: it was due ${formatInstant(new Date(createdAt))} and could not be delivered earlier.`,
  ],
})

const look = async (deps: AttemptDeps, delivery: Delivery, parent: Receipt | undefined): Promise<NextState> => {
  const { poster, graceMs, now, random } = deps
  try {
    const found = await withTimeout(poster.find(delivery.place, delivery.key, parent, new Date(delivery.createdAt)))
    return found === undefined ? afterNotFound(delivery, now()) : { state: 'sent', receipt: found.id }
  } catch (error) {
    return afterFailedLook(delivery, error, now(), graceMs, random)
  }
}

const send = async (deps: AttemptDeps, delivery: Delivery, parent: Receipt | undefined): Promise<NextState> => {
  const { poster, graceMs, sendBefore, now, random } = deps
  const checkLease = (): void => {
    if (now() < sendBefore) return
    // The process was suspended, or waited long for its database or its turn.
    throw new RetryableError('interrupted', 'held up before it could be sent')
  }
  try {
    checkLease()
    const card = isLate(delivery, now()) ? lateCard(delivery) : delivery.card
    const { id } = await withTimeout(poster.post(delivery.place, card, delivery.key, parent, checkLease))
    return { state: 'sent', receipt: id }
  } catch (error) {
    return afterFailure(delivery, error, now(), graceMs, random)
  }
}

const edit = async (deps: AttemptDeps, delivery: Delivery, targetKey: string): Promise<NextState> => {
  const { db, poster, graceMs, now, random } = deps
  const { receipt, parent } = await findTarget(db, targetKey)
  if (receipt === undefined) return parentGone
  try {
    await withTimeout(poster.edit(delivery.place, receipt, delivery.card, targetKey, parent))
    return { state: 'sent', receipt: receipt.id }
  } catch (error) {
    return afterFailure(delivery, error, now(), graceMs, random)
  }
}

/** One attempt at a leased delivery: it looks for one that may have arrived, and sends, replies or edits otherwise. */
export const attempt = async (deps: AttemptDeps, delivery: Delivery): Promise<NextState> => {
  const { targetKey, kind, state } = delivery
  if (kind === 'edit') return targetKey === undefined ? parentGone : edit(deps, delivery, targetKey)
  const parent = targetKey === undefined ? undefined : (await findTarget(deps.db, targetKey)).receipt
  if (targetKey !== undefined && parent === undefined) return parentGone
  return state === 'uncertain' ? look(deps, delivery, parent) : send(deps, delivery, parent)
}

import type { Kysely } from 'kysely'
import { describeError, RetryableError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Schema } from '../store/schema.ts'
import type { Platform } from '../subscriptions/place.ts'
import type { Poster } from './port.ts'
import { type Settled, settleFailure, settleNotFound } from './settle.ts'
import { type Delivery, leaseHead, openPlaces, recoverInterrupted, settle } from './store.ts'

export type DispatchOptions = {
  readonly db: Kysely<Schema>
  readonly posters: Readonly<Record<Platform, Poster>>
  /** How long after an uncertain attempt its platform's history can be trusted, in milliseconds. */
  readonly graceMs: Readonly<Record<Platform, number>>
  readonly now: () => Date
  readonly random: () => number
  readonly log: Log
}

export type Dispatcher = {
  /** Sends what is due; sends the rest when its time comes. */
  wake(): void
  /** Waits for the posts in flight; nothing is sent after it. */
  stop(): Promise<void>
}

/** A post that takes longer is uncertain. Well below the lease, so that no second sender can be at work meanwhile. */
const postTimeoutMs = 10_000
const leaseMs = 60_000
const longestSleepMs = 60_000

const withTimeout = async <Value>(promise: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new RetryableError('timeout', `no answer in ${postTimeoutMs / 1000} s`)),
      postTimeoutMs,
    )
  })
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer))
}

/** One attempt at a leased delivery: looks first where it may have arrived already, sends otherwise. */
const attempt = async (options: DispatchOptions, delivery: Delivery): Promise<Settled> => {
  const { platform } = delivery.place
  const poster = options.posters[platform]
  try {
    if (delivery.state === 'uncertain') {
      const found = await withTimeout(poster.find(delivery.place, delivery.key))
      return found === undefined
        ? settleNotFound(delivery, options.now().getTime())
        : { state: 'sent', receipt: found.id }
    }
    const receipt = await withTimeout(poster.post(delivery.place, delivery.card, delivery.key))
    return { state: 'sent', receipt: receipt.id }
  } catch (error) {
    return settleFailure(delivery, error, options.now().getTime(), options.graceMs[platform], options.random)
  }
}

/**
 * The outbox's sender: places side by side, each place in order, each post at most once.
 * What an earlier process left half sent is looked for before anything is sent again.
 */
export const createDispatcher = (options: DispatchOptions): Dispatcher => {
  const { db, log } = options
  const draining = new Map<string, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  const stopping = new AbortController()
  let round: Promise<void> = recoverInterrupted(
    db,
    options.now().getTime(),
    Math.max(...Object.values(options.graceMs)),
  )
    .then((count) => {
      if (count > 0) log.warn({ count }, 'interrupted posts will be looked for before they are sent again')
      return undefined
    })
    .catch((error: unknown) => log.error({ error: describeError(error) }, 'outbox cannot be read'))

  const drain = async (placeKey: string): Promise<void> => {
    while (!stopping.signal.aborted) {
      const delivery = await leaseHead(db, placeKey, options.now().getTime(), leaseMs)
      if (delivery === undefined) return
      const settled = await attempt(options, delivery)
      await settle(db, delivery.key, settled, options.now().getTime())
      const facts = { key: delivery.key, place: placeKey, commentary: delivery.commentaryId }
      if (settled.state === 'sent') log.info(facts, 'posted')
      else log.warn({ ...facts, state: settled.state, reason: settled.reason }, 'not posted')
    }
  }

  const startPlace = (placeKey: string): void => {
    const run = drain(placeKey)
      .catch((error: unknown) => log.error({ place: placeKey, error: describeError(error) }, 'delivery failed'))
      .finally(() => {
        draining.delete(placeKey)
        wake()
      })
    draining.set(placeKey, run)
  }

  const sleepUntil = (dueAt: number): void => {
    clearTimeout(timer)
    timer = setTimeout(wake, Math.max(dueAt - options.now().getTime(), 0))
  }

  const startDuePlaces = async (): Promise<void> => {
    if (stopping.signal.aborted) return
    const now = options.now().getTime()
    const idle = (await openPlaces(db)).filter((place) => !draining.has(place.placeKey))
    for (const place of idle) if (place.dueAt <= now) startPlace(place.placeKey)
    const later = idle.filter((place) => place.dueAt > now).map((place) => place.dueAt)
    // Also with nothing due: another process, such as an import, may write into the outbox.
    sleepUntil(Math.min(now + longestSleepMs, ...later))
  }

  const wake = (): void => {
    round = round.then(startDuePlaces).catch((error: unknown) => {
      log.error({ error: describeError(error) }, 'outbox cannot be read')
      if (!stopping.signal.aborted) sleepUntil(options.now().getTime() + 1000)
    })
  }

  return {
    wake,
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      await round
      await Promise.all(draining.values())
    },
  }
}

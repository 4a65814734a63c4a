import type { Kysely } from 'kysely'
import pLimit from 'p-limit'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Schema } from '../store/schema.ts'
import type { Platform } from '../subscriptions/place.ts'
import { attempt } from './attempt.ts'
import type { Poster } from './port.ts'
import type { Settled } from './settle.ts'
import { type Delivery, leaseHead, openPlaces, recoverInterrupted, settle } from './store.ts'

export type DispatchOptions = {
  readonly db: Kysely<Schema>
  /** The adapters that run; what is owed to a place of another platform waits. */
  readonly posters: Readonly<Partial<Record<Platform, Poster>>>
  /** How long after an uncertain attempt its platform's history can be trusted, in milliseconds. */
  readonly graceMs: Readonly<Record<Platform, number>>
  /** A place, or a tenant, is gone: what follows from it for others. */
  readonly onGone: (delivery: Delivery, gone: GoneReason) => Promise<void>
  readonly now: () => Date
  readonly random: () => number
  readonly log: Log
}

export type GoneReason = { readonly scope: 'place' | 'tenant'; readonly code: string; readonly reason: string }

export type Dispatcher = {
  /** Sends what is due; sends the rest when its time comes. */
  wake(): void
  /** Waits for the posts in flight; nothing is sent after it. */
  stop(): Promise<void>
}

const leaseMs = 60_000
const longestSleepMs = 60_000
/**
 * Posts under way at once on a platform: enough that slow places do not hold up the others. Discord's are few enough that
 * none waits in discord.js's queue beyond its time-out (50 requests a second, up to four a post); Slack's spend most of
 * their time waiting for the second that a channel rests between two messages.
 */
const mostAtOnce: Readonly<Record<Platform, number>> = { web: 64, slack: 256, discord: 64 }

const goneReason = (settled: Settled): GoneReason | undefined =>
  settled.state === 'dead' && settled.gone !== undefined
    ? { scope: settled.gone, code: settled.code, reason: settled.reason }
    : undefined

/** The platform as the first part of a place's key. */
const platformOf = (placeKey: string): Platform => placeKey.slice(0, placeKey.indexOf('/')) as Platform

/**
 * The outbox's sender: places side by side, each place in order, each post at most once.
 * What an earlier process left half sent is looked for before anything is sent again.
 */
export const createDispatcher = (options: DispatchOptions): Dispatcher => {
  const { db, log, posters, random } = options
  const now = (): number => options.now().getTime()
  const draining = new Map<string, Promise<void>>()
  /** Places that were draining when something due was seen: it may have come after their last look. */
  const lookAgain = new Set<string>()
  const limits = { web: pLimit(mostAtOnce.web), slack: pLimit(mostAtOnce.slack), discord: pLimit(mostAtOnce.discord) }
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let wakesAt = Number.POSITIVE_INFINITY
  let isLookWanted = false
  let round: Promise<void> = recoverInterrupted(db, now(), options.graceMs)
    .then((count) => {
      if (count > 0) log.warn({ count }, 'interrupted posts will be looked for before they are sent again')
      return undefined
    })
    .catch((error: unknown) => log.error({ error: describeError(error) }, 'outbox cannot be read'))

  const sleepUntil = (at: number): void => {
    if (stopping.signal.aborted || at >= wakesAt) return
    clearTimeout(timer)
    wakesAt = at
    timer = setTimeout(wake, Math.max(at - now(), 0))
  }

  const deliver = async (delivery: Delivery, poster: Poster): Promise<void> => {
    const graceMs = options.graceMs[delivery.place.platform]
    const settled = await attempt({ db, poster, graceMs, now, random }, delivery)
    await settle(db, delivery.key, settled, now())
    const facts = {
      key: delivery.key,
      place: delivery.placeKey,
      kind: delivery.kind,
      commentary: delivery.commentaryId,
    }
    if (settled.state === 'sent') log.info(facts, 'posted')
    else log.warn({ ...facts, state: settled.state, code: settled.code, reason: settled.reason }, 'not posted')
    const gone = goneReason(settled)
    if (gone === undefined) return
    await options.onGone(delivery, gone)
    // Those who are to be told of it wait in another place's queue.
    wake()
  }

  /** Sends what the place is owed, in order, until nothing is due. */
  const drain = async (placeKey: string, poster: Poster): Promise<void> => {
    while (!stopping.signal.aborted) {
      const head = await leaseHead(db, placeKey, now(), leaseMs)
      if (head.state === 'later') sleepUntil(head.dueAt)
      if (head.state !== 'leased') return
      await deliver(head.delivery, poster)
    }
  }

  const startPlace = (placeKey: string): void => {
    const platform = platformOf(placeKey)
    const poster = posters[platform]
    if (poster === undefined) return
    const run = limits[platform](() => drain(placeKey, poster))
      .catch((error: unknown) => {
        log.error({ place: placeKey, error: describeError(error) }, 'delivery failed')
        sleepUntil(now() + 1000)
      })
      .finally(() => {
        draining.delete(placeKey)
        if (lookAgain.delete(placeKey)) wake()
      })
    draining.set(placeKey, run)
  }

  const startDuePlaces = async (): Promise<void> => {
    if (stopping.signal.aborted) return
    isLookWanted = false
    wakesAt = Number.POSITIVE_INFINITY
    const at = now()
    for (const place of await openPlaces(db)) {
      if (place.dueAt > at) sleepUntil(place.dueAt)
      else if (draining.has(place.placeKey)) lookAgain.add(place.placeKey)
      else startPlace(place.placeKey)
    }
    // Also with nothing due: another process, such as an import, may write into the outbox.
    sleepUntil(at + longestSleepMs)
  }

  /** Looks once more after the look that is under way, however often it is asked meanwhile. */
  const wake = (): void => {
    if (isLookWanted) return
    isLookWanted = true
    round = round.then(startDuePlaces).catch((error: unknown) => {
      isLookWanted = false
      log.error({ error: describeError(error) }, 'outbox cannot be read')
      sleepUntil(now() + 1000)
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

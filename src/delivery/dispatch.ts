import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Db } from '../store/connection.ts'
import type { Schema } from '../store/schema.ts'
import { isStorageFault } from '../store/storage-error.ts'
import { factOf, type Platform } from '../subscriptions/platforms.ts'
import { onJourney, stage } from '../trace.ts'
import { createAlarm } from './alarm.ts'
import { attempt, type AttemptDeps } from './attempt.ts'
import {
  type Delivery,
  type Leased,
  leaseHeads,
  openPlaces,
  recoverInterrupted,
  writeNextState,
} from './store-lease.ts'
import type { Poster } from './port.ts'
import type { NextState, NotPosted } from './next-state.ts'
import { createWorkLoop } from './work-loop.ts'

export type DispatchOptions = {
  readonly db: Kysely<Schema>
  /** The running adapters; deliveries to other platforms keep waiting. */
  readonly posters: Readonly<Partial<Record<Platform, Poster>>>
  /** Whether a platform refuses the token of this process: other processes, or this one later, send what waits. */
  readonly isRefused?: (platform: Platform) => boolean
  /** Replaces the platforms' own `graceMs`: how long a message may be missing from a history, in milliseconds. */
  readonly graceMs?: Readonly<Partial<Record<Platform, number>>>
  /** Whether no other process works on the database; then every delivery that is `sending` at the start was interrupted. */
  readonly isAlone: boolean
  /** Applies the consequences of a delivery that ended without being posted, in the same transaction. */
  readonly onNotPosted: (tx: Db, delivery: Delivery, next: NotPosted) => Promise<void>
  /** Called after each attempt whose outcome was written. */
  readonly onAttempted?: (delivery: Delivery, next: NextState) => void
  readonly now: () => Date
  readonly random: () => number
  readonly log: Log
}

export type Dispatcher = {
  /** Sends what is due now, and later deliveries at their times. */
  wake(): void
  /** Waits for the posts in flight and writes their outcomes; nothing is sent afterwards. */
  stop(): Promise<void>
}

/** A finished attempt whose outcome is not written yet. */
type Ended = { readonly delivery: Delivery; readonly next: NextState }

/** How long a lease lasts: longer than a post's time-out and than the delay of a platform's history, so no sender works on a row when its lease ends. */
const leaseMs = 60_000
/** Nothing is sent later than this after the beginning of its lease, because the process may have been suspended. */
const mostLeaseUsedMs = 30_000
const longestSleepMs = 60_000
/** The most posts under way at once in one tenant, so that a slow workspace, or one with a thousand channels, leaves room for others. */
const mostOfTenant = 64

const isNotPosted = (next: NextState): next is NotPosted => next.state === 'dead' || next.state === 'unconfirmed'

/** The platform as the first part of a place's key. */
const platformOf = (placeKey: string): Platform => placeKey.slice(0, placeKey.indexOf('/')) as Platform

/** The tenant as the first parts of a place's key. */
const tenantOf = (placeKey: string): string => placeKey.slice(0, placeKey.indexOf('/', placeKey.indexOf('/') + 1))

/**
 * The queued places that may be served now, the longest waiting first: their platform is not closed, and their platform
 * and tenant may have more posts under way.
 */
const placesWithRoom = (
  queued: Iterable<string>,
  underWay: Iterable<string>,
  isClosed: (platform: Platform) => boolean,
): string[] => {
  const room = factOf('mostAtOnce')
  const ofTenant = new Map<string, number>()
  const count = (placeKey: string): void => {
    room[platformOf(placeKey)] -= 1
    ofTenant.set(tenantOf(placeKey), (ofTenant.get(tenantOf(placeKey)) ?? 0) + 1)
  }
  for (const placeKey of underWay) count(placeKey)
  const taken: string[] = []
  for (const placeKey of queued) {
    if (
      isClosed(platformOf(placeKey)) ||
      room[platformOf(placeKey)] <= 0 ||
      (ofTenant.get(tenantOf(placeKey)) ?? 0) >= mostOfTenant
    )
      continue
    count(placeKey)
    taken.push(placeKey)
  }
  return taken
}

const attemptAsStage = (deps: AttemptDeps, delivery: Delivery): Promise<NextState> => {
  const { place, kind, commentaryId: commentary, journey } = delivery
  return onJourney(journey, () =>
    stage('attempt', { platform: place.platform, kind, commentary }, async (note) => {
      const next = await attempt(deps, delivery)
      note({ state: next.state })
      return next
    }),
  )
}

/**
 * The outbox's sender: it serves places in parallel, each place in order. A post that may have arrived is looked for before it is
 * sent again, also if an earlier process sent it.
 */
export const createDispatcher = (options: DispatchOptions): Dispatcher => {
  const { db, log, posters, random } = options
  const owner = randomUUID()
  const now = (): number => options.now().getTime()
  const graceMs = { ...factOf('graceMs'), ...options.graceMs }
  const stopping = new AbortController()
  /** Places whose next delivery may be due. */
  const queued = new Set<string>()
  /** The running attempts by place; an attempt stays here until its outcome is written. */
  const underWay = new Map<string, Promise<void>>()
  let ended: Ended[] = []
  let isRecoveryWanted = options.isAlone
  let isLookWanted = false

  const ready = (): string[] =>
    placesWithRoom(queued, underWay.keys(), (platform) => options.isRefused?.(platform) === true)

  const recover = async (): Promise<void> => {
    isRecoveryWanted = false
    const count = await recoverInterrupted(db, now(), graceMs)
    if (count > 0) log.warn({ count }, 'interrupted posts will be looked for before they are sent again')
  }

  /** Queues the places with something due, and sets the alarm for the next one. */
  const look = async (): Promise<void> => {
    isLookWanted = false
    alarm.clear()
    const at = now()
    for (const { placeKey, dueAt } of await openPlaces(db, at)) {
      if (underWay.has(placeKey) || posters[platformOf(placeKey)] === undefined) continue
      if (dueAt > at) alarm.set(dueAt)
      else queued.add(placeKey)
    }
    // Also with nothing due: another process, such as an import, may write into the outbox.
    alarm.set(at + longestSleepMs)
  }

  const start = (delivery: Delivery, sendBefore: number): void => {
    const { placeKey, place } = delivery
    const poster = posters[place.platform]
    if (poster === undefined) return
    const run = attemptAsStage({ db, poster, graceMs: graceMs[place.platform], sendBefore, now, random }, delivery)
      .then((next) => ended.push({ delivery, next }))
      .catch((error: unknown) => {
        log.error({ place: placeKey, error: describeError(error) }, 'delivery failed')
        underWay.delete(placeKey)
      })
      .then(loop.goOn)
    underWay.set(placeKey, run)
  }

  /** @returns whether this sender still had the lease; if not, another sender reports the outcome. */
  const writeOutcome = async (tx: Db, { delivery, next }: Ended): Promise<boolean> => {
    const isWritten = await writeNextState(tx, delivery, next, now())
    if (isWritten && isNotPosted(next)) await options.onNotPosted(tx, delivery, next)
    if (!isWritten)
      log.info({ key: delivery.key }, 'outcome not written: the delivery was ended, or another sender has leased it')
    return isWritten
  }

  const report = ({ delivery, next }: Ended): void => {
    const { key, placeKey: place, kind, commentaryId: commentary, journey } = delivery
    const facts = { key, place, kind, commentary, journey }
    if (next.state === 'sent') log.info(facts, 'posted')
    else log.warn({ ...facts, state: next.state, code: next.code, reason: next.reason }, 'not posted')
    options.onAttempted?.(delivery, next)
    // A notice about it may have been written for another place.
    if (isNotPosted(next)) isLookWanted = true
  }

  /** After the group failed, writes each outcome alone, so that one row that cannot be written does not hold up the others. */
  const writeOneByOne = async (group: readonly Ended[]): Promise<void> => {
    for (const one of group) {
      try {
        if (await db.transaction().execute(async (tx) => writeOutcome(tx, one))) report(one)
      } catch (error) {
        // When its lease has run out, the post is looked for.
        log.error({ place: one.delivery.placeKey, error: describeError(error) }, 'outcome not written')
      }
    }
  }

  /** Writes the finished outcomes and leases the next deliveries, in one transaction. */
  const write = async (): Promise<void> => {
    const group = ended
    ended = []
    for (const { delivery } of group) {
      underWay.delete(delivery.placeKey)
      queued.add(delivery.placeKey)
    }
    const placeKeys = stopping.signal.aborted ? [] : ready()
    for (const placeKey of placeKeys) queued.delete(placeKey)
    const at = now()
    let written: readonly Ended[]
    let leased: Leased
    try {
      ;[written, leased] = await db.transaction().execute(async (tx) => {
        const own: Ended[] = []
        for (const one of group) if (await writeOutcome(tx, one)) own.push(one)
        return [own, await leaseHeads(tx, { owner, placeKeys, now: at, leaseMs })] as const
      })
    } catch (error) {
      for (const placeKey of placeKeys) queued.add(placeKey)
      if (!isStorageFault(error)) await writeOneByOne(group)
      else if (stopping.signal.aborted) log.error({ count: group.length }, 'outcomes not written')
      // The outcomes are known, and are written when the storage works again.
      else ended = [...group, ...ended]
      throw error
    }
    written.forEach(report)
    for (const delivery of leased.deliveries) start(delivery, at + mostLeaseUsedMs)
    for (const { dueAt } of leased.waiting) alarm.set(dueAt)
  }

  const hasWork = (): boolean => {
    if (ended.length > 0) return true
    if (stopping.signal.aborted) return false
    return isRecoveryWanted || isLookWanted || ready().length > 0
  }

  const loop = createWorkLoop({
    hasWork,
    async step() {
      if (isRecoveryWanted) await recover()
      if (isLookWanted && !stopping.signal.aborted) await look()
      await write()
    },
    onFault: (error) => {
      log.error({ error: describeError(error) }, 'outbox cannot be read or written')
      isLookWanted = true
    },
    signal: stopping.signal,
  })

  const wake = (): void => {
    isLookWanted = true
    loop.goOn()
  }
  const alarm = createAlarm(wake, now)

  return {
    wake,
    async stop() {
      stopping.abort()
      while (underWay.size > 0 || loop.running() !== undefined) {
        await Promise.all([...underWay.values(), loop.running()])
      }
      alarm.clear()
    },
  }
}

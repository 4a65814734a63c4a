import { describeError } from '../errors.ts'
import { withinTime } from '../limits.ts'
import type { Db } from '../store/connection.ts'
import { markAlive, pollEndedAt } from '../store/installation.ts'
import type { Caches } from '../store/port.ts'
import { storageTrouble } from '../store/storage-error.ts'
import { briefingTrouble, disputeTroubles, feedTroubles, heldTrouble, postsThatNeedAPerson } from './store-health.ts'
import type { PlatformStatus, Trouble } from './port.ts'

export type HealthDeps = {
  readonly db: Db
  readonly databasePath: string
  /** What happened to the database's file under the program. */
  readonly findFault: () => string | undefined
  /** The feeds that the settings name now. */
  readonly sourceIds: readonly string[]
  readonly platforms: () => readonly PlatformStatus[]
  readonly caches: Pick<Caches, 'state'>
  /** The longest time between two polls, in milliseconds. */
  readonly pollPeriodMs: number
  readonly startedAt: Date
  readonly now: () => Date
}

/** A poll of many slow pages takes this long without anything being wrong. */
const shortestOverdueMs = 60_000

/** Below what a probe or a scrape waits for an answer: a server may say nothing at all. */
const longestWriteMs = 5000

const stopping = (code: string, detail: string): Trouble => ({ code, detail, isStopping: true })

const pollTrouble = async ({ db, pollPeriodMs, startedAt, now }: HealthDeps): Promise<readonly Trouble[]> => {
  const last = Math.max((await pollEndedAt(db)) ?? 0, startedAt.getTime())
  const overdueMs = Math.max(3 * pollPeriodMs, shortestOverdueMs)
  return now().getTime() - last <= overdueMs
    ? []
    : [
        stopping(
          'polls',
          `no poll has ended since ${new Date(last).toISOString()}, three times the period of POLL_CRON; the log says why, a restart ends what hangs`,
        ),
      ]
}

export const platformTroubles = (platforms: readonly PlatformStatus[]): readonly Trouble[] =>
  platforms
    .filter(({ state }) => state === 'bad')
    .map(({ platform, detail }) => stopping(`platform ${platform}`, `${platform} cannot be used: ${detail}`))

const cacheTrouble = async ({ caches }: HealthDeps): Promise<readonly Trouble[]> => {
  const cache = await caches.state()
  return cache?.state === 'warning' ? [{ code: 'cache', detail: `cache: ${cache.detail}`, isStopping: false }] : []
}

/** Everything that needs a person now, what stops the program first. Reads and writes the database to know that it can. */
const findTroubles = async (deps: HealthDeps): Promise<readonly Trouble[]> => {
  const { db, databasePath, now } = deps
  const fault = deps.findFault()
  if (fault !== undefined) return [stopping('storage', fault)]
  try {
    await withinTime({ what: 'a write to the database', limitMs: longestWriteMs }, () => markAlive(db, now()))
    return [
      ...(await pollTrouble(deps)),
      ...platformTroubles(deps.platforms()),
      ...(await briefingTrouble(db)),
      ...(await feedTroubles(db, deps.sourceIds, now())),
      ...(await heldTrouble(db, deps.sourceIds)),
      ...(await disputeTroubles(db)),
      ...(await postsThatNeedAPerson(db)),
      ...(await cacheTrouble(deps)),
    ]
  } catch (error) {
    return [stopping('storage', storageTrouble(databasePath, error) ?? `the database fails: ${describeError(error)}`)]
  }
}

/** A look costs a write to the disk: those who ask often share one. */
const freshForMs = 2000

/** @returns a function that tells what is wrong now, at most two seconds old. */
export const createHealth = (deps: HealthDeps): (() => Promise<readonly Trouble[]>) => {
  let looked: { readonly at: number; readonly found: Promise<readonly Trouble[]> } | undefined
  return () => {
    const at = performance.now()
    if (looked === undefined || at - looked.at > freshForMs) looked = { at, found: findTroubles(deps) }
    return looked.found
  }
}

/** The database cannot be used now; the message says why. */
export class StorageAway extends Error {
  override readonly name = 'StorageAway'
}

/** For what reads much of a database: one that says nothing would be waited for at each query. @throws StorageAway */
export const checkStorage = (troubles: readonly Trouble[]): void => {
  const found = troubles.find(({ code }) => code === 'storage')
  if (found !== undefined) throw new StorageAway(found.detail)
}

/** Whether the program can work, as `/readyz` says it. */
export const readiness = (troubles: readonly Trouble[]): { readonly ready: boolean; readonly reason?: string } => {
  const reasons = troubles.filter(({ isStopping }) => isStopping).map(({ detail }) => detail)
  return reasons.length === 0 ? { ready: true } : { ready: false, reason: reasons.join('\n') }
}

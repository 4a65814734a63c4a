import { describeError } from '../errors.ts'
import { withinTime } from '../limits.ts'
import type { Db } from '../store/connection.ts'
import { markAlive, pollEndedAt } from '../store/installation.ts'
import type { Caches } from '../store/port.ts'
import { storageTrouble } from '../store/storage-error.ts'
import { briefingTrouble, disputeTroubles, feedTroubles, heldTrouble, postsThatNeedAPerson } from './store-health.ts'
import { noteProcess, troublesElsewhere, withElsewhere } from './store-processes.ts'
import { modelTroubles } from './model-status.ts'
import { type ModelStatus, platformText, type PlatformStatus, type Trouble } from './port.ts'

export type HealthDeps = {
  readonly db: Db
  readonly databasePath: string
  /** What happened to the database file while the program runs. */
  readonly findFault: () => string | undefined
  /** The feeds in the present settings. */
  readonly sourceIds: readonly string[]
  readonly platforms: () => readonly PlatformStatus[]
  readonly caches: Pick<Caches, 'state'>
  readonly model?: () => Promise<ModelStatus | undefined>
  /** Identifies this process among those on one server; undefined if it is the only one. */
  readonly processName?: string | undefined
  /** The longest time between two polls, in milliseconds. */
  readonly pollPeriodMs: number
  readonly startedAt: Date
  readonly now: () => Date
}

/** A poll is not overdue before this time: a normal one of many slow pages can take as long. */
const shortestOverdueMs = 60_000

/** Shorter than the time-out of probes and scrapes, because a server may never answer. */
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
          `no poll has ended since ${new Date(last).toISOString()}, for three times the period of POLL_CRON; the log says why, and a restart ends a poll that hangs`,
        ),
      ]
}

/** The chat platforms that cannot be used. */
export const platformTroubles = (platforms: readonly PlatformStatus[]): readonly Trouble[] =>
  platforms
    .filter(({ state }) => state === 'bad')
    .map((one) => stopping(`platform ${one.platform}`, `${one.platform} cannot be used: ${platformText(one)}`))

const cacheTrouble = async ({ caches }: HealthDeps): Promise<readonly Trouble[]> => {
  const cache = await caches.state()
  return cache?.state === 'warning' ? [{ code: 'cache', detail: `cache: ${cache.detail}`, isStopping: false }] : []
}

/** Everything that needs a person now, beginning with what stops the program. It reads and writes the database as a test. */
const findTroubles = async (deps: HealthDeps): Promise<readonly Trouble[]> => {
  const { db, databasePath, processName, now } = deps
  const fault = deps.findFault()
  if (fault !== undefined) return [stopping('storage', fault)]
  try {
    const own = [...platformTroubles(deps.platforms()), ...(await cacheTrouble(deps))]
    await withinTime({ what: 'a write to the database', limitMs: longestWriteMs }, async () => {
      await markAlive(db, now())
      if (processName !== undefined) await noteProcess(db, processName, own, now())
    })
    return [
      ...(await pollTrouble(deps)),
      ...(processName === undefined
        ? own
        : withElsewhere(own, await troublesElsewhere(db, processName, now()), processName)),
      ...(await briefingTrouble(db)),
      ...modelTroubles(await deps.model?.()),
      ...(await feedTroubles(db, deps.sourceIds, now())),
      ...(await heldTrouble(db, deps.sourceIds)),
      ...(await disputeTroubles(db)),
      ...(await postsThatNeedAPerson(db)),
    ]
  } catch (error) {
    return [stopping('storage', storageTrouble(databasePath, error) ?? `the database fails: ${describeError(error)}`)]
  }
}

/** Frequent callers share a result, because each check writes to the disk. */
const freshForMs = 2000

/** @returns a function that gives the present troubles, at most two seconds old. */
export const createHealth = (deps: HealthDeps): (() => Promise<readonly Trouble[]>) => {
  let looked: { readonly at: number; readonly found: Promise<readonly Trouble[]> } | undefined
  return () => {
    const at = performance.now()
    if (looked === undefined || at - looked.at > freshForMs) looked = { at, found: findTroubles(deps) }
    return looked.found
  }
}

/** The database cannot be used now; the message says why. */
export class StorageUnusable extends Error {
  override readonly name = 'StorageUnusable'
}

/** Called before many queries, because each query to a database that does not answer would wait. @throws StorageUnusable */
export const assertStorageUsable = (troubles: readonly Trouble[]): void => {
  const found = troubles.find(({ code }) => code === 'storage')
  if (found !== undefined) throw new StorageUnusable(found.detail)
}

/** Whether the program can work, for `/readyz`. */
export const readiness = (troubles: readonly Trouble[]): { readonly ready: boolean; readonly reason?: string } => {
  const reasons = troubles.filter(({ isStopping }) => isStopping).map(({ detail }) => detail)
  return reasons.length === 0 ? { ready: true } : { ready: false, reason: reasons.join('\n') }
}

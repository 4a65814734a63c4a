import type { Coverage } from '../delivery/digest.ts'
import type { Source } from '../feed/source.ts'
import { coverageLine } from '../ops/coverage.ts'
import { createHealth } from '../ops/health.ts'
import { createMetrics } from '../ops/metrics.ts'
import type { PlatformStatus, Status } from '../ops/port.ts'
import { readStatus, statusesOf } from '../ops/status.ts'
import { longestPeriodMs } from '../schedule/cron.ts'
import { version } from '../version.ts'
import type { Core } from './core.ts'

/** How the program is. */
export type State = {
  /** As a workspace may know it. */
  readonly status: (tenantKey: string) => Promise<Status>
  readonly health: ReturnType<typeof createHealth>
  readonly metrics: ReturnType<typeof createMetrics>
  /** How completely the feeds were read, for a digest's last line. */
  readonly coverage: Coverage
}

/** @param tenant whose feeds the metrics show beside everybody's. */
export const composeState = (
  { config, db, store, caches, now, isLeading }: Core,
  {
    sources,
    platforms,
    tenant,
  }: {
    readonly sources: readonly Source[]
    readonly platforms: () => readonly PlatformStatus[]
    readonly tenant: string
  },
): State => {
  const startedAt = now()
  const sourceIds = sources.map(({ id }) => id)
  const status = (reader: string): Promise<Status> =>
    readStatus(db, {
      reader,
      version,
      model: config.model,
      caches,
      platforms: platforms(),
      startedAt,
      sourceIds,
      now: now(),
    })
  const health = createHealth({
    db,
    databasePath: config.databasePath,
    findFault: store.findFault,
    sourceIds,
    platforms,
    caches,
    pollPeriodMs: longestPeriodMs(config.pollCron),
    startedAt,
    now,
  })
  return {
    status,
    health,
    coverage: async (zone) => coverageLine(await statusesOf(db, sourceIds), zone),
    metrics: createMetrics({ version, db, status: () => status(tenant), troubles: health, isLeading, now }),
  }
}

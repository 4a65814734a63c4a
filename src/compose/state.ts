import type { Coverage } from '../delivery/digest.ts'
import type { Source } from '../feed/source.ts'
import { waitAtMost } from '../limits.ts'
import { coverageLine } from '../ops/coverage.ts'
import { createHealth } from '../ops/health.ts'
import { createMetrics } from '../ops/metrics.ts'
import { readModelStatus } from '../ops/model-status.ts'
import type { PlatformStatus, Status } from '../ops/port.ts'
import { forgetProcess, noteEveryMs } from '../ops/store-processes.ts'
import { readStatus, statusesOf } from '../ops/status.ts'
import { longestPeriodMs } from '../schedule/cron.ts'
import { version } from '../version.ts'
import type { Core } from './core.ts'

/** How long a stopping process waits for a database that cannot be reached. */
const forgetWithinMs = 1000

/** The state of the program. */
export type State = {
  /** As far as a workspace may see it. */
  readonly status: (tenantKey: string) => Promise<Status>
  readonly health: ReturnType<typeof createHealth>
  readonly metrics: ReturnType<typeof createMetrics>
  /**
   * Regularly reports this process's state to the others on a server. @returns a function that ends that, and reports
   * the end.
   */
  readonly reportToOthers: () => () => Promise<void>
  /** How completely the feeds were read, for a digest's last line. */
  readonly coverage: Coverage
}

/**
 * Creates what the commands, the page and the metrics read of the program's state.
 * @param tenant the workspace whose feeds the metrics show in addition to the common ones.
 */
export const composeState = (
  { config, db, store, caches, processName, now, isLeading, reporting }: Core,
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
  // Without permission to quote no model is asked.
  const used = config.linkAndSynopsisOnly ? undefined : config.model
  const model = async () => used && readModelStatus(db, caches, used, now())
  const status = async (reader: string): Promise<Status> =>
    readStatus(db, {
      reader,
      version,
      model: await model(),
      caches,
      platforms: platforms(),
      processName,
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
    model,
    processName,
    pollPeriodMs: longestPeriodMs(config.pollCron),
    startedAt,
    now,
  })
  return {
    status,
    health,
    coverage: async (zone) => coverageLine(await statusesOf(db, sourceIds), zone),
    metrics: createMetrics({ version, db, status: () => status(tenant), troubles: health, isLeading, now }),
    reportToOthers() {
      if (processName === undefined) return async () => {}
      const reports = setInterval(
        () => void health().catch(reporting('the state of this process was not recorded for the others')),
        noteEveryMs,
      )
      return async () => {
        clearInterval(reports)
        const forgetting = forgetProcess(db, processName)
        await waitAtMost(
          forgetting.catch(reporting('the end of this process was not recorded for the others')),
          forgetWithinMs,
        )
      }
    },
  }
}

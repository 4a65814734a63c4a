import { hostname } from 'node:os'
import type { Config } from '../config/config.ts'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { beginTraces } from '../ops/traces.ts'
import { openCaches } from '../store/caches.ts'
import type { OwnStore } from '../store/own-store.ts'
import type { Caches } from '../store/port.ts'
import { storageTrouble } from '../store/storage-error.ts'
import { version } from '../version.ts'
import { composeStore } from './store.ts'

/** What every part of the program may use. */
export type Core = Pick<OwnStore, 'db' | 'now' | 'isLeading'> & {
  readonly config: Config
  readonly log: Log
  readonly store: OwnStore
  readonly caches: Caches
  /** Identifies this process among several on one server; undefined if it is the only one. */
  readonly processName: string | undefined
  readonly traces: Awaited<ReturnType<typeof beginTraces>>
  /** Logs a fault; `what` says what was not done. */
  readonly reporting: (what: string) => (error: unknown) => void
}

/** Opens the database, the caches and the connection to the trace collector. */
export const composeCore = async (config: Config, log: Log): Promise<Core> => {
  const store = await composeStore(config, log)
  const { db, now, isLeading } = store
  const caches = await openCaches(config.keyvUrl, { db, now, log })
  const traces = await beginTraces(config.traces, { db, version, log })
  return {
    config,
    log,
    store,
    db,
    now,
    isLeading,
    caches,
    processName: store.isAlone ? undefined : `${hostname()}:${config.port === 0 ? process.pid : config.port}`,
    traces,
    reporting: (what) => (error) =>
      log.error({ error: storageTrouble(config.databasePath, error) ?? describeError(error) }, what),
  }
}

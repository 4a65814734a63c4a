import { createFaultLog } from '../ops/fault-log.ts'
import { watchClock } from '../schedule/clock.ts'
import { moveWaits } from '../store/waits.ts'
import type { Core } from './core.ts'

/** How often the generation is recorded, which shows that a copy of the database is an earlier one. */
const keepProgressEveryMs = 10_000

/**
 * Records the database's generation, logs what happens to its file, and adjusts waiting times when the machine's clock is
 * set. @returns a function that ends all of it.
 */
export const watchTime = ({ db, store, log, reporting }: Core, wake: () => void): (() => void) => {
  const onClockSet = async (byMs: number): Promise<void> => {
    log.warn({ seconds: Math.round(byMs / 1000) }, 'the clock of this machine was set')
    // Several processes use their server's time, which was not changed.
    if (byMs < 0 && store.isAlone) await moveWaits(db, byMs)
    wake()
  }
  const endWatch = watchClock(
    (byMs) => void onClockSet(byMs).catch(reporting('waiting times were not adjusted to the clock')),
  )
  const logFault = createFaultLog(store.findFault, log)
  const keep = (): void => {
    logFault()
    void store.keepProgress().catch(reporting('the generation of the database was not recorded'))
  }
  const keeping = setInterval(keep, keepProgressEveryMs)
  return () => {
    endWatch()
    clearInterval(keeping)
  }
}

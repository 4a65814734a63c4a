import { watchClock } from '../schedule/clock.ts'
import { moveWaits } from '../store/waits.ts'
import type { Core } from './core.ts'

/** What is posted in between is not known to a start on a copy that was made in between. */
const keepProgressEveryMs = 10_000

/** Notes how far the database has come, and moves what waits when the machine's clock is set. @returns what ends both. */
export const watchTime = ({ db, store, log, reporting }: Core, wake: () => void): (() => void) => {
  const onClockSet = async (byMs: number): Promise<void> => {
    log.warn({ seconds: Math.round(byMs / 1000) }, 'the clock of this machine was set')
    // Several go by the time of their server, which was not set.
    if (byMs < 0 && store.isAlone) await moveWaits(db, byMs)
    wake()
  }
  const endWatch = watchClock((byMs) => void onClockSet(byMs).catch(reporting('waits not moved')))
  const keep = (): void => void store.keepProgress().catch(reporting('progress not noted'))
  const keeping = setInterval(keep, keepProgressEveryMs)
  return () => {
    endWatch()
    clearInterval(keeping)
  }
}

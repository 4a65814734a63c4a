import { setTimeout as sleep } from 'node:timers/promises'
import { type BriefingDeps, makeBriefing } from '../archive/make-briefings.ts'
import { countUnbriefed, unbriefedIds } from '../archive/store/briefings.ts'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'

/** Read at once; commentaries that arrive meanwhile are in the next batch. */
const batch = 50

/** With a longer pause the briefing thread would end, and each briefing would have to start a new one. */
const longestPauseMs = 500

/** The pause after some work: as long as the work, up to a limit. */
export const pauseAfter = (workMs: number): number => Math.min(workMs, longestPauseMs)

/**
 * Briefs the commentaries that were archived without a briefing, the newest first, until none is left. It works half of
 * the time, so that commands and posts come first on a machine with one processor. Each briefing is stored when it is
 * made; after a stop or a kill the next call continues.
 */
export const briefUnbriefed = async (
  { log, ...deps }: BriefingDeps & { readonly log: Log },
  signal: AbortSignal,
): Promise<void> => {
  const failed = new Set<string>()
  let done = 0
  for (;;) {
    const ids = (await unbriefedIds(deps.db, batch + failed.size)).filter((id) => !failed.has(id))
    if (ids.length === 0) break
    for (const id of ids) {
      if (signal.aborted) return
      const began = performance.now()
      try {
        await makeBriefing(deps, id, signal)
        done += 1
      } catch (error) {
        if (signal.aborted) return
        failed.add(id)
        log.error({ commentary: id, error: describeError(error) }, 'not briefed')
      }
      await sleep(pauseAfter(performance.now() - began), undefined, { signal }).catch(() => undefined)
    }
  }
  if (done > 0) log.info({ briefed: done, left: await countUnbriefed(deps.db) }, 'old commentaries were briefed')
}

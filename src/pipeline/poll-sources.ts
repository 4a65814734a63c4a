import pLimit from 'p-limit'
import { describeError } from '../errors.ts'
import { fillGaps } from '../feed/fill-gaps.ts'
import { pollSource } from '../feed/poll.ts'
import type { Source } from '../feed/source.ts'
import { sourcesToRetry } from '../feed/store-sources.ts'
import { sourcesOfPeople } from '../feed/store-feeds.ts'
import { withinTime } from '../limits.ts'
import { stage } from '../trace.ts'
import type { Journey } from './journey.ts'

/** Longer than any poll takes: one that is still running then will not end, and the next one starts. */
const longestPollMs = 10 * 60_000
/** How many feeds are polled at the same time. */
const feedsAtOnce = 8

/**
 * Polls all feeds in parallel, so that a slow one does not delay the others; the failure of one is only logged. A retry
 * polls only feeds that failed and are to be asked again by now.
 */
export const pollSources = async (
  journey: Journey,
  signal: AbortSignal,
  { isRetry = false }: { readonly isRetry?: boolean } = {},
): Promise<void> => {
  const atOnce = pLimit(feedsAtOnce)
  const poll = async (source: Source): Promise<void> => {
    if (signal.aborted) return
    try {
      await stage('poll', { source: source.id }, () =>
        withinTime({ what: 'the poll', limitMs: longestPollMs }, async () => {
          await pollSource(journey, source)
          if (source.readers === undefined) await fillGaps(journey, source)
        }),
      )
    } catch (error) {
      journey.log.error({ source: source.id, error: describeError(error) }, 'poll failed')
    }
  }
  const all = [...journey.sources, ...(await sourcesOfPeople(journey.db, journey.sources))]
  const failed = isRetry ? await sourcesToRetry(journey.db, journey.now()) : undefined
  const sources = failed === undefined ? all : all.filter(({ id }) => failed.includes(id))
  await Promise.all(sources.map((source) => atOnce(() => poll(source))))
}

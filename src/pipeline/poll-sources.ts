import pLimit from 'p-limit'
import { describeError } from '../errors.ts'
import { fillGaps } from '../feed/fill-gaps.ts'
import { pollSource } from '../feed/poll.ts'
import type { Source } from '../feed/source.ts'
import { sourcesOfPeople } from '../feed/store-feeds.ts'
import { withinTime } from '../limits.ts'
import { stage } from '../trace.ts'
import type { Journey } from './journey.ts'

/** Longer than any poll takes: one that is still running then will not end, and the next one starts. */
const longestPollMs = 10 * 60_000
/** How many feeds are polled at the same time. */
const feedsAtOnce = 8

/** Polls all feeds in parallel, so that a slow one does not delay the others; the failure of one is only logged. */
export const pollSources = async (journey: Journey, signal: AbortSignal): Promise<void> => {
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
  const sources = [...journey.sources, ...(await sourcesOfPeople(journey.db, journey.sources))]
  await Promise.all(sources.map((source) => atOnce(() => poll(source))))
}

import pLimit from 'p-limit'
import { describeError } from '../errors.ts'
import { fillGaps } from '../feed/fill-gaps.ts'
import { pollSource } from '../feed/poll.ts'
import type { Source } from '../feed/source.ts'
import { sourcesOfPeople } from '../feed/store-feeds.ts'
import { withinTime } from '../limits.ts'
import { stage } from '../trace.ts'
import type { Journey } from './journey.ts'

/** Longer than any poll takes: what is still going then never ends, and the next one gets its turn. */
const longestPollMs = 10 * 60_000
/** Feeds that are asked at the same time. */
const feedsAtOnce = 8

/** Asks all feeds side by side, so that a silent one delays no other; one that fails is reported and ends nothing. */
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

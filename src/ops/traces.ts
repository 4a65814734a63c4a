import type { Log } from '../log.ts'
import type { Db } from '../store/connection.ts'
import { installationName } from '../store/installation.ts'

type Traces = {
  /** Sends a span for each journey that ended. */
  readonly endJourneys: (at: Date) => Promise<void>
  /** Sends the remaining spans and stops. */
  readonly stop: () => Promise<void>
}

/** Sends traces to the collector at `endpoint`; without one, no traces are made and the code for them is not loaded. */
export const beginTraces = async (
  endpoint: string | undefined,
  { db, version, log }: { readonly db: Db; readonly version: string; readonly log: Log },
): Promise<Traces> => {
  if (endpoint === undefined) return { endJourneys: async () => {}, stop: async () => {} }
  const [{ collectSpans }, { takeEndedJourneys }] = await Promise.all([
    import('./spans.ts'),
    import('./store-journeys.ts'),
  ])
  const spans = collectSpans({ endpoint, version, installation: await installationName(db), log })
  return { stop: spans.stop, endJourneys: async (at) => spans.journeysEnded(await takeEndedJourneys(db, at)) }
}

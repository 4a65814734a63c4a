import type { AskRepository } from '../feed/ask-step.ts'
import type { Source } from '../feed/source.ts'
import { createGet, type Get, type Validators } from '../fetch/get.ts'
import type { Journey } from '../pipeline/journey.ts'
import { createKeyv } from '../store/keyv.ts'
import { userAgent } from '../version.ts'
import type { Briefings } from './briefings.ts'
import type { Core } from './core.ts'

/** The HTTP client for the web, with the limits of the settings. */
export const composeGet = ({ allowPrivateFeeds, proxies }: Core['config']): Get =>
  createGet({ allowPrivate: allowPrivateFeeds, proxies, userAgent })

/** Asks a repository; the code for it is imported with the first request. */
const repositoryAsker =
  ({ config, db }: Core, old: Briefings['old'], get: Get): AskRepository =>
  async (asked, signal) => {
    const { createAskRepository } = await import('../pipeline/ask-repository.ts')
    const ask = createAskRepository({
      ...old,
      get,
      progress: createKeyv(db, 'backfill', Date.now),
      set: config.oaiSet,
      polite: { userAgent, pauseMs: 1000 },
    })
    return ask(asked, signal)
  }

type Parts = Pick<Briefings, 'engine' | 'old'> &
  Pick<Journey, 'readAgainAfterMs' | 'onEnqueued'> & { readonly sources: readonly Source[]; readonly get: Get }

/** What a commentary's journey needs, from the feed to the outbox. */
export const composeJourney = (
  core: Core,
  { engine, old, sources, get, readAgainAfterMs, onEnqueued }: Parts,
): Journey => {
  const { db, caches, now, log } = core
  return {
    db,
    sources,
    engine,
    get,
    readAgainAfterMs,
    onEnqueued,
    validators: caches.of<Validators>('validators'),
    askRepository: repositoryAsker(core, old, get),
    now,
    log,
  }
}

import type { RequestListener } from 'node:http'
import { createWeb } from '../../adapters/web/index.ts'
import { withBriefings } from '../archive/make-briefings.ts'
import { findCommentary, latestCommentaries } from '../archive/store/commentaries.ts'
import { wholeId } from '../commentary/identity.ts'
import type { Permitted } from '../delivery/permitted.ts'
import { createTimeline } from '../delivery/store-timeline.ts'
import { assertStorageUsable, readiness, StorageUnusable } from '../ops/health.ts'
import { readAsTenant } from '../store/reader.ts'
import { storageTrouble } from '../store/storage-error.ts'
import { type Place, tenantKey } from '../subscriptions/place.ts'
import { everythingAtOnce } from '../subscriptions/store.ts'
import { version } from '../version.ts'
import type { Briefings } from './briefings.ts'
import type { Core } from './core.ts'
import { previewAs } from './platforms.ts'
import type { State } from './state.ts'

/** The channel of the web page, the only one without a chat platform. */
const place: Place = { platform: 'web', tenant: 'local', channel: 'briefings' }

/** The page shows what its own workspace may see. */
export const pageTenant = tenantKey(place)

/** The web channel exists from the start, and gets everything. */
export const pageSubscription = everythingAtOnce(place, { id: 'rsis-brief', name: 'rsis-brief' })

type Parts = Pick<Briefings, 'makeBriefings' | 'permission'> &
  State & {
    /** Reduces a stored card to what may be shown; undefined if all of it may be. */
    readonly permitted: Permitted | undefined
    /** Handlers of the platforms on the page's port, by the beginning of the path. */
    readonly mounted: Readonly<Record<string, RequestListener>>
  }

/** Creates the page. */
export const composePage = (
  { config, db, log, now }: Core,
  { makeBriefings, permission, status, health, metrics, permitted, mounted }: Parts,
): ReturnType<typeof createWeb> => {
  const shown = () => readAsTenant(db, pageTenant, permission)
  return createWeb({
    mounted,
    preview: previewAs,
    host: config.host,
    port: config.port,
    password: config.webPassword,
    publicUrl: config.publicUrl,
    version,
    timeline: createTimeline(db, permitted),
    read: async (id) => {
      const reading = await shown()
      const archived = await findCommentary(reading, wholeId(id) ?? id)
      return archived && (await withBriefings(reading, makeBriefings, [archived]))[0]
    },
    mcp: async (request) =>
      (await import('../mcp/http.ts')).answerMcp(await shown(), makeBriefings, { request, version }),
    library: async () => (await import('../commands/browse.ts')).createLibrary(await shown(), makeBriefings),
    latest: async () => (await latestCommentaries(await shown(), { limit: 1, offset: 0 })).items[0],
    async status() {
      assertStorageUsable(await health())
      return status(pageTenant)
    },
    ready: async () => readiness(await health()),
    storageTrouble: (error) =>
      error instanceof StorageUnusable ? error.message : storageTrouble(config.databasePath, error),
    metrics: metrics.scrape,
    place,
    log,
    now,
  })
}

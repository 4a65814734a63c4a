import { type Place, placeKey } from '../../../src/subscriptions/place.ts'
import { startWire } from '../wire/server.ts'
import type { StartPlatform } from './port.ts'
import { readCard } from './read-card.ts'
import { ownPlace } from './web.ts'

const moduleAt = (path: string): string => new URL(path, import.meta.url).href

const places: readonly Place[] = ['north', 'south', 'east'].map((channel) => ({
  platform: 'web',
  tenant: 'wire',
  channel,
}))

/** The simplest possible platform: HTTP, a history, and no memory for keys. It tests the outbox without an SDK. */
export const startWirePlatform: StartPlatform = async (clock, site) => {
  const wire = await startWire(clock)
  return Object.assign(wire, {
    delayHistory(ms: number) {
      wire.historyLagMs = ms
    },
    shut: () => {},
    reopen: async () => {},
    env: { CHAOS_WIRE: wire.origin },
    swaps: [
      ['/adapters/web/index.ts', moduleAt('../wire/create-web.ts')],
      ['/src/delivery/dispatch.ts', moduleAt('../wire/create-dispatcher.ts')],
    ] as const,
    places,
    owedTo: [ownPlace, ...places].map(placeKey),
    messages: async () =>
      wire.accepted.map(({ place, key, id, parent, card, at }) => ({
        place,
        key,
        id,
        parent,
        ...readCard(card, site),
        at,
      })),
  })
}

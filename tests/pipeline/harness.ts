import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { Card } from '../../src/card/card.ts'
import { sampleFeed, samplePath } from '../../src/demo/feed.ts'
import { samplePage } from '../../src/demo/page.ts'
import { readSamples, type Sample } from '../../src/demo/samples.ts'
import type { Engine } from '../../src/briefing/port.ts'
import { createGet, type Validators } from '../../src/fetch/get.ts'
import { pollAndBrief } from '../../src/pipeline.ts'
import type { Journey } from '../../src/pipeline/journey.ts'
import { briefOnce } from '../brief-once.ts'
import { openTestStore } from '../open-store.ts'
import { createKeyv } from '../../src/store/keyv.ts'
import type { Place } from '../../src/subscriptions/place.ts'
import { addSubscription, everythingAtOnce } from '../../src/subscriptions/store.ts'
import { startFeedServer } from '../fakes/feed-server.ts'

const place: Place = { platform: 'web', tenant: 'local', channel: 'briefings' }

/** A subscription of the web channel to everything, posted at once. */
export const everything = everythingAtOnce(place, { id: 'test', name: 'test' })

/** The journey over a site on loopback, with a clock that each poll moves; closed with its test. */
export const startJourney = async (engine: Engine = briefOnce) => {
  const clock = { at: Date.parse('2026-10-30T08:00:00Z') }
  const now = (): Date => new Date(clock.at)
  const samples = await readSamples()
  const store = await openTestStore()
  const server = await startFeedServer()
  await addSubscription(store.db, everything, now())
  onTestFinished(async () => {
    await server.close()
    await store.close()
  })
  let owedCalls = 0
  const journey: Journey = {
    db: store.db,
    sources: [{ id: 'feed', steps: [{ kind: 'feed', url: `${server.origin}/feed/` }] }],
    validators: createKeyv<Validators>(store.db, 'validators', Date.now),
    get: createGet({ allowPrivate: true, userAgent: 'test', timeoutMs: 5000 }),
    engine,
    readAgainAfterMs: 86_400_000,
    onEnqueued: () => (owedCalls += 1),
    now,
    log: pino({ level: 'silent' }),
  }
  const publishPage = async (sample: Sample): Promise<void> => server.page(samplePath(sample), await samplePage(sample))
  const rows = async () =>
    store.db
      .selectFrom('deliveries')
      .innerJoin('cards', 'cards.id', 'deliveries.card_id')
      .selectAll('deliveries')
      .select('card_json')
      .orderBy('seq')
      .execute()
  const deliveries = async (): Promise<{ kind: string; card: Card }[]> =>
    (await rows()).map(({ kind, card_json }) => ({ kind, card: JSON.parse(card_json) as Card }))

  return {
    db: store.db,
    server,
    samples,
    journey,
    clock,
    now,
    publishPage,
    rows,
    owedCalls: () => owedCalls,
    sample: (id: string): Sample => {
      const found = samples.find((one) => one.id === id)
      if (found === undefined) throw new Error(`no sample ${id}`)
      return found
    },
    /** Puts the samples into the feed, with their pages unless the test says otherwise. */
    publish: async (shown: readonly Sample[], havePages = true): Promise<void> => {
      const body = await sampleFeed(shown, server.origin)
      server.answer('/feed/', { headers: { 'content-type': 'application/rss+xml', etag: `"${body.length}"` }, body })
      for (const sample of havePages ? shown : []) await publishPage(sample)
    },
    /** One poll, after that much time. */
    poll: async (
      laterMs = 60_000,
      changes: Partial<Journey> = {},
      signal = new AbortController().signal,
      how: { readonly isRetry?: boolean } = {},
    ): Promise<void> => {
      clock.at += laterMs
      await pollAndBrief({ ...journey, ...changes }, signal, how)
    },
    /** The commentaries with an enqueued post. */
    owed: async (): Promise<(string | null)[]> =>
      (await rows()).filter(({ kind }) => kind === 'post').map((row) => row.commentary_id),
    /** The titles of commentaries with their own post. */
    posted: async (): Promise<string[]> =>
      (await deliveries()).flatMap(({ kind, card }) => (kind === 'post' ? [card.title?.text ?? ''] : [])),
    /** The enqueued deliveries by kind, with their cards. */
    deliveries,
  }
}

export type Running = Awaited<ReturnType<typeof startJourney>>

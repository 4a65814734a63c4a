import type { Kysely } from 'kysely'
import { makeBriefingsIn } from '../archive/old-briefings.ts'
import { expect } from 'vitest'
import { commentaryOf } from '../../bench/briefing/texts.ts'
import { saveBriefing } from '../../src/archive/store/briefings.ts'
import { saveCommentary } from '../../src/archive/store/save-commentary.ts'
import type { Card } from '../../src/card/card.ts'
import { cardText } from '../../src/card/plain-text.ts'
import type { Interpret } from '../../src/commands/interpretation.ts'
import type { Person } from '../../src/commands/port.ts'
import { createHandler } from '../../src/commands/registry.ts'
import { commentaryKeys } from '../../src/commentary/identity.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { createPeoplesFeeds } from '../../src/feed/own-feeds.ts'
import type { PeoplesFeeds } from '../../src/feed/port.ts'
import type { Source } from '../../src/feed/source.ts'
import type { Get } from '../../src/fetch/get.ts'
import type { ModelStatus } from '../../src/ops/port.ts'
import { readStatus } from '../../src/ops/status.ts'
import { databaseCaches } from '../../src/store/caches.ts'
import type { Schema } from '../../src/store/schema.ts'
import { daysText } from '../../src/commands/describe-days.ts'
import type { Cadence } from '../../src/subscriptions/cadence.ts'
import type { Place } from '../../src/subscriptions/place.ts'
import { allSubscriptions, subscriptionsOf } from '../../src/subscriptions/store.ts'
import type { Subscription } from '../../src/subscriptions/subscription.ts'
import { briefOnce } from '../brief-once.ts'
import { openOutbox, place, scriptedPoster } from '../delivery/harness.ts'

export const here = place('test')

const yes = async (): Promise<boolean> => true
const no = async (): Promise<boolean> => false

/** Manages the whole workspace. */
export const manager: Person = { id: 'U1', name: 'Ana', mayManage: yes, mayManageAll: yes, mayRead: yes }
/** May read every channel, and manages none. */
export const member: Person = { id: 'U2', name: 'Ben', mayManage: no, mayManageAll: no, mayRead: yes }

/** A web in which every address is a feed with one item. */
const everyAddressIsAFeed: Get = async (url) => ({
  state: 'fetched',
  url,
  contentType: 'application/rss+xml',
  body: Buffer.from(
    `<rss version="2.0"><channel><title>Tank</title><item><title>One</title><link>${url}</link></item></channel></rss>`,
  ),
  validators: {},
})

/** The feeds of people. */
export const feedsOver = (
  db: Kysely<Schema>,
  now: () => Date,
  { configured = [], get = everyAddressIsAFeed }: { readonly configured?: readonly Source[]; readonly get?: Get } = {},
): PeoplesFeeds => createPeoplesFeeds({ db, now, configured, get })

/** The bundled commentaries with their briefings, which are made once in this process. */
let bundled: ReturnType<typeof briefBundled> | undefined

const briefBundled = async () => {
  const samples = await readSamples()
  return Promise.all(
    samples.map(async (sample) => {
      const url = `https://www.rsis.edu.sg/rsis-publication/rsis/${sample.slug}/`
      const commentary = { ...commentaryOf(sample), url }
      return { commentary, briefing: await briefOnce(commentary, new AbortController().signal) }
    }),
  )
}

type From = { readonly place?: Place; readonly person?: Person }

/** The answer of a scripted platform. */
type Scripts = NonNullable<Parameters<typeof scriptedPoster>[0]>

/** The commands over a real archive and outbox, whose sender posts to a scripted platform. */
export const openBot = async (
  scripts: Scripts = {},
  { model, interpret }: { readonly model?: () => Promise<ModelStatus>; readonly interpret?: Interpret } = {},
) => {
  const outbox = await openOutbox()
  const { db } = outbox
  const channel = scriptedPoster(scripts)
  const dispatcher = outbox.start(channel.poster)
  const faults: unknown[] = []
  const caches = databaseCaches(db, outbox.now)
  const handler = createHandler(
    {
      db,
      caches,
      makeBriefings: makeBriefingsIn(db),
      readText: async () => '',
      feeds: feedsOver(db, outbox.now),
      status: async (reader) =>
        readStatus(db, {
          reader,
          version: '0.0.0',
          model: await model?.(),
          caches,
          platforms: [],
          startedAt: new Date('2026-11-24'),
          sourceIds: [],
          now: outbox.now(),
        }),
      coverage: async () => '1 of 1 feeds read',
      interpret,
      onEnqueued: () => dispatcher.wake(),
      now: outbox.now,
    },
    (fault) => faults.push(fault),
  )
  const ask = (text: string, { place: where = here, person = manager }: From = {}): Promise<Card> =>
    handler.answer({ text, place: where, person })

  return {
    ...outbox,
    scripts,
    channel,
    caches,
    handler,
    faults,
    ask,
    /** The answer as a person reads it. */
    say: async (text: string, from?: From): Promise<string> => cardText(await ask(text, from)),
    subscriptions: (where: Place = here): Promise<Subscription[]> => subscriptionsOf(db, where),
    /** Everything that commands can change, for comparisons. */
    state: async () => ({
      subscriptions: await allSubscriptions(db),
      deliveries: await outbox.rows(),
      audit: await db.selectFrom('audit').selectAll().execute(),
    }),
    /** Fills the archive with the bundled commentaries. */
    fill: async (): Promise<void> => {
      bundled ??= briefBundled()
      for (const { commentary, briefing } of await bundled) {
        const now = outbox.now()
        const { kept } = await saveCommentary(db, { commentary, keys: commentaryKeys(commentary, []), now })
        await saveBriefing(db, { id: kept.commentary.id, revision: kept.revision, briefing }, now)
      }
    },
  }
}

/** `weekdays 08:00 Asia/Singapore`. */
export const cadenceText = ({ days, times, zone }: Cadence): string => `${daysText(days)} ${times.join(',')} ${zone}`

export type Bot = Awaited<ReturnType<typeof openBot>>

/** The text of a card about a mistake. */
export const problem = (card: Card): string => {
  expect(card.tone, cardText(card)).toBe('problem')
  return cardText(card)
}

// From the start of a poll to the post in the channel, compared with only the requests that are necessary.
// Run: node bench/journey/run.ts [--smoke]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { createExtractive } from '../../src/briefing/extractive/index.ts'
import { createDispatcher } from '../../src/delivery/dispatch.ts'
import { createTimeline } from '../../src/delivery/store-timeline.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { startDemoSite } from '../../src/demo/site.ts'
import type { Validators } from '../../src/fetch/get.ts'
import { readSources } from '../../src/feed/source.ts'
import { createGet } from '../../src/fetch/get.ts'
import { pollAndBrief } from '../../src/pipeline.ts'
import type { Journey } from '../../src/pipeline/journey.ts'
import { openStore } from '../../src/store/connection.ts'
import { createKeyv } from '../../src/store/keyv.ts'
import type { Place } from '../../src/subscriptions/place.ts'
import { addSubscription, everythingAtOnce } from '../../src/subscriptions/store.ts'
import { percentile, printTable } from '../figures.ts'

const samples = await readSamples()
const first = process.argv.includes('--smoke') ? samples.length - 3 : 4
const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-bench-'))
const site = await startDemoSite(samples, first)
const { db, close } = await openStore(join(folder, 'rsis.db'))
const place: Place = { platform: 'web', tenant: 'local', channel: 'bench' }
await addSubscription(db, everythingAtOnce(place, { id: 'bench', name: 'bench' }), new Date())
const timeline = createTimeline(db)
const log = pino({ level: 'silent' })
const now = (): Date => new Date()

let posted: (() => void) | undefined
const dispatcher = createDispatcher({
  db,
  posters: {
    web: {
      post: async (where, card, key, under) => {
        const parent = under && Number(under.id)
        const { number } = await timeline.append({ key, place: where, card, postedAt: now(), parent })
        if (parent === undefined) posted?.()
        return { id: String(number) }
      },
      find: async () => undefined,
      edit: async () => {},
    },
  },
  graceMs: { web: 0, slack: 0, discord: 0 },
  isAlone: true,
  onNotPosted: async () => {},
  now,
  random: Math.random,
  log,
})
const journey: Journey = {
  db,
  sources: readSources([site.feedUrl], site.feedUrl),
  validators: createKeyv<Validators>(db, 'validators', Date.now),
  get: createGet({ allowPrivate: true, userAgent: 'rsis-brief-bench' }),
  engine: createExtractive(),
  readAgainAfterMs: 86_400_000,
  onEnqueued: () => dispatcher.wake(),
  now,
  log,
}
const signal = new AbortController().signal
await pollAndBrief(journey, signal)

const toPostMs: number[] = []
const idlePollMs: number[] = []
const bareMs: number[] = []
for (let next = site.publishNext(); next !== undefined; next = site.publishNext()) {
  const arrived = new Promise<void>((resolve) => (posted = resolve))
  const startedAt = performance.now()
  await pollAndBrief(journey, signal)
  await arrived
  toPostMs.push(performance.now() - startedAt)

  const idleAt = performance.now()
  await pollAndBrief(journey, signal)
  idlePollMs.push(performance.now() - idleAt)

  const bareAt = performance.now()
  await (await fetch(site.feedUrl)).text()
  await (await fetch(new URL(`/rsis-publication/${next.centre}/${next.slug}/`, site.feedUrl))).text()
  bareMs.push(performance.now() - bareAt)
  await wait(5)
}
await dispatcher.stop()
await close()
await site.close()
rmSync(folder, { recursive: true })

const ms = (figures: readonly number[], p: number): string => `${percentile(figures, p).toFixed(1)} ms`
const bare = percentile(bareMs, 0.5)
const row = (name: string, figures: readonly number[]): string[] => [
  name,
  ms(figures, 0.5),
  ms(figures, 0.99),
  (percentile(figures, 0.5) / bare).toFixed(1),
]
printTable([
  [`${toPostMs.length} commentaries`, 'p50', 'p99', '× bare'],
  row('poll to post', toPostMs),
  row('poll with nothing new', idlePollMs),
  row('bare: GET feed and page', bareMs),
])

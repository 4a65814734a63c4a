import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type OpenAiServer, startOpenAi } from '../fakes/openai-server.ts'
import { judge, type Verdict } from './check.ts'
import { type Clock, createClock } from './clock.ts'
import type { Platform, PlatformEvent, StartPlatform } from './platforms/port.ts'
import type { Publication } from './publication.ts'
import { createRandom, type Random } from './random.ts'
import { type Site, type SiteEvent, startSite } from './site.ts'
import { createSubject, type Subject } from './subject.ts'
import { type Columns, subscribePlaces } from './subscribe.ts'

export type Swap = readonly [end: string, replacement: string]

export type WorldOptions = {
  readonly seed: number
  readonly startPlatform: StartPlatform
  /** How many of the program's seconds pass in a real one. */
  readonly speed: number
  /** How many items the feed shows. */
  readonly window?: number | undefined
  /** Whether a language model writes the briefings. */
  readonly hasModel?: true | undefined
  /** How the places' subscriptions differ from the program's own. */
  readonly subscription?: ((now: Date) => Columns) | undefined
  readonly pollCron?: string | undefined
  /** Modules put in the place of the program's, to break it. */
  readonly swaps?: readonly Swap[]
  /** Where its database and log go. */
  readonly folder: string
}

/** One program among its counterparts, from the baseline to the verdict. */
export type World = {
  readonly random: Random
  readonly clock: Clock
  readonly site: Site
  readonly platform: Platform
  readonly subject: Subject
  readonly model: OpenAiServer | undefined
  readonly folder: string
  /** How long a start takes until the program answers, in real milliseconds. */
  readonly startMs: number
  publish(): Publication
  /** Told of what counterparts do. */
  listen(heard: (event: SiteEvent | PlatformEvent) => void): void
  /** Waits until the publication is posted everywhere, for as long as there is hope. */
  posted(number: number): Promise<void>
  /** Waits until what is owed is there, as long as there is progress. */
  drain(): Promise<void>
  judge(): Promise<Verdict>
  close(): Promise<void>
}

const baselineItems = 5
/** With no new message for so long (real milliseconds), nothing more is waited for. */
const patienceMs = 25_000
/** So long (real milliseconds) a second post may still come. */
const afterMs = 1_500

const modelEnv = (model: OpenAiServer): Record<string, string> => ({
  OPENAI_BASE_URL: model.baseUrl,
  OPENAI_MODEL: 'writer-1',
  OPENAI_TIMEOUT_SECONDS: '4',
  OPENAI_MAX_RETRIES: '0',
})

const untilReady = async (subject: Subject): Promise<number> => {
  const startedAt = Date.now()
  subject.start()
  await subject.url()
  return Date.now() - startedAt
}

const until = async (isSo: () => boolean, what: string): Promise<void> => {
  for (const end = Date.now() + 30_000; !isSo(); await wait(20)) {
    if (Date.now() > end) throw new Error(`${what} took more than 30 s`)
  }
}

/** Starts the counterparts and the program, lets it take its baseline, and subscribes the places. */
export const createWorld = async (options: WorldOptions): Promise<World> => {
  const {
    seed,
    startPlatform,
    speed,
    window = 40,
    hasModel,
    subscription,
    pollCron = '*/5 * * * * *',
    swaps = [],
    folder,
  } = options
  const random = createRandom(seed)
  const clock = createClock(speed, join(folder, 'clock'))
  const site = await startSite({ clock, random: random.fork(), window })
  const platform = await startPlatform(clock, site)
  const model = hasModel && (await startOpenAi())
  const env = { POLL_CRON: pollCron, ...(model === undefined ? {} : modelEnv(model)) }
  const subject = createSubject({ folder, clock, site, platform, env, swaps })

  for (let count = 0; count < baselineItems; count += 1) site.publish()
  await untilReady(subject)
  await until(() => site.read.size === baselineItems, 'the baseline')
  await subject.stop()
  subscribePlaces(subject.database, platform.places, subscription?.(new Date(clock.now())) ?? {})
  const startMs = await untilReady(subject)

  const owed = (): Publication[] =>
    site.publications.slice(baselineItems).filter(({ number }) => site.shown.has(number))

  const world: World = {
    random,
    clock,
    site,
    platform,
    subject,
    model,
    folder,
    startMs,
    publish: () => site.publish(),
    listen(heard) {
      site.onEvent = heard
      platform.onEvent = heard
    },
    async posted(number) {
      const url = await subject.url()
      for (const end = Date.now() + patienceMs; Date.now() < end; await wait(100)) {
        const posts = (await platform.messages(url)).filter(({ isReply, about }) => !isReply && about.includes(number))
        if (posts.length >= platform.owedTo.length) return
      }
    },
    async drain() {
      if (!subject.isRunning()) await untilReady(subject)
      const url = await subject.url()
      await until(
        () => site.publications.every(({ number }) => site.shown.has(number)),
        'the last look at the feed',
      ).catch(() => {})
      let [seen, progressAt] = [0, Date.now()]
      while (Date.now() - progressAt < patienceMs) {
        const messages = await platform.messages(url)
        if (messages.length > seen) [seen, progressAt] = [messages.length, Date.now()]
        const verdict = judge({ owed: owed(), published: site.publications, places: platform.owedTo, messages })
        if (verdict.lost.length === 0) break
        await wait(100)
      }
      await wait(afterMs)
    },
    async judge() {
      if (!subject.isRunning()) await untilReady(subject)
      const messages = await platform.messages(await subject.url())
      return judge({ owed: owed(), published: site.publications, places: platform.owedTo, messages })
    },
    async close() {
      if (subject.isRunning()) await subject.kill()
      await model?.close()
      await platform.close()
      await site.close()
    },
  }
  return world
}

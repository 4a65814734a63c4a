import { join } from 'node:path'
import { type OpenAiServer, startOpenAi } from '../fakes/openai-server.ts'
import { faultCount, judge, type Verdict } from './check.ts'
import { type Clock, createClock } from './clock.ts'
import type { Message, Platform, PlatformEvent, StartPlatform } from './platforms/port.ts'
import type { Publication } from './publication.ts'
import { createRandom, type Random } from './random.ts'
import { type Site, type SiteEvent, startSite } from './site.ts'
import { type Columns, type Database, openFile, type OpenDatabase, subscribePlaces } from './database.ts'
import { createSubject, type Subject } from './subject.ts'
import { drained, patienceAt, posted, until, untilReady } from './wait-for.ts'

export type Swap = readonly [end: string, replacement: string]

export type WorldOptions = {
  readonly seed: number
  readonly startPlatform: StartPlatform
  /** By default a file. */
  readonly openDatabase?: OpenDatabase | undefined
  /** How many processes of the program run; by default one. */
  readonly replicas?: number | undefined
  /** How many of the program's seconds pass in a real one. */
  readonly speed: number
  /** How many items the feed shows. */
  readonly window?: number | undefined
  /** Whether a language model writes the briefings. */
  readonly hasModel?: true | undefined
  /** How the places' subscriptions differ from the program's own. */
  readonly subscription?: ((now: Date) => Columns) | undefined
  readonly pollCron?: string | undefined
  /** Variables in addition to those of every run. */
  readonly env?: Readonly<Record<string, string>> | undefined
  /** Changes the database before the first start. */
  readonly prepare?: ((subject: Subject, random: Random) => Promise<void>) | undefined
  /** Modules that replace the program's, to break it. */
  readonly swaps?: readonly Swap[]
  /** How long (real milliseconds) the run waits without progress; by default it depends on the speed. */
  readonly patienceMs?: number | undefined
  /** The folder for database and log. */
  readonly folder: string
}

/** The program and its counterparts, from the baseline to the verdict. */
export type World = {
  readonly random: Random
  readonly clock: Clock
  readonly site: Site
  readonly platform: Platform
  readonly subject: Subject
  readonly database: Database
  readonly model: OpenAiServer | undefined
  readonly folder: string
  /** How long a start takes until the program answers, in real milliseconds. */
  readonly startMs: number
  /** How long a run waits without progress, in real milliseconds. */
  readonly patienceMs: number
  /** Whether every place gets each publication at once, and not in a digest. */
  readonly isInstant: boolean
  publish(): Publication
  /** Removes from the publication all sentences that are shown anywhere. */
  correct(number: number): Promise<void>
  /** Called with what counterparts do. */
  listen(heard: (event: SiteEvent | PlatformEvent) => void): void
  /** Waits until the publication is posted everywhere, as long as that is possible. */
  posted(number: number): Promise<void>
  /** Waits until the publication is briefed, posted or not. */
  briefed(publication: Publication): Promise<void>
  /** Waits until everything has arrived, as long as there is progress. */
  drain(): Promise<void>
  judge(): Promise<Verdict>
  close(): Promise<void>
}

const baselineItems = 5

const modelEnv = (model: OpenAiServer): Record<string, string> => ({
  OPENAI_BASE_URL: model.baseUrl,
  OPENAI_MODEL: 'writer-1',
  OPENAI_TIMEOUT_SECONDS: '4',
  OPENAI_MAX_RETRIES: '0',
})

/** Starts the counterparts and the program, lets it read its baseline, and subscribes the places. */
export const createWorld = async (options: WorldOptions): Promise<World> => {
  const {
    seed,
    startPlatform,
    openDatabase = openFile,
    replicas = 1,
    speed,
    window = 40,
    hasModel,
    subscription,
    pollCron = '*/5 * * * * *',
    env,
    prepare,
    swaps = [],
    patienceMs = patienceAt(speed),
    folder,
  } = options
  const lookMs = patienceAt(speed)
  const random = createRandom(seed)
  const clock = createClock(speed, join(folder, 'clock'))
  const site = await startSite({ clock, random: random.fork(), window })
  const platform = await startPlatform(clock, site)
  const model = hasModel && (await startOpenAi())
  const settings = { POLL_CRON: pollCron, ...(model === undefined ? {} : modelEnv(model)), ...env }
  const database = await openDatabase(folder, clock)
  const subject = createSubject({ folder, database, replicas, clock, site, platform, env: settings, swaps })

  const close = async (): Promise<void> => {
    await subject.kill()
    await model?.close()
    await platform.close()
    await site.close()
    await database.close()
  }
  const takeBaseline = async (): Promise<number> => {
    for (let count = 0; count < baselineItems; count += 1) site.publish()
    await prepare?.(subject, random.fork())
    await untilReady(subject)
    await until(() => site.read.size === baselineItems, 'the baseline', lookMs)
    await subject.stop()
    await subscribePlaces(database, platform.places, subscription?.(new Date(clock.now())) ?? {})
    return untilReady(subject)
  }
  const startMs = await takeBaseline().catch(async (error: unknown) => {
    // Otherwise its processes and servers would keep the run alive.
    await close()
    throw error
  })

  const owed = (): Publication[] =>
    site.publications.slice(baselineItems).filter(({ number }) => site.shown.has(number))

  const verdictOn = (messages: readonly Message[]): Verdict => {
    const { publications: published, late } = site
    return judge({
      owed: owed(),
      published,
      late,
      places: platform.owedTo,
      hasThreads: subscription === undefined,
      messages,
    })
  }

  const world: World = {
    random,
    clock,
    site,
    platform,
    subject,
    database,
    model,
    folder,
    startMs,
    patienceMs,
    isInstant: subscription === undefined,
    publish: () => site.publish(),
    async correct(number) {
      const messages = await platform.messages(await subject.url())
      const naming = messages.filter(({ about }) => about.includes(number))
      site.correct(number, naming.map(({ text }) => text).join('\n'))
    },
    listen(heard) {
      site.onEvent = heard
      platform.onEvent = heard
    },
    posted: (number) => posted(number, { subject, platform, patienceMs }),
    async briefed({ sample }) {
      const isBriefed = async () =>
        (await subject.count('select count(*) from briefings where commentary_id = ?', sample.id)) > 0
      await until(isBriefed, `the briefing of ${sample.id}`, patienceMs)
    },
    async drain() {
      if (!subject.isRunning()) await untilReady(subject)
      await drained({
        subject,
        site,
        platform,
        now: () => clock.now(),
        patienceMs,
        lookMs,
        isComplete: (messages) => faultCount(verdictOn(messages)) === 0,
      })
    },
    async judge() {
      if (!subject.isRunning()) await untilReady(subject)
      return verdictOn(await platform.messages(await subject.url()))
    },
    close,
  }
  return world
}

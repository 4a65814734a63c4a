import { setTimeout as wait } from 'node:timers/promises'
import { modelFaults } from './model-faults.ts'
import { fillDisk, noSmallDisk } from './disk.ts'
import { faultsByChance, killRepeatedly, lostAnswers } from './nemesis.ts'
import type { PostFault } from './platforms/port.ts'
import { type Cadence, weekdays } from '../../src/subscriptions/cadence.ts'
import { nextInstant } from '../../src/subscriptions/due.ts'
import type { Columns } from './subscribe.ts'
import { patienceAt, until } from './wait-for.ts'
import type { World } from './world.ts'

/** One kind of trouble, as `docs/operations.md` promises to survive it. */
export type Campaign = {
  readonly name: string
  readonly title: string
  readonly speed: number
  /** How many items the feed shows. */
  readonly window?: number
  /** Counterparts without a network between them and the program cannot lose answers. */
  readonly needsNetwork: boolean
  /** Shown, and not counted as a failure: beyond what is promised. */
  readonly isBeyondPromise?: true
  /** Whether a language model writes the briefings. */
  readonly hasModel?: true
  /** How the places' subscriptions differ from the program's own. */
  readonly subscription?: (now: Date) => Columns
  readonly pollCron?: string
  /** The size of the disk that the database is on, where it is to be small. */
  readonly diskBytes?: number
  /** Why it cannot run here. */
  readonly skip?: () => string | undefined
  run(world: World, kills: number): Promise<void>
}

/** Publishes now and then until `count` are out, `everyMs` real milliseconds apart. */
const publishSome = async (world: World, count: number, everyMs: number): Promise<void> => {
  for (let published = 0; published < count; published += 1) {
    world.publish()
    await wait(world.random.int(everyMs / 2, everyMs * 1.5))
  }
}

const storms: readonly PostFault[] = ['0', '1', '30', '300', undefined, 'soon'].map((retryAfter) => ({ retryAfter }))

const lateHistory = (seconds: number, isBeyondPromise?: true): Campaign => ({
  name: `F4-${seconds}`,
  title: `answers lost, history ${seconds} s late`,
  speed: 20,
  needsNetwork: true,
  ...(isBeyondPromise && { isBeyondPromise }),
  async run(world) {
    world.platform.delayHistory(seconds * 1000)
    world.platform.faultOf = faultsByChance(world.random.fork(), 0.5, ['reset after', 'error after', 'html after'])
    await publishSome(world, 8, 300)
  },
})

export const campaigns: readonly Campaign[] = [
  {
    name: 'F1',
    title: 'SIGKILL at random and named points',
    speed: 20,
    needsNetwork: false,
    async run(world, kills) {
      world.platform.faultOf = faultsByChance(world.random.fork(), 0.1, [...lostAnswers, { retryAfter: '1' }])
      await killRepeatedly(world, kills)
    },
  },
  {
    name: 'F3',
    title: 'answers lost, before and after the platform accepted; refused connections',
    speed: 20,
    needsNetwork: true,
    async run(world) {
      world.platform.faultOf = faultsByChance(world.random.fork(), 0.5, lostAnswers)
      await publishSome(world, 10, 400)
      await world.platform.refuse(true)
      await publishSome(world, 2, 400)
      await world.platform.refuse(false)
    },
  },
  lateHistory(0),
  lateHistory(0.5),
  lateHistory(5),
  lateHistory(30, true),
  {
    name: 'F5',
    title: '429 with waits of all sorts',
    speed: 20,
    needsNetwork: true,
    async run(world) {
      world.platform.faultOf = faultsByChance(world.random.fork(), 0.3, storms)
      await publishSome(world, 10, 300)
    },
  },
  {
    name: 'F8',
    title: 'clock set forward and back, across the times of digests',
    speed: 30,
    // Each turn that a jump leaves out is told in the log: fewer turns, fewer lines.
    pollCron: '* * * * *',
    needsNetwork: false,
    subscription: (now) => ({
      instant: 0,
      cadence_json: JSON.stringify(morning),
      next_digest_at: nextInstant(morning, now).getTime(),
    }),
    async run(world) {
      for (let round = 0; round < 12; round += 1) {
        // A digest lists no more than some, and counts the others: none of those could be told from a lost one.
        if (round % 2 === 0) await publishSome(world, 1, 600)
        world.clock.jump(world.random.pick(jumpHours) * hourMs)
        await wait(world.random.int(100, 2500))
      }
      await until(
        () => world.site.read.size === world.site.publications.length,
        'the last page',
        patienceAt(world.clock.speed),
      )
      await wait(1000)
      // Beyond every time that a clock ever showed, so that all is due.
      world.clock.jump(2 * 24 * hourMs)
    },
  },
  {
    name: 'F9',
    title: 'disk full, now and then',
    speed: 20,
    needsNetwork: false,
    diskBytes: 8 << 20,
    skip: noSmallDisk,
    async run(world) {
      for (let round = 0; round < 4; round += 1) {
        if (world.random.chance(0.5)) world.publish()
        const free = fillDisk(world.folder)
        world.publish()
        await wait(world.random.int(500, 2000))
        free()
        await world.posted(world.publish().number)
      }
    },
  },
  {
    name: 'F11',
    title: 'feed reset, reordered, emptied, HTML, cut, away, overflowing',
    // After a failed poll the feed is left alone for minutes.
    speed: 30,
    window: 8,
    needsNetwork: false,
    async run(world) {
      for (const fault of world.random.shuffle(feedFaults)) {
        world.site.breakFeed(fault)
        await world.posted(world.publish().number)
      }
      // More than the feed shows, while nobody looks: what is left of it comes all the same.
      await world.subject.kill()
      for (let count = 0; count < 20; count += 1) world.publish()
    },
  },
  {
    name: 'F12',
    title: 'a language model in every kind of trouble',
    speed: 4,
    needsNetwork: false,
    hasModel: true,
    async run(world) {
      for (const behaviour of world.random.shuffle(modelFaults)) {
        world.model?.script('write', behaviour)
        world.model?.script('repair', behaviour)
        const { number } = world.publish()
        await world.posted(number)
      }
    },
  },
]

const hourMs = 3_600_000
const jumpHours = [1, 1, -1, -3, 6, 24, -24, 30] as const
const morning: Cadence = { days: weekdays, times: ['08:00'], zone: 'America/New_York' }

const feedFaults = ['reset', 'reordered', 'emptied', 'html', 'truncated', 'unavailable', 'dropped', 'reset'] as const

/** @throws Error for one that there is not. */
export const campaignNamed = (name: string): Campaign => {
  const found = campaigns.find((campaign) => campaign.name === name)
  if (found === undefined) throw new Error(`no campaign ${name}`)
  return found
}

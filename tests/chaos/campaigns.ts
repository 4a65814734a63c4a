import { setTimeout as wait } from 'node:timers/promises'
import { modelFaults } from './model-faults.ts'
import { faultsByChance, killRepeatedly, lostAnswers } from './nemesis.ts'
import type { PostFault } from './platforms/port.ts'
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
    world.platform.historyLagMs = seconds * 1000
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

const feedFaults = ['reset', 'reordered', 'emptied', 'html', 'truncated', 'unavailable', 'dropped', 'reset'] as const

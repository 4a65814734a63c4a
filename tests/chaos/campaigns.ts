import { beyondALease, promisedSpans } from './blows.ts'
import { fillDisk, noSmallDisk } from './disk.ts'
import { modelFaults } from './model-faults.ts'
import { faultsByChance, killRepeatedly, lostAnswers, strikeRepeatedly } from './nemesis.ts'
import type { PostFault } from './platforms/port.ts'
import {
  comeBackToMany,
  correctAndKill,
  dailyDigest,
  hourMs,
  killInUpdates,
  publishAndPost,
  publishBriefed,
  publishSome,
  restoreEarlier,
  secondProcess,
  setClockAtRandom,
  shutAndReopen,
} from './troubles.ts'
import type { World, WorldOptions } from './world.ts'
import { setTimeout as wait } from 'node:timers/promises'

/** One kind of trouble that `docs/operations.md` promises to survive. */
export type Campaign = Pick<
  WorldOptions,
  'speed' | 'window' | 'hasModel' | 'subscription' | 'pollCron' | 'env' | 'prepare'
> & {
  readonly name: string
  readonly title: string
  /** The platforms that can have this trouble; by default all. */
  readonly on?: readonly string[]
  /** The kind of database that it needs; by default any. */
  readonly needs?: 'file' | 'server'
  /** The result is shown but does not count as a failure, because it is beyond the promise. */
  readonly isBeyondPromise?: true
  /** The size of the database's disk, if it must be small. */
  readonly diskBytes?: number
  /** Why it cannot run here. */
  readonly skip?: () => string | undefined
  run(world: World, kills: number): Promise<void>
}

/** Counterparts with a network in between, which can lose answers. */
const network = ['wire', 'slack', 'discord']
/** Counterparts whose channels can close, and whose tokens can be refused. */
const chat = ['slack', 'discord']

const storms: readonly PostFault[] = ['0', '1', '30', '300', undefined, 'soon'].map((retryAfter) => ({ retryAfter }))
const feedFaults = ['reset', 'reordered', 'emptied', 'html', 'truncated', 'unavailable', 'dropped', 'reset'] as const

const lateHistory = (seconds: number, isBeyondPromise?: true): Campaign => ({
  name: `F4-${seconds}`,
  title: `answers lost, history ${seconds} s late`,
  speed: 20,
  on: network,
  ...(isBeyondPromise && { isBeyondPromise }),
  async run(world) {
    world.platform.delayHistory(seconds * 1000)
    world.platform.faultOf = faultsByChance(world.random.fork(), 0.5, ['reset after', 'error after', 'html after'])
    await publishSome(world, 8, 300)
  },
})

const replicas = ({
  spans,
  ...campaign
}: Pick<Campaign, 'name' | 'title' | 'isBeyondPromise'> & { readonly spans: readonly number[] }): Campaign => ({
  ...campaign,
  needs: 'server',
  // The server's own time-outs and its restart keep their real length.
  speed: 10,
  async run(world, kills) {
    world.platform.faultOf = faultsByChance(world.random.fork(), 0.1, [...lostAnswers, { retryAfter: '1' }])
    await strikeRepeatedly(world, kills, spans)
  },
})

export const campaigns: readonly Campaign[] = [
  {
    name: 'F1',
    title: 'SIGKILL at random and named points',
    speed: 20,
    async run(world, kills) {
      world.platform.faultOf = faultsByChance(world.random.fork(), 0.1, [...lostAnswers, { retryAfter: '1' }])
      await killRepeatedly(world, kills)
    },
  },
  {
    name: 'F2',
    needs: 'file',
    title: 'SIGKILL in an update from an earlier version',
    speed: 20,
    prepare: killInUpdates,
    run: (world) => publishAndPost(world, 2),
  },
  {
    name: 'F3',
    title: 'answers lost, before and after the platform accepted; refused connections',
    speed: 20,
    on: network,
    async run(world) {
      world.platform.faultOf = faultsByChance(world.random.fork(), 0.5, lostAnswers)
      await publishSome(world, 8, 400)
      await world.platform.refuse(true)
      // Several posts wait in each place when its platform is back: only then can one overtake another.
      await publishBriefed(world, 4)
      await world.platform.refuse(false)
      await world.posted(world.site.publications.length - 1)
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
    on: network,
    async run(world) {
      world.platform.faultOf = faultsByChance(world.random.fork(), 0.3, storms)
      await publishSome(world, 10, 300)
    },
  },
  {
    name: 'F6',
    title: 'bursts of 5xx while reading works',
    speed: 60,
    on: network,
    async run(world) {
      for (let burst = 0; burst < 3; burst += 1) {
        world.platform.faultOf = () => 'error before'
        await publishBriefed(world, 2)
        await wait(world.random.int(3000, 15_000))
        world.platform.faultOf = () => undefined
        await publishAndPost(world, 1)
      }
    },
  },
  {
    name: 'F7',
    title: 'one message that is never taken, for an hour',
    speed: 120,
    on: network,
    async run(world) {
      const { number, sample } = world.publish()
      world.platform.faultOf = (_place, body) => (body.includes(sample.id) ? 'error before' : undefined)
      await publishBriefed(world, 2)
      // Later posts wait half an hour for it, and then overtake it.
      await world.posted(number + 2)
      world.platform.faultOf = () => undefined
      await world.posted(number)
    },
  },
  {
    name: 'F8',
    needs: 'file',
    title: 'clock set forward and back, across the times of digests',
    speed: 30,
    // Each run that a jump leaves out is logged: fewer runs, fewer lines.
    pollCron: '* * * * *',
    subscription: dailyDigest,
    run: setClockAtRandom,
  },
  {
    name: 'F9',
    needs: 'file',
    title: 'disk full, now and then',
    speed: 20,
    diskBytes: 8 << 20,
    skip: noSmallDisk,
    async run(world) {
      for (let round = 0; round < 4; round += 1) {
        if (world.random.chance(0.5)) world.publish()
        const free = fillDisk(world.folder)
        world.publish()
        await wait(world.random.int(500, 2000))
        free()
        await publishAndPost(world, 1)
      }
    },
  },
  {
    name: 'F10',
    needs: 'file',
    title: 'a slow disk, and SIGKILL',
    speed: 20,
    env: { CHAOS_COMMIT_MS: '20' },
    async run(world, kills) {
      world.platform.faultOf = faultsByChance(world.random.fork(), 0.1, lostAnswers)
      await killRepeatedly(world, Math.ceil(kills / 2))
    },
  },
  {
    name: 'F11',
    title: 'feed reset, reordered, emptied, HTML, cut, away, overflowing',
    // After a failed poll the feed is not requested for minutes.
    speed: 30,
    window: 8,
    async run(world) {
      for (const fault of world.random.shuffle(feedFaults)) {
        world.site.breakFeed(fault)
        await publishAndPost(world, 1)
      }
      // More than the feed shows, while the program does not run: the rest must come nevertheless.
      await world.subject.kill()
      for (let count = 0; count < 20; count += 1) world.publish()
    },
  },
  {
    name: 'F12',
    title: 'a language model in every kind of trouble',
    speed: 4,
    hasModel: true,
    async run(world) {
      for (const behaviour of world.random.shuffle(modelFaults)) {
        world.model?.script('write', behaviour)
        await publishAndPost(world, 1)
      }
    },
  },
  {
    name: 'F13',
    title: '401 to one post, now and then',
    speed: 20,
    on: chat,
    async run(world) {
      world.platform.faultOf = faultsByChance(world.random.fork(), 0.2, ['unauthorized'])
      await publishSome(world, 10, 300)
    },
  },
  {
    name: 'F14',
    title: 'token revoked, and the app installed again',
    speed: 30,
    on: chat,
    run: (world) => shutAndReopen(world, 'tenant'),
  },
  {
    name: 'F15',
    title: 'channel closed to the bot, and opened again',
    speed: 30,
    on: chat,
    run: (world) => shutAndReopen(world, 'place'),
  },
  {
    name: 'F16',
    needs: 'file',
    title: 'clock set back three hours while posts wait',
    speed: 30,
    on: network,
    async run(world) {
      for (let round = 0; round < 2; round += 1) {
        await world.platform.refuse(true)
        await publishBriefed(world, 2)
        world.clock.jump(-3 * hourMs)
        await world.platform.refuse(false)
        await publishAndPost(world, 1)
      }
    },
  },
  { name: 'F17', needs: 'file', title: 'an earlier backup restored', speed: 20, run: restoreEarlier },
  { name: 'F18', needs: 'file', title: 'a second process, through a symbolic link', speed: 20, run: secondProcess },
  {
    name: 'F19',
    title: 'away while many appear, each to be named',
    speed: 20,
    run: comeBackToMany,
  },
  { name: 'F20', title: 'posts corrected by the publisher, and SIGKILL', speed: 60, run: correctAndKill },
  {
    name: 'F21',
    needs: 'file',
    title: 'digests corrected by the publisher, and SIGKILL',
    speed: 60,
    subscription: dailyDigest,
    run: correctAndKill,
  },
  replicas({
    name: 'R1',
    title: 'replicas, their server and the network killed, stopped and cut',
    spans: promisedSpans,
  }),
  replicas({ name: 'R2', title: 'the same, each for longer than a lease', spans: beyondALease, isBeyondPromise: true }),
]

/** @throws Error for an unknown name. */
export const campaignNamed = (name: string): Campaign => {
  const found = campaigns.find((campaign) => campaign.name === name)
  if (found === undefined) throw new Error(`no campaign ${name}`)
  return found
}

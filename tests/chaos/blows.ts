import { setTimeout as wait } from 'node:timers/promises'
import type { World } from './world.ts'

/** So long what is cut off stays so, in the program's seconds: within its time-outs and beyond them, and not beyond a lease. */
export const promisedSpans: readonly number[] = [1, 5, 20]
/** A process that is stopped between the look at its lease and the write to its socket goes on as if no time had passed. */
export const beyondALease: readonly number[] = [90]

/** What happens to a replica, to the server or to the network between them, and is over when it ends. */
type Blow = { readonly name: string; readonly hit: (world: World, ms: number) => Promise<void> }

const paused: Blow = {
  name: 'replica stopped, and let go on',
  async hit({ subject, random }, ms) {
    const replica = random.int(0, subject.replicas - 1)
    subject.pause(replica, true)
    await wait(ms)
    subject.pause(replica, false)
  },
}

/** A replica that was not there hears of nothing; meanwhile another takes over, and the first comes back. */
const pausedAndCut: Blow = {
  name: 'replica stopped, its connections cut meanwhile',
  async hit({ subject, random, database }, ms) {
    const replica = random.int(0, subject.replicas - 1)
    subject.pause(replica, true)
    database.network?.cut()
    await wait(ms)
    subject.pause(replica, false)
  },
}

export const blows: readonly Blow[] = [
  paused,
  pausedAndCut,
  { name: 'connections cut', hit: async ({ database }) => database.network?.cut() },
  {
    name: 'connections cut, unnoticed by the server',
    hit: async ({ database }, ms) => database.network?.cutUnnoticed(ms),
  },
  { name: 'network silent', hit: async ({ database }, ms) => database.network?.freeze(ms, false) },
  { name: 'network silent, then cut', hit: async ({ database }, ms) => database.network?.freeze(ms, true) },
  { name: 'server unreachable', hit: async ({ database }, ms) => database.network?.refuse(ms) },
  { name: 'server crashed and started again', hit: async ({ database }) => database.network?.crash() },
  { name: 'all replicas killed', hit: async ({ subject }) => subject.kill() },
]

/** One of them, now or in the middle of what happens next. */
export const strike = async (world: World, { hit }: Blow, spans: readonly number[]): Promise<void> => {
  const { random, clock } = world
  await wait(random.int(0, world.startMs))
  world.site.forgetAsker()
  await hit(world, (random.pick(spans) * 1000) / clock.speed)
}

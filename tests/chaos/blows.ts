import { setTimeout as wait } from 'node:timers/promises'
import type { World } from './world.ts'

/** So long what is cut off stays so, in the program's seconds: within its time-outs, beyond them, and beyond a lease. */
const spans = [1, 5, 20, 90] as const

/** What happens to a replica, to the server or to the network between them, and is over when it ends. */
type Blow = { readonly name: string; readonly strike: (world: World, ms: number) => Promise<void> }

const paused: Blow = {
  name: 'replica stopped, and let go on',
  async strike({ subject, random }, ms) {
    const replica = random.int(0, subject.replicas - 1)
    subject.pause(replica, true)
    await wait(ms)
    subject.pause(replica, false)
  },
}

/** A replica that was not there hears of nothing; meanwhile another takes over, and the first comes back. */
const pausedAndCut: Blow = {
  name: 'replica stopped, its connections cut meanwhile',
  async strike({ subject, random, database }, ms) {
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
  { name: 'connections cut', strike: async ({ database }) => database.network?.cut() },
  {
    name: 'connections cut, unnoticed by the server',
    strike: async ({ database }, ms) => database.network?.cutUnnoticed(ms),
  },
  { name: 'network silent', strike: async ({ database }, ms) => database.network?.freeze(ms, false) },
  { name: 'network silent, then cut', strike: async ({ database }, ms) => database.network?.freeze(ms, true) },
  { name: 'server unreachable', strike: async ({ database }, ms) => database.network?.refuse(ms) },
  { name: 'server crashed and started again', strike: async ({ database }) => database.network?.crash() },
  { name: 'all replicas killed', strike: async ({ subject }) => subject.kill() },
]

/** One of them, now or in the middle of what happens next. */
export const strike = async (world: World, { name, strike: hit }: Blow): Promise<string> => {
  const { random, clock } = world
  await wait(random.int(0, world.startMs))
  world.site.forgetAsker()
  const seconds = random.pick(spans)
  await hit(world, (seconds * 1000) / clock.speed)
  return `${name}, ${seconds} s`
}

import { setTimeout as wait } from 'node:timers/promises'
import type { World } from './world.ts'

/**
 * How long a disturbance lasts, in the program's seconds: shorter and longer than its time-outs, and shorter than a
 * lease.
 */
export const promisedSpans: readonly number[] = [1, 5, 20]
/**
 * A process that is suspended between the check of its lease and the write to its socket continues as if no time had
 * passed.
 */
export const beyondALease: readonly number[] = [90]

/** A disturbance of a replica, of the server or of the network between them, which is over when it ends. */
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

/** A replica that is suspended and cut off notices nothing; meanwhile another takes over, and the first comes back. */
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

/** Applies one of them, now or in the middle of what happens next. */
export const strike = async (world: World, { hit }: Blow, spans: readonly number[]): Promise<void> => {
  const { random, clock } = world
  await wait(random.int(0, world.startMs))
  world.site.forgetAsker()
  await hit(world, (random.pick(spans) * 1000) / clock.speed)
}

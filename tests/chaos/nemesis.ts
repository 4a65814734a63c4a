import { setTimeout as wait } from 'node:timers/promises'
import type { PlatformEvent, PostFault } from './platforms/port.ts'
import type { Random } from './random.ts'
import type { SiteEvent } from './site.ts'
import type { World } from './world.ts'

/** When a process is killed: after a time, or when a counterpart did something. */
type Plan =
  | { readonly at: number }
  | { readonly on: SiteEvent | PlatformEvent; readonly times: number; readonly after: number }

/** Right after the platform accepted comes before its answer goes out; right after the answer, before it is written down. */
const events: readonly (SiteEvent | PlatformEvent)[] = [
  'feed served',
  'page served',
  'accepted',
  'accepted',
  'answered',
  'answered',
  'looked',
]

const choosePlan = (random: Random, startMs: number): Plan =>
  random.chance(0.5)
    ? { at: random.int(Math.round(startMs * 0.3), startMs * 2 + 500) }
    : { on: random.pick(events), times: random.int(1, 4), after: random.pick([0, 0, 1, 3, 10]) }

/** No plan waits longer than this beyond the start, in real milliseconds. */
const longestMs = 800

/** Kills by the plan; a process in which the event never comes, in the end too. */
const killByPlan = async ({ subject, startMs, ...world }: World, plan: Plan): Promise<void> => {
  if ('at' in plan) {
    await wait(plan.at)
    return subject.kill()
  }
  let left = plan.times
  await new Promise<void>((resolve, reject) => {
    const kill = (): void => {
      clearTimeout(timer)
      world.listen(() => {})
      subject.kill().then(resolve, reject)
    }
    let timer = setTimeout(kill, startMs + longestMs)
    world.listen((event) => {
      if (event === plan.on) left -= 1
      if (left !== 0 || event !== plan.on) return
      // At once means in the very call: an accepted message is not answered yet.
      if (plan.after === 0) return kill()
      clearTimeout(timer)
      timer = setTimeout(kill, plan.after)
    })
  })
}

/** More at once would come as one post that lists some and counts the others: none could be told from a lost one. */
const mostUnread = 2

/** Publishes, and kills the program with SIGKILL, again and again; the rest is the seed's. */
export const killRepeatedly = async (world: World, kills: number): Promise<void> => {
  const random = world.random.fork()
  for (let count = 0; count < kills; count += 1) {
    const backlog = world.site.publications.length - world.site.read.size
    const items = backlog > mostUnread ? 0 : random.pick([0, 1, 1, 2])
    for (let published = 0; published < items; published += 1) world.publish()
    if (!world.subject.isRunning()) world.subject.start()
    await killByPlan(world, choosePlan(random, world.startMs))
  }
}

/** Faults at posts by chance: `share` of them, of these kinds. */
export const faultsByChance =
  (random: Random, share: number, kinds: readonly PostFault[]) => (): PostFault | undefined =>
    random.chance(share) ? random.pick(kinds) : undefined

/** Every way to lose an answer whose message was accepted, and two to lose a post. */
export const lostAnswers: readonly PostFault[] = [
  'reset before',
  'error before',
  'reset after',
  'error after',
  'cut after',
  'html after',
  'silent after',
  'late accept',
]

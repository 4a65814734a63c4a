import type { PlatformEvent, PostFault } from './platforms/port.ts'
import type { Random } from './random.ts'
import type { SiteEvent } from './site.ts'
import { isIdle } from './wait-for.ts'
import type { World } from './world.ts'
import { blows, promisedSpans, strike } from './blows.ts'

/** When a process is killed: at a random time of its journey, or when a counterpart did something. */
type Moment = 'any time' | 'asked' | SiteEvent | PlatformEvent

/**
 * The moments at which a kill can do harm, repeated by their weight: `asked` is before the platform accepted,
 * `accepted` before its response is sent, `answered` before the program has stored it.
 */
const moments: readonly Moment[] = [
  ...Array.from({ length: 4 }, (): Moment => 'any time'),
  'feed served',
  'page served',
  'asked',
  'asked',
  'accepted',
  'accepted',
  'answered',
  'answered',
  'looked',
]

type Kill = { readonly on: Moment; readonly times: number; readonly afterMs: number; readonly longestMs: number }

/** How often to check whether a process has nothing left to do, in real milliseconds. */
const lookEveryMs = 250

/**
 * Kills the process when the moment came this often; if it does not come, when there is nothing left to do or the time
 * is over.
 */
const killAt = async (world: World, { on, times, afterMs, longestMs }: Kill): Promise<void> => {
  const { subject, platform, site, clock } = world
  const replica = world.random.int(0, subject.replicas - 1)
  const usual = platform.faultOf
  let [left, isKilled] = [times, false]
  await new Promise<void>((resolve, reject) => {
    const kill = (): void => {
      if (isKilled) return
      isKilled = true
      clearTimeout(timer)
      clearInterval(looking)
      subject.kill(replica).then(resolve, reject)
    }
    let timer = setTimeout(kill, longestMs)
    const looking = setInterval(() => {
      void isIdle({ subject, site, now: () => clock.now() }).then((isSo) => isSo && kill(), reject)
    }, lookEveryMs)
    const hear = (moment: Moment): void => {
      if (moment === on) left -= 1
      if (left !== 0 || moment !== on) return
      // Immediately: the accepted message is not answered yet.
      if (afterMs === 0) return kill()
      clearTimeout(timer)
      timer = setTimeout(kill, afterMs)
    }
    world.listen(hear)
    platform.faultOf = (place, body) => {
      hear('asked')
      // The killed process's connection breaks before its request is complete.
      return isKilled ? 'reset before' : usual(place, body)
    }
  })
  platform.faultOf = usual
  world.listen(() => {})
}

/** More at once would come as one post, and the order of posts would not be tested. */
const mostUnread = 2

/** The time from the start of a process until what was published meanwhile is posted, in real milliseconds. */
const timeJourney = async (world: World): Promise<number> => {
  const { subject } = world
  if (subject.isRunning()) await subject.kill()
  const { number } = world.publish()
  const startedAt = Date.now()
  subject.start()
  await world.posted(number)
  return Date.now() - startedAt
}

/** What is done to the program: a process is killed at a moment, or it, its server or its network is disturbed. */
type Harm = Moment | (typeof blows)[number]

/** Publishes, and again and again kills the program with SIGKILL or disturbs it; the seed decides the rest. */
export const killRepeatedly = async (
  world: World,
  kills: number,
  harms: readonly Harm[] = moments,
  spans: readonly number[] = promisedSpans,
): Promise<void> => {
  const { subject, site, startMs } = world
  const random = world.random.fork()
  // All times depend on this measurement, so that every moment is reached on any machine.
  const journeyMs = await timeJourney(world)
  let deck: Harm[] = []
  for (let count = 0; count < kills; count += 1) {
    const unread = site.publications.length - site.read.size
    const items = unread === 0 ? random.int(1, 2) : unread > mostUnread ? 0 : random.int(0, 1)
    for (let published = 0; published < items; published += 1) world.publish()
    if (!subject.isRunning()) subject.start()
    deck = deck.length > 0 ? deck : random.shuffle(harms)
    const on = deck.pop() ?? 'any time'
    if (typeof on === 'object') {
      await strike(world, on, spans)
      continue
    }
    const longestMs = on === 'any time' ? random.int(Math.round(startMs * 0.3), journeyMs) : 2 * journeyMs
    await killAt(world, { on, times: random.int(1, 4), afterMs: random.pick([0, 0, 1, 3, 10]), longestMs })
  }
}

/** Kills replicas at every moment, and as often disturbs the server and the network, for one of these spans each time. */
export const strikeRepeatedly = (world: World, kills: number, spans: readonly number[]): Promise<void> =>
  killRepeatedly(world, kills, [...moments, ...blows], spans)

/** Random faults at posts: at this share of them, of these kinds. */
export const faultsByChance =
  (random: Random, share: number, kinds: readonly PostFault[]) => (): PostFault | undefined =>
    random.chance(share) ? random.pick(kinds) : undefined

/** All ways to lose the response to an accepted message, and two ways to lose a post. */
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

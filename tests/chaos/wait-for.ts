import { setTimeout as wait } from 'node:timers/promises'
import type { Message, Platform } from './platforms/port.ts'
import { createPublication } from './publication.ts'
import type { Site } from './site.ts'
import type { Subject } from './subject.ts'

/** How long a busy machine may compute without visible progress, in real milliseconds. */
const computingMs = 120_000
/** How long the program may wait before it tries a feed or a page again after several failures, by its own clock. */
const retryMs = 10 * 60_000
/** How long a duplicate may still come, in real milliseconds. */
const afterMs = 1_500
/** How long nothing may come after the program has nothing left to send, in real milliseconds. */
const settledMs = 4_000

/**
 * How long nothing may come after everything arrived, although the program has something left to send, in real
 * milliseconds.
 */
const stillMs = 30_000

/** How much is left to be read (also for corrections), collected, or posted later. */
const left = `select (select count(*) from deliveries where state in ('due', 'sending', 'uncertain'))
  + (select count(*) from entries where state = 'pending'
    and (commentary_id is null or seen_hash is not null or next_read_at <= ?))
  + (select count(*) from collected where delivery_key is null)`

const archived = `select count(*) from commentaries where id >= '${createPublication(0, 0).sample.id}'`

/** Whether everything that the feed showed is in the archive, and the program has nothing left to send. */
export const isIdle = async ({ subject, site, now }: Pick<Draining, 'subject' | 'site' | 'now'>): Promise<boolean> =>
  site.isSeen() && (await subject.count(archived)) >= site.shown.size && (await subject.count(left, now())) === 0

/** How long (real milliseconds) a run waits for progress. `speed`: program seconds in a real one. */
export const patienceAt = (speed: number): number => computingMs + retryMs / speed

/** @throws Error if it is still not true after `patienceMs`. */
export const until = async (
  isSo: () => boolean | Promise<boolean>,
  what: string,
  patienceMs: number,
): Promise<void> => {
  for (const end = Date.now() + patienceMs; !(await isSo()); await wait(20)) {
    if (Date.now() > end) throw new Error(`${what} took more than ${patienceMs / 1000} s`)
  }
}

/** Starts the program. @returns how long it took until it answered. */
export const untilReady = async (subject: Subject): Promise<number> => {
  const startedAt = Date.now()
  subject.start()
  await subject.url()
  return Date.now() - startedAt
}

type Posting = { readonly subject: Subject; readonly platform: Platform; readonly patienceMs: number }

/** Waits until a publication is posted everywhere, but no longer than `patienceMs`. */
export const posted = async (number: number, { subject, platform, patienceMs }: Posting): Promise<void> => {
  const url = await subject.url()
  for (const end = Date.now() + patienceMs; Date.now() < end; await wait(100)) {
    const posts = (await platform.messages(url)).filter(
      ({ parent, about }) => parent === undefined && about.includes(number),
    )
    if (posts.length >= platform.owedTo.length) return
  }
}

type Draining = Posting & {
  readonly site: Site
  /** What the program's clock shows. */
  readonly now: () => number
  /** How long a run waits for a complete answer of the feed, in real milliseconds. */
  readonly lookMs: number
  readonly isComplete: (messages: readonly Message[]) => boolean
}

/**
 * Waits until everything is there, as long as there is progress; then for what must not come. Reading a page counts as
 * progress: a catch-up is posted only after the last of its pages was read.
 */
export const drained = async (draining: Draining): Promise<void> => {
  const { subject, site, platform, patienceMs, lookMs, isComplete } = draining
  const url = await subject.url()
  await until(site.isSeen, 'a whole look at the feed', lookMs)
  let [seen, progressAt] = [0, Date.now()]
  for (; Date.now() - progressAt < patienceMs; await wait(100)) {
    const messages = await platform.messages(url)
    // Before the first reply to a post, nobody knows that there will be one.
    const isEnd = async (): Promise<boolean> => Date.now() - progressAt > stillMs || isIdle(draining)
    if (isComplete(messages) && (await isEnd())) break
    const progress = messages.length + site.read.size
    if (progress > seen) [seen, progressAt] = [progress, Date.now()]
    if (Date.now() - progressAt > settledMs && (await isIdle(draining))) break
  }
  await wait(afterMs)
}

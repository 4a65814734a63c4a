import { setTimeout as wait } from 'node:timers/promises'
import type { Message, Platform } from './platforms/port.ts'
import type { Site } from './site.ts'
import type { Subject } from './subject.ts'

// All in real milliseconds.
const longestMs = 30_000
/** With no new message for so long, nothing more is waited for. */
export const usualPatienceMs = 25_000
/** So long a second post may still come. */
const afterMs = 1_500

/** @throws Error when it does not come to be so. */
export const until = async (isSo: () => boolean, what: string): Promise<void> => {
  for (const end = Date.now() + longestMs; !isSo(); await wait(20)) {
    if (Date.now() > end) throw new Error(`${what} took more than ${longestMs / 1000} s`)
  }
}

/** Starts the program. @returns how long it took until it answered. */
export const untilReady = async (subject: Subject): Promise<number> => {
  const startedAt = Date.now()
  subject.start()
  await subject.url()
  return Date.now() - startedAt
}

/** Waits until a publication is posted everywhere, for as long as there is hope. */
export const posted = async (number: number, subject: Subject, platform: Platform): Promise<void> => {
  const url = await subject.url()
  for (const end = Date.now() + usualPatienceMs; Date.now() < end; await wait(100)) {
    const posts = (await platform.messages(url)).filter(({ isReply, about }) => !isReply && about.includes(number))
    if (posts.length >= platform.owedTo.length) return
  }
}

type Draining = {
  readonly subject: Subject
  readonly site: Site
  readonly platform: Platform
  readonly patienceMs: number
  readonly isComplete: (messages: readonly Message[]) => boolean
}

/** Waits until all is there, as long as there is progress; and then for what must not come. */
export const drained = async ({ subject, site, platform, patienceMs, isComplete }: Draining): Promise<void> => {
  const url = await subject.url()
  await until(site.isSeen, 'a whole look at the feed')
  let [seen, progressAt] = [0, Date.now()]
  for (; Date.now() - progressAt < patienceMs; await wait(100)) {
    const messages = await platform.messages(url)
    if (isComplete(messages)) break
    if (messages.length > seen) [seen, progressAt] = [messages.length, Date.now()]
  }
  await wait(afterMs)
}

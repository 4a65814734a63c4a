import { createDispatcher, type Dispatcher } from '../delivery/dispatch.ts'
import { followUp } from '../delivery/follow-up.ts'
import { type Permitted, permittedPoster } from '../delivery/permitted.ts'
import type { Poster } from '../delivery/port.ts'
import type { Core } from './core.ts'
import type { ComposedPlatform } from './platforms.ts'
import type { State } from './state.ts'

/** The sender of everything that the outbox holds, and what wakes it in every process. */
export type Sender = Pick<Dispatcher, 'wake' | 'stop'> & {
  /** To be called after deliveries were written: has them sent here and by the other processes. */
  readonly onEnqueued: () => void
}

type Parts = Pick<State, 'metrics'> & {
  readonly page: Poster
  readonly platforms: readonly ComposedPlatform[]
  /** What may be shown of a card that was written earlier; undefined where all of it may. */
  readonly permitted: Permitted | undefined
}

/** Sends to the page and to the platforms that run. */
export const composeSender = (
  { db, store, now, log, reporting }: Core,
  { page, platforms, permitted, metrics }: Parts,
): Sender => {
  const permittedTo = (poster: Poster): Poster =>
    permitted === undefined ? poster : permittedPoster(poster, permitted)
  const dispatcher = createDispatcher({
    db,
    posters: {
      web: permittedTo(page),
      ...Object.fromEntries(platforms.map((one) => [one.platform, permittedTo(one)])),
    },
    isAlone: store.isAlone,
    // Where there is no other process, each attempt says why nothing is posted, and a day of them ends it.
    isRefused: (platform) =>
      !store.isAlone && platforms.some((one) => one.platform === platform && one.isRefused?.() === true),
    onNotPosted: (tx, delivery, next) => followUp(tx, delivery, next, now()),
    onAttempted: metrics.attempted,
    now,
    random: Math.random,
    log,
  })
  const wake = (): void => dispatcher.wake()
  store.hear(wake)
  return {
    wake,
    stop: () => dispatcher.stop(),
    onEnqueued() {
      wake()
      void store.announce().catch(reporting('the other processes were not told of new deliveries'))
    },
  }
}

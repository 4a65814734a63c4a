import { createDispatcher, type Dispatcher } from '../delivery/dispatch.ts'
import { followUp } from '../delivery/follow-up.ts'
import { type Permitted, permittedPoster } from '../delivery/permitted.ts'
import type { Poster } from '../delivery/port.ts'
import type { Core } from './core.ts'
import type { ComposedPlatform } from './platforms.ts'
import type { State } from './state.ts'

/** Sends everything in the outbox; can be woken in every process. */
export type Sender = Pick<Dispatcher, 'wake' | 'stop'> & {
  /** To be called after deliveries were written: this process and the others send them. */
  readonly onEnqueued: () => void
}

type Parts = Pick<State, 'metrics'> & {
  readonly page: Poster
  readonly platforms: readonly ComposedPlatform[]
  /** Reduces a stored card to what may be shown; undefined if all of it may be. */
  readonly permitted: Permitted | undefined
}

/** Sends to the page and to the running platforms. */
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
    // If there is no other process, each attempt records why nothing is posted, and after a day of attempts the
    // delivery ends.
    isRefused: (platform) =>
      !store.isAlone && platforms.some((one) => one.platform === platform && one.isRefused?.() === true),
    onNotPosted: (tx, delivery, next) => followUp(tx, delivery, next, now()),
    onAttempted: metrics.attempted,
    now,
    random: Math.random,
    log,
  })
  const wake = (): void => dispatcher.wake()
  store.onAnnounced(wake)
  return {
    wake,
    stop: () => dispatcher.stop(),
    onEnqueued() {
      wake()
      void store.announce().catch(reporting('the other processes were not notified of new deliveries'))
    },
  }
}

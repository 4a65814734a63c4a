import { setTimeout as sleep } from 'node:timers/promises'

/** 50 requests a second for a bot; the window is a little longer, because a timer may end early. Source: Discord, Rate Limits, Global Rate Limit. */
const mostRequests = 50
const windowMs = 1005

/**
 * Makes requests wait for their turn, in order: at most 50 in any period of a second, because Discord's seconds may begin at any time. A
 * counter that restarts each second would allow twice as many around the restart.
 */
export const createPace = (
  now: () => number = () => performance.now(),
  wait: (ms: number) => Promise<unknown> = sleep,
): (() => Promise<void>) => {
  const turns: number[] = []
  return async () => {
    const at = Math.max(now(), (turns.at(-mostRequests) ?? Number.NEGATIVE_INFINITY) + windowMs)
    turns.push(at)
    if (turns.length > mostRequests) turns.shift()
    const ms = at - now()
    if (ms > 0) await wait(ms)
  }
}

import { setTimeout as sleep } from 'node:timers/promises'

/** Source: Discord, Rate Limits, Global Rate Limit: 50 requests a second and bot; a timer may end a little early. */
const mostRequests = 50
const windowMs = 1005

/**
 * Gives each request its turn, in order: no more than 50 in any second, because Discord's own seconds may begin at any time. A window that
 * starts again each second would let through twice as many around its end.
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

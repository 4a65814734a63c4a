import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { auth } from 'hono/utils/basic-auth'
import { once } from '../../../src/once.ts'
import { clientAddress, peerAddress } from './client-address.ts'

export type Verdict = 'right' | 'wrong' | { readonly retryAfterSeconds: number }

/** How many wrong passwords one visitor may send within the window, and one proxy for all of its visitors. */
const wrongPerVisitor = 10
const wrongPerPeer = 200
const windowSeconds = 15 * 60

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The password in `Authorization`: a Bearer token, or the password of any user by Basic. Source: RFC 6750, RFC 7617. */
export const authorizedWith = (c: Context): string | undefined =>
  /^bearer +(\S+) *$/iu.exec(c.req.header('authorization') ?? '')?.[1] ?? auth(c.req.raw)?.password

/** A check of passwords in constant time that limits guessing. */
export const createPasswordCheck = (password: string): ((c: Context, given: string) => Promise<Verdict>) => {
  const expected = digest(password)
  // Loaded with the first password that somebody gives.
  const limitsOnce = once(async () => {
    const { RateLimiterMemory } = await import('rate-limiter-flexible')
    return [
      { limiter: new RateLimiterMemory({ points: wrongPerVisitor, duration: windowSeconds }), address: clientAddress },
      { limiter: new RateLimiterMemory({ points: wrongPerPeer, duration: windowSeconds }), address: peerAddress },
    ]
  })
  return async (c, given) => {
    const limits = await limitsOnce()
    const isRight = timingSafeEqual(digest(given), expected)
    const counts = await Promise.all(
      limits.map(async ({ limiter, address }) => (isRight ? limiter.get(address(c)) : limiter.penalty(address(c)))),
    )
    const waits = counts.map((count, index) =>
      count !== null && count.consumedPoints > (limits[index]?.limiter.points ?? 0) ? count.msBeforeNext : 0,
    )
    const longest = Math.max(...waits)
    if (longest > 0) return { retryAfterSeconds: Math.ceil(longest / 1000) }
    return isRight ? 'right' : 'wrong'
  }
}

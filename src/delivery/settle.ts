import { describeError, GoneError, RetryableError } from '../errors.ts'

/** A delivery after an attempt, as its row will say. */
export type Settled =
  | { readonly state: 'sent'; readonly receipt: string }
  | { readonly state: 'due' | 'uncertain'; readonly reason: string; readonly dueAt: number; readonly attempts: number }
  | { readonly state: 'dead' | 'unconfirmed'; readonly reason: string }

export type Attempted = { readonly attempts: number; readonly looks: number; readonly createdAt: number }

const secondMs = 1000
const longestWaitMs = 15 * 60 * secondMs
const longestRetryAfterMs = 60 * 60 * secondMs
const deadAfterMs = 24 * 60 * 60 * secondMs
const deadAfterAttempts = 20
/** How often an uncertain post is looked for before a person has to decide. */
const mostLooks = 3

/** Exponential back-off with full jitter, in milliseconds. */
const backOffMs = (attempts: number, random: () => number): number =>
  Math.round(random() * Math.min(longestWaitMs, secondMs * 2 ** Math.min(attempts, 20)))

/**
 * What becomes of a delivery whose attempt threw. Only an error that says so proves that nothing was accepted;
 * everything else (a reset, a time-out, an unreadable answer) is uncertain: first looked for, never simply sent again.
 */
export const settleFailure = (
  row: Attempted,
  error: unknown,
  now: number,
  graceMs: number,
  random: () => number,
): Settled => {
  if (error instanceof GoneError) return { state: 'dead', reason: `${error.code}: ${error.message}; ${error.fix}` }
  if (!(error instanceof RetryableError && error.notAccepted)) {
    return { state: 'uncertain', reason: describeError(error), dueAt: now + graceMs, attempts: row.attempts + 1 }
  }
  const isRateLimited = error.retryAfterMs !== undefined
  const attempts = row.attempts + (isRateLimited ? 0 : 1)
  if (attempts >= deadAfterAttempts && now - row.createdAt >= deadAfterMs) {
    return { state: 'dead', reason: `gave up after ${attempts} attempts: ${error.message}` }
  }
  const waitMs =
    error.retryAfterMs === undefined ? backOffMs(attempts, random) : Math.min(error.retryAfterMs, longestRetryAfterMs)
  return { state: 'due', reason: `${error.code}: ${error.message}`, dueAt: now + waitMs, attempts }
}

/** What becomes of an uncertain delivery that was looked for and not found: sent again, or left to a person. */
export const settleNotFound = (row: Attempted, now: number): Settled =>
  row.looks >= mostLooks
    ? { state: 'unconfirmed', reason: `sent ${row.attempts} times and never seen; look in the channel` }
    : { state: 'due', reason: 'looked for and not found', dueAt: now, attempts: row.attempts }

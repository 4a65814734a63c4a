import { describeError, GoneError, RefusedError, RetryableError } from '../errors.ts'

/** Why a delivery is not sent: one code for status, and a sentence for a person. */
export type Reason = { readonly code: string; readonly reason: string }

/** A delivery after an attempt, as its row will say. `place-gone` and `tenant-gone` also end what else is owed there. */
export type NextState =
  | { readonly state: 'sent'; readonly receipt: string }
  | ({ readonly state: 'due' | 'uncertain'; readonly dueAt: number; readonly attempts: number } & Reason)
  | ({ readonly state: 'dead' | 'unconfirmed'; readonly gone?: 'place' | 'tenant' } & Reason)

export type Attempted = {
  readonly attempts: number
  readonly looks: number
  /** How often it was sent without an answer and then not found; when it is looked for, this time is counted. */
  readonly unseen: number
  readonly createdAt: number
  /** Whether a second try does no more than the first: an edit puts the same card in the same message. */
  readonly isRepeatable: boolean
}

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

/** Later, as the other side wishes or by back-off; in the end no more. Being told to wait is no failed attempt. */
const laterOrNever = (
  row: Attempted,
  { code, reason }: Reason,
  retryAfterMs: number | undefined,
  now: number,
  random: () => number,
): NextState => {
  const attempts = row.attempts + (retryAfterMs === undefined ? 1 : 0)
  if (attempts >= deadAfterAttempts && now - row.createdAt >= deadAfterMs) {
    return { state: 'dead', code: 'gave-up', reason: `gave up after ${attempts} attempts: ${reason}` }
  }
  const waitMs = retryAfterMs === undefined ? backOffMs(attempts, random) : Math.min(retryAfterMs, longestRetryAfterMs)
  return { state: 'due', code, reason, dueAt: now + waitMs, attempts }
}

/**
 * What becomes of a delivery whose attempt threw. Only an error that says so proves that nothing was accepted;
 * everything else (a reset, a time-out, an unreadable answer) is uncertain: first looked for, never simply sent again.
 */
export const afterFailure = (
  row: Attempted,
  error: unknown,
  now: number,
  graceMs: number,
  random: () => number,
): NextState => {
  if (error instanceof GoneError) {
    return { state: 'dead', code: error.code, reason: `${error.message}; ${error.fix}`, gone: error.scope }
  }
  if (error instanceof RefusedError) return { state: 'dead', code: error.code, reason: `refused: ${error.message}` }
  const code = error instanceof RetryableError ? error.code : 'no-answer'
  const reason = describeError(error)
  const isSafeToRepeat = row.isRepeatable || (error instanceof RetryableError && error.notAccepted)
  if (isSafeToRepeat) {
    return laterOrNever(
      row,
      { code, reason },
      error instanceof RetryableError ? error.retryAfterMs : undefined,
      now,
      random,
    )
  }
  return { state: 'uncertain', code, reason, dueAt: now + graceMs, attempts: row.attempts + 1 }
}

/** What becomes of an uncertain delivery that cannot be looked for just now: looked for later, or left to a person. */
export const afterFailedLook = (
  row: Attempted,
  error: unknown,
  now: number,
  graceMs: number,
  random: () => number,
): NextState => {
  if (error instanceof GoneError || error instanceof RefusedError) return afterFailure(row, error, now, graceMs, random)
  const reason = describeError(error)
  if (row.looks >= mostLooks && now - row.createdAt >= deadAfterMs) return unconfirmed(row, reason)
  if (error instanceof RetryableError && error.code === 'cannot-look') return unconfirmed(row, reason)
  const asked = error instanceof RetryableError ? error.retryAfterMs : undefined
  const waitMs = Math.max(graceMs, Math.min(asked ?? backOffMs(row.looks, random), longestRetryAfterMs))
  const code = error instanceof RetryableError ? error.code : 'no-answer'
  return {
    state: 'uncertain',
    code,
    reason: `cannot be looked for: ${reason}`,
    dueAt: now + waitMs,
    attempts: row.attempts,
  }
}

const unconfirmed = ({ attempts }: Attempted, why: string): NextState => ({
  state: 'unconfirmed',
  code: 'unconfirmed',
  reason: `sent ${attempts === 1 ? 'once' : `${attempts} times`}, and whether it arrived is unknown: ${why}; look into the channel, then /rsis requeue sends it again`,
})

/** What becomes of an uncertain delivery that was looked for and not found: sent again, or left to a person. */
export const afterNotFound = (row: Attempted, now: number): NextState =>
  row.unseen >= mostLooks
    ? unconfirmed(row, `looked for ${row.unseen} times and never seen`)
    : { state: 'due', code: 'not-found', reason: 'looked for and not found', dueAt: now, attempts: row.attempts }

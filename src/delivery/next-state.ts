import { describeError, GoneError, RefusedError, RetryableError } from '../errors.ts'

/** Why a delivery is not sent: one code for status, and a sentence for a person. */
export type Reason = { readonly code: string; readonly reason: string }

/** The new state of a delivery after an attempt. `gone`: all other deliveries to this place, or in this tenant, end as well. */
export type NextState =
  | { readonly state: 'sent'; readonly receipt: string }
  | ({
      readonly state: 'due' | 'uncertain'
      readonly dueAt: number
      readonly attempts: number
      /** The new count; absent if it has not changed. */
      readonly unseen?: number
    } & Reason)
  | ({ readonly state: 'dead' | 'unconfirmed'; readonly gone?: 'place' | 'tenant' } & Reason)

/** A delivery that ended and, as far as is known, was not posted. */
export type NotPosted = Extract<NextState, { readonly state: 'dead' | 'unconfirmed' }>

export type Attempted = {
  readonly attempts: number
  readonly looks: number
  /**
   * How often the message was not accepted, as far as we know: it was sent without an answer and then not found (the present look
   * counts as one), it was refused for a reason that we do not know, or an edit got no answer.
   */
  readonly unseen: number
  readonly createdAt: number
  /** Whether repeating has no further effect, as for an edit that puts the same card into the same message. */
  readonly isRepeatable: boolean
}

const secondMs = 1000
const longestWaitMs = 15 * 60 * secondMs
const longestRetryAfterMs = 60 * 60 * secondMs
const deadAfterMs = 24 * 60 * 60 * secondMs
const deadAfterAttempts = 20
/** How often an uncertain post is looked for, at least, before a person has to decide. */
const leastLooks = 3
const leastGraceMs = secondMs

/** Exponential back-off with full jitter, in milliseconds. */
const backOffMs = (attempts: number, random: () => number): number =>
  Math.round(random() * Math.min(longestWaitMs, secondMs * 2 ** Math.min(attempts, 20)))

/**
 * How long after an attempt without an answer the platform's history is read, in milliseconds. The wait doubles each time that
 * the message was not there: it is the back-off for a platform that fails to send, and gives a delayed history more time.
 */
const waitForHistoryMs = (unseen: number, graceMs: number): number =>
  unseen === 0 ? graceMs : Math.min(longestWaitMs, Math.max(graceMs, leastGraceMs) * 2 ** Math.min(unseen, 20))

const isADayOld = ({ createdAt }: Attempted, now: number): boolean => now - createdAt >= deadAfterMs

const gaveUp = (attempts: number, why: string): NextState => ({
  state: 'dead',
  code: 'gave-up',
  reason: `gave up after ${attempts} attempts in 24 hours: ${why}`,
})

/** A wait in whole milliseconds, at most an hour; undefined if the value is not a wait. */
const waitOf = (retryAfterMs: number | undefined): number | undefined =>
  retryAfterMs !== undefined && retryAfterMs >= 0 ? Math.min(Math.ceil(retryAfterMs), longestRetryAfterMs) : undefined

/** Anything that an adapter throws as an error of the port; an unknown error counts as no answer. */
const failureOf = (error: unknown) => ({
  reason: describeError(error),
  ...(error instanceof RetryableError
    ? {
        code: error.code,
        retryAfterMs: waitOf(error.retryAfterMs),
        notAccepted: error.notAccepted,
        isRefusal: error.isRefusal,
      }
    : { code: 'no-answer', retryAfterMs: undefined, notAccepted: false, isRefusal: false }),
})

/** Schedules the next try when the platform says or by back-off, and gives up in the end. A request to wait is not a failed attempt. */
const laterOrNever = (
  row: Attempted,
  { code, reason }: Reason,
  retryAfterMs: number | undefined,
  now: number,
  random: () => number,
  more: { readonly unseen?: number } = {},
): NextState => {
  const attempts = row.attempts + (retryAfterMs === undefined ? 1 : 0)
  if (attempts >= deadAfterAttempts && isADayOld(row, now)) return gaveUp(attempts, reason)
  const waitMs = retryAfterMs ?? backOffMs(attempts, random)
  return { state: 'due', code, reason, dueAt: now + waitMs, attempts, ...more }
}

/** How the reason begins if the platform refuses this message in every place: sent again, it would be refused again. */
export const refusal = 'refused: '

const goneReason = ({ message, fix }: GoneError): string => `${message}; ${fix}`

/**
 * The next state after an attempt that threw. Only an error that says so proves that nothing was accepted;
 * after everything else (a reset, a time-out, an unreadable answer) the post is looked for before it is sent again.
 */
export const afterFailure = (
  row: Attempted,
  error: unknown,
  now: number,
  graceMs: number,
  random: () => number,
): NextState => {
  if (error instanceof GoneError) {
    return { state: 'dead', code: error.code, reason: goneReason(error), gone: error.scope }
  }
  if (error instanceof RefusedError) return { state: 'dead', code: error.code, reason: `${refusal}${error.message}` }
  const { code, reason, retryAfterMs, notAccepted, isRefusal } = failureOf(error)
  if (row.isRepeatable || notAccepted) {
    // Perhaps only this message is not accepted, so later ones may be sent before it in the end.
    const more = isRefusal || !notAccepted ? { unseen: row.unseen + 1 } : {}
    return laterOrNever(row, { code, reason }, retryAfterMs, now, random, more)
  }
  const dueAt = now + waitForHistoryMs(row.unseen, graceMs)
  return { state: 'uncertain', code, reason, dueAt, attempts: row.attempts + 1 }
}

/** The next state of an uncertain delivery that cannot be looked for now: it is looked for later, or left to a person. */
export const afterFailedLook = (
  row: Attempted,
  error: unknown,
  now: number,
  graceMs: number,
  random: () => number,
): NextState => {
  // The message may have been posted, so it is looked for again when the place can be read.
  if (error instanceof GoneError)
    return { state: 'unconfirmed', code: error.code, reason: goneReason(error), gone: error.scope }
  if (error instanceof RefusedError) return afterFailure(row, error, now, graceMs, random)
  const { code, reason, retryAfterMs } = failureOf(error)
  if (code === 'cannot-look' || (row.looks >= leastLooks && isADayOld(row, now))) return unconfirmed(row, reason)
  const waitMs = Math.max(graceMs, retryAfterMs ?? backOffMs(row.looks, random))
  const dueAt = now + waitMs
  return { state: 'uncertain', code, reason: `cannot be looked for: ${reason}`, dueAt, attempts: row.attempts }
}

const unconfirmed = ({ attempts }: Attempted, why: string): NextState => ({
  state: 'unconfirmed',
  code: 'unconfirmed',
  reason: `sent ${attempts === 1 ? 'once' : `${attempts} times`}, and whether it arrived is unknown: ${why}; look into the channel, then /rsis requeue sends it again`,
})

/** The next state of an uncertain delivery that is not in its platform's history: it is sent again, for up to a day. */
export const afterNotFound = (row: Attempted, now: number): NextState => {
  const { attempts, unseen } = row
  return unseen >= leastLooks && isADayOld(row, now)
    ? gaveUp(attempts, 'each got no answer and did not arrive')
    : { state: 'due', code: 'not-found', reason: 'looked for and not found', dueAt: now, attempts, unseen }
}

/** How long later deliveries of a place wait for one that its platform does not accept, before they are sent. */
export const lateAfterMs = 30 * 60 * secondMs

/** Whether it is so late that later ones may have been sent before it. */
export const isLate = ({ unseen, createdAt }: Attempted, now: number): boolean =>
  unseen > 0 && now - createdAt >= lateAfterMs

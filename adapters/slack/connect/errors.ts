import { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { describeError, GoneError, problemClause, RefusedError, RetryableError } from '../../../src/errors.ts'
import { isBeforeSending } from '../../../src/platform/network.ts'
import {
  doubtfulRefusals,
  isContentRefusal,
  messageRefusals,
  passingRefusals,
  placeRefusals,
  uncertainRefusals,
  workspaceProblem,
} from './refusals.ts'

/**
 * Slack's code for why it refused; undefined if the error is not a refusal. A proxy's page also arrives as a
 * refusal, with all of its text as the code, and proves nothing.
 */
export const refusalOf = (error: unknown): string | undefined => {
  const code = error instanceof WebAPIPlatformError ? error.data.error : undefined
  return typeof code === 'string' && /^[a-z][a-z0-9_:]{1,79}$/u.test(code) ? code : undefined
}

/** After how many milliseconds a call is repeated after a refusal that may pass. */
const doubtMs = 5 * 60_000
const busyMs = 30_000

const askedToWait = (cause: unknown, retryAfterMs: number): Error =>
  new RetryableError('ratelimited', 'Slack asks to wait', { cause, notAccepted: true, retryAfterMs })

const refused = (code: string, cause: unknown): Error => {
  const says = `Slack says ${code}`
  if (uncertainRefusals.has(code)) return new RetryableError(code, says, { cause })
  if (/^rate_?limited$/u.test(code) || code === 'message_limit_exceeded') return askedToWait(cause, busyMs)
  const ofWorkspace = workspaceProblem(code)
  if (ofWorkspace !== undefined && doubtfulRefusals.has(code)) {
    const options = { cause, notAccepted: true, retryAfterMs: doubtMs }
    return new RetryableError(code, problemClause(ofWorkspace), options)
  }
  const placeFix = placeRefusals[code]
  if (placeFix !== undefined) return new GoneError(code, says, placeFix, { cause })
  if (ofWorkspace !== undefined)
    return new GoneError(code, ofWorkspace.problem, ofWorkspace.fix, { cause, scope: 'tenant' })
  if (isContentRefusal(code) || messageRefusals.has(code)) return new RefusedError(code, says, { cause })
  return new RetryableError(code, says, { cause, notAccepted: true, isRefusal: !passingRefusals.has(code) })
}

/**
 * The port's error for a failed call. Only a refusal with Slack's own code, a 429 and a fault before sending
 * prove that nothing was accepted; an unreadable answer, a reset, a time-out and a 5xx prove nothing.
 */
export const callError = (error: unknown): Error => {
  if (error instanceof RetryableError || error instanceof GoneError || error instanceof RefusedError) return error
  if (error instanceof WebAPIRateLimitedError) return askedToWait(error, error.retryAfter * 1000)
  const code = refusalOf(error)
  if (code !== undefined) return refused(code, error)
  if (error instanceof WebAPIRequestError && isBeforeSending(error)) {
    return new RetryableError('no-connection', 'Slack cannot be reached', { cause: error, notAccepted: true })
  }
  const what = error instanceof WebAPIPlatformError ? 'an answer that is not Slack’s' : describeError(error)
  return new RetryableError('no-answer', what.slice(0, 200), { cause: error })
}

/** Refusals to let us read a place where we may be able to post, so it is unknown what was posted. */
const blindRefusals = [
  'missing_scope',
  'no_permission',
  'not_in_channel',
  'channel_not_found',
  'method_not_supported_for_channel_type',
]

/**
 * The port's error for a failed look. It never says that nothing was accepted, because a failed look proves nothing about the post.
 * `cannot-look`: looking again will not help, and a person has to decide.
 */
export const lookError = (error: unknown): Error => {
  const code = refusalOf(error)
  if (code !== undefined && blindRefusals.includes(code)) {
    const fix =
      code === 'missing_scope'
        ? 'install the app again, so that it gets the history scopes of adapters/slack/manifest.yaml'
        : placeRefusals['not_in_channel']
    return new RetryableError('cannot-look', `Slack does not let us read there (${code}); ${fix}`, { cause: error })
  }
  const known = callError(error)
  if (!(known instanceof RetryableError)) return known
  const { retryAfterMs } = known
  return new RetryableError(known.code, known.message, { retryAfterMs, cause: error })
}

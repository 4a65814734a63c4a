/** What is wrong, and how to fix it. */
export type Problem = { readonly problem: string; readonly fix: string }

/** A problem with what a person gave: `field` names it. */
export type Mistake = Problem & { readonly field: string }

/** A problem with its fix, for a log or a status line. */
export const problemClause = ({ problem, fix }: Problem): string => `${problem}; ${fix}`

/** A clause as the end of a sentence: with a full stop, unless it ends in a mark of its own. */
export const withFullStop = (clause: string): string => (/[.!?…]$/u.test(clause) ? clause : `${clause}.`)

/** A clause as a sentence of its own. */
export const asSentence = (clause: string): string =>
  withFullStop(`${clause.slice(0, 1).toUpperCase()}${clause.slice(1)}`)

/** A mistake on one line. */
export const mistakeLine = (mistake: Mistake): string => `${mistake.field}: ${problemClause(mistake)}`

/** A person's mistake, shown to that person unchanged, and never logged as a fault of the program. */
export class UserError extends Error implements Mistake {
  override readonly name = 'UserError'
  readonly field: string
  readonly problem: string
  readonly fix: string

  constructor(field: string, problem: string, fix: string) {
    super(mistakeLine({ field, problem, fix }))
    this.field = field
    this.problem = problem
    this.fix = fix
  }

  /** The text for the person. */
  get sentence(): string {
    return withFullStop(this.message)
  }
}

/** The configuration cannot be used: one line per mistake, without secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(mistakeLine).join('\n'))
  }
}

/** A technical fault that may pass: the same call may work later. `retryAfterMs` is the wait that the server asked for. */
export class RetryableError extends Error {
  override readonly name = 'RetryableError'
  readonly code: string
  readonly retryAfterMs: number | undefined
  /** True if the server certainly did not act on the call, so that it may be sent again without looking first. */
  readonly notAccepted: boolean
  /** True if the server answered and refused this call for a reason that we do not know: others may succeed. */
  readonly isRefusal: boolean

  constructor(
    code: string,
    message: string,
    options: { retryAfterMs?: number | undefined; notAccepted?: boolean; isRefusal?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.retryAfterMs = options.retryAfterMs
    this.notAccepted = options.notAccepted ?? false
    this.isRefusal = options.isRefusal ?? false
  }
}

/** The target is gone permanently: a deleted channel, a revoked token. `fix` is for the operator. */
export class GoneError extends Error {
  override readonly name = 'GoneError'
  readonly code: string
  readonly fix: string
  /** What is gone: the one place, or the whole workspace or Discord server. */
  readonly scope: 'place' | 'tenant'

  constructor(
    code: string,
    message: string,
    fix: string,
    options: { scope?: 'place' | 'tenant'; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.fix = fix
    this.scope = options.scope ?? 'place'
  }
}

/** The platform refuses this message in every channel; the next message may be accepted. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly code: string

  constructor(code: string, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.code = code
  }
}

/** One line about anything that was thrown, for a log or a status row. */
export const describeError = (error: unknown): string => {
  if (error instanceof Error) return error.message
  try {
    return String(error)
  } catch {
    // Any object can be thrown, also one that cannot be converted to text.
    return 'an error without a message'
  }
}

/** Reasons in words, by the code of an error. */
const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be looked up now',
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection is broken off',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  ETIMEDOUT: 'no answer in time',
  'time-out': 'no answer in time',
}

/** The reason given by the code of the error, or of one that caused it. */
const knownReason = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined
  const own = 'code' in error ? reasons[String(error.code)] : undefined
  const [first] = error instanceof AggregateError ? error.errors : []
  return own ?? knownReason(first) ?? knownReason(error.cause)
}

/** Why a request got no answer, in a few words. */
export const whyUnreached = (error: unknown): string => knownReason(error) ?? describeError(error).slice(0, 200)

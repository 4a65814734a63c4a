/** A longer wait, in seconds, is cut to this; the platform is asked again then. */
export const longestRetryAfter = 3600
const defaultRetryAfter = 30

/** The seconds in a 429's `Retry-After`, within limits; half a minute if it is absent or zero. */
export const boundRetryAfter = (header: string | null, shortest = 0): number => {
  const seconds = Number(header ?? Number.NaN)
  return seconds > 0 ? Math.min(Math.max(seconds, shortest), longestRetryAfter) : defaultRetryAfter
}

const beforeConnection =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/u

/** Whether a request failed before any of it was sent: at the name, the connection or the certificate. */
export const isBeforeSending = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if ('code' in error && beforeConnection.test(String(error.code))) return true
  // A name with several addresses has an error for each.
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isBeforeSending)
  return isBeforeSending(error.cause)
}

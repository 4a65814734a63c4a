/** A longer wait, in seconds, is cut: the platform is asked again after it. */
export const longestRetryAfter = 3600
const defaultRetryAfter = 30

/** The seconds that a 429's `Retry-After` asks for, bounded; half a minute where it names no wait, or a wait of nothing. */
export const boundRetryAfter = (header: string | null, shortest = 0): number => {
  const seconds = Number(header ?? Number.NaN)
  return seconds > 0 ? Math.min(Math.max(seconds, shortest), longestRetryAfter) : defaultRetryAfter
}

const beforeConnection =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/u

/** Whether a request failed before a byte of it left: on the name, the connection or the certificate. */
export const isBeforeSending = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if ('code' in error && beforeConnection.test(String(error.code))) return true
  // One name with several addresses: each address has its own error.
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isBeforeSending)
  return isBeforeSending(error.cause)
}

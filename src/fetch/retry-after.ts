const minuteMs = 60_000
const leastMs = minuteMs
const mostMs = 6 * 60 * minuteMs

/**
 * The wait that a `Retry-After` header asks for, in milliseconds, between a minute and six hours; undefined when it is
 * absent or unreadable. Source: RFC 9110, 10.2.3 (seconds or an HTTP date).
 */
export const retryAfterMs = (header: string | undefined, now: Date): number | undefined => {
  if (header === undefined) return undefined
  const wait = /^\d{1,12}$/u.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now.getTime()
  return Number.isNaN(wait) ? undefined : Math.min(mostMs, Math.max(leastMs, wait))
}

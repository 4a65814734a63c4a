import type { SourceStatus } from './port.ts'
import { healthOf } from './port.ts'

const clockIn = (zone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone })

/**
 * How completely the feeds were read, for a digest's last line, by the clock of its zone:
 * `1 of 1 feeds read, last success 07:58`.
 */
export const coverageLine = (sources: readonly SourceStatus[], zone: string): string => {
  const read = sources.filter(({ state, lastSuccessAt }) => lastSuccessAt !== undefined && healthOf(state) !== 'bad')
  const successes = sources.flatMap(({ lastSuccessAt }) => lastSuccessAt?.getTime() ?? [])
  const last = successes.length === 0 ? 'none read yet' : `last success ${clockIn(zone).format(Math.max(...successes))}`
  const failing = sources.find((source) => !read.includes(source))
  const late = sources.find(({ state }) => state === 'late')
  const trouble =
    failing !== undefined
      ? `; ${failing.id}: ${failing.state}`
      : late === undefined
        ? ''
        : `; ${late.id}: from the repository, late`
  return `${read.length} of ${sources.length} ${sources.length === 1 ? 'feed' : 'feeds'} read, ${last}${trouble}`
}

import { Temporal } from 'temporal-polyfill'
import { type Cadence, type Weekday, weekdays } from './cadence.ts'

/** When something falls due, and the calendar date (`YYYY-MM-DD`, in the cadence's zone) whose due time that is. */
export type Due = { readonly at: Date; readonly date: string }

/** How many days are searched: two weeks and a day, because a zone can skip the date of a weekly time (Apia had no 30 December 2011). */
const longestSearchDays = 15

const isWanted = (date: Temporal.PlainDate, days: readonly Weekday[]): boolean =>
  days.some((day) => date.dayOfWeek === weekdays.indexOf(day) + 1)

const hasDate = (date: Temporal.PlainDate, zone: string): boolean =>
  date.toZonedDateTime(zone).toPlainDate().equals(date)

/** Of a time that occurs twice, the first; for a time that the clock skips, the end of the gap. */
const firstInstant = (date: Temporal.PlainDate, time: string, zone: string): Temporal.ZonedDateTime => {
  const wanted = date.toPlainDateTime(Temporal.PlainTime.from(time))
  const found = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (found.toPlainDateTime().equals(wanted)) return found
  // In a gap `found` is just before it.
  return found.getTimeZoneTransition('next') ?? found
}

const dateIn = (instant: Date, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate()

/** The due times of a date, the earliest first; two times within one gap of the clock become one. */
const dueOn = (date: Temporal.PlainDate, { days, times, zone }: Cadence): Due[] => {
  if (!isWanted(date, days) || !hasDate(date, zone)) return []
  const instants = new Set(times.map((time) => firstInstant(date, time, zone).epochMilliseconds))
  return [...instants].toSorted((one, other) => one - other).map((at) => ({ at: new Date(at), date: date.toString() }))
}

const noneWithin = ({ days, zone }: Cadence): RangeError =>
  new RangeError(`${zone} has no ${days.join(', ')} within ${longestSearchDays} days`)

/**
 * The first due time strictly after `after`. On each wanted date that exists in the zone, each time is due once: a time that the
 * clock skips at the end of the gap, a time that occurs twice at its first occurrence.
 * @throws RangeError for a zone, time or date that does not exist.
 */
export const nextDue = (cadence: Cadence, after: Date): Due => {
  // After a gap that ends past midnight, what was due yesterday is due today.
  const yesterday = dateIn(after, cadence.zone).subtract({ days: 1 })
  for (let ahead = 0; ahead <= longestSearchDays; ahead += 1) {
    const due = dueOn(yesterday.add({ days: ahead }), cadence).find(({ at }) => at > after)
    if (due !== undefined) return due
  }
  throw noneWithin(cadence)
}

/** The instant of `nextDue`. */
export const nextInstant = (cadence: Cadence, after: Date): Date => nextDue(cadence, after).at

/**
 * The latest due time at or before `now`: after an outage, the only window that is still posted.
 * @throws RangeError for a zone, time or date that does not exist.
 */
export const latestDue = (cadence: Cadence, now: Date): Due => {
  const today = dateIn(now, cadence.zone)
  for (let back = 0; back <= longestSearchDays; back += 1) {
    const due = dueOn(today.subtract({ days: back }), cadence).findLast(({ at }) => at <= now)
    if (due !== undefined) return due
  }
  throw noneWithin(cadence)
}

/** The calendar date (`YYYY-MM-DD`) of an instant in a zone. */
export const localDate = (instant: Date, zone: string): string => dateIn(instant, zone).toString()

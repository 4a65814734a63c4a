import { Temporal } from 'temporal-polyfill'
import { type Cadence, type Days, weekdays } from './cadence.ts'

/** When something falls due, and the calendar date (`YYYY-MM-DD`, in the cadence's zone) whose due time that is. */
export type Due = { readonly at: Date; readonly date: string }

/** A week, and another one because a zone can leave a date out (Apia had no 30 December 2011). */
const longestSearchDays = 15

const isWanted = (date: Temporal.PlainDate, days: Days): boolean => {
  if (days === 'daily') return true
  return days === 'weekdays' ? date.dayOfWeek <= 5 : date.dayOfWeek === weekdays.indexOf(days) + 1
}

const hasDate = (date: Temporal.PlainDate, zone: string): boolean =>
  date.toZonedDateTime(zone).toPlainDate().equals(date)

/** A time that occurs twice: the first. One that a gap swallows: where the gap ends. */
const firstInstant = (date: Temporal.PlainDate, { time, zone }: Cadence): Temporal.ZonedDateTime => {
  const wanted = date.toPlainDateTime(Temporal.PlainTime.from(time))
  const found = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (found.toPlainDateTime().equals(wanted)) return found
  // In a gap `found` lies just before it.
  return found.getTimeZoneTransition('next') ?? found
}

const dateIn = (instant: Date, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate()

const dueOn = (date: Temporal.PlainDate, cadence: Cadence): Due | undefined =>
  isWanted(date, cadence.days) && hasDate(date, cadence.zone)
    ? { at: new Date(firstInstant(date, cadence).epochMilliseconds), date: date.toString() }
    : undefined

/**
 * The first due time strictly after `after`. Each wanted date that the zone has is due once: in a gap of the clock at its
 * end, in an overlap at the first of the two.
 * @throws RangeError for a zone, time or date that there is not.
 */
export const nextDue = (cadence: Cadence, after: Date): Due => {
  // A gap that ends after midnight makes the day before due today.
  const yesterday = dateIn(after, cadence.zone).subtract({ days: 1 })
  for (let ahead = 0; ahead <= longestSearchDays; ahead += 1) {
    const due = dueOn(yesterday.add({ days: ahead }), cadence)
    if (due !== undefined && due.at > after) return due
  }
  throw new RangeError(`${cadence.zone} has no ${cadence.days} within ${longestSearchDays} days`)
}

/** The instant of `nextDue`. */
export const nextInstant = (cadence: Cadence, after: Date): Date => nextDue(cadence, after).at

/**
 * The latest due time at or before `now`: after an outage, the one window that is still owed.
 * @throws RangeError for a zone, time or date that there is not.
 */
export const latestDue = (cadence: Cadence, now: Date): Due => {
  const today = dateIn(now, cadence.zone)
  for (let back = 0; back <= longestSearchDays; back += 1) {
    const due = dueOn(today.subtract({ days: back }), cadence)
    if (due !== undefined && due.at <= now) return due
  }
  throw new RangeError(`${cadence.zone} has no ${cadence.days} within ${longestSearchDays} days`)
}

/** The calendar date (`YYYY-MM-DD`) of an instant in a zone. */
export const localDate = (instant: Date, zone: string): string => dateIn(instant, zone).toString()

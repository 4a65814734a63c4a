import { once } from '../once.ts'
import type { Span } from './card.ts'

const longDates = new Map<string, Intl.DateTimeFormat>()

const longDate = (locale: string): Intl.DateTimeFormat => {
  const known = longDates.get(locale)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  longDates.set(locale, made)
  return made
}

/** The calendar date `2020-12-18` as `18 December 2020`, or as the locale writes it; independent of time zones. */
export const formatDate = (date: string, locale = 'en-GB'): string =>
  longDate(locale).format(new Date(`${date}T00:00:00Z`))

/** `18 December 2020 to 23 November 2026`, or one date if both are the same; empty if either is unknown. */
export const formatDates = (first: string | undefined, last: string | undefined): string =>
  first === undefined || last === undefined
    ? ''
    : [...new Set([first, last].map((date) => formatDate(date)))].join(' to ')

const dateTime = once(
  () =>
    new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: 'UTC',
    }),
)

/** An instant as `24 Nov, 07:58 UTC`. */
export const formatInstant = (instant: Date): string => `${dateTime().format(instant)} UTC`

/** An instant as a span, so that a platform can show it in the reader's own time zone. */
export const instantSpan = (instant: Date, text = formatInstant(instant)): Span => ({
  text,
  instant: instant.toISOString(),
})

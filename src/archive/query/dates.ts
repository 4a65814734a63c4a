import { Temporal } from 'temporal-polyfill'
import { UserError } from '../../errors.ts'
import { shown } from './text.ts'

/** The days that a date as typed covers: a day, a month, a year. Both ends inclusive. */
export type Span = { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate }

/** The calendar day of an instant, in UTC. */
export const dayOf = (instant: Date): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO('UTC').toPlainDate()

type Unit = 'day' | 'week' | 'month' | 'year'

const units: Readonly<Record<string, Unit>> = { d: 'day', w: 'week', m: 'month', y: 'year' }
const unit = '(d|w|m|y)(?:ays?|eeks?|onths?|ears?)?'
const calendar = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/u
const ago = new RegExp(`^(?:(?:last|past) )?(\\d{1,4}) ?${unit}(?: ago)?$`, 'u')
const named = /^(last|past|this) (week|month|year)$/u

/** The whole week (from Monday), month or year that holds the day. */
const spanOf = (day: Temporal.PlainDate, kind: Unit): Span => {
  if (kind === 'day') return { first: day, last: day }
  const first =
    kind === 'week'
      ? day.subtract({ days: day.dayOfWeek - 1 })
      : day.with(kind === 'month' ? { day: 1 } : { month: 1, day: 1 })
  return { first, last: first.add({ [`${kind}s`]: 1 }).subtract({ days: 1 }) }
}

const calendarSpan = (year: number, month: number | undefined, day: number | undefined): Span | undefined => {
  try {
    const first = Temporal.PlainDate.from({ year, month: month ?? 1, day: day ?? 1 }, { overflow: 'reject' })
    return spanOf(first, day === undefined ? (month === undefined ? 'year' : 'month') : 'day')
  } catch {
    return undefined
  }
}

const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text))

/** The days that a date in words or figures covers, seen from `today`; undefined where it is no date. */
export const readSpan = (typed: string, today: Temporal.PlainDate): Span | undefined => {
  const text = typed.toLowerCase().replaceAll(/[-_ ]+(?=\p{L})|(?<=\p{L})[-_ ]+/gu, ' ')
  if (text === 'today') return spanOf(today, 'day')
  if (text === 'yesterday') return spanOf(today.subtract({ days: 1 }), 'day')
  const [, which, whole] = named.exec(text) ?? []
  if (whole === 'week' || whole === 'month' || whole === 'year') {
    return spanOf(which === 'this' ? today : today.subtract({ [`${whole}s`]: 1 }), whole)
  }
  const [, count, letter] = ago.exec(text) ?? []
  const each = units[letter ?? '']
  if (each !== undefined) return spanOf(today.subtract({ [`${each}s`]: Number(count) }), 'day')
  const [, year, month, day] = calendar.exec(text) ?? []
  return year === undefined || Number(year) < 1000
    ? undefined
    : calendarSpan(Number(year), numberOf(month), numberOf(day))
}

/**
 * The same, for the field `name`.
 * @throws UserError when it is no date.
 */
export const parseSpan = (name: string, typed: string, today: Temporal.PlainDate): Span => {
  const span = readSpan(typed, today)
  if (span !== undefined) return span
  throw new UserError(
    name,
    `“${shown(typed)}” is no date`,
    `e.g. ${name}:2026-01-31, ${name}:2026-01, ${name}:2026, ${name}:30d or ${name}:yesterday`,
  )
}

const dateWords = String.raw`\d{4}(?:-\d{1,2}){0,2}|today|yesterday|(?:last|this)[ -](?:week|month|year)|\d{1,4} ?(?:d|w|m|y|days?|weeks?|months?|years?)`
const limit = new RegExp(String.raw`(?<=^| )(since|after|until|before)(?: |: ?)(${dateWords})(?=$|[ ?.,!)])`, 'giu')
const during = new RegExp(
  String.raw`(?<=^| )(?:in |over |during |from )?(?:the )?(last|past|this) (\d{1,4} (?:days|weeks|months|years)|week|month|year)(?=$|[ ?.,!)])`,
  'giu',
)

/** Dates in plain words as fields: `since last month`, `nickel last week`, `in the past 30 days`. */
export const datesAsFields = (text: string): string =>
  text
    .replaceAll(limit, (_, name: string, date: string) => `${name.toLowerCase()}:${date.replaceAll(' ', '-')}`)
    .replaceAll(during, (_, which: string, span: string) =>
      /^\d/u.test(span)
        ? `since:${span.replaceAll(' ', '-')}`
        : which.toLowerCase() === 'last'
          ? `since:last-${span} until:last-${span}`
          : `since:${which.toLowerCase() === 'past' ? 'last' : 'this'}-${span}`,
    )

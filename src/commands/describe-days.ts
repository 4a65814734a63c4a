import { type Weekday, weekdays, weekend, workdays } from '../subscriptions/cadence.ts'
import { dayNames, dayRange } from '../subscriptions/schedule/day-names.ts'

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

const named = (day: Weekday): string => capital(dayNames[day])

/** `A`, `A and B`, `A, B and C`. */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

const isSame = (some: readonly Weekday[], others: readonly Weekday[]): boolean =>
  some.length === others.length && others.every((day) => some.includes(day))

/** The first and the last of at least three consecutive days, past the end of the week if necessary. */
const rangeOf = (days: readonly Weekday[]): readonly [Weekday, Weekday] | undefined => {
  if (days.length < 3) return undefined
  for (const from of days) {
    const to = weekdays[(weekdays.indexOf(from) + days.length - 1) % 7] ?? from
    if (isSame(dayRange(from, to), days)) return [from, to]
  }
  return undefined
}

/** `every day`, `Monday to Friday`, `every Monday`, `Monday, Wednesday and Friday`. */
export const describeDays = (days: readonly Weekday[]): string => {
  const [only] = days
  if (isSame(days, weekdays)) return 'every day'
  if (days.length === 1 && only !== undefined) return `every ${named(only)}`
  const range = rangeOf(days)
  return range === undefined ? listed(days.map(named)) : range.map(named).join(' to ')
}

/** The days as a person types them: `daily`, `weekdays`, `weekends`, `mon,wed,fri`. */
export const daysText = (days: readonly Weekday[]): string => {
  if (isSame(days, weekdays)) return 'daily'
  if (isSame(days, workdays)) return 'weekdays'
  return isSame(days, weekend) ? 'weekends' : days.join(',')
}

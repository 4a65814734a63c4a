import { UserError } from '../errors.ts'
import { type Days, type Weekday, weekdays } from './cadence.ts'
import { quoted, tidy } from './typed.ts'

const names: Readonly<Record<Weekday, string>> = {
  mon: 'monday',
  tue: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  fri: 'friday',
  sat: 'saturday',
  sun: 'sunday',
}

const everyDay = ['daily', 'day', 'days', 'everyday', 'all', 'mon-sun']
const workingDays = ['weekdays', 'weekday', 'workdays', 'workday', 'working days', 'mon-fri', 'monday-friday']

/** `mon`, `thurs`, `Fridays`: three letters of a day at least. */
const weekdayOf = (text: string): Weekday | undefined =>
  text.length < 3 ? undefined : weekdays.find((day) => names[day].startsWith(text) || `${names[day]}s` === text)

/**
 * The days of a cadence as people type them. A week whose day is not said begins on Monday.
 * @throws UserError about what is no day, with a right one.
 */
export const parseDays = (typed: string): Days => {
  const text = tidy(typed).replace(/\s?(?:-|\bto\b)\s?/u, '-')
  if (text === '') throw new UserError('Days', 'say on which days', 'daily, weekdays, or a weekday, e.g. mon')
  if (/^(?:weekly|every week|week)$/u.test(text)) return 'mon'
  const said = text.replace(/^(?:weekly|every|each)\s/u, '').replace(/^on\s/u, '')
  if (everyDay.includes(said)) return 'daily'
  if (workingDays.includes(said)) return 'weekdays'
  const day = weekdayOf(said)
  if (day !== undefined) return day
  throw new UserError(
    'Weekday',
    `${quoted(typed)} is no day of the week`,
    `one of ${weekdays.join(', ')}, or weekdays, or daily; e.g. mon`,
  )
}

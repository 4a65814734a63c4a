import { UserError } from '../../errors.ts'
import { shown } from './text.ts'

const form = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u

/** Days of a month, 1-12, of a year; 0 for a month that there is not. */
const daysIn = (year: number, month: number): number =>
  month < 1 || month > 12 ? 0 : new Date(Date.UTC(year, month, 0)).getUTCDate()

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/**
 * The first or the last day (`YYYY-MM-DD`) of a year, a month or a day as typed.
 * @throws UserError when there is no such date.
 */
export const parseDay = (name: string, value: string, edge: 'first' | 'last'): string => {
  const [, yearText, monthText, dayText] = form.exec(value) ?? []
  const year = Number(yearText)
  const month = monthText === undefined ? (edge === 'first' ? 1 : 12) : Number(monthText)
  const days = yearText === undefined || year < 1000 ? 0 : daysIn(year, month)
  const day = dayText === undefined ? (edge === 'first' ? Math.min(1, days) : days) : Number(dayText)
  if (day < 1 || day > days) {
    throw new UserError(
      name,
      `“${shown(value)}” is no date`,
      `e.g. ${name}:2026-01-31, ${name}:2026-01 or ${name}:2026`,
    )
  }
  return `${yearText}-${twoDigits(month)}-${twoDigits(day)}`
}

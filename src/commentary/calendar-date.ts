import { Temporal } from 'temporal-polyfill'

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

const monthNumber = (name: string): number => {
  const wanted = name.toLowerCase()
  if (wanted.length < 3) return 0
  return (
    months.findIndex(
      (month) => month === wanted || month.slice(0, 3) === wanted || (wanted === 'sept' && month === 'september'),
    ) + 1
  )
}

const calendarDate = (year: number, month: number, day: number): string | undefined => {
  if (year < 1990 || year >= 2100) return undefined
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch {
    // 31 February, month 0: there is no such date.
    return undefined
  }
}

const lead =
  /^(?:(?:published|posted|dated|updated|date)(?: on)?:? )?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?/iu
const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})[.,]? (\d{4})$/iu
const monthFirst = /^([a-z]{3,9})[.]? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/iu
const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u
const iso = /^(\d{4})-(\d{2})-(\d{2})(?![\d-])/u

/**
 * The calendar date `YYYY-MM-DD` that a text is: `18 December 2020`, `09 June 2023`, `December 18, 2020`, `24/12/2020`
 * (day first, as RSIS writes it) or an ISO time, of which the date stays as written. Undefined for anything else.
 */
export const parseCalendarDate = (text: string): string | undefined => {
  if (text.length > 60) return undefined
  const date = text.trim().replace(lead, '')
  const written = dayFirst.exec(date)
  if (written !== null) return calendarDate(Number(written[3]), monthNumber(written[2] ?? ''), Number(written[1]))
  const american = monthFirst.exec(date)
  if (american !== null) return calendarDate(Number(american[3]), monthNumber(american[1] ?? ''), Number(american[2]))
  const numbers = slashed.exec(date)
  if (numbers !== null) return calendarDate(Number(numbers[3]), Number(numbers[2]), Number(numbers[1]))
  const standard = iso.exec(date)
  if (standard !== null) return calendarDate(Number(standard[1]), Number(standard[2]), Number(standard[3]))
  return undefined
}

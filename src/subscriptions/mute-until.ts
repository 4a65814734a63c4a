import { Temporal } from 'temporal-polyfill'
import { monthNames } from '../archive/query/dates.ts'
import { numberIn, numberWord } from '../archive/query/number-words.ts'
import { weekdays } from './cadence.ts'
import { weekdayOf } from './schedule/day-names.ts'
import { normaliseInput } from './schedule/normalise-input.ts'
import { defaultTimes } from './schedule/parse-schedule.ts'
import { parseTime } from './schedule/parse-time.ts'
import { zonesNamed } from './schedule/parse-zone.ts'

const monthOf = (name: string): number | undefined => {
  const at = monthNames.indexOf(name.slice(0, 3))
  return at < 0 ? undefined : at + 1
}

type Now = Temporal.ZonedDateTime

const midnight = (date: Temporal.PlainDate, { timeZoneId }: Now): Now => date.toZonedDateTime(timeZoneId)

/** The next day of that name after today. */
const nextDay = (now: Now, dayOfWeek: number): Temporal.PlainDate =>
  now.toPlainDate().add({ days: ((dayOfWeek - now.dayOfWeek + 6) % 7) + 1 })

const lengthPattern = new RegExp(
  `^(\\d{1,5}|half an?|${numberWord}) ?(m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|fortnights?|months?)$`,
  'u',
)

/** `3d`, `a week`, `90 minutes` from now on; undefined for anything else. */
const afterLength = (text: string, now: Now): Now | undefined => {
  const [, count = '', unit = ''] = lengthPattern.exec(text) ?? []
  if (unit === '') return undefined
  if (count.startsWith('half')) return unit.startsWith('h') ? now.add({ minutes: 30 }) : undefined
  const number = numberIn(count) ?? Number(count)
  if (unit.startsWith('f')) return now.add({ hours: number * 336 })
  if (unit.startsWith('mo')) return now.add({ months: number })
  if (unit.startsWith('m')) return now.add({ minutes: number })
  if (unit.startsWith('h')) return now.add({ hours: number })
  return unit.startsWith('d') ? now.add({ hours: number * 24 }) : now.add({ hours: number * 168 })
}

/** A calendar date in any form that is not ambiguous; without a year, the next such date. */
const calendarDate = (text: string, now: Now): Temporal.PlainDate | undefined => {
  const [, iso] = /^(\d{4}-\d{2}-\d{2})$/u.exec(text) ?? []
  const [, day = iso, month, year] =
    /^(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? (\p{L}{3,})\.?(?:,? (\d{4}))?$/u.exec(text) ?? []
  const [, month2, day2, year2] = /^(\p{L}{3,})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/u.exec(text) ?? []
  const [, onlyYear] = /^(\d{4})$/u.exec(text) ?? []
  try {
    if (iso !== undefined) return Temporal.PlainDate.from(iso, { overflow: 'reject' })
    if (onlyYear !== undefined) return Temporal.PlainDate.from({ year: Number(onlyYear), month: 1, day: 1 })
    const number = monthOf(month ?? month2 ?? '')
    if (number === undefined) return undefined
    const given = year ?? year2
    const parts = { month: number, day: Number(day ?? day2) }
    const date = Temporal.PlainDate.from(
      { year: given === undefined ? now.year : Number(given), ...parts },
      { overflow: 'reject' },
    )
    const isPast = Temporal.PlainDate.compare(date, now.toPlainDate()) <= 0
    return given === undefined && isPast ? date.add({ years: 1 }) : date
  } catch {
    return undefined
  }
}

const dateOf = (text: string, now: Now): Temporal.PlainDate | undefined => {
  const today = now.toPlainDate()
  if (text === 'tomorrow') return today.add({ days: 1 })
  if (/^(?:(?:end of )?(?:the |to)?day|eod)$/u.test(text)) return today.add({ days: 1 })
  if (/^(?:next week|end of (?:the |this )?week(?:end)?|after the weekend)$/u.test(text)) return nextDay(now, 1)
  if (/^(?:next month|end of (?:the |this )?month)$/u.test(text)) return today.with({ day: 1 }).add({ months: 1 })
  if (/^(?:(?:the )?(?:new|next) year|end of (?:the |this )?year)$/u.test(text)) {
    return today.with({ month: 1, day: 1 }).add({ years: 1 })
  }
  const day = weekdayOf(text.replace(/^(?:next|on|this|coming) /u, ''))
  return day === undefined ? calendarDate(text, now) : nextDay(now, weekdays.indexOf(day) + 1)
}

const timeIn = (text: string): string | undefined => {
  try {
    return parseTime(text)
  } catch {
    return undefined
  }
}

const partOfDay = /(?:^| |^to)(morning|afternoon|evening|night)$/u

/** With a time instead of a part of the day: `tomorrow morning`, `tonight`, `this evening`. */
const withTime = (text: string): string =>
  text.replace(partOfDay, (_, part: keyof typeof defaultTimes) => ` ${defaultTimes[part]}`).replace(/^(?:this)? /u, '')

/** `monday`, `friday 9am`, `5pm`, `1 december`, `tomorrow morning`; a day begins at midnight. */
const atMoment = (typed: string, now: Now): Now | undefined => {
  const text = withTime(typed)
  const date = dateOf(text, now)
  if (date !== undefined) return midnight(date, now)
  const [, dayText = '', timeText = text] =
    /^(.*?)(?: at)? (\d[\d:.]*(?: ?[ap]\.?m\.?)?|noon|midnight)$/u.exec(text) ?? []
  const time = timeIn(timeText)
  if (time === undefined) return undefined
  const plain = Temporal.PlainTime.from(time)
  if (dayText === '') {
    const today = now.toPlainDate().toZonedDateTime({ timeZone: now.timeZoneId, plainTime: plain })
    return Temporal.ZonedDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 })
  }
  const day = dateOf(dayText, now)
  return day?.toZonedDateTime({ timeZone: now.timeZoneId, plainTime: plain })
}

const beforeLength = new RegExp(
  `^(?:for |over |during )?(?:the )?(?:rest of |whole |(?:next|coming) (?=(?:\\d+|${numberWord}) ))?(?:the )?`,
  'u',
)

/** `until tomorrow 9am sgt`: the zone after a time, and the text without it. */
export const takeZone = (typed: string): { readonly text: string; readonly zone: string | undefined } => {
  const text = normaliseInput(typed).replace(/[.!,]+$/u, '')
  const [, rest = text, name = ''] =
    /^(.*\d(?: ?[ap]\.?m\.?)?) (?!ago\b)(\p{L}[\p{L}/_ ]+?)(?: time)?$/u.exec(text) ?? []
  const [zone, ...others] = zonesNamed(name)
  return zone === undefined || others.length > 0 ? { text, zone: undefined } : { text: rest, zone }
}

/**
 * Until when a channel is to be silent: `3d`, `for a week`, `until monday 9am`, `today`, `this week`, in the local time of the zone.
 * @returns undefined if the words are not understood.
 */
export const muteUntil = (typed: string, now: Date, zone: string): Date | undefined => {
  const { text, zone: named } = takeZone(typed)
  const at = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(named ?? zone)
  const rest = text.replace(beforeLength, '')
  const until = /^(?:until|till|til|unti|'til|to) (?:the )?(.+)$/u.exec(text)?.[1]
  const found =
    until !== undefined
      ? atMoment(until, at)
      : /^(?:today|day)$/u.test(rest)
        ? midnight(at.toPlainDate().add({ days: 1 }), at)
        : /^(?:this )?(?:week|weekend)$/u.test(rest)
          ? midnight(nextDay(at, 1), at)
          : afterLength(rest, at)
  return found === undefined ? undefined : new Date(found.epochMilliseconds)
}

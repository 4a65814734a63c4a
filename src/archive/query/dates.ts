import { Temporal } from 'temporal-polyfill'
import { UserError } from '../../errors.ts'
import { numberIn, numberWord } from './number-words.ts'
import { shown } from './text.ts'

/** The days that a typed date covers: a day, a month, a year. Both ends inclusive. */
export type Span = { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate }

/** The calendar day of an instant, in UTC. */
export const dayOf = (instant: Date): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO('UTC').toPlainDate()

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year'

const units: Readonly<Record<string, Unit>> = { d: 'day', w: 'week', m: 'month', y: 'year' }
const unit = '(days?|weeks?|months?|years?|[dwmy])'
const calendar = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/u
const ago = new RegExp(`^(?:(?:last|past|previous) )?(\\d{1,4}) ?${unit}(?: ago)?$`, 'u')
const some = /\b(?:(?:a )?few|several)(?= (?:days|weeks|months|years))/u
const spelt = new RegExp(`\\b(?:${numberWord})(?= (?:day|week|month|year))`, 'u')
const named = /^(last|past|previous|this) (week|month|quarter|year)$/u

const lengths: Readonly<Record<Unit, Temporal.DurationLike>> = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
}

/** The first day of the week (Monday), month, quarter or year that contains the day. */
const startOf = (day: Temporal.PlainDate, kind: Unit): Temporal.PlainDate => {
  if (kind === 'day') return day
  if (kind === 'week') return day.subtract({ days: day.dayOfWeek - 1 })
  const months = { month: day.month, quarter: day.month - ((day.month - 1) % 3), year: 1 }
  return day.with({ month: months[kind], day: 1 })
}

/** The week, month, quarter or year that contains the day. */
const spanOf = (day: Temporal.PlainDate, kind: Unit): Span => {
  const first = startOf(day, kind)
  return { first, last: first.add(lengths[kind]).subtract({ days: 1 }) }
}

/** Parts of a year: the month in which each begins, and its number of months. */
const parts: Readonly<Record<string, readonly [month: number, months: number]>> = {
  q1: [1, 3],
  q2: [4, 3],
  q3: [7, 3],
  q4: [10, 3],
  h1: [1, 6],
  h2: [7, 6],
  early: [1, 4],
  mid: [5, 4],
  late: [9, 4],
}
const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  last: 4,
}
const partPattern =
  '(?:q[1-4]|h[12]|(?:first|second|third|fourth|last|1st|2nd|3rd|4th) quarter|(?:first|second|1st|2nd) half)'
const partOfYear = new RegExp(
  `^(?:the )?(${partPattern}|early|mid|late)(?:[- ](?:of )?(?:the year )?(\\d{4})| of the year)?$`,
  'u',
)

/** `q3`, `first half of 2026`; without a year, the last one that has begun. */
const partSpan = (text: string, today: Temporal.PlainDate): Span | undefined => {
  const [, name = '', year] = partOfYear.exec(text) ?? []
  const [nth = '', kind = ''] = name.split(' ')
  const part = parts[kind === '' ? nth : `${kind.startsWith('q') ? 'q' : 'h'}${ordinals[nth]}`]
  if (part === undefined || (year === undefined && !/\d|quarter|half/u.test(name))) return undefined
  const ofYear = (number: number): Span => {
    const first = Temporal.PlainDate.from({ year: number, month: part[0], day: 1 })
    return { first, last: first.add({ months: part[1] }).subtract({ days: 1 }) }
  }
  const span = ofYear(year === undefined ? today.year : Number(year))
  const isAhead = year === undefined && Temporal.PlainDate.compare(span.first, today) > 0
  return isAhead ? ofYear(today.year - 1) : span
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

/** The days that a date in words or digits covers, relative to `today`; undefined if it is not a date. */
export const readSpan = (typed: string, today: Temporal.PlainDate): Span | undefined => {
  const text = typed
    .toLowerCase()
    .replaceAll(/[-_ ]+(?=\p{L})|(?<=\p{L})[-_ ]+/gu, ' ')
    .replace(/^(?:the )?(?:start|beginning) of (?:the|this) /u, 'this ')
    .replace(/^the /u, '')
    .replace(/\b(?:a )?fortnight\b/u, '2 weeks')
    .replace(some, '3')
    .replace(spelt, (word) => String(numberIn(word) ?? word))
  if (/^(?:today|now|present)$/u.test(text)) return spanOf(today, 'day')
  if (text === 'yesterday') return spanOf(today.subtract({ days: 1 }), 'day')
  const [, which, whole] = named.exec(text) ?? []
  if (whole === 'week' || whole === 'month' || whole === 'quarter' || whole === 'year') {
    return spanOf(which === 'this' ? today : today.subtract(lengths[whole]), whole)
  }
  const part = partSpan(text, today)
  if (part !== undefined) return part
  const [, count, letter] = ago.exec(text) ?? []
  const each = units[letter?.slice(0, 1) ?? '']
  if (each !== undefined) return spanOf(today.subtract({ [`${each}s`]: Number(count) }), 'day')
  const [, decade] = /^(\d{3})0s$/u.exec(text) ?? []
  if (decade !== undefined) {
    return {
      first: new Temporal.PlainDate(Number(`${decade}0`), 1, 1),
      last: new Temporal.PlainDate(Number(`${decade}9`), 12, 31),
    }
  }
  // The day comes before the month, as in Singapore.
  const [, ofMonth, inMonth, inYear] = /^(\d{1,2})[/.](\d{1,2})[/.]((?:20)?\d{2})$/u.exec(text) ?? []
  if (inYear !== undefined) return calendarSpan(2000 + (Number(inYear) % 100), Number(inMonth), Number(ofMonth))
  const [, year, month, day] = calendar.exec(text) ?? []
  if (year === undefined) return wordsSpan(text, today)
  return Number(year) < 1000 ? undefined : calendarSpan(Number(year), numberOf(month), numberOf(day))
}

/**
 * The days that a date covers, for the field `name`.
 * @throws UserError if it is not a date.
 */
export const parseSpan = (name: string, typed: string, today: Temporal.PlainDate): Span => {
  const span = readSpan(typed, today)
  if (span !== undefined) return span
  throw new UserError(
    name,
    `“${shown(typed)}” is not a date`,
    `e.g. ${name}:2026-01-31, ${name}:2026-01, ${name}:2026, ${name}:30d or ${name}:yesterday`,
  )
}

/** The first letters of the months' names. */
export const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const dayStarts = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** A pattern for the name of a month, in full or short. */
export const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
export const weekday = '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?'
const count = `(?:\\d{1,4}|(?:a )?few|several|${numberWord})`
const someUnits = `${count} ?(?:d|w|m|y|days?|weeks?|months?|years?|fortnight)`
/** A pattern for a year of publication, which excludes years that texts are about, such as 1965 or 2050. */
const year = '(?:199\\d|20\\d\\d)'
const ordinal = '(?:st|nd|rd|th)?'
const dayOfMonth = `\\d{1,2}${ordinal}(?: of)? ${month}(?:,? ${year})?|${month} \\d{1,2}${ordinal}(?:,? ${year})?(?![\\d])`
const whole = '(?:last|past|previous|this)[ -](?:week|month|quarter|year)'
const lately = `(?:last|past|previous) ${someUnits}`
/** A part of a year with its year, such as `early 2026`. */
const yearPart = `(?:${partPattern}|early|mid|late)[ -](?:of )?${year}`
const plainDate = `${yearPart}|${dayOfMonth}|${month} ${year}|\\d{4}(?:-\\d{1,2}){1,2}|\\d{1,2}[/.]\\d{1,2}[/.](?:20)?\\d{2}|${whole}|${lately}|yesterday|last ${weekday}`
const anyDate = `(?:the )?(?:(?:start|beginning) of (?:the|this) (?:week|month|year)|${plainDate}|${someUnits}(?: ago)?|today|${weekday}|${partPattern}(?: of the year)?|${month}|\\d{4})`

/** Nothing but a month, with or without day and year. */
const monthAlone = new RegExp(
  `^(?:(?:${weekday},? )?(?:last|past|this|early|mid|late|(?:start|beginning|end) of) |${weekday},? )?(?:${year} )?(?:\\d{1,2}${ordinal}(?: of)? )?${month}\\.?(?: \\d{1,2}${ordinal}(?!\\d))?(?:,? \\d{4})?$`,
  'u',
)

/** The day or month that a date in words means; without a year, the last one that has begun. */
const wordsSpan = (text: string, today: Temporal.PlainDate): Span | undefined => {
  const name = monthAlone.test(text) ? new RegExp(`\\b${month}\\b`, 'u').exec(text)?.[0] : undefined
  if (name === undefined) {
    const at = dayStarts.indexOf(text.replace(/^last /u, '').slice(0, 3))
    if (at < 0 || !new RegExp(`^(?:last )?${weekday}$`, 'u').test(text)) return undefined
    const back = (today.dayOfWeek - (at + 1) + 7) % 7
    return spanOf(today.subtract({ days: back === 0 && text.startsWith('last') ? 7 : back }), 'day')
  }
  const number = monthNames.indexOf(name.slice(0, 3)) + 1
  const day = numberOf(/\b(\d{1,2})(?:st|nd|rd|th)?\b/u.exec(text)?.[1])
  const given = numberOf(/\b(\d{4})\b/u.exec(text)?.[1])
  const span = calendarSpan(given ?? today.year, number, day)
  const isAhead = span !== undefined && Temporal.PlainDate.compare(span.first, today) > 0
  return given === undefined && isAhead ? calendarSpan(today.year - 1, number, day) : span
}

const ends = '(?=$|[ ?.,!)])'
const range = new RegExp(
  String.raw`(?<=^| )(?:(?:between|from) (${anyDate}) ?(?:and|to|until|till|through|[-–]) ?(${anyDate}|(?:the )?present|now)|(?:in|during) (${anyDate}) (?:and|or) (${anyDate})|(${year}) ?(?:to|[-–]) ?(${year})|(${dayOfMonth}) ?[-–] ?(${dayOfMonth}))${ends}`,
  'giu',
)
const limit = new RegExp(
  String.raw`(?<=^| )(since|after|(?:newer|later) than|until|till|up to|before|prior to|(?:older|earlier) than)(?: |: ?)(${anyDate})${ends}`,
  'giu',
)
const onwards = new RegExp(String.raw`(?<=^| )from (${anyDate}) (?:on|onwards?)${ends}`, 'giu')
const during = new RegExp(
  String.raw`(?<=^| )(?:(?:dated|published|in|over|during|within|from|on|of|for) )*(?:the )?(?:(${whole}|${lately}|yesterday|last ${weekday}|[qh]\d ${year})|(?<=(?:dated|published|in|during|from|on|of|for)(?: the)? )(${plainDate})|(?<=(?:dated|published|in|during|from)(?: the)? )(\d{3}0s|${partPattern}(?: of the year)?|${month}|${year})|(?<=on )(${weekday}))${ends}`,
  'giu',
)

const names: Readonly<Record<string, string>> = {
  till: 'until',
  'up to': 'until',
  'prior to': 'before',
  'older than': 'before',
  'earlier than': 'before',
  'newer than': 'after',
  'later than': 'after',
}

/** The field `name:` with the day of that limit; undefined if the words are not a date. */
const field = (typedName: string, typed: string, today: Temporal.PlainDate): string | undefined => {
  const span = readSpan(typed, today)
  const name = names[typedName.toLowerCase()] ?? typedName.toLowerCase()
  return span && `${name}:${(name === 'until' ? span.last : span.first).toString()}`
}

/** `between March and May 2021`: both dates get the year, and the end is not before the beginning. */
const withYearOf = (from: string, to: Span | undefined): string => {
  if (to === undefined || !new RegExp(`^(?:(?:\\d{1,2} )?${month}(?: \\d{1,2})?|${partPattern})$`, 'iu').test(from))
    return from
  const same = readSpan(`${from} ${to.last.year}`, to.last)
  const isBefore = same !== undefined && Temporal.PlainDate.compare(same.first, to.first) <= 0
  return `${from} ${isBefore ? to.last.year : to.last.year - 1}`
}

/** From the beginning of one date to the end of another, which may be in the future. */
const fieldsOf = (from: string, to: string, today: Temporal.PlainDate): string | undefined => {
  const last = readSpan(to, today)
  const first = readSpan(from === to ? from : withYearOf(from, last), today)
  if (first === undefined || last === undefined || Temporal.PlainDate.compare(first.first, today) > 0) return undefined
  const isOver = Temporal.PlainDate.compare(last.last, today) < 0 && !new RegExp(`^${lately}$`, 'iu').test(to)
  return `since:${first.first.toString()}${isOver ? ` until:${last.last.toString()}` : ''}`
}

const day = `\\d{1,2}${ordinal}`
/** `may` and `march` before a word are verbs: `between 10 and 20 may fail`. */
const verb = String.raw`(?:may|march) (?!(?:and|or|on|about|by|in)\b)\p{L}`
const daysOfMonth = new RegExp(
  String.raw`(?<=^| )(?:(?<lead>between|from|during|in) )?(?:(?<first>${day}) ?(?<joint>and|to|until|till|through|[-–]) ?(?<last>${day})(?: of)? (?!${verb})(?<month>${month})|(?<month2>${month}) (?<first2>${day}) ?(?<joint2>and|to|until|till|through|[-–]) ?(?<last2>${day}))(?:,? (?<year>${year}))?${ends}`,
  'giu',
)

/** Adds the month to each day: `between 1 and 15 october` becomes `from 1 october to 15 october`. */
export const withWholeDays = (text: string): string =>
  text.replaceAll(daysOfMonth, (all: string, ...found: readonly unknown[]) => {
    const groups = found.at(-1) as Readonly<Record<string, string | undefined>>
    const { lead, first, first2, last, last2, joint, joint2, year: given } = groups
    const [from, to] = [first ?? first2 ?? '', last ?? last2 ?? '']
    // `2 and 3 may` are days that follow each other; `2 and 9 may` are two separate dates.
    const isPair = lead === undefined && /^and$/iu.test(joint ?? joint2 ?? '')
    if (
      (isPair && Number.parseInt(from, 10) + 1 !== Number.parseInt(to, 10)) ||
      Number.parseInt(from, 10) >= Number.parseInt(to, 10)
    )
      return all
    const name = [groups['month'] ?? groups['month2'], given].filter((part) => part !== undefined).join(' ')
    return `from ${from} ${name} to ${to} ${name}`
  })

/** A year that is named as one: `the year 2024`, `2024 only`. */
const namedYear = new RegExp(
  String.raw`(?<=^| )(?:(?:in|of|for|from|during) )?(?:(?:the )?year (${year})(?: (?:only|alone))?|only (?:in |from )?(${year})|(${year}) (?:only|alone))${ends}`,
  'giu',
)

const readFields = (text: string, today: Temporal.PlainDate): string =>
  withWholeDays(text)
    .replaceAll(namedYear, 'in $1$2$3')
    .replaceAll(range, (all: string, ...found: readonly (string | undefined)[]) => {
      const [from = '', to = ''] = found.slice(0, 8).filter((one) => one !== undefined)
      return fieldsOf(from, to, today) ?? all
    })
    .replaceAll(onwards, (all: string, date: string) => field('since', date, today) ?? all)
    .replaceAll(limit, (all: string, name: string, date: string) => field(name, date, today) ?? all)
    .replaceAll(during, (all: string, ...dates: readonly (string | undefined)[]) => {
      const date = dates.slice(0, 4).find((one) => one !== undefined) ?? ''
      return fieldsOf(date, date, today) ?? all
    })

/**
 * Replaces dates in plain words by fields: `since monday`, `nickel last month`, `before november`, `between 2015 and
 * 2019`, `in the past 30 days`. Words in quotation marks are unchanged.
 */
export const datesAsFields = (text: string, today: Temporal.PlainDate): string =>
  text.replaceAll(/"[^"]*"|[^"]+/gu, (part) => (part.startsWith('"') ? part : readFields(part, today)))

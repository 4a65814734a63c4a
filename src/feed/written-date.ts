import { Temporal } from 'temporal-polyfill'
import { once } from '../once.ts'

/** The languages whose month names are read. */
const languages =
  'en fr de es it pt nl id ms sv pl tr ru vi da nb fi cs ro hu el uk bg hr he ar fa-u-ca-gregory hi ur bn ta fil th km lo my ko'

/** Without accents and full stops, so that `févr.` and `fevrier` are the same. */
const bare = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/[\p{M}.]/gu, '')
    .toLowerCase()

/** Old spellings that sites still use and Unicode's data do not have. */
const oldNames: readonly [string, number][] = [
  ['sept', 9],
  ['nopember', 11],
  ['pebruari', 2],
]

const namesOfMonths = (): ReadonlyMap<string, number> => {
  const monthOf = new Map(oldNames)
  for (const language of languages.split(' ')) {
    for (const month of ['long', 'short'] as const) {
      // With a day beside the month, because Slavic languages have another form for that.
      const format = new Intl.DateTimeFormat(language, { month, day: 'numeric', timeZone: 'UTC' })
      for (let index = 0; index < 12; index += 1) {
        const parts = format.formatToParts(new Date(Date.UTC(2025, index, 15)))
        const name = bare(parts.find((part) => part.type === 'month')?.value ?? '')
        if (/^\p{L}{2,}$/u.test(name) && !monthOf.has(name)) monthOf.set(name, index + 1)
      }
    }
  }
  return monthOf
}

const months = once(namesOfMonths)
/** The number of a month by its name. */
const monthOf = (name: string): number | undefined => months().get(bare(name))

/** The digits of each script follow each other in Unicode; these are the zeros. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xbe6, 0xe50, 0xed0, 0x1040, 0x17e0, 0xff10]
const latinDigit = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0
  const zero = zeros.find((one) => code >= one && code < one + 10)
  return zero === undefined ? digit : String(code - zero)
}

const han = '〇一二三四五六七八九'
/** `二〇二五` as 2025, `二十八` as 28. */
const hanNumber = (text: string): string => {
  const [tens, ones] = text.split('十')
  const digits = (part: string): string => part.replaceAll(/./gu, (one) => String(han.indexOf(one)))
  return ones === undefined ? digits(text) : `${tens === '' ? 1 : digits(tens ?? '')}${ones === '' ? 0 : digits(ones)}`
}

/** Calendar eras of Taiwan and Japan, with the number to add to their years. */
const eras: Readonly<Record<string, number>> = { 民國: 1911, 民国: 1911, 令和: 2018, 平成: 1988 }
const eraYear = (whole: string, era: string, year: string): string => {
  const added = eras[era]
  return added === undefined ? whole : String(added + (year === '元' ? 1 : Number(year)))
}

const vietnameseMonths = ['một', 'hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười', 'mười một', 'mười hai']

/** The text with ASCII digits, and with the time after the date. */
const regular = (text: string): string =>
  text
    .trim()
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/(?![0-9])\p{Nd}/gu, latinDigit)
    .replaceAll(/(?<=\d\.) (?=\d)/gu, '')
    .replace(/^(\d{8}T\d{2})(\d{2})(\d{2})?/u, '$1:$2:$3')
    .replaceAll('○', '〇')
    .replaceAll(/[〇一二三四五六七八九十]+(?=[年月日号號])/gu, hanNumber)
    .replace(/^(民[國国]|[令平][和成])(\d{1,3}|元)(?=年)/u, eraYear)
    .replace(/(?<=tháng )(?:mười (?:một|hai)|\p{L}+)(?=[ ,])/iu, (name) => {
      const at = vietnameseMonths.indexOf(name.normalize('NFC').toLowerCase())
      return at === -1 ? name : String(at + 1)
    })
    .replace(yearLast, '$1 $3 $2')
    .replace(timeFirst, '$2 $1')

/** Zone abbreviations that feeds write instead of an offset, in minutes; RFC 822 has only the American ones. */
const zoneMinutes: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 60,
  west: 60,
  cet: 60,
  cest: 120,
  eet: 120,
  sast: 120,
  eest: 180,
  msk: 180,
  gst: 240,
  pkt: 300,
  ist: 330,
  ict: 420,
  wib: 420,
  sgt: 480,
  myt: 480,
  hkt: 480,
  pht: 480,
  wita: 480,
  awst: 480,
  jst: 540,
  kst: 540,
  wit: 540,
  acst: 570,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
}

/** Zones written as words, by how they begin, with their abbreviation. */
const zoneWords: readonly [RegExp, string][] = [
  [/^(?:singapore|malaysia|hong kong|china|philippine|australian western|taipei)\b/u, 'sgt'],
  [/^(?:indochina|western indonesia|vietnam|thailand)\b/u, 'ict'],
  [/^(?:japan|korean?)\b/u, 'jst'],
  [/^india\b/u, 'ist'],
  [/^british summer\b/u, 'bst'],
  [/^central european summer\b/u, 'cest'],
  [/^central european\b/u, 'cet'],
  [/^australian eastern daylight\b/u, 'aedt'],
  [/^australian eastern\b/u, 'aest'],
  [/^(?:eastern|us eastern) daylight\b/u, 'edt'],
  [/^(?:eastern|us eastern)\b/u, 'est'],
  [/^pacific daylight\b/u, 'pdt'],
  [/^pacific\b/u, 'pst'],
]

const weekday = String.raw`(?:(?:\p{L}[\p{L}\p{M}-]{1,14}[.,]{0,2}|\p{L}[\p{L}\p{M}]{1,4}\s(?:\p{L}[\p{L}\p{M}]{1,4}|\d),)\s{1,3}|วัน\p{L}[\p{L}\p{M}]{1,10}\s?)?(?:ที่\s?)?`
const zone = String.raw`(?<zone>[a-z]{2,20}\/[a-z_]{2,30}(?:\/[a-z_]{2,30})?|(?:[a-z]{2,12}\s){1,3}time|[a-z]{1,5}|(?:gmt|utc)?[+-]\d{1,2}:?(?:\d{2})?)`
const time = String.raw`(?:(?:\s{0,3}[,tT]\s{0,3}|\s{1,3}(?:-\s|at\s|à\s|um\s|в\s|pukul\s|เวลา\s)?)(?<hour>\d{1,2})[:h.](?<minute>\d{2})?(?::(?<second>\d{2})(?:[.,]\d{1,9})?)?\s?(?<half>[ap]\.?m\.?)?\s?${zone}?(?:\s?(?:น\.|uhr))?(?:\s?[([][^)\]]{1,40}[)\]])?)?`
const month = String.raw`(?<name>\p{L}[\p{L}\p{M}.]{1,14})`
const year = String.raw`(?<year>\d{4})(?:\s?(?:г(?:ода|\.)?|r\.))?`

/**
 * Patterns for a text that is a date, in every order in which dates are written; the parts are `day`, `name` or
 * `month`, and `year`.
 */
const forms = [
  String.raw`(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})`,
  String.raw`(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})`,
  String.raw`(?<year>\d{4})[/.](?<month>\d{1,2})[/.](?<day>\d{1,2})\.?`,
  String.raw`(?<year>\d{4})\s?[年년]\s?(?<month>\d{1,2})\s?[月월]\s?(?<day>\d{1,2})\s?[日일号號]?(?:\s?[(（]?[星周週]?期?[一二三四五六日天][)）]?)?`,
  // Day first, as most of the world writes it.
  String.raw`${weekday}(?<day>\d{1,2})(?<mark>[/.-])(?<month>\d{1,2})\k<mark>(?<year>\d{4})`,
  String.raw`${weekday}(?:ngày\s)?(?<day>\d{1,2})\stháng\s(?<month>\d{1,2}),?\s(?:năm\s)?(?<year>\d{4})`,
  String.raw`${weekday}(?<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s/-]{1,3}(?:de\s|of\s)?${month}[.,]{0,2}[\s/-]{1,3}(?:de\s|พ\.ศ\.\s?)?(?:${year}|(?<shortYear>\d{2}))`,
  String.raw`${weekday}${month}\.?[\s-]{1,3}(?<day>\d{1,2})(?:st|nd|rd|th)?,?[\s-]{1,3}(?<year>\d{4})`,
  String.raw`(?<year>\d{4})[.,]?[\s-]{1,3}${month}[\s-]{1,3}(?<day>\d{1,2})\.?`,
  // ISO 8601's other forms: a day of a week, a day of the year.
  String.raw`(?<year>\d{4})-?W(?<week>\d{2})-?(?<day>[1-7])`,
  String.raw`(?<year>\d{4})-(?<dayOfYear>\d{3})`,
].map((form) => new RegExp(`^${form}${time}$`, 'iu'))
/** Seconds or milliseconds since 1970. */
const clock = /^(?<seconds>\d{9,10})(?<milliseconds>\d{3})?$/u

/** The time before the year, as the C library prints it: `Thu Jan 1 10:00:00 GMT+0800 2015`. */
const yearLast = /^(\p{L}{3} \p{L}{3} {1,2}\d{1,2}) (\d{2}:\d{2}:\d{2}(?: [\w+:-]{1,9})?) (\d{4})$/u
/** `10:00 AM SGT, 28 December 2025`. */
const timeFirst =
  /^(\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,5})?)(?:,| -)? (?:on )?(.*\p{L}.*\d{4}|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})$/iu

const offsetOf = (zone: string | undefined): number => {
  const written = zone?.toLowerCase() ?? ''
  const [, sign, hours, minutes] = /([+-])(\d{1,2}):?(\d{2})?$/u.exec(written) ?? []
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0))
  const name = zoneWords.find(([words]) => words.test(written))?.[1] ?? written
  return zoneMinutes[name] ?? 0
}

const hourOf = (hour: number, half: string | undefined): number => {
  if (half === undefined) return hour
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
}

/** A date as written, and its instant; a day without a time begins at midnight UTC. */
export type WrittenDate = {
  readonly date: Temporal.PlainDate
  readonly at: Date
  /** The date with the month first, if the text can be read that way as well. */
  readonly other?: Temporal.PlainDate
}

type Parts = Readonly<Record<string, string | undefined>>

/** Thailand and Laos count years from the Buddha's death. */
const yearOf = ({ year, shortYear, name }: Parts): number => {
  if (shortYear !== undefined && /\p{sc=Thai}/u.test(name ?? '')) return Number(shortYear) + 2500 - 543
  const written = year === undefined ? Number(shortYear) + 2000 : Number(year)
  return written >= 2400 && written < 2700 ? written - 543 : written
}

const dateOf = (parts: Parts, order: 'day-first' | 'month-first'): Temporal.PlainDate | undefined => {
  const [year, day] = [yearOf(parts), Number(parts['day'])]
  try {
    if (parts['dayOfYear'] !== undefined) {
      const date = new Temporal.PlainDate(year, 1, 1).add({ days: Number(parts['dayOfYear']) - 1 })
      return date.year === year ? date : undefined
    }
    if (parts['week'] !== undefined) {
      // ISO 8601: the fourth of January is always in the first week.
      const fourth = new Temporal.PlainDate(year, 1, 4)
      const date = fourth.add({ days: 7 * (Number(parts['week']) - 1) + day - fourth.dayOfWeek })
      return date.yearOfWeek === year ? date : undefined
    }
    const month = parts['name'] === undefined ? Number(parts['month']) : monthOf(parts['name'])
    if (month === undefined) return undefined
    const written = order === 'day-first' ? { month, day } : { month: day, day: month }
    return Temporal.PlainDate.from({ year, ...written }, { overflow: 'reject' })
  } catch {
    // Not a day of the calendar, such as 31 February.
    return undefined
  }
}

const momentOf = (date: Temporal.PlainDate, { hour, minute, second, half, zone }: Parts): Date | undefined => {
  try {
    const clock = { hour: hourOf(Number(hour ?? 0), half), minute: Number(minute ?? 0), second: Number(second ?? 0) }
    const local = date.toPlainDateTime(Temporal.PlainTime.from(clock, { overflow: 'reject' }))
    if (zone?.includes('/') === true) return new Date(local.toZonedDateTime(zone).epochMilliseconds)
    return new Date(local.toZonedDateTime('UTC').epochMilliseconds - offsetOf(zone) * 60_000)
  } catch {
    // Not a time, such as 25 o'clock, or an unknown zone.
    return undefined
  }
}

const fromParts = (parts: Parts): WrittenDate | undefined => {
  const dayFirst = dateOf(parts, 'day-first')
  const monthFirst = parts['mark'] === undefined ? undefined : dateOf(parts, 'month-first')
  const date = dayFirst ?? monthFirst
  const at = date === undefined ? undefined : momentOf(date, parts)
  if (date === undefined || at === undefined) return undefined
  // With full stops the day always comes first.
  const isOpen =
    parts['mark'] !== '.' && dayFirst !== undefined && monthFirst !== undefined && !dayFirst.equals(monthFirst)
  return isOpen ? { date, at, other: monthFirst } : { date, at }
}

const fromClock = ({ seconds, milliseconds }: Parts): WrittenDate => {
  const at = new Date(Number(seconds) * 1000 + Number(milliseconds ?? 0))
  return { at, date: Temporal.PlainDate.from(at.toISOString().slice(0, 10)) }
}

/**
 * The date that a text is, as RFC 822, ISO 8601, computers and people write it: in English and about thirty other
 * languages, in the digits of every script, with a zone as an offset or a name. Undefined for anything else, and for
 * days that do not exist. `01/07/2025` is read with the day first, and `other` is the date with the month first.
 */
export const parseWrittenDate = (text: string): WrittenDate | undefined => {
  if (text.length > 100) return undefined
  const written = regular(text)
  const ticks = clock.exec(written)?.groups
  if (ticks !== undefined) return fromClock(ticks)
  for (const form of forms) {
    const parts = form.exec(written)?.groups
    const date = parts === undefined ? undefined : fromParts(parts)
    if (date !== undefined) return date
  }
  return undefined
}

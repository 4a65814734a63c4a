import { Temporal } from 'temporal-polyfill'

/** Languages whose names of months are read, beside English. */
const languages = ['en', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'id', 'ms', 'sv', 'pl', 'tr', 'ru', 'vi']

/** Without accents and points, so that `févr.` and `fevrier` are read alike. */
const bare = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/[\p{M}.]/gu, '')
    .toLowerCase()

const monthOf = new Map<string, number>([['sept', 9]])
for (const language of languages) {
  for (const month of ['long', 'short'] as const) {
    // With a day beside it: Slavic languages have another form for that.
    const format = new Intl.DateTimeFormat(language, { month, day: 'numeric', timeZone: 'UTC' })
    for (let index = 0; index < 12; index += 1) {
      const parts = format.formatToParts(new Date(Date.UTC(2025, index, 15)))
      const name = bare(parts.find((part) => part.type === 'month')?.value ?? '')
      if (/^\p{L}{3,}$/u.test(name) && !monthOf.has(name)) monthOf.set(name, index + 1)
    }
  }
}

/** Names of zones that feeds write in place of an offset, in minutes; RFC 822 has but the American ones. */
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

const weekday = String.raw`(?:\p{L}[\p{L}\p{M}-]{1,14}[.,]{0,2}\s{1,3})?`
const time = String.raw`(?:(?:\s{0,3}[,tT]\s{0,3}|\s{1,3}(?:-\s|at\s|à\s|um\s)?)(?<hour>\d{1,2})[:h.](?<minute>\d{2})?(?::(?<second>\d{2})(?:[.,]\d{1,9})?)?\s?(?<half>[ap]\.?m\.?)?\s?(?<zone>[a-z]{1,5}|(?:gmt|utc)?[+-]\d{1,2}:?(?:\d{2})?)?(?:\s?\([^)]{1,40}\))?)?`
const month = String.raw`(?<name>\p{L}[\p{L}\p{M}]{2,14})`

/** A date as a whole text, in every order in which it is written; `day`, `name` or `month`, and `year` are its parts. */
const forms = [
  String.raw`(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})`,
  String.raw`(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})`,
  String.raw`(?<year>\d{4})[/.](?<month>\d{1,2})[/.](?<day>\d{1,2})`,
  String.raw`(?<year>\d{4})\s?[年년]\s?(?<month>\d{1,2})\s?[月월]\s?(?<day>\d{1,2})\s?[日일号]?(?:\s?[(（]?[星周]?期?[一二三四五六日天][)）]?)?`,
  // Day first, as most of the world writes it.
  String.raw`(?<day>\d{1,2})[/.](?<month>\d{1,2})[/.](?<year>\d{4})`,
  String.raw`${weekday}(?<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]{1,3}(?:de\s|of\s)?${month}[.,]?[\s-]{1,3}(?:de\s)?(?<year>\d{4}|\d{2})`,
  String.raw`${weekday}${month}\.?[\s-]{1,3}(?<day>\d{1,2})(?:st|nd|rd|th)?,?[\s-]{1,3}(?<year>\d{4})`,
].map((form) => new RegExp(`^${form}${time}$`, 'iu'))

/** `Thu Jan 1 10:00:00 GMT+0800 2015`, as the C library prints it: the time stands before the year. */
const yearLast = /^(\p{L}{3} \p{L}{3} {1,2}\d{1,2}) (\d{2}:\d{2}:\d{2}(?: [\w+:-]{1,9})?) (\d{4})$/u

const offsetOf = (zone: string | undefined): number => {
  const written = zone?.toLowerCase() ?? ''
  const [, sign, hours, minutes] = /([+-])(\d{1,2}):?(\d{2})?$/u.exec(written) ?? []
  if (sign === undefined) return zoneMinutes[written] ?? 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0))
}

const hourOf = (hour: number, half: string | undefined): number => {
  if (half === undefined) return hour
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
}

/** A date as written, and the moment that it names; a day without a time begins at midnight UTC. */
export type WrittenDate = { readonly date: Temporal.PlainDate; readonly at: Date }

const fromParts = (parts: Readonly<Record<string, string | undefined>>): WrittenDate | undefined => {
  const { year = '', name, hour, minute, second, half, zone } = parts
  const month = name === undefined ? Number(parts['month']) : monthOf.get(bare(name))
  if (month === undefined) return undefined
  try {
    const written = { year: Number(year) + (year.length === 2 ? 2000 : 0), month, day: Number(parts['day']) }
    const date = Temporal.PlainDate.from(written, { overflow: 'reject' })
    const clock = { hour: hourOf(Number(hour ?? 0), half), minute: Number(minute ?? 0), second: Number(second ?? 0) }
    const moment = date.toPlainDateTime(Temporal.PlainTime.from(clock, { overflow: 'reject' })).toZonedDateTime('UTC')
    return { date, at: new Date(moment.epochMilliseconds - offsetOf(zone) * 60_000) }
  } catch {
    // 31 February, 25 o'clock: there is no such moment.
    return undefined
  }
}

/**
 * The date that a text is, as RFC 822, ISO 8601 and people write it: in English and a dozen other languages, Chinese,
 * Japanese and Korean included, with a zone by offset or by name. Undefined for anything else, and for days that there are
 * not. Of `01/07/2025` the day is taken to be first.
 */
export const parseWrittenDate = (text: string): WrittenDate | undefined => {
  if (text.length > 100) return undefined
  const written = text.trim().replaceAll(/\s+/gu, ' ').replace(yearLast, '$1 $3 $2')
  for (const form of forms) {
    const parts = form.exec(written)?.groups
    const date = parts === undefined ? undefined : fromParts(parts)
    if (date !== undefined) return date
  }
  return undefined
}

import { UserError } from '../../errors.ts'
import { inWeekOrder, type Weekday, weekdays } from '../cadence.ts'
import { normaliseInput, plainInput, quoted } from './normalise-input.ts'
import { refuseOtherPeriods } from './other-periods.ts'
import { clock, parseTime } from './parse-time.ts'
import { parseZone } from './parse-zone.ts'
import { type PartOfDay, type Reading, readWords } from './read-words.ts'
import { refuseUnknown } from './unknown-words.ts'

/** When a subscription posts, as a person said it; a field is undefined if they did not say it. */
export type Schedule = {
  /** `instant`: each commentary as it appears. */
  readonly mode: 'instant' | 'digest' | 'both' | undefined
  readonly days: readonly Weekday[] | undefined
  readonly times: readonly string[] | undefined
  readonly zone: string | undefined
  /** Assumptions, one clause each, that the answer mentions. */
  readonly assumed: readonly string[]
}

/** The time that a part of the day stands for if no time is given. */
export const defaultTimes: Readonly<Record<PartOfDay, string>> = {
  morning: '08:00',
  afternoon: '15:00',
  evening: '18:00',
  night: '21:00',
}

const hourAlone = /^\d{1,2}(?: o'?clock)?$/u
const withoutHalf = /^\d{1,2}(?:[:.h]\d{2})?(?: o'?clock)?$|^half|^quarter/u

/** The times, adapted to the part of the day, and what had to be assumed. */
const timesOf = ({ times, parts }: Reading): { readonly times: string[] | undefined; readonly assumed: string[] } => {
  if (times.length === 0) {
    if (parts.size === 0) return { times: undefined, assumed: [] }
    const inOrder = [...parts].map((part) => defaultTimes[part]).toSorted()
    return { times: inOrder, assumed: [...parts].map((part) => `${defaultTimes[part]} for “${part}”`) }
  }
  const [part, other] = parts
  if (other !== undefined) {
    const fix = 'say am or pm with each, e.g. 8am and 5pm'
    throw new UserError('Time', `“${part}” and “${other}” are given together with times`, fix)
  }
  const assumed: string[] = []
  const read = times.map(({ time, typed }) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    if (part !== undefined && part !== 'morning' && hour >= 1 && hour < 12 && withoutHalf.test(typed)) {
      return clock(hour + 12, minute)
    }
    if (part === undefined && hour >= 1 && hour < 12 && hourAlone.test(typed)) {
      assumed.push(`${time} for “${typed}”, by the 24-hour clock (for the evening say ${hour}pm)`)
    }
    return time
  })
  return { times: [...new Set(read)].toSorted(), assumed }
}

const daysOf = ({ days, except, isDaily, isWeekly, count }: Reading) => {
  const isSaid = days.size > 0 || except.size > 0 || isDaily
  if (!isSaid && !isWeekly) return { days: undefined, assumed: [] }
  if (!isSaid && (count === undefined || count.number === 1))
    return { days: ['mon'] as const, assumed: ['monday for “weekly”'] }
  const named = days.size > 0 ? [...days] : isSaid ? weekdays : []
  const left = inWeekOrder(named.filter((day) => !except.has(day)))
  if (isSaid && left.length === 0) throw new UserError('Days', 'no day is left', 'name at least one, e.g. weekdays')
  return { days: left, assumed: [] }
}

/** @throws UserError if the phrase announces another number of times than it names. */
const checkCount = ({ count }: Reading, days: readonly Weekday[], times: readonly string[]): void => {
  if (count === undefined) return
  const given = count.of === 'day' ? times.length : days.length
  if (given === count.number || (count.number === 1 && given === 0)) return
  const example = count.of === 'day' ? 'daily 8am and 5pm' : 'monday and thursday'
  throw new UserError(
    count.of === 'day' ? 'Time' : 'Days',
    `“${count.typed}” needs ${count.number}, and ${given} are named`,
    `name each, e.g. ${example}`,
  )
}

/** @throws UserError if different days have different times: `mon at 8 and tue at 9`. */
const checkOneTime = ({ order }: Reading, times: readonly string[]): void => {
  if (times.length < 2 || !/dtdt|tdtd/u.test(order)) return
  throw new UserError(
    'Schedule',
    'different times on different days are not available',
    'a digest comes at the same times on all its days; e.g. mon,tue 08:00',
  )
}

/** The name of a country or a city, which may mean a topic as well as a time zone. */
const isPlaceName = (name: string): boolean => /^[\p{L}\p{M}.' ]{5,}$/u.test(name) && !/\btime$/iu.test(name)

/** The name of a place that is given without a time, and may mean a topic. */
const topicIn = ({ zones, times, parts }: Reading): string | undefined =>
  times.length === 0 && parts.size === 0 ? zones.find(isPlaceName) : undefined

/** @throws UserError if the names are several zones, or may mean a topic. */
const zoneOf = (reading: Reading): string | undefined => {
  const topic = topicIn(reading)
  if (topic !== undefined) {
    throw new UserError(
      'Schedule',
      `${quoted(topic)} can be a time zone or a topic`,
      `for the time zone give the time with it, e.g. 8am ${topic}; for the topic say filter:${topic}`,
    )
  }
  const named = [...new Set(reading.zones.map(parseZone))]
  if (named.length < 2) return named[0]
  throw new UserError('Time zone', `two time zones are named, ${named.join(' and ')}`, 'a digest has one: name one')
}

const isDigest = (schedule: Pick<Schedule, 'days' | 'times'>): boolean =>
  schedule.days !== undefined || schedule.times !== undefined

/**
 * What a phrase such as `every weekday 08:30 SGT`, `mon, wed and fri at 8am` or `sun-thu 7am Dubai` means.
 * @throws UserError about a word that is not understood, an ambiguous time zone, or a period that is not available.
 */
export const parseSchedule = (typed: string): Schedule => {
  refuseOtherPeriods(normaliseInput(typed))
  const reading = readWords(plainInput(typed))
  if (reading.unknown.length > 0) {
    // Among words that are not understood, a place's name is one of them: `south china sea`.
    const isTopic = reading.zones.some(isPlaceName) && reading.times.length === 0
    throw refuseUnknown(isTopic ? [plainInput(typed).replace(/^(?:to|me|on|about|for) /iu, '')] : reading.unknown)
  }
  const { days, assumed: assumedDays } = daysOf(reading)
  const { times, assumed: assumedTimes } = timesOf(reading)
  checkOneTime(reading, times ?? [])
  checkCount(reading, days ?? [], times ?? [])
  const mode = reading.mode === 'instant' && isDigest({ days, times }) ? 'both' : reading.mode
  return { mode, days, times, zone: zoneOf(reading), assumed: [...assumedDays, ...assumedTimes] }
}

/** Whether a phrase says when and nothing else, even with a zone that has to be asked about; a place’s name alone may be a subject. */
export const isSchedule = (typed: string): boolean => {
  try {
    refuseOtherPeriods(normaliseInput(typed))
    const reading = readWords(plainInput(typed))
    const { days, except, isDaily, isWeekly, times, parts, count, unknown } = reading
    const saysWhen = days.size + except.size + times.length > 0 || isDaily || isWeekly
    return unknown.length === 0 && topicIn(reading) === undefined && (saysWhen || parts.size > 0 || count !== undefined)
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/** The days that an option names. @throws UserError for anything else. */
export const parseDays = (typed: string): readonly Weekday[] => {
  const { days, times, zone, mode } = parseSchedule(typed)
  if (days !== undefined && times === undefined && zone === undefined && mode === undefined) return days
  throw new UserError(
    'Days',
    typed.trim() === '' ? 'say on which days' : `${quoted(typed)} is not days of the week`,
    `name them, e.g. daily, weekdays, or ${weekdays.slice(0, 3).join(',')}`,
  )
}

/** The times that an option names. @throws UserError for anything else. */
export const parseTimes = (typed: string): readonly string[] => {
  const parts = normaliseInput(typed).split(/\s*(?:[,;&/]|\band\b)\s*/u)
  return [...new Set(parts.map(parseTime))].toSorted()
}

import { UserError } from '../../errors.ts'
import { ImpossibleSchedule } from './impossible.ts'
import { normaliseInput, quoted } from './normalise-input.ts'

const named: Readonly<Record<string, string>> = {
  midnight: '00:00',
  '12 midnight': '00:00',
  noon: '12:00',
  '12 noon': '12:00',
  midday: '12:00',
}

/** `8`, `8:30`, `08.30`, `8h30`, `0830`; each may be followed by am or pm, as in `8 p.m.`. */
const shape = /^(?<hour>\d{1,2})(?:[:.h](?<minute>\d{0,2}))?\s?(?<half>[ap])?$|^(?<four>\d{3,4})\s?(?<half4>[ap])?$/u

const wrong = (problem: string, fix: string): UserError => new UserError('Time', problem, fix)

const noTime = (typed: string): ImpossibleSchedule =>
  new ImpossibleSchedule('Time', `${quoted(typed)} is not a time of day`, 'give 00:00 to 23:59, e.g. 08:00')

type Read = { readonly hour: number; readonly minute: number; readonly half: string | undefined }

const readShape = (typed: string): Read => {
  const text = normaliseInput(typed)
    .replace(/\s?([ap])\.?m\.?$/u, '$1')
    .replace(/(?<=\d)\s?(?:hrs?\.?|hours?|o'?clock)$/u, '')
    .replace(/(?<=\d{3})\s?h$/u, '')
  const groups = shape.exec(text)?.groups
  if (groups === undefined) throw noTime(typed)
  const { four } = groups
  const minute = four?.slice(-2) ?? groups['minute'] ?? ''
  if (minute.length === 1) throw wrong(`the minutes of ${quoted(typed)} need two digits`, 'e.g. 08:05')
  return {
    hour: Number(four?.slice(0, -2) ?? groups['hour']),
    minute: Number(minute),
    half: groups['half'] ?? groups['half4'],
  }
}

const hourOfDay = ({ hour, half }: Read, typed: string): number => {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) throw wrong(`${quoted(typed)}: with am or pm the hour is 1 to 12`, 'e.g. 8am or 20:00')
  return (hour % 12) + (half === 'p' ? 12 : 0)
}

/** `HH:MM`. */
export const clock = (hour: number, minute: number): string =>
  [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')

/** The time `HH:MM` that many minutes later, or earlier if they are negative; it may pass midnight. */
export const shiftedTime = (time: string, minutes: number): string => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const at = (((hour * 60 + minute + Math.round(minutes)) % 1440) + 1440) % 1440
  return clock(Math.floor(at / 60), at % 60)
}

/**
 * A time of day as people type it, as `HH:MM`; without am or pm it is read by the 24-hour clock.
 * @throws UserError about what is not a time, with a correct example.
 */
export const parseTime = (typed: string): string => {
  const text = normaliseInput(typed)
  if (text === '') throw wrong('say at what time', 'e.g. 08:00')
  const name = Object.hasOwn(named, text) ? named[text] : undefined
  if (name !== undefined) return name
  const read = readShape(typed)
  const hour = hourOfDay(read, typed)
  if (hour === 24 && read.minute === 0) throw wrong(`a day ends before ${quoted(typed)}`, 'use 00:00 of the next day')
  if (hour > 23 || read.minute > 59) throw noTime(typed)
  return clock(hour, read.minute)
}

import { shown } from '../archive/query/text.ts'
import { parseQuery } from '../archive/query/parse.ts'
import { UserError } from '../errors.ts'
import type { Cadence } from '../subscriptions/cadence.ts'
import { parseDays } from '../subscriptions/parse-days.ts'
import { parseTime } from '../subscriptions/parse-time.ts'
import { parseZone } from '../subscriptions/parse-zone.ts'

/** What a person asks a subscription to be; undefined where nothing was said of it. */
export type Wish = {
  readonly mode: 'instant' | 'digest' | 'both' | undefined
  readonly days: Cadence['days'] | undefined
  readonly time: string | undefined
  readonly zone: string | undefined
  readonly locale: string | undefined
  readonly filter: string | undefined
  readonly isEmptyPosted: boolean | undefined
  readonly isNewestWanted: boolean
}

const modes = new Map<string, NonNullable<Wish['mode']>>([
  ['instant', 'instant'],
  ['now', 'instant'],
  ['each', 'instant'],
  ['digest', 'digest'],
  ['both', 'both'],
])

/** Everything behind `filter:` is the query, quotation marks, colons and all. */
const splitFilter = (text: string): { readonly words: string; readonly filter: string | undefined } => {
  const at = /(?:^|\s)filter:/iu.exec(text)
  if (at === null) return { words: text, filter: undefined }
  return { words: text.slice(0, at.index), filter: text.slice(at.index + at[0].length).trim() }
}

/** @throws UserError when the locale is no BCP 47 tag that dates can be written in. */
const parseLocale = (text: string): string => {
  const wrong = (): UserError =>
    new UserError('Dates', `“${shown(text)}” is no language`, 'give a language tag, e.g. dates:en-SG')
  try {
    const [locale] = Intl.DateTimeFormat.supportedLocalesOf(text)
    if (locale === undefined) throw wrong()
    return locale
  } catch {
    throw wrong()
  }
}

/** The query of a filter, checked. @throws UserError where it is no query. */
export const checkedFilter = (filter: string): string => {
  if (filter !== '') parseQuery(filter)
  return filter
}

const looksLikeTime = (word: string): boolean => /^\d/u.test(word)
const looksLikeZone = (word: string): boolean => /^[+-]\d|\//u.test(word)

type Words = { -readonly [Part in keyof Wish]: Wish[Part] }

const options = new Map<string, (wish: Words, value: string) => void>([
  ['mode', (wish, value) => readMode(wish, value)],
  [
    'cadence',
    (wish, value) => {
      if (!readWord(wish, value)) parseDays(value)
    },
  ],
  ['days', (wish, value) => (wish.days = parseDays(value))],
  ['time', (wish, value) => (wish.time = parseTime(value))],
  ['zone', (wish, value) => (wish.zone = parseZone(value))],
  ['timezone', (wish, value) => (wish.zone = parseZone(value))],
  ['dates', (wish, value) => (wish.locale = parseLocale(value))],
  ['empty', (wish, value) => (wish.isEmptyPosted = parseEmpty(value))],
])

/** @throws UserError for what is neither yes nor no. */
const parseEmpty = (text: string): boolean => {
  if (/^(?:post|yes|true)$/iu.test(text)) return true
  if (/^(?:skip|no|false)$/iu.test(text)) return false
  throw new UserError('Empty', `“${shown(text)}” is not post or skip`, 'e.g. empty:post')
}

const readMode = (wish: Words, value: string): void => {
  const mode = modes.get(value.toLowerCase())
  if (mode === undefined) {
    throw new UserError('Mode', `“${shown(value)}” is not instant, digest or both`, 'e.g. mode:both')
  }
  wish.mode = mode
}

/** A bare word says by itself what it is. @returns false for one that does not: a day, or a part of a city's name. */
const readWord = (wish: Words, word: string): boolean => {
  const lower = word.toLowerCase()
  if (modes.has(lower)) wish.mode = modes.get(lower)
  else if (lower === 'newest') wish.isNewestWanted = true
  else if (looksLikeTime(word)) wish.time = parseTime(word)
  else if (looksLikeZone(word)) wish.zone = parseZone(word)
  else return readDays(wish, word)
  return true
}

const readDays = (wish: Words, word: string): boolean => {
  try {
    wish.days = parseDays(word)
    return true
  } catch {
    return false
  }
}

/** `new york`: what no other part knew is the zone's name, or a day that there is not. */
const readRest = (wish: Words, words: readonly string[]): void => {
  if (words.length === 0) return
  const [first = ''] = words
  try {
    wish.zone = parseZone(words.join(' '))
  } catch (error) {
    // Of a single word the mistaken weekday is likelier than the mistaken city.
    if (words.length > 1) throw error
    parseDays(first)
  }
}

const readOption = (wish: Words, name: string, value: string): void => {
  const read = options.get(name.toLowerCase())
  if (read === undefined) {
    const known = [...options.keys()].join(':, ')
    throw new UserError('Option', `there is no “${shown(name)}:”`, `known are ${known}: and, last, filter:`)
  } else if (value === '') throw new UserError('Option', `${name}: has no value`, 'e.g. time:08:00')
  else read(wish, value)
}

/**
 * What `daily 08:00 Asia/Singapore filter:topic:maritime` asks for, in whatever order the words come.
 * @throws UserError that names the word, and a right one.
 */
export const parseWish = (text: string): Wish => {
  const { words, filter } = splitFilter(text)
  const wish: Words = {
    mode: undefined,
    days: undefined,
    time: undefined,
    zone: undefined,
    locale: undefined,
    filter: filter === undefined ? undefined : checkedFilter(filter),
    isEmptyPosted: undefined,
    isNewestWanted: false,
  }
  const rest: string[] = []
  // `8 am` is one time.
  const tidy = words.replaceAll(/(\d) (?=[ap]m\b)/giu, '$1')
  for (const token of tidy.split(' ').filter((word) => word !== '')) {
    const [, name, value = ''] = /^([a-z]+):(.*)$/iu.exec(token) ?? []
    if (name !== undefined) readOption(wish, name, value)
    else if (!readWord(wish, token)) rest.push(token)
  }
  readRest(wish, rest)
  return wish
}

const defaultTime = '08:00'
const defaultZone = 'Asia/Singapore'

/** The cadence that is asked for: what is not said stays as it was, or is 08:00 in Singapore on every day. */
export const cadenceOf = ({ days, time, zone }: Wish, before: Cadence | undefined): Cadence => ({
  days: days ?? before?.days ?? 'daily',
  time: time ?? before?.time ?? defaultTime,
  zone: zone ?? before?.zone ?? defaultZone,
})

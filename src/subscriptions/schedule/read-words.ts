import { numberWords } from '../../archive/query/number-words.ts'
import { UserError } from '../../errors.ts'
import { type Weekday, weekdays } from '../cadence.ts'
import { dayGroups, dayRange, weekdayOf } from './day-names.ts'
import { parseTime } from './parse-time.ts'
import { zonesNamed } from './parse-zone.ts'
import { speltTimes } from './spelt-times.ts'

export type PartOfDay = 'morning' | 'afternoon' | 'evening' | 'night'

/** What a phrase says, as far as it has been read. */
export type Reading = {
  /** `instant`: each commentary as it appears. */
  mode: 'instant' | 'digest' | 'both' | undefined
  readonly days: Set<Weekday>
  readonly except: Set<Weekday>
  /** `every day`, unless other days are named. */
  isDaily: boolean
  isWeekly: boolean
  isExcepting: boolean
  readonly times: { readonly time: string; readonly typed: string }[]
  readonly parts: Set<PartOfDay>
  /** The order of days (`d`) and times (`t`), neighbours of one kind as one letter: `mon tue 8am` is `dt`. */
  order: string
  /** Time zones by the names in the phrase. */
  readonly zones: string[]
  /** Whether the word before is `on`, after which no time zone can follow. */
  isAfterOn: boolean
  count: { readonly typed: string; readonly of: 'day' | 'week'; readonly number: number } | undefined
  /** Words that say nothing about a schedule; neighbours are joined. */
  readonly unknown: string[]
  isUnknownLast: boolean
}

const follow = (reading: Reading, kind: 'd' | 't'): void => {
  if (!reading.order.endsWith(kind)) reading.order += kind
}

const addTime = (reading: Reading, time: string, typed: string): void => {
  follow(reading, 't')
  reading.times.push({ time, typed })
}

const addDays = (reading: Reading, days: readonly Weekday[]): void => {
  follow(reading, 'd')
  for (const day of days) (reading.isExcepting ? reading.except : reading.days).add(day)
}

const everyDay = (reading: Reading): void => {
  if (reading.isExcepting) addDays(reading, weekdays)
  else reading.isDaily = true
}

const numbers: Readonly<Record<string, number>> = { ...numberWords, once: 1, twice: 2, thrice: 3 }

const numberOf = (word: string): number => numbers[word] ?? Number(word)

const readCount = (reading: Reading, typed: string, count: string, period: string): void => {
  const of = period.startsWith('da') ? 'day' : 'week'
  if (of === 'day') reading.isDaily = true
  else reading.isWeekly = true
  reading.count = { typed, of, number: numberOf(count) }
}

/** The longest run of the next words that names a time zone. */
const zoneRun = (rest: string): string | undefined => {
  const run = /^[\p{L}\p{M}.'_-]+(?: [\p{L}\p{M}.'_-]+){0,5}/u.exec(rest)?.[0].split(' ') ?? []
  for (let length = run.length; length > 0; length -= 1) {
    const name = run.slice(0, length).join(' ')
    if (zonesNamed(name).length > 0) return name
  }
  return undefined
}

const isAll = (pattern: RegExp, word: string): boolean => {
  pattern.lastIndex = 0
  return pattern.exec(word)?.[0] === word
}

const isDayGroup = (word: string): boolean => dayGroups.some(([pattern]) => isAll(pattern, word))

/**
 * Reads one part at the beginning of `rest`, which is `typed` in lower case.
 * @returns how many characters it read; 0 where `rest` does not begin with such a part.
 */
type Rule = (reading: Reading, rest: string, typed: string) => number

/** A rule for what matches at the beginning; `read` may refuse it by `false`. */
const rule =
  (
    pattern: RegExp,
    read: (reading: Reading, groups: readonly string[], typed: string) => boolean | void = () => {},
  ): Rule =>
  (reading, rest, typed) => {
    pattern.lastIndex = 0
    const found = pattern.exec(rest)
    if (found === null) return 0
    const groups = [...found].map((group) => group ?? '')
    return read(reading, groups, typed.slice(0, found[0].length)) === false ? 0 : found[0].length
  }

const rules: readonly Rule[] = [
  rule(/[\s,;&()."!?]+|\/|\+(?!\d)|-(?!\d)/uy),
  rule(/(?:(?:utc|gmt) ?)?[+-] ?\d{1,2}(?::?\d{2})?(?![\d:])/uy, (reading, [typed = '']) => {
    reading.zones.push(typed.replaceAll(' ', ''))
  }),
  rule(/(\p{L}+)(?:\/[\p{L}_+-]+\d*)+/uy, (reading, [, first = ''], typed) => {
    if (weekdayOf(first) !== undefined || isDayGroup(first)) return false
    reading.zones.push(typed)
    return true
  }),
  rule(
    /(\d|one|two|three|four|five|six|seven) days? (?:a|per|each|every) week(?!\p{L})/uy,
    (reading, [typed, count]) => {
      if (numberOf(count ?? '') !== 7) {
        throw new UserError('Days', `“${typed}” does not say which`, 'name them, e.g. weekdays, or mon,wed,fri')
      }
      everyDay(reading)
    },
  ),
  rule(
    /(once|twice|thrice|(?:\d|one|two|three|four|five|six|seven)(?=x| times)) ?(?:x|times)? ?(?:a |per |each |every )?(day|daily|week|weekly)(?!\p{L})/uy,
    (reading, [typed = '', count = '', period = '']) => readCount(reading, typed, count, period),
  ),
  rule(/(?:12 )?(?:noon|midday|midnight)(?!\p{L})/uy, (reading, [typed = '']) => {
    addTime(reading, parseTime(typed), '')
  }),
  rule(/\d[^\s,;&()/+"]*(?: (?:[ap]\.?m\.?|hrs?\.?|hours?|h|o'?clock)(?![\p{L}\d]))?/uy, (reading, [typed = '']) => {
    addTime(reading, parseTime(typed), typed)
  }),
  rule(/(every |each |in the )?(morning|afternoon|evening|night)(s?)(?!\p{L})/uy, (reading, [, before, part, many]) => {
    if (reading.times.length === 0 || reading.parts.size > 0) follow(reading, 't')
    reading.parts.add(part as PartOfDay)
    if ((before !== '' && before !== 'in the ') || (many === 's' && reading.days.size === 0)) reading.isDaily = true
  }),
  rule(
    /(\p{L}{3,})\.? ?(?:-|to|through|thru|till|until) ?(\p{L}{3,})(?!\p{L})/uy,
    (reading, [, from = '', to = '']) => {
      const [first, last] = [weekdayOf(from), weekdayOf(to)]
      if (first === undefined || last === undefined) return false
      addDays(reading, dayRange(first, last))
      return true
    },
  ),
  rule(/(?:about|regarding|concerning|matching|only (?!on |at |\d)) ?(.+)$/uy, (reading, [, topic = '']) => {
    const isDays = /^\p{L}+/u.exec(topic)?.some((word) => weekdayOf(word) !== undefined || isDayGroup(word))
    if (isDays === true) return false
    reading.unknown.push(topic.trim())
    return true
  }),
  ...dayGroups.map(([pattern, days]) => rule(pattern, (reading) => addDays(reading, days))),
  rule(/daily|(?:every ?|each |all )?(?:single )?days?(?!\p{L})|all week(?!\p{L})/uy, everyDay),
  rule(/(?:every |each )?(?:week|weekly)(?!\p{L})/uy, (reading) => {
    reading.isWeekly = true
  }),
  rule(/(\p{L}{3,})(?!\p{L})/uy, (reading, [, word = '']) => {
    const day = weekdayOf(word)
    if (day === undefined) return false
    addDays(reading, [day])
    return true
  }),
  rule(
    /(?:(?:but )?except(?: for| on)?|but not|but no|but skip|not|excluding|without|other than|apart from|minus|skip|no)(?!\p{L})/uy,
    (reading) => {
      reading.isExcepting = true
    },
  ),
  rule(
    /(?:instant(?:ly)?|immediate(?:ly)?|now|at once|right away|as (?:it|they) (?:appears?|comes?|happens?)|real ?time|live)(?!\p{L})/uy,
    (reading) => {
      reading.mode = reading.mode === undefined || reading.mode === 'instant' ? 'instant' : 'both'
    },
  ),
  rule(/both(?!\p{L})/uy, (reading) => {
    reading.mode = 'both'
  }),
  rule(/digests?(?!\p{L})/uy, (reading) => {
    reading.mode = reading.mode === undefined || reading.mode === 'digest' ? 'digest' : 'both'
  }),
  rule(/(?:send|give|post|tell|for|to) (?:me|us|it|them|here|this channel)(?!\p{L})/uy),
  rule(
    /(?:every|each|on|at|@|around|and|n|the|in|from|of|an?|only|about|regarding|matching|with|for|per|times?|sharp|o'?clock|please|pls|thanks?|send|post|me|it|all|plus|briefings?|commentaries|updates?|summar(?:y|ies)|e-?mails?|newsletters?|messages?|round-?ups?|posts?|here|to|set)(?![\p{L}\d])/uy,
  ),
  rule(/@/uy),
  (reading, rest, typed) => {
    const name = reading.isAfterOn ? undefined : zoneRun(rest)
    if (name !== undefined) reading.zones.push(typed.slice(0, name.length))
    return name?.length ?? 0
  },
]

const readUnknown = (reading: Reading, typed: string): number => {
  const [word = typed] = /^[^\s,;&()]+/u.exec(typed) ?? []
  const last = reading.unknown.length - 1
  if (reading.isUnknownLast) reading.unknown[last] = `${reading.unknown[last]} ${word}`
  else reading.unknown.push(word)
  return word.length
}

/** Reads a phrase from its first word to its last. */
export const readWords = (spelt: string): Reading => {
  const typed = speltTimes(spelt)
  const lower = typed.toLowerCase()
  // Some letters change their length in lower case, and positions in both texts must agree.
  const text = lower.length === typed.length ? typed : lower
  const reading: Reading = {
    mode: undefined,
    days: new Set(),
    except: new Set(),
    isDaily: false,
    isWeekly: false,
    isExcepting: false,
    times: [],
    parts: new Set(),
    order: '',
    zones: [],
    isAfterOn: false,
    count: undefined,
    unknown: [],
    isUnknownLast: false,
  }
  for (let at = 0; at < lower.length; ) {
    const rest = lower.slice(at)
    let taken = 0
    for (const one of rules) {
      taken = one(reading, rest, text.slice(at))
      if (taken > 0) break
    }
    const isBlank = taken > 0 && rest.slice(0, taken).trim() === ''
    if (taken === 0) {
      at += readUnknown(reading, text.slice(at))
      reading.isUnknownLast = true
    } else {
      at += taken
      if (!isBlank) {
        reading.isUnknownLast = false
        reading.isAfterOn = rest.slice(0, taken) === 'on'
      }
    }
  }
  return reading
}

import { fieldNames } from '../archive/query/lexer.ts'
import { shown } from '../archive/query/text.ts'
import { parseQuery } from '../archive/query/parse.ts'
import { writeQuery } from '../archive/query/write.ts'
import { normaliseId } from '../commentary/identity.ts'
import { UserError } from '../errors.ts'
import { type Cadence, weekdays } from '../subscriptions/cadence.ts'
import { parseDays, parseSchedule, parseTimes, type Schedule } from '../subscriptions/schedule/parse-schedule.ts'
import { isAboutWords } from '../subscriptions/schedule/unknown-words.ts'
import { parseZone } from '../subscriptions/schedule/parse-zone.ts'
import { defaultZone } from './describe-subscription.ts'
import { readOptions } from './options.ts'
import { readCondition } from './understand/condition.ts'
import { isSubjectAlone, strays, wordsOf } from './understand/namable.ts'
import { readSentence } from './understand/sentence.ts'
import type { CommandOption } from './port.ts'

/** The subscription that a person asks for; a field is undefined if they did not mention it. */
export type SubscriptionRequest = Schedule & {
  readonly locale: string | undefined
  readonly filter: string | undefined
  readonly isEmptyPosted: boolean | undefined
  readonly isNewestWanted: boolean
}

/** @throws UserError if the locale is not a BCP 47 tag in which dates can be written. */
const parseLocale = (text: string): string => {
  const wrong = (): UserError =>
    new UserError('Dates', `“${shown(text)}” is not a language`, 'give a language tag, e.g. dates:en-SG')
  try {
    const [locale] = Intl.DateTimeFormat.supportedLocalesOf(text)
    if (locale === undefined) throw wrong()
    return locale
  } catch {
    throw wrong()
  }
}

/**
 * The query of a filter or a watch, checked: a commentary that appears from now on can have what it names.
 * @throws UserError if it is not a query, ends at a date, or has words of a sentence (`if`, `it`, `than`) without quotation marks.
 */
export const checkedFilter = (filter: string): string => {
  if (filter === '') return filter
  const query = parseQuery(filter)
  if (query.until !== undefined) {
    const words = writeQuery({ ...query, since: undefined, until: undefined })
    throw new UserError(
      'Filter',
      'it applies to what appears from now on, so it cannot end at a date',
      words === '' ? 'say what to post' : `leave the dates out: ${words}; for what there is: /rsis search ${filter}`,
    )
  }
  const [stray] = strays(readSentence(wordsOf(filter)))
  if (stray !== undefined) {
    throw new UserError(
      'Filter',
      `“${shown(stray.word)}” is not a subject`,
      'name subjects, author:lim or -without; put words that a text must have in quotation marks',
    )
  }
  return filter
}

/**
 * The words after a verb as the filter that they describe, checked.
 * @throws UserError if they are more than a subject, so that a part of them would be left out.
 */
export const describedFilter = (field: string, text: string): string => {
  checkedFilter(text)
  if (!isSubjectAlone(text))
    throw new UserError(
      field,
      `“${shown(text)}” is more than a subject`,
      `name a subject, as in /rsis ${field.toLowerCase()} nickel; for exactly these words put them in quotation marks`,
    )
  return checkedFilter(readCondition(text)?.query ?? text)
}

/** Words that name what a subscription posts. */
export const everything = /^(?:everything|anything|all)$/iu

/** The query of a watch, checked. @throws UserError for what a filter cannot be, and for what only was published or is everything. */
export const checkedWatch = (query: string): string => {
  if (query === '') throw new UserError('Watch', 'say what to watch for', 'e.g. /rsis watch add "nord stream"')
  const id = normaliseId(query)
  if (id !== undefined) {
    throw new UserError(
      'Watch',
      `${id} is a single commentary, already published`,
      `see it: /rsis show ${id}; watch for its subject`,
    )
  }
  if (everything.test(query)) {
    throw new UserError('Watch', `“${query}” would match every commentary`, 'to get them all: /rsis subscribe instant')
  }
  if (parseQuery(checkedFilter(query)).since !== undefined)
    throw new UserError('Watch', 'a watch posts what appears from now on, so it cannot have dates', 'leave them out')
  return query
}

/** Whether a watch can be made of it. */
export const isWatchable = (query: string): boolean => {
  try {
    checkedWatch(query)
    return true
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/** @throws UserError for anything but yes and no. */
const parseEmpty = (text: string): boolean => {
  if (/^(?:post|yes|true)$/iu.test(text)) return true
  if (/^(?:skip|no|false)$/iu.test(text)) return false
  throw new UserError('Empty', `“${shown(text)}” is not post or skip`, 'e.g. empty:post')
}

/** @throws UserError for anything but a mode. */
export const parseMode = (text: string): NonNullable<Schedule['mode']> => {
  const mode = (['instant', 'digest', 'both'] as const).find((one) => one === text.toLowerCase())
  if (mode === undefined) {
    throw new UserError('Mode', `“${shown(text)}” is not instant, digest or both`, 'e.g. mode:both')
  }
  return mode
}

type Part = Partial<Omit<SubscriptionRequest, 'assumed'>>

const readers: Readonly<Record<string, (value: string) => Part>> = {
  mode: (value) => ({ mode: parseMode(value) }),
  days: (value) => ({ days: parseDays(value) }),
  time: (value) => ({ times: parseTimes(value) }),
  zone: (value) => ({ zone: parseZone(value.replaceAll('_', ' ')) }),
  dates: (value) => ({ locale: parseLocale(value) }),
  empty: (value) => ({ isEmptyPosted: parseEmpty(value) }),
  filter: (value) => ({ filter: checkedFilter(value) }),
}

const searchField = new RegExp(String.raw`(?<=^|\s)(?=-?(?:${fieldNames.join('|')}):\S)`, 'iu')

/** Everything from the first field of a search on is the filter of the subscription. */
const fieldsAsFilter = (text: string): string =>
  /(?:^|\s)filter:/iu.test(text) ? text : text.replace(searchField, 'filter:')

/**
 * What `daily 08:00 Asia/Singapore filter:topic:maritime` asks for; the words may be in any order.
 * @throws UserError that names the wrong word and a correct one.
 */
export const parseSubscriptionRequest = (text: string, options: readonly CommandOption[]): SubscriptionRequest => {
  const hasFilter = options.some(({ name }) => name === 'filter')
  const { words, named, flags } = readOptions(hasFilter ? fieldsAsFilter(text) : text, options, true)
  const given: Part = Object.assign({}, ...[...named].map(([name, value]) => readers[name]?.(value)))
  return {
    locale: undefined,
    filter: undefined,
    isEmptyPosted: undefined,
    isNewestWanted: flags.has('newest'),
    ...parseSchedule(words),
    ...given,
  }
}

/** Whether a text asks for a subscription, even if it contains a mistake that parsing explains. */
export const isSubscriptionRequest = (text: string, options: readonly CommandOption[]): boolean => {
  if (/(?:^|\s)\p{L}+:/u.test(text)) return true
  try {
    parseSubscriptionRequest(text, options)
    return true
  } catch (error) {
    return error instanceof UserError && !isAboutWords(error)
  }
}

const defaultTime = '08:00'

const zoneAssumed = (ownZone: string | undefined): string =>
  ownZone === undefined ? `the time zone ${defaultZone}, as none was given` : `the time zone ${ownZone}, which is yours`

/** The requested cadence. What a person did not mention stays as it was, or is assumed; the answer names the assumption. */
export const cadenceOf = (
  { days, times, zone }: Pick<SubscriptionRequest, 'days' | 'times' | 'zone'>,
  before: Cadence | undefined,
  ownZone: string | undefined,
): { readonly cadence: Cadence; readonly assumed: readonly string[] } => ({
  cadence: {
    days: days ?? before?.days ?? weekdays,
    times: times ?? before?.times ?? [defaultTime],
    zone: zone ?? before?.zone ?? ownZone ?? defaultZone,
  },
  assumed:
    before !== undefined
      ? []
      : [
          ...(days === undefined ? ['every day, as no day was given'] : []),
          ...(times === undefined ? [`${defaultTime}, as no time was given`] : []),
          ...(zone === undefined ? [zoneAssumed(ownZone)] : []),
        ],
})

import type { Weekday } from '../../../subscriptions/cadence.ts'
import { numberWords } from '../../../archive/query/number-words.ts'
import { parseSchedule } from '../../../subscriptions/schedule/parse-schedule.ts'
import { UserError } from '../../../errors.ts'
import { createReader, type Wish } from './wish.ts'

/** The days that words name, and nothing else; undefined for all other words. */
export const daysIn = (typed: string): readonly Weekday[] | undefined => {
  if (/weekly|daily|weekdays|every/iu.test(typed)) return undefined
  try {
    const { days, times, zone, mode } = parseSchedule(typed)
    return times === undefined && zone === undefined && mode === undefined ? days : undefined
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

const adjustDays = (typed: string, kind: 'add' | 'drop'): Wish | undefined => {
  const days = daysIn(typed)
  return days === undefined ? undefined : { kind: 'adjust', add: [], drop: [], minutes: 0, [kind]: days }
}

const counts: Readonly<Record<string, number>> = { ...numberWords, half: 0.5, 'half an': 0.5 }

/** Wishes that say only what is to be different: `weekends too`, `skip fridays`, `an hour later`. */
export const readAdjustment = createReader([
  [
    [
      "(?:{stop} |not? |skip |except |without |omit |leave out |never |exclude |i don'?t want )(?:{sending} )?(?:{our}(?:{digest}|it|them) )?(?:on |for )?{our}(?<days>.+?)(?: {digest})?",
    ],
    ({ days = '' }) => adjustDays(days, 'drop'),
  ],
  [
    [
      '(?:add|also|include|and|plus)(?: on| {our}digest on)? (?<days>.+?)(?: too| also| as well)?(?: to {our}{digest})?',
      '(?:on )?(?<days>.+?) (?:too|also|as well)',
    ],
    ({ days = '' }) => adjustDays(days, 'add'),
  ],
  [
    [
      "(?:.*\\b(?:digest|it|them|time)(?:'s)?\\b )?(?:back |forward )?(?:by )?(?<count>\\d{1,3}|an?|one|two|three|four|half|half an) ?(?<unit>hours?|hrs?|h|min(?:ute)?s?)(?: an hour)? (?<side>later|earlier|sooner)(?: .*)?",
    ],
    ({ count = '', unit = '', side }) => {
      const minutes = (counts[count.toLowerCase()] ?? Number(count)) * (unit.startsWith('m') ? 1 : 60)
      return { kind: 'adjust', add: [], drop: [], minutes: side === 'later' ? minutes : -minutes }
    },
  ],
])

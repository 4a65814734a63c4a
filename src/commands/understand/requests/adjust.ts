import { numberWords } from '../../../archive/query/number-words.ts'
import { UserError } from '../../../errors.ts'
import type { Weekday } from '../../../subscriptions/cadence.ts'
import { parseSchedule } from '../../../subscriptions/schedule/parse-schedule.ts'
import type { UserRequest, RequestIntent } from './request.ts'

/** The days that words name; undefined if the words say anything else. */
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

const adjustDays = (typed: string, kind: 'add' | 'drop'): UserRequest | undefined => {
  const days = daysIn(typed)
  return days === undefined ? undefined : { kind: 'adjust', add: [], drop: [], minutes: 0, [kind]: days }
}

const counts: Readonly<Record<string, number>> = { ...numberWords, half: 0.5, 'half an': 0.5 }
const parts = /(?<count>\d{1,3}|half an|an?|one|two|three|four|half) ?(?<unit>\p{L}+) (?<side>\p{L}+)$/iu

const about = 'send digest docs it want channel days all'

/** Requests that only say what should be different: `weekends too`, `skip fridays`, `an hour later`. */
export const adjustRequests: readonly RequestIntent[] = [
  { form: `not|stop|except $cadence ~ ${about}`, read: ({ cadence = '' }) => adjustDays(cadence, 'drop') },
  { form: `including|also $cadence ~ ${about}`, read: ({ cadence = '' }) => adjustDays(cadence, 'add') },
  {
    form: `$shift ~ ${about} change time`,
    read: ({ shift = '' }) => {
      const { count = '', unit = '', side } = parts.exec(shift)?.groups ?? {}
      const minutes = (counts[count.toLowerCase()] ?? Number(count)) * (/^m/iu.test(unit) ? 1 : 60)
      return { kind: 'adjust', add: [], drop: [], minutes: side === 'later' ? minutes : -minutes }
    },
  },
]

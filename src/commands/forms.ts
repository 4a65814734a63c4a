import { UserError } from '../errors.ts'
import { type Cadence, inWeekOrder, weekdays, weekend, workdays } from '../subscriptions/cadence.ts'
import { subscriptionsOf } from '../subscriptions/store.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import type { Db } from '../store/connection.ts'
import { dayRange } from '../subscriptions/schedule/day-names.ts'
import { daysText, describeDays } from './describe-days.ts'
import { readOptions } from './options.ts'
import type { Asker, Form } from './port.ts'
import { subscribe } from './subscribe.ts'
import { checkOption } from './subscription-request.ts'

const valueOf = (values: Readonly<Record<string, string>>, name: string): string => (values[name] ?? '').trim()

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

/** `zone:"New York"`: the option that says it; undefined where nothing was filled in. */
const optionOf = (values: Readonly<Record<string, string>>, name: string): string | undefined => {
  const value = valueOf(values, name).replaceAll('"', '')
  return value === '' ? undefined : `${name}:${/\s/u.test(value) ? `"${value}"` : value}`
}

const usual: Cadence = { days: workdays, times: ['08:00'], zone: 'Asia/Singapore' }

/** What is offered, and what is so now where that is something else. */
const dayChoices = (now: Cadence['days']): readonly Cadence['days'][] => {
  const offered = [weekdays, workdays, dayRange('sun', 'thu'), weekend, ...weekdays.map((day) => [day])].map(
    inWeekOrder,
  )
  return offered.some((days) => daysText(days) === daysText(now)) ? offered : [now, ...offered]
}

const subscribeForm = (
  before: Subscription | undefined,
  given: ReadonlyMap<string, string>,
  zoneOfPerson: string | undefined,
): Form => {
  const mode =
    before === undefined ? 'instant' : before.digest === undefined ? 'instant' : before.isInstant ? 'both' : 'digest'
  const { days, times, zone } = before?.digest?.cadence ?? { ...usual, zone: zoneOfPerson ?? usual.zone }
  return {
    name: 'subscribe',
    title: before === undefined ? 'Subscribe this channel' : 'Change subscription',
    submit: before === undefined ? 'Subscribe' : 'Save',
    fields: [
      {
        type: 'choice',
        name: 'mode',
        label: 'When to post',
        value: given.get('mode') ?? mode,
        choices: [
          { label: 'Each commentary as it appears', value: 'instant' },
          { label: 'In a digest', value: 'digest' },
          { label: 'Both', value: 'both' },
        ],
      },
      {
        type: 'choice',
        name: 'days',
        label: 'Days of the digest',
        value: given.get('days') ?? daysText(days),
        choices: dayChoices(days).map((some) => ({ label: capital(describeDays(some)), value: daysText(some) })),
      },
      {
        type: 'text',
        name: 'time',
        label: 'Time of the digest',
        value: given.get('time') ?? times.join(', '),
        longest: 60,
        placeholder: '08:00',
        isOptional: true,
      },
      {
        type: 'text',
        name: 'zone',
        label: 'Time zone',
        value: given.get('zone') ?? zone,
        longest: 60,
        placeholder: 'Asia/Singapore',
        isOptional: true,
      },
      {
        type: 'text',
        name: 'filter',
        label: 'Only what matches',
        value: given.get('filter') ?? before?.filter ?? '',
        longest: 500,
        placeholder: 'topic:maritime -piracy',
        hint: 'As in /rsis search; empty for all commentaries',
        isOptional: true,
      },
    ],
    command: (values) => {
      const mode = valueOf(values, 'mode')
      const times = mode === 'instant' ? [] : ['days', 'time', 'zone']
      const words = ['mode', ...times].map((name) => optionOf(values, name)).filter((word) => word !== undefined)
      return ['/rsis subscribe', ...words, `filter:${valueOf(values, 'filter')}`].join(' ')
    },
  }
}

/** Fields that an instant subscription has no use for. */
const ofDigest = ['days', 'time', 'zone']

/** What is wrong with each field's value, all at once: the sentence that typing it would be answered with. */
export const formErrors = (name: string, values: Readonly<Record<string, string>>): Record<string, string> => {
  if (name !== 'subscribe') return {}
  const used = Object.keys(values).filter((field) => valueOf(values, 'mode') !== 'instant' || !ofDigest.includes(field))
  const errors: Record<string, string> = {}
  for (const field of used) {
    try {
      if (valueOf(values, field) !== '') checkOption(field, valueOf(values, field))
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      errors[field] = `${capital(error.problem)}; ${error.fix}.`
    }
  }
  return errors
}

/**
 * The form of that name, as it opens in this place. Options of a command behind the name are what it is filled in with.
 * @throws UserError for a name that there is not.
 */
export const findForm = async (db: Db, name: string, { place, person }: Asker): Promise<Form> => {
  const [form, ...options] = name.split(' ')
  if (form !== 'subscribe') throw new UserError('Form', 'it has been removed', 'see /rsis help')
  const here = await subscriptionsOf(db, place)
  const { named } = readOptions(options.join(' '), subscribe.options)
  return subscribeForm(
    here.find(({ kind }) => kind === 'feed'),
    named,
    await person.zone?.(),
  )
}

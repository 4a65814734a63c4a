import { type Cadence, workdays } from '../subscriptions/cadence.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { daysText } from './describe-days.ts'
import { defaultZone } from './describe-subscription.ts'
import type { OptionField, Values } from './port.ts'

const usual: Omit<Cadence, 'zone'> = { days: workdays, times: ['08:00'] }

/** The values of a schedule's options in a form: those of the present digest, otherwise the usual ones in the person's own zone. */
export const digestValues = (digest: Subscription['digest'], ownZone: string | undefined): Values => {
  const { days, times, zone } = digest?.cadence ?? { ...usual, zone: ownZone ?? defaultZone }
  return {
    days: daysText(days),
    time: times.join(', '),
    zone,
    empty: digest?.postsEmpty === true ? 'post' : 'skip',
  }
}

/** How a form asks for a search. */
export const filterField: OptionField = {
  label: 'Only what matches',
  hint: 'As in /rsis search; empty for all commentaries',
  placeholder: 'topic:maritime -piracy',
  longest: 500,
}

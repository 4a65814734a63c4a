import type { Span, Text } from '../card/card.ts'
import { formatDate } from '../card/dates.ts'
import type { Cadence } from '../subscriptions/cadence.ts'
import { isMuted, type Subscription } from '../subscriptions/subscription.ts'

const dayNames: Readonly<Record<string, string>> = {
  daily: 'every day',
  weekdays: 'Monday to Friday',
  mon: 'every Monday',
  tue: 'every Tuesday',
  wed: 'every Wednesday',
  thu: 'every Thursday',
  fri: 'every Friday',
  sat: 'every Saturday',
  sun: 'every Sunday',
}

/** An instant as its zone's clock shows it: `Thu 26 November 2026, 08:00 (Asia/Singapore)`. */
export const formatLocal = (instant: Date, zone: string): string => {
  const text = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(instant)
  return `${text} (${zone})`
}

/** `every day at 08:00, Asia/Singapore`. */
export const describeCadence = ({ days, time, zone }: Cadence): string =>
  `${dayNames[days] ?? days} at ${time}, ${zone}`

/** When the subscription posts: `each as it appears, and a digest every day at 08:00, Asia/Singapore`. */
export const describeTimes = ({ isInstant, digest }: Pick<Subscription, 'isInstant' | 'digest'>): string => {
  const parts = [
    isInstant ? 'each as it appears' : undefined,
    digest === undefined ? undefined : `a digest ${describeCadence(digest.cadence)}`,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? 'nothing' : parts.join(', and ')
}

/** A query as it is shown: the whole feed where there is none. */
export const describeFilter = (filter: string): string => (filter === '' ? 'all commentaries' : `matching ${filter}`)

/** One subscription in a list: what, when, since when and by whom, and what is wrong with it. */
export const describeSubscription = (subscription: Subscription, now: Date): Text => {
  const { kind, filter, digest, paused, mutedUntil, createdBy, createdAt } = subscription
  const what =
    kind === 'watch'
      ? `Watch: ${describeFilter(filter)}, at once`
      : `${describeFilter(filter)}: ${describeTimes(subscription)}`
  const facts = [
    digest === undefined ? undefined : `next digest ${formatLocal(digest.next, digest.cadence.zone)}`,
    isMuted(subscription, now) && mutedUntil !== undefined
      ? `muted until ${formatDate(mutedUntil.toISOString().slice(0, 10))}`
      : undefined,
    `by ${createdBy.name}, ${formatDate(createdAt.toISOString().slice(0, 10))}`,
  ].filter((fact) => fact !== undefined)
  const trouble: Span[] = paused === undefined ? [] : [{ text: ` Paused: ${paused.reason}`, style: 'strong' }]
  return [what, { text: ` · ${facts.join(' · ')}`, style: 'quiet' }, ...trouble]
}

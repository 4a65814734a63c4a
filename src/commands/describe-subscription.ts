import type { Block, Span, Text } from '../card/card.ts'
import { formatDate, instantSpan } from '../card/dates.ts'
import type { Cadence } from '../subscriptions/cadence.ts'
import type { Place } from '../subscriptions/place.ts'
import { isMuted, type Subscription } from '../subscriptions/subscription.ts'
import { daysText, describeDays, listed } from './describe-days.ts'

/** The title of the answer if a command changes nothing. */
export const noChange = 'No change'

/** The zone if nobody named one: that of most readers of a Singapore institute. */
export const defaultZone = 'Asia/Singapore'

/** An instant in local time: `Thu 26 November 2026, 08:00 (Asia/Singapore)`. */
export const formatLocal = (instant: Date, zone: string): string => {
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(instant)
  const date = `${part({ weekday: 'short' })} ${part({ day: 'numeric', month: 'long', year: 'numeric' })}`
  return `${date}, ${part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })} (${zone})`
}

/** The instant as a span, which a platform can show in the reader's own zone. */
export const localSpan = (instant: Date, zone: string): Span => instantSpan(instant, formatLocal(instant, zone))

/** `every day at 08:00 and 17:00, Asia/Singapore`. */
export const describeCadence = ({ days, times, zone }: Cadence): string =>
  `${describeDays(days)} at ${listed(times)}, ${zone}`

/** When the subscription posts: `each as it appears, and a digest every day at 08:00, Asia/Singapore`. */
export const describeTimes = ({ isInstant, digest }: Pick<Subscription, 'isInstant' | 'digest'>): string => {
  const parts = [
    isInstant ? 'each as it appears' : undefined,
    digest === undefined ? undefined : `a digest ${describeCadence(digest.cadence)}`,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? 'nothing' : parts.join(', and ')
}

/** The words for `/rsis subscribe` that make this subscription. */
export const requestText = ({ isInstant, digest, filter, locale }: Subscription): string => {
  const mode = digest === undefined ? 'instant' : isInstant ? 'both' : 'digest'
  const words = [
    mode,
    ...(digest === undefined
      ? []
      : [daysText(digest.cadence.days), digest.cadence.times.join(','), digest.cadence.zone]),
    locale === 'en-GB' ? undefined : `dates:${locale}`,
    digest?.postsEmpty === true ? 'empty:post' : undefined,
    filter === '' ? undefined : `filter:${filter}`,
  ]
  return words.filter((word) => word !== undefined).join(' ')
}

const plain = (query: string): string => query.toLowerCase().replaceAll(/["“”]/gu, '')

/** Whether two texts mean the same query, apart from case and quotation marks; an empty text means none. */
export const sameQuery = (one: string, other: string): boolean => other !== '' && plain(one) === plain(other)

/** A query as it is shown; an empty one is the whole feed. */
export const describeFilter = (filter: string): string =>
  filter === '' ? 'all commentaries' : `commentaries that match ${filter}`

/** What it posts and when: `all commentaries, each as it appears`. */
export const describePosts = (subscription: Pick<Subscription, 'filter' | 'isInstant' | 'digest'>): string =>
  `${describeFilter(subscription.filter)}, ${describeTimes(subscription)}`

/** One commentary of those that the filter lets through: `commentary that matches iran`. */
export const oneOf = ({ filter }: Pick<Subscription, 'filter'>): string =>
  filter === '' ? 'commentary' : `commentary that matches ${filter}`

/** What presently keeps a subscription from posting as it is set. */
export const silencedBlocks = ({ paused, mutedUntil, digest }: Subscription, now: Date): Block[] => [
  ...(paused === undefined
    ? []
    : [{ type: 'text', text: [{ text: `Paused: ${paused.reason}`, style: 'strong' }] } as const]),
  ...(mutedUntil === undefined || mutedUntil <= now
    ? []
    : [
        {
          type: 'text',
          text: ['Muted: nothing is posted before ', localSpan(mutedUntil, digest?.cadence.zone ?? defaultZone), '.'],
        } as const,
      ]),
]

/** When the next digest is posted; nothing while a mute lasts longer, which `silencedBlocks` says. */
export const nextDigestBlocks = ({ digest, mutedUntil }: Subscription, next = 'The next digest'): Block[] =>
  digest === undefined || (mutedUntil !== undefined && mutedUntil >= digest.next)
    ? []
    : [{ type: 'text', text: [`${next} is due `, localSpan(digest.next, digest.cadence.zone), '.'] }]

/** One subscription in a list: what, when, since when and by whom, and what is wrong with it. */
export const describeSubscription = (subscription: Subscription, now: Date): Text => {
  const { kind, filter, digest, paused, mutedUntil, createdBy, createdAt } = subscription
  const what = kind === 'watch' ? `Watch: ${describeFilter(filter)}, at once` : describePosts(subscription)
  const facts = [
    digest === undefined ? undefined : `next digest ${formatLocal(digest.next, digest.cadence.zone)}`,
    isMuted(subscription, now) && mutedUntil !== undefined
      ? `muted until ${formatLocal(mutedUntil, digest?.cadence.zone ?? defaultZone)}`
      : undefined,
    `by ${createdBy.name}, ${formatDate(createdAt.toISOString().slice(0, 10))}`,
  ].filter((fact) => fact !== undefined)
  const trouble: Span[] = paused === undefined ? [] : [{ text: ` · Paused: ${paused.reason}`, style: 'strong' }]
  return [what, { text: ` · ${facts.join(' · ')}`, style: 'quiet' }, ...trouble]
}

/** The line that names all assumptions, so that nobody is surprised by a digest at the wrong time. */
export const assumedBlock = (assumed: readonly string[]): Block[] =>
  assumed.length === 0 ? [] : [{ type: 'text', text: [{ text: `Assumed: ${assumed.join('; ')}.`, style: 'quiet' }] }]

/** The beginning of a description: `This channel gets`, or `You get` in a direct message. */
export const gets = ({ isDirect }: Pick<Place, 'isDirect'>): string =>
  isDirect === true ? 'You get' : 'This channel gets'

import type { BriefedCommentary } from '../archive/port.ts'
import type { Card } from '../card/card.ts'
import { furtherClaimsCard, postCard } from '../card/briefing-card.ts'
import type { Db } from '../store/connection.ts'
import { placeKey } from '../subscriptions/place.ts'
import { isMuted, type Subscription } from '../subscriptions/subscription.ts'
import { deliveryKey } from './key.ts'
import { enqueue, messagesOf, type NewDelivery } from './store.ts'
import { collect, placesThatGot } from './store-digest.ts'

type Cards = { readonly post: Card; readonly further: Card | undefined }

/** The cards of a commentary, made once for all places with the same locale. */
const cardsByLocale = (
  { commentary, briefing }: BriefedCommentary,
  options: { readonly isCorrected?: boolean } = {},
): ((locale: string) => Cards) => {
  const further = furtherClaimsCard(commentary, briefing)
  const made = new Map<string, Cards>()
  return (locale) => {
    const cards = made.get(locale) ?? { post: postCard(commentary, briefing, { locale, ...options }), further }
    made.set(locale, cards)
    return cards
  }
}

/** The post of a commentary, and the message in its thread. */
const postsFor = (
  { commentary, revision }: BriefedCommentary,
  subscription: Subscription,
  cardsOf: (locale: string) => Cards,
  now: Date,
): NewDelivery[] => {
  const { id: subscriptionId, place, placeKey, locale } = subscription
  const about = { subscriptionId, place, commentaryId: commentary.id, revision }
  const key = deliveryKey(placeKey, 'post', commentary.id)
  const { post: card, further } = cardsOf(locale)
  const post: NewDelivery = { ...about, key, kind: 'post', card }
  if (subscription.paused !== undefined) return [{ ...post, skipped: subscription.paused }]
  if (isMuted(subscription, now)) {
    const reason = 'the channel was muted when it appeared'
    return [{ ...post, skipped: { code: 'muted', reason } }]
  }
  if (further === undefined) return [post]
  const threadKey = deliveryKey(placeKey, 'thread', commentary.id)
  return [post, { ...about, key: threadKey, kind: 'thread', card: further, targetKey: key }]
}

/** One subscription for each place, so that a place gets a commentary once even if several of its subscriptions match. */
const oncePerPlace = (subscriptions: readonly Subscription[]): Subscription[] => {
  const isPaused = ({ paused }: Subscription): boolean => paused !== undefined
  const activeLast = subscriptions.toReversed().toSorted((a, b) => Number(isPaused(b)) - Number(isPaused(a)))
  const first = new Map(activeLast.map((subscription) => [subscription.placeKey, subscription]))
  return subscriptions.filter((subscription) => first.get(subscription.placeKey) === subscription)
}

/**
 * Enqueues a new commentary: a post for subscriptions that want it at once, an item of the next digest for those that want
 * a digest. `isCatchUp`: after an outage, posts are collected and sent together.
 * @returns how many places get it.
 */
export const enqueuePosts = async (
  db: Db,
  briefed: BriefedCommentary,
  subscriptions: readonly Subscription[],
  { isCatchUp, now }: { readonly isCatchUp: boolean; readonly now: Date },
): Promise<number> => {
  const { id } = briefed.commentary
  const digests = subscriptions.filter((subscription) => subscription.digest !== undefined)
  await collect(db, digests, id, 'digest', now)
  // The commentary may have been posted before through another feed or at another time, alone or in a catch-up.
  const reached = await placesThatGot(db, id)
  const instant = oncePerPlace(subscriptions.filter(({ isInstant }) => isInstant)).filter(
    ({ placeKey: key }) => !reached.has(key),
  )
  if (isCatchUp) {
    await collect(db, instant, id, 'catch-up', now)
  } else {
    const cardsOf = cardsByLocale(briefed)
    await enqueue(
      db,
      instant.flatMap((subscription) => postsFor(briefed, subscription, cardsOf, now)),
      now,
    )
  }
  return new Set([...digests, ...instant].map(({ placeKey }) => placeKey)).size
}

/** Why messages of a commentary are edited. */
export type Change = {
  /** Distinguishes the edits of this change from those of other changes. */
  readonly version: string
  /** The note in the thread; undefined if there is none. */
  readonly noteFor: (locale: string) => Card | undefined
}

export type Editing = {
  /** The locale for dates in a subscription's messages. */
  readonly localeOf: (subscriptionId: number | undefined) => string
  readonly now: Date
}

/** Every message of the commentary is edited in place, and a note in the thread says why. @returns how many places get it. */
export const enqueueCorrection = async (
  db: Db,
  briefed: BriefedCommentary,
  { version, noteFor }: Change,
  { localeOf, now }: Editing,
): Promise<number> => {
  const { commentary, revision, correction } = briefed
  const messages = await messagesOf(db, commentary.id)
  const cardsOf = cardsByLocale(briefed, { isCorrected: correction !== undefined })
  const deliveries = messages.flatMap(({ key: targetKey, place, kind, subscriptionId }): NewDelivery[] => {
    const locale = localeOf(subscriptionId)
    const { post, further } = cardsOf(locale)
    const about = {
      place,
      commentaryId: commentary.id,
      revision,
      targetKey,
      ...(subscriptionId === undefined ? {} : { subscriptionId }),
    }
    const edit = (card: Card): NewDelivery => ({
      ...about,
      key: deliveryKey(targetKey, 'edit', version),
      kind: 'edit',
      card,
    })
    if (kind === 'thread')
      return [edit(further ?? { blocks: [{ type: 'text', text: ['There are no further claims.'] }] })]
    const note = noteFor(locale)
    const threadKey = deliveryKey(placeKey(place), 'thread', commentary.id)
    return [
      edit(post),
      // The message in an existing thread is edited, not posted again.
      ...(further === undefined ? [] : [{ ...about, key: threadKey, kind: 'thread', card: further } as const]),
      ...(note === undefined
        ? []
        : [{ ...about, key: deliveryKey(targetKey, 'note', version), kind: 'note', card: note } as const]),
    ]
  })
  await enqueue(db, deliveries, now)
  return messages.filter(({ kind }) => kind === 'post').length
}

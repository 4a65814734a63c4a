import type { BriefedCommentary } from '../archive/port.ts'
import { showCard, trialCard } from '../card/briefing-card.ts'
import type { Card } from '../card/card.ts'
import { correctionCard } from '../card/correction-card.ts'
import { correctedList } from '../card/digest-card.ts'
import type { Db } from '../store/connection.ts'
import { deliveryKey } from './key.ts'
import { enqueue, type NewDelivery } from './store.ts'
import { type Mention, mentionsOf } from './store-mentions.ts'

/** What the message shows with the changed text; undefined where it does not show the commentary after all. */
const editedCard = ({ kind, card }: Mention, briefed: BriefedCommentary, locale: string): Card | undefined => {
  const { commentary, briefing, correction } = briefed
  const isCorrected = correction !== undefined
  const options = { locale, isCorrected }
  if (kind === 'test') return trialCard(commentary, briefing, options)
  const list = correctedList(card, { commentary, briefing }, options)
  if (list !== undefined || kind !== 'share') return list
  // An answer about this commentary alone; its other parts, such as a citation, show no claim.
  const isBriefing = card.blocks.some(({ type }) => type === 'claim')
  const { byline } = card
  return isBriefing
    ? { ...showCard(commentary, briefing, options), ...(byline !== undefined && { byline }) }
    : undefined
}

/** The note in the thread of a message about several says which one it is about. */
const noteCard = ({ commentary, correction }: BriefedCommentary, locale: string): Card | undefined => {
  if (correction === undefined) return undefined
  const title = { text: commentary.title, ...(commentary.url === undefined ? {} : { url: commentary.url }) }
  return { ...correctionCard(commentary, correction, locale), title }
}

const correctionsOf = (mention: Mention, briefed: BriefedCommentary, locale: string): NewDelivery[] => {
  const { key, place, subscriptionId, targetKey } = mention
  const card = editedCard(mention, briefed, locale)
  if (card === undefined) return []
  const { commentary, revision } = briefed
  const about = {
    place,
    commentaryId: commentary.id,
    revision,
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
  }
  const version = `${commentary.id} ${revision}`
  const note = noteCard(briefed, locale)
  const edit = { ...about, key: deliveryKey(key, 'edit', version), kind: 'edit', targetKey: key, card } as const
  if (note === undefined) return [edit]
  const noteKey = deliveryKey(key, 'note', version)
  return [edit, { ...about, key: noteKey, kind: 'note', targetKey: targetKey ?? key, card: note }]
}

/**
 * Writes what follows from a changed text for the messages that show the commentary among others: digests, catch-ups and
 * trial posts are edited in place, with a note in the thread where its publisher corrected it. @returns how many messages.
 */
export const enqueueMentionCorrections = async (
  db: Db,
  briefed: BriefedCommentary,
  localeOf: (subscriptionId: number | undefined) => string,
  now: Date,
): Promise<number> => {
  const mentions = await mentionsOf(db, briefed.commentary.id)
  const deliveries = mentions.map((mention) => correctionsOf(mention, briefed, localeOf(mention.subscriptionId)))
  await enqueue(db, deliveries.flat(), now)
  return deliveries.filter((of) => of.length > 0).length
}

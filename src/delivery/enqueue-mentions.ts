import type { BriefedCommentary } from '../archive/port.ts'
import { showCard, trialCard } from '../card/briefing-card.ts'
import type { Card } from '../card/card.ts'
import { correctedCredit } from '../card/corrected-credit.ts'
import { correctedList } from '../card/digest-card.ts'
import type { Db } from '../store/connection.ts'
import type { Change, Editing } from './enqueue.ts'
import { deliveryKey } from './key.ts'
import { enqueue, type NewDelivery } from './store.ts'
import { type Mention, mentionsOf } from './store-mentions.ts'

/** The message with the changed text; undefined if it does not show the commentary. */
const editedCard = ({ kind, card }: Mention, briefed: BriefedCommentary, locale: string): Card | undefined => {
  const { commentary, briefing, correction } = briefed
  const isCorrected = correction !== undefined
  const options = { locale, isCorrected }
  if (kind === 'test') return trialCard(commentary, briefing, options)
  const list = correctedList(card, { commentary, briefing }, options)
  if (list !== undefined || kind !== 'share') return list
  const { byline, actions = [], blocks } = card
  const isBriefing = actions.some((action) => 'command' in action && action.command === `/rsis cite ${commentary.id}`)
  // A citation, or claims of several commentaries: the rest of the message stays.
  const credited = isBriefing || correction === undefined ? undefined : correctedCredit(card, commentary, correction)
  if (credited !== undefined) return credited
  return isBriefing || blocks.some(({ type }) => type === 'claim')
    ? { ...showCard(commentary, briefing, options), ...(byline !== undefined && { byline }) }
    : undefined
}

const correctionsOf = (
  mention: Mention,
  briefed: BriefedCommentary,
  { version, noteFor }: Change,
  locale: string,
): NewDelivery[] => {
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
  const ofThis = `${commentary.id} ${version}`
  const note = noteFor(locale)
  const edit = { ...about, key: deliveryKey(key, 'edit', ofThis), kind: 'edit', targetKey: key, card } as const
  if (note === undefined) return [edit]
  // Below a message about several commentaries, the note names the one that it is about.
  const title = { text: commentary.title, ...(commentary.url === undefined ? {} : { url: commentary.url }) }
  const noteKey = deliveryKey(key, 'note', ofThis)
  return [edit, { ...about, key: noteKey, kind: 'note', targetKey: targetKey ?? key, card: { ...note, title } }]
}

/**
 * Enqueues the edits for messages that show the commentary without being its post: digests, catch-ups, trial posts, shared answers.
 * @returns how many messages.
 */
export const enqueueMentionCorrections = async (
  db: Db,
  briefed: BriefedCommentary,
  change: Change,
  { localeOf, now }: Editing,
): Promise<number> => {
  const mentions = await mentionsOf(db, briefed.commentary.id)
  const deliveries = mentions.map((mention) =>
    correctionsOf(mention, briefed, change, localeOf(mention.subscriptionId)),
  )
  await enqueue(db, deliveries.flat(), now)
  return deliveries.filter((of) => of.length > 0).length
}

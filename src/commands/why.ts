import { type HeldReason, heldReason } from '../feed/store-held.ts'
import { type Dispute, disputesOf } from '../archive/store/disputes.ts'
import { findCommentary } from '../archive/store/commentaries.ts'
import type { ArchivedCommentary } from '../archive/port.ts'
import { type DeliveryState, deliveriesOf, findDelivery } from '../delivery/store.ts'
import { collectedIn } from '../delivery/store-digest.ts'
import { passes } from '../subscriptions/match.ts'
import { subscriptionsOf } from '../subscriptions/store.ts'
import { muteBegan } from '../subscriptions/store-audit.ts'
import { isMuted, type Subscription } from '../subscriptions/subscription.ts'
import { formatInstant } from '../card/dates.ts'
import { channelOption, commentaryOption } from './options.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { deliverySubject, stateWords } from './delivery-words.ts'
import { describeTimes, formatLocal } from './describe-subscription.ts'
import { wantedCommentary } from './find-commentary.ts'
import type { Command } from './port.ts'

/** One code for a reader to quote, and the sentence that explains it. */
type Answer = { readonly code: string; readonly sentence: string }

const ofDelivery = ({ kind, state, code, reason, sentAt, dueAt }: DeliveryState): Answer => {
  if (state === 'sent') {
    const when = sentAt === undefined ? '' : ` ${formatInstant(sentAt)}`
    return { code: 'posted', sentence: `${deliverySubject(kind, 'was')} posted${when}.` }
  }
  const subject = deliverySubject(kind, 'is')
  if (state === 'due' && code === undefined) return { code: 'due', sentence: `${subject} on the way.` }
  const next = state === 'due' || state === 'uncertain' ? ` Next try ${formatInstant(dueAt)}.` : ''
  return { code: code ?? state, sentence: `${subject} ${stateWords(state)}: ${reason ?? 'no reason recorded'}.${next}` }
}

const heldWords: Readonly<Record<HeldReason, string>> = {
  flood: 'It came with more than 50 others at once',
  old: 'It is more than two weeks older than what was newest when its feed showed it',
  undated: 'It has no date, and came with others that have none',
  ahead: 'Its date is in the future, and it came with others whose dates cannot be true',
}

/** Why a subscription owes nothing of it, or not yet. */
const ofSubscription = async (
  { db, now }: CommandContext,
  archived: ArchivedCommentary,
  subscription: Subscription,
): Promise<Answer> => {
  const { id, filter, paused, digest, createdAt, mutedUntil } = subscription
  const { commentary, firstSeenAt } = archived
  const [collected] = await collectedIn(db, id, commentary.id)
  if (collected !== undefined) {
    const where = collected.purpose === 'digest' ? 'digest' : 'catch-up post'
    const delivery = collected.deliveryKey === undefined ? undefined : await findDelivery(db, collected.deliveryKey)
    if (delivery !== undefined) return ofDelivery(delivery)
    const next = digest === undefined ? '' : ` The next one is due ${formatLocal(digest.next, digest.cadence.zone)}.`
    return { code: 'waiting', sentence: `It waits for the ${where}.${next}` }
  }
  const held = await heldReason(db, commentary.id)
  if (held !== undefined) return { code: 'held', sentence: `${heldWords[held]}, so it is held; see /rsis held.` }
  if (paused !== undefined) return { code: paused.code, sentence: `The subscription is paused: ${paused.reason}.` }
  if (!passes(filter, archived)) return { code: 'filter', sentence: `It does not match ${filter}.` }
  if (firstSeenAt < createdAt) {
    return {
      code: 'before',
      sentence: `It was in the archive before the subscription was made, ${formatInstant(createdAt)}.`,
    }
  }
  const mutedFrom = isMuted(subscription, now()) ? await muteBegan(db, subscription.placeKey) : undefined
  if (mutedUntil !== undefined && mutedFrom !== undefined && firstSeenAt >= mutedFrom) {
    return { code: 'muted', sentence: `The channel is muted until ${formatInstant(mutedUntil)}.` }
  }
  return {
    code: 'baseline',
    sentence: `It was there when its feed was read for the first time, or was imported: such commentaries are never posted. The subscription posts ${describeTimes(subscription)}.`,
  }
}

const answersFor = async (
  context: CommandContext,
  archived: ArchivedCommentary,
  { place }: Command,
): Promise<Answer[]> => {
  const deliveries = await deliveriesOf(context.db, place, archived.commentary.id)
  if (deliveries.length > 0) return deliveries.map(ofDelivery)
  const subscriptions = await subscriptionsOf(context.db, place)
  if (subscriptions.length === 0) return [{ code: 'not-subscribed', sentence: 'This channel has no subscription.' }]
  return Promise.all(subscriptions.map((subscription) => ofSubscription(context, archived, subscription)))
}

/** What became of its claims that readers reported. */
const ofDispute = ({ state, claim, reportedAt, decidedAt }: Dispute): Answer => {
  const when = `reported as wrong ${formatInstant(reportedAt)}`
  const decided = decidedAt === undefined ? '' : ` ${formatInstant(decidedAt)}`
  const outcome = {
    open: 'it is shown nowhere until somebody decides',
    upheld: `it was found wrong${decided}, and is taken out`,
    dismissed: `it was found right${decided}, and is shown again`,
  }[state]
  return { code: `claim-${state}`, sentence: `“${claim}” was ${when}: ${outcome}.` }
}

/** Why a commentary was posted here, or was not. */
export const why: CommandDefinition = {
  verb: 'why',
  synonyms: [],
  summary: 'Why a commentary was posted in this channel, or was not',
  options: [commentaryOption, channelOption],
  examples: ['/rsis why latest', '/rsis why CO20210'],
  reads: (text) => text === '' || /\d{5}|\b(?:latest|newest|most recent|last one)\b|https?:/iu.test(text),
  async run(text, context, command) {
    const { commentary } = await wantedCommentary(text, context, { isSentence: true })
    const archived = await findCommentary(context.db, commentary.id)
    const disputes = (await disputesOf(context.db, commentary.id)).map(ofDispute)
    const answers = archived === undefined ? [] : [...(await answersFor(context, archived, command)), ...disputes]
    return {
      title: { text: `${commentary.id} in this channel` },
      blocks: [{ type: 'fields', fields: answers.map(({ code, sentence }) => ({ label: code, value: [sentence] })) }],
      actions: [
        { label: 'Show it', command: `/rsis show ${commentary.id}` },
        { label: 'Status', command: '/rsis status' },
      ],
    }
  },
}

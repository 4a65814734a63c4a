import { arrivalOf, type HeldReason, heldReason, isReleased } from '../feed/store-held.ts'
import { type Dispute, disputesOf } from '../archive/store/disputes.ts'
import { findCommentary, latestCommentaries } from '../archive/store/commentaries.ts'
import type { ArchivedCommentary } from '../archive/port.ts'
import { type DeliveryState, deliveriesOf, findDelivery } from '../delivery/store.ts'
import { collectedIn } from '../delivery/store-digest.ts'
import { passes } from '../subscriptions/match.ts'
import { subscriptionsOf } from '../subscriptions/store.ts'
import { changeAfter, muteStartedAt } from '../subscriptions/store-audit.ts'
import { isMuted, type Subscription } from '../subscriptions/subscription.ts'
import { dayOf } from '../archive/query/dates.ts'
import type { Card, Field } from '../card/card.ts'
import { fullName, provenanceWords, shortName } from '../card/credit.ts'
import { formatDate, formatInstant } from '../card/dates.ts'
import { inQuotationMarks } from '../card/text.ts'
import { withFullStop } from '../errors.ts'
import { otherVersions } from '../feed/store-other-versions.ts'
import { healthOf, type OtherVersion } from '../ops/port.ts'
import { tenantKey } from '../subscriptions/place.ts'
import { channelOption, commentaryOption } from './options.ts'
import type { Db } from '../store/connection.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { deliveryName, deliverySubject, stateWords } from './delivery-words.ts'
import { defaultZone, describeSubscription, describeTimes, formatLocal, gets } from './describe-subscription.ts'
import { emptyArchive, emptyReason } from './empty-archive.ts'
import { numbersNamed, wantedCommentary } from './find-commentary.ts'
import type { Command } from './port.ts'
import { readSentence } from './understand/sentence.ts'

/** A code that a reader can quote, and the sentence that explains it. */
type Answer = { readonly code: string; readonly sentence: string }

const whenOf = ({ sentAt }: DeliveryState): string => (sentAt === undefined ? '' : formatInstant(sentAt))

/** The posts that arrived, in one sentence. */
const ofSent = ([first, ...others]: readonly DeliveryState[]): Answer[] => {
  if (first === undefined) return []
  const more = others.map((one) => {
    const when = whenOf(one) === whenOf(first) ? 'in the same minute' : whenOf(one)
    return `, ${deliveryName(one.kind)} ${when}`
  })
  const name = deliveryName(first.kind)
  const subject = `${name.charAt(0).toUpperCase()}${name.slice(1)} arrived ${whenOf(first)}`
  return [{ code: 'posted', sentence: `${subject.trim()}${more.join('')}.` }]
}

const ofUnsent = ({ kind, state, code, reason, dueAt }: DeliveryState): Answer => {
  const subject = deliverySubject(kind)
  if ((state === 'due' || state === 'sending') && code === undefined)
    return { code: 'due', sentence: `${subject} on the way.` }
  const next = state === 'due' || state === 'uncertain' ? ` Next try ${formatInstant(dueAt)}.` : ''
  return {
    code: code ?? state,
    sentence: `${subject} ${stateWords(state)}${reason === undefined ? '' : `: ${reason}`}.${next}`,
  }
}

const ofDeliveries = (all: readonly DeliveryState[]): Answer[] => [
  ...ofSent(all.filter(({ state }) => state === 'sent')),
  ...all.filter(({ state }) => state !== 'sent').map(ofUnsent),
]

const heldWords: Readonly<Record<HeldReason, string>> = {
  flood: 'It came with more than 50 others at once',
  old: 'It was more than two weeks older than the newest entry when its feed showed it',
  undated: 'It has no date, and came with others without a date',
  ahead: 'Its date is in the future, and it came with others whose dates cannot be true',
}

/** Why no place gets a commentary, whatever it asks for; undefined if it came as news, or that is not known. */
const neverPosted = async (db: Db, { commentary }: ArchivedCommentary): Promise<Answer | undefined> => {
  const arrival = await arrivalOf(db, commentary.id)
  if (arrival === 'baseline') {
    const sentence = 'It was there when its feed was read for the first time: such commentaries are never posted.'
    return { code: 'baseline', sentence }
  }
  if (arrival === 'news' || commentary.provenance === undefined) return undefined
  const sentence = `It was added by import or backfill, ${provenanceWords(commentary)}: such commentaries are never posted.`
  return { code: 'imported', sentence }
}

/** The answers, one for each code: a channel with several subscriptions has one reason for all, or several of a kind. */
const fieldsOf = (answers: readonly Answer[]): Field[] =>
  [...Map.groupBy(answers, ({ code }) => code)].map(([code, same]) => ({
    label: code,
    value: [[...new Set(same.map(({ sentence }) => sentence))].join(' ')],
  }))

/** Why a subscription does not post the commentary, or not yet. */
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
    const [answer] = delivery === undefined ? [] : ofDeliveries([delivery])
    if (answer !== undefined) return answer
    const next = digest === undefined ? '' : ` The next one is due ${formatLocal(digest.next, digest.cadence.zone)}.`
    return { code: 'waiting', sentence: `It waits for the ${where}.${next}` }
  }
  const held = await heldReason(db, commentary.id)
  if (held !== undefined) return { code: 'held', sentence: `${heldWords[held]}, so it is held; see /rsis held.` }
  if (paused !== undefined) return { code: paused.code, sentence: `The subscription is paused: ${paused.reason}.` }
  const never = await neverPosted(db, archived)
  if (never !== undefined) return never
  if (!passes(filter, archived)) {
    const isUnnamed = filter === ''
    const why = isUnnamed ? 'It came with a feed that this subscription does not name.' : `It does not match ${filter}.`
    return { code: 'filter', sentence: why }
  }
  if (!isMuted(subscription, now()) && (await isReleased(db, commentary.id))) {
    return { code: 'due', sentence: 'It was released, and is posted within a minute or two.' }
  }
  if (firstSeenAt < createdAt) {
    return {
      code: 'before',
      sentence: `It was in the archive before the subscription was made, ${formatInstant(createdAt)}.`,
    }
  }
  const mutedFrom = isMuted(subscription, now()) ? await muteStartedAt(db, subscription.placeKey) : undefined
  if (mutedUntil !== undefined && mutedFrom !== undefined && firstSeenAt >= mutedFrom) {
    return { code: 'muted', sentence: `The channel is muted until ${formatInstant(mutedUntil)}.` }
  }
  const change = await changeAfter(db, subscription.placeKey, firstSeenAt)
  if (change !== undefined) {
    return {
      code: 'changed',
      sentence: `What this channel gets was changed after it appeared: /rsis ${change.command}, ${formatInstant(change.at)}. Before that, nothing here asked for it.`,
    }
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
  if (deliveries.length > 0) return ofDeliveries(deliveries)
  const subscriptions = await subscriptionsOf(context.db, place)
  if (subscriptions.length === 0) return [{ code: 'not-subscribed', sentence: 'This channel has no subscription.' }]
  return Promise.all(subscriptions.map((subscription) => ofSubscription(context, archived, subscription)))
}

/** What kept the model from writing the briefing. */
const ofModel = ({ briefing }: ArchivedCommentary): Answer[] => {
  const fault = briefing?.engine === 'llm' ? undefined : briefing?.record?.faults[0]
  if (fault === undefined) return []
  return [{ code: 'model', sentence: `No model wrote the briefing: ${withFullStop(`${fault.code}: ${fault.detail}`)}` }]
}

/** What was decided about claims of the commentary that readers reported. */
const ofDispute = ({ state, claim, reportedAt, decidedAt }: Dispute): Answer => {
  const when = `reported as wrong ${formatInstant(reportedAt)}`
  const decided = decidedAt === undefined ? '' : ` ${formatInstant(decidedAt)}`
  const outcome = {
    open: 'nothing new shows it until somebody decides',
    upheld: `it was found wrong${decided}, and is taken out`,
    dismissed: `it was found right${decided}, and is shown again`,
  }[state]
  return { code: `claim-${state}`, sentence: `“${claim}” was ${when}: ${outcome}.` }
}

/** Another entry that has the commentary's text, so that it was not posted by itself. */
const ofVersion = ({ title, seenAt }: OtherVersion): Answer => ({
  code: 'version',
  sentence: `${inQuotationMarks(title)}, seen ${formatInstant(seenAt)}, was taken for another version of it and is not posted again.`,
})

const nothing = /^nothing(?: here| today| new)*$/iu

/** The reason why the place receives nothing at all; undefined if posts may come. */
const silenceOf = (here: readonly Subscription[], now: Date): string | undefined => {
  const [first] = here
  if (first === undefined) return 'Nothing is posted here: this channel is not subscribed'
  if (first.mutedUntil !== undefined && isMuted(first, now)) {
    return `Nothing is posted here: muted until ${formatLocal(first.mutedUntil, first.digest?.cadence.zone ?? defaultZone)}`
  }
  return here.every(({ paused }) => paused !== undefined)
    ? 'Nothing is posted here: the subscription is paused'
    : undefined
}

/** Why nothing was posted: what the place receives, what happened here to the newest commentary, and the feeds that fail. */
const whyNothing = async (context: CommandContext, command: Command): Promise<Card> => {
  const { db, now, status } = context
  const here = await subscriptionsOf(db, command.place)
  const [newest] = (await latestCommentaries(db, { limit: 1, offset: 0 })).items
  const answers = newest === undefined || here.length === 0 ? [] : await answersFor(context, newest, command)
  const { sources } = await status(tenantKey(command.place))
  const published = newest?.commentary.published
  const since =
    published === undefined || published >= dayOf(now()).toString()
      ? 'What was posted here, and what was not'
      : `Nothing appeared since ${formatDate(published)}`
  const fields: Field[] = [
    ...here.map((one): Field => ({ label: gets(one.place), value: describeSubscription(one, now()) })),
    ...(newest === undefined
      ? [{ label: 'Archive', value: [`It is still empty. ${(await emptyReason(context, command)) ?? ''}`.trim()] }]
      : [
          {
            label: 'The newest',
            value: [
              [
                `${fullName(newest.commentary)}${published === undefined ? '' : `, ${formatDate(published)}`}.`,
                ...answers.map(({ sentence }) => sentence),
              ].join(' '),
            ],
          },
        ]),
    ...sources
      .filter(({ state }) => healthOf(state) === 'bad')
      .map(
        ({ id, state, detail }): Field => ({
          label: id,
          value: [detail === undefined ? state : `${state}: ${detail}`],
          state: 'bad',
        }),
      ),
  ]
  return {
    title: { text: silenceOf(here, now()) ?? since },
    blocks: [
      { type: 'fields', fields },
      ...(here.length === 0 ? [{ type: 'copy', text: '/rsis subscribe instant' } as const] : []),
    ],
    actions: [
      { label: 'The newest', command: '/rsis latest' },
      { label: 'Status', command: '/rsis status' },
    ],
    isShareable: false,
  }
}

/** Whether a commentary is named somewhere in a text by its id, its page's address, or as the latest. */
const namesOne = (text: string): boolean =>
  numbersNamed(text).length > 0 || /\b(?:latest|newest|most recent|last one)\b|https?:/iu.test(text)

/** Explains why a commentary was or was not posted here. */
export const why: CommandDefinition = {
  verb: 'why',
  synonyms: [],
  summary: 'Why a commentary was posted in this channel, or was not',
  options: [commentaryOption, channelOption],
  examples: ['/rsis why latest', '/rsis why CO20210'],
  reads: (text) =>
    text === '' ||
    nothing.test(text) ||
    (namesOne(text) && readSentence(text).tokens.every(({ isSilent, concepts }) => isSilent || concepts.size > 0)),
  async run(text, context, command) {
    if (nothing.test(text)) return whyNothing(context, command)
    const empty = await emptyArchive(context, command)
    if (empty !== undefined) return empty
    const { commentary } = await wantedCommentary(text, context, { isSentence: true })
    const archived = await findCommentary(context.db, commentary.id)
    const others = [
      ...(archived === undefined ? [] : ofModel(archived)),
      ...(await otherVersions(context.db)).filter((one) => one.commentary.id === commentary.id).map(ofVersion),
      ...(await disputesOf(context.db, commentary.id)).map(ofDispute),
    ]
    const answers = archived === undefined ? [] : [...(await answersFor(context, archived, command)), ...others]
    return {
      title: { text: `${shortName(commentary)} in this channel` },
      blocks: [{ type: 'fields', fields: fieldsOf(answers) }],
      actions: [
        { label: 'Show it', command: `/rsis show ${commentary.id}` },
        { label: 'Status', command: '/rsis status' },
      ],
    }
  },
}

import { countOf, countWithDates } from '../card/count.ts'
import type { Card, Field } from '../card/card.ts'
import { formatInstant, instantSpan } from '../card/dates.ts'
import { fullName, provenanceCounts, shortName } from '../card/credit.ts'
import { inQuotationMarks } from '../card/text.ts'
import {
  type HeldDelivery,
  healthOf,
  type ModelStatus,
  platformText,
  type SourceStatus,
  type Status,
  type UnreadEntry,
} from '../ops/port.ts'
import { type Place, tenantKey } from '../subscriptions/place.ts'
import { channelSpan, placeElsewhere } from '../delivery/channel-span.ts'
import { deliveryName, stateWords } from './delivery-words.ts'
import type { CommandDefinition } from './command.ts'
import type { Command } from './port.ts'
import { knownTo } from './visibility.ts'
import { platforms } from '../subscriptions/platforms.ts'

const fieldStates = { good: 'good', waiting: 'warning', warning: 'warning', bad: 'bad' } as const

const sourceField = (source: SourceStatus): Field => {
  const when = [
    source.lastSuccessAt === undefined ? 'never read yet' : `last success ${formatInstant(source.lastSuccessAt)}`,
    source.failures > 0 && source.nextPollAt !== undefined ? `next try ${formatInstant(source.nextPollAt)}` : undefined,
  ]
  const text = [source.state, source.detail, ...when].filter((part) => part !== undefined).join(' · ')
  return { label: source.id, value: [text], state: fieldStates[healthOf(source.state)] }
}

const archiveField = ({ archive }: Status): Field => {
  const parts = [
    countWithDates(archive),
    archive.unbriefed === 0 ? '' : `${archive.unbriefed} not briefed yet`,
    archive.abstracts === 0 ? '' : `${archive.abstracts} only as an abstract`,
    provenanceCounts(archive.provenance),
  ]
  return { label: 'Archive', value: [parts.filter((part) => part !== '').join('; ')] }
}

const engineField = (model: ModelStatus | undefined): Field => {
  if (model === undefined)
    return { label: 'Engine', value: ['without a language model: claims are the author’s own sentences'] }
  const { name, server, judge, tokensToday, dailyTokens, paused, lastTry, rebriefs } = model
  const isFailing = lastTry !== undefined && lastTry.failures > 0
  const facts = [
    `${name} at ${server}`,
    judge === 'off' ? 'no judge' : `judge ${judge}`,
    `${tokensToday.toLocaleString('en')} of ${dailyTokens.toLocaleString('en')} tokens spent or set aside today`,
    paused && `paused until ${formatInstant(paused.until)} (${paused.why})`,
    lastTry === undefined
      ? 'not asked yet'
      : `last asked ${formatInstant(new Date(lastTry.at))}${isFailing ? `: ${lastTry.why}` : ''}`,
    paused !== undefined || isFailing ? 'meanwhile the program chooses the claims' : undefined,
    rebriefs > 0 ? `${rebriefs} to be briefed again` : undefined,
  ]
  const value = [facts.filter((fact) => fact !== undefined).join(' · ')]
  if (isFailing) return { label: 'Engine', value, state: 'bad' }
  if (paused !== undefined || tokensToday >= dailyTokens) return { label: 'Engine', value, state: 'warning' }
  return { label: 'Engine', value, ...(lastTry === undefined ? {} : { state: 'good' }) }
}

const mostVersions = 5

/** Entries that are not posted because the archive had their text already. */
const versionFields = ({ archive: { otherVersions } }: Status): Field[] =>
  otherVersions.slice(0, mostVersions).map((one) => ({
    label: 'Not posted again',
    value: [
      `${inQuotationMarks(one.title)} was taken for another version of `,
      { text: fullName(one.commentary), commentary: one.commentary.id },
    ],
    state: 'good',
  }))

/** Entries that wait until somebody releases or dismisses them. */
const heldField = ({ archive: { held, gaps } }: Status): Field[] => {
  const parts = [
    held === 0 ? undefined : `${countOf(held, 'commentary is', 'commentaries are')} held`,
    gaps.length === 0 ? undefined : `missing: ${gaps.join(', ')}`,
  ].filter((part) => part !== undefined)
  return parts.length === 0
    ? []
    : [{ label: 'Held', value: [`${parts.join('; ')}. /rsis held releases or dismisses them.`], state: 'warning' }]
}

/** Reported claims that wait for a decision. */
const disputedField = ({ archive: { disputes } }: Status): Field[] => {
  const count = countOf(disputes, 'claim is', 'claims are')
  const value = [`${count} reported as wrong, and held back. /rsis dispute list shows what.`]
  return disputes === 0 ? [] : [{ label: 'Reported', value, state: 'warning' }]
}

/** Held deliveries of the places that the person may know of. */
const knownHeld = async ({ outbox }: Status, command: Command): Promise<readonly HeldDelivery[]> =>
  knownTo(outbox.held, ({ place }) => place, command)

const unreadField = ({ title, url, reason, nextReadAt }: UnreadEntry): Field => ({
  label: 'Not read yet',
  value: [
    { text: title, ...(url === undefined ? {} : { url }) },
    `: ${reason ?? 'waiting its turn'}, next try `,
    instantSpan(nextReadAt),
  ],
  ...(reason === undefined ? {} : { state: 'warning' }),
})

/** A held delivery, for a reader in the place `here`. */
const notPostedField = (held: HeldDelivery, here: Place): Field => {
  const { commentary, kind, place, state, code, reason } = held
  return {
    label: 'Not posted',
    value: [
      ...(commentary === undefined ? [] : [{ text: shortName(commentary), commentary: commentary.id }, ', ']),
      `${deliveryName(kind)} to `,
      place.platform === here.platform ? channelSpan(place) : placeElsewhere(place),
      `: ${stateWords(state)} (${code ?? state}): ${reason ?? 'no reason recorded'}`,
    ],
    state: 'bad',
  }
}

const statusFields = (status: Status, held: readonly HeldDelivery[], here: Place): Field[] => [
  ...status.sources.map(sourceField),
  archiveField(status),
  // What several feeds announce is named once.
  ...[...new Map(status.archive.unread.map((one) => [`${one.title}\n${one.reason}`, one])).values()].map(unreadField),
  ...versionFields(status),
  ...heldField(status),
  ...disputedField(status),
  { label: 'Outbox', value: [`${status.outbox.sent} sent, ${status.outbox.due} due`], state: 'good' },
  ...held.map((one) => notPostedField(one, here)),
  engineField(status.model),
  ...(status.cache === undefined
    ? []
    : [{ label: 'Cache', value: [status.cache.detail], state: status.cache.state } as const]),
  ...status.platforms.map(
    (one): Field => ({ label: platforms[one.platform].name, value: [platformText(one)], state: one.state }),
  ),
  // Without the name of its machine: other workspaces than the operator's read this as well.
  ...status.elsewhere.map(({ detail }): Field => ({ label: 'Another process', value: [detail], state: 'bad' })),
  { label: 'Version', value: [`${status.version}, running since `, instantSpan(status.startedAt)] },
]

/** The state of everything, with the held deliveries that a reader in `here` may know of. */
export const statusCard = (status: Status, held: readonly HeldDelivery[], here: Place): Card => ({
  title: { text: 'Status' },
  blocks: [{ type: 'fields', fields: statusFields(status, held, here) }],
  isShareable: false,
})

/** The state of feeds, archive and outbox. */
export const status: CommandDefinition = {
  verb: 'status',
  synonyms: ['health', 'about', 'version', 'uptime'],
  summary: 'Feeds, archive and outbox: what works, what does not, and why',
  options: [],
  examples: ['/rsis status'],
  reads: (text) => /^(?:feeds?|archive|outbox|all|here)?$/iu.test(text),
  async run(_text, context, command) {
    const facts = await context.status(tenantKey(command.place))
    return statusCard(facts, await knownHeld(facts, command), command.place)
  },
}

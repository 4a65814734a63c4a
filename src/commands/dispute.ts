import { countOf } from '../card/count.ts'
import type { ArchivedCommentary, Claim } from '../archive/port.ts'
import { claimKey, type Dispute, disputesOf, openDisputes, reportsOf } from '../archive/store/disputes.ts'
import { shown } from '../archive/query/text.ts'
import { claimBlock } from '../card/briefing-card.ts'
import type { Block, Card, Field } from '../card/card.ts'
import { shortName } from '../card/credit.ts'
import { formatInstant, instantSpan } from '../card/dates.ts'
import { decisions, disputedName, reportedCard } from '../card/dispute-card.ts'
import { textOf } from '../commentary/commentary.ts'
import { holdBack, settle } from '../delivery/dispute.ts'
import { UserError } from '../errors.ts'
import { checkMayQuote } from '../store/reader.ts'
import { tenantKey } from '../subscriptions/place.ts'
import { operatorPlaces } from '../subscriptions/store-operators.ts'
import { countTenants } from '../subscriptions/store.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { isReference, wantedCommentary } from './find-commentary.ts'
import { commentaryOption } from './options.ts'
import type { Command } from './port.ts'

const dayMs = 86_400_000
/** How many reports of a person and of a workspace may wait for a decision, and how many a person may make in a day. */
const mostOpen = 3
const mostOpenOfTenant = 10
const mostADay = 5
const longestReason = 500

const reportPattern = /^(?:report )?("[^"]+"|co[ -]\d{5}|\S+)(?: (?:claim )?(\d{1,2}|#[\da-f]{12}))?(?: (.+))?$/isu
const decisionPattern = /^(correct|dismiss) #?(\d{1,9})$/iu

type Wanted = { readonly name: string; readonly claim: string | undefined; readonly reason: string }

const readReport = (text: string): Wanted | undefined => {
  const [, name, claim, reason = ''] = reportPattern.exec(text) ?? []
  return name === undefined ? undefined : { name: name.replaceAll('"', ''), claim, reason }
}

const isReport = (text: string): boolean => {
  const wanted = readReport(text)
  return wanted !== undefined && wanted.claim !== undefined && !/^(?:list|correct|dismiss)$/iu.test(wanted.name)
}

const numberOf = (claim: Claim, index: number): number => claim.number ?? index + 1

/** Asks which claim is wrong, with a button for each claim; its key stays the same in later briefings. */
const choiceCard = ({ commentary, briefing }: Pick<ArchivedCommentary, 'commentary' | 'briefing'>): Card => {
  const claims = briefing?.claims ?? []
  if (claims.length === 0)
    throw new UserError('Claim', `no claim of ${shortName(commentary)} is shown`, 'there is nothing to report')
  return {
    title: { text: `Which claim of ${shortName(commentary)} is wrong?` },
    blocks: [
      {
        type: 'text',
        text: [
          'Nothing new shows the claim that you report until somebody who runs this bot has checked it. Your name is stored with the report.',
        ],
      },
      ...claims.flatMap((claim, index): Block[] => [
        { type: 'text', text: [{ text: `Claim ${numberOf(claim, index)}`, style: 'strong' }] },
        claimBlock(commentary, textOf(commentary), claim, numberOf(claim, index)),
      ]),
    ],
    actions: claims.map((claim, index) => ({
      label: `Claim ${numberOf(claim, index)} is wrong`,
      command: `/rsis dispute report ${commentary.id} #${claimKey(claim)}`,
    })),
    commentaries: [commentary.id],
    isShareable: false,
  }
}

const reportedBefore = ({ state, decidedAt, commentary_id: id }: Dispute): UserError => {
  if (state === 'open')
    return new UserError('Claim', 'is reported already, and not shown any more', 'somebody will look at it')
  const when = decidedAt === undefined ? '' : ` on ${formatInstant(decidedAt)}`
  return state === 'upheld'
    ? new UserError('Claim', `was found wrong${when}, and is taken out`, `see what is left: /rsis show ${id}`)
    : new UserError(
        'Claim',
        `was reported before; somebody checked it${when} and found it right`,
        'if you still think that it is wrong, tell those who run this bot',
      )
}

const checkRate = async ({ db, now }: CommandContext, { place, person }: Command): Promise<void> => {
  const since = new Date(now().getTime() - dayMs)
  const { open, openOfTenant, recent } = await reportsOf(db, { tenantKey: tenantKey(place), person: person.id, since })
  if (open >= mostOpen)
    throw new UserError('Reports', `${mostOpen} of yours wait for a decision`, 'report this one when they are decided')
  if (recent >= mostADay) throw new UserError('Reports', `at most ${mostADay} a day`, 'report this one tomorrow')
  if (openOfTenant >= mostOpenOfTenant)
    throw new UserError(
      'Reports',
      `${mostOpenOfTenant} of this workspace wait for a decision`,
      'see /rsis dispute list',
    )
}

/** Who decides: the managers of the workspace if it is the only one with posts, or if the commentary came with its own feeds; else the operator. */
const isDecidedBy = async ({ db }: CommandContext, isPublic: boolean): Promise<'workspace' | 'operator'> =>
  !isPublic || (await countTenants(db)) <= 1 ? 'workspace' : 'operator'

const report = async (
  { name, claim: given, reason }: Wanted,
  context: CommandContext,
  command: Command,
): Promise<Card> => {
  const archived = await wantedCommentary(name, context)
  const { commentary, briefing } = archived
  if (given === undefined) return choiceCard(archived)
  const { place, person } = command
  const claim = briefing.claims.find(
    (one, index) => `#${claimKey(one)}` === given.toLowerCase() || String(numberOf(one, index)) === given,
  )
  const key = claim === undefined ? given.toLowerCase().replace('#', '') : claimKey(claim)
  const before = (await disputesOf(context.db, commentary.id)).find((one) => one.claim_key === key)
  if (before !== undefined) throw reportedBefore(before)
  if (claim === undefined)
    throw new UserError(
      'Claim',
      `${shortName(commentary)} shows no claim ${shown(given)}`,
      `see /rsis dispute report ${commentary.id}`,
    )
  await checkRate(context, command)
  const by = await isDecidedBy(context, archived.isPublic)
  const now = context.now()
  const dispute = await holdBack(
    context.db,
    {
      place,
      commentary_id: commentary.id,
      claim_key: claimKey(claim),
      quote: claim.quote.text,
      claim: claim.text,
      reason: reason.slice(0, longestReason),
      tenant_key: tenantKey(place),
      place_json: JSON.stringify(place),
      person: person.id,
      person_name: person.name,
    },
    by === 'workspace',
    now,
  )
  // Somebody else reported it first.
  if (dispute === undefined)
    throw new UserError('Claim', 'is reported already, and not shown any more', 'somebody will look at it')
  context.onEnqueued()
  const who = by === 'workspace' ? 'those who manage this workspace' : 'those who run this bot'
  return {
    title: { text: 'Thank you: the claim is not shown for now' },
    blocks: [
      { type: 'text', text: [`“${claim.text}”`] },
      {
        type: 'text',
        text: [`It is shown in no further post, digest, feed or answer until ${who} decide. Report ${dispute.number}.`],
      },
    ],
    commentaries: [commentary.id],
  }
}

/** Who may decide: on the page the operator; elsewhere the managers of the workspace, or of the operator's workspace if there are several. */
const mayDecide = async (context: CommandContext, { place, person }: Command, isPublic: boolean): Promise<boolean> => {
  if (place.platform === 'web') return true
  if (!(await person.mayManageAll())) return false
  if ((await isDecidedBy(context, isPublic)) === 'workspace') return true
  return (await operatorPlaces(context.db)).some((one) => tenantKey(one) === tenantKey(place))
}

const reportField = (dispute: Dispute, isNamed: boolean): Field => ({
  label: `Report ${dispute.number}: ${disputedName(dispute)}`,
  value: [
    `“${dispute.claim}”${dispute.reason === '' ? '' : `, for: ${dispute.reason}`}. Reported${isNamed ? ` by ${dispute.person_name}` : ''} `,
    instantSpan(dispute.reportedAt),
  ],
  state: 'warning',
})

const list = async (context: CommandContext, command: Command): Promise<Card> => {
  const open = await openDisputes(context.db)
  const [first, ...others] = open
  if (first === undefined) {
    return {
      title: { text: 'No claim is reported' },
      blocks: [
        {
          type: 'text',
          text: ['To report one: press Report a mistake on its post, or /rsis dispute report and its number.'],
        },
      ],
    }
  }
  const verdicts = await Promise.all(open.map(({ isPublic }) => mayDecide(context, command, isPublic)))
  const isOwn = (dispute: Dispute): boolean =>
    command.place.platform === 'web' || dispute.tenant_key === tenantKey(command.place)
  if (others.length === 0 && verdicts[0] === true) return reportedCard(first)
  return {
    title: { text: `${countOf(open.length, 'claim waits', 'claims wait')} for a decision` },
    blocks: [
      {
        type: 'fields',
        fields: open.map((dispute, index) => reportField(dispute, verdicts[index] === true && isOwn(dispute))),
      },
    ],
    actions: open
      .filter((_, index) => verdicts[index] === true)
      .slice(0, 3)
      .flatMap((dispute) =>
        decisions(dispute)
          .slice(0, 2)
          .map((action) => ({ ...action, label: `${dispute.number}: ${action.label}` })),
      ),
    isShareable: false,
  }
}

const decide = async (word: string, number: number, context: CommandContext, command: Command): Promise<Card> => {
  const dispute = (await openDisputes(context.db)).find((one) => one.number === number)
  if (dispute === undefined) throw new UserError('Report', `${number} is not open`, 'see /rsis dispute list')
  if (!(await mayDecide(context, command, dispute.isPublic))) {
    throw new UserError('Permission', 'those who run this bot decide on reports', 'ask one of them')
  }
  const state = word === 'correct' ? 'upheld' : 'dismissed'
  const edited = await settle(context.db, dispute, { state, by: command.person.name }, context.now())
  if (edited === undefined) throw new UserError('Report', `${number} was decided just now`, 'see /rsis dispute list')
  context.onEnqueued()
  const messages = `${countOf(edited, 'message is', 'messages are')} edited.`
  return {
    title: {
      text: state === 'upheld' ? `The claim is taken out of ${disputedName(dispute)}` : 'The claim is shown again',
    },
    blocks: [
      { type: 'text', text: [edited === 0 ? 'No message has to be edited.' : messages] },
      ...(state === 'upheld' && edited > 0
        ? [{ type: 'text', text: ['A note in the thread of each says what was wrong.'] } as const]
        : []),
    ],
  }
}

/** A reader says that a claim is wrong; it is held back until somebody decides. */
export const dispute: CommandDefinition = {
  verb: 'dispute',
  synonyms: ['disputes', 'misquote'],
  summary: 'Say that a claim is wrong: nothing new shows it until somebody has decided',
  options: [],
  actions: [
    {
      verb: 'report',
      summary: 'Report a claim as wrong',
      options: [
        commentaryOption,
        {
          name: 'claim',
          description: 'The number of the claim; without it you choose',
          writing: 'words',
          range: [1, 9],
        },
        { name: 'reason', description: 'What is wrong with it', writing: 'words' },
      ],
    },
    { verb: 'list', summary: 'What is reported and waits for a decision', options: [] },
    ...(['correct', 'dismiss'] as const).map((verb) => ({
      verb,
      summary:
        verb === 'correct' ? 'The claim is wrong: take it out of every post' : 'The claim is right: show it again',
      options: [
        {
          name: 'number',
          description: 'Of the report, in /rsis dispute list',
          writing: 'words',
          isRequired: true,
        } as const,
      ],
    })),
  ],
  examples: ['/rsis dispute report latest', '/rsis dispute list'],
  isManaging: (text) => decisionPattern.test(text),
  isChanging: isReport,
  reads: (text) =>
    text === '' ||
    /^list$/iu.test(text) ||
    decisionPattern.test(text) ||
    /^report(?: |$)/iu.test(text) ||
    (isReference(text.split(' ')[0] ?? '') && /^\S+(?: (?:claim )?\d{1,2})?$/iu.test(text)),
  async run(text, context, command) {
    checkMayQuote(context.db)
    if (text === '' || /^list$/iu.test(text)) return list(context, command)
    const [, word, number] = decisionPattern.exec(text) ?? []
    if (word !== undefined) return decide(word.toLowerCase(), Number(number), context, command)
    if (/^(?:correct|dismiss|report)$/iu.test(text.split(' ')[0] ?? '') && !/^report \S/iu.test(text)) {
      throw new UserError('Dispute', 'say which one', 'e.g. /rsis dispute report latest, or /rsis dispute list')
    }
    const wanted = readReport(text)
    return wanted === undefined ? list(context, command) : report(wanted, context, command)
  },
}

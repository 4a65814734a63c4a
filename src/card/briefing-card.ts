import type { Briefing, Claim, ClaimKind, Gap, Synopsis } from '../briefing/port.ts'
import { shortestArgument } from '../briefing/shortest-argument.ts'
import { type Commentary, type CommentaryText, textOf } from '../commentary/commentary.ts'
import type { Action, Block, Card, ClaimBlock } from './card.ts'
import { contextLine, isTakenDown, provenanceWords, shortAuthorLine, viewsNotice } from './credit.ts'
import { formatDate } from './dates.ts'
import { quoteLink } from './quote-link.ts'
import { quoteParts } from './shown-quote.ts'
import { commentaryAction, labels } from './text.ts'

const kindLabels: Readonly<Record<ClaimKind, string>> = {
  assessment: 'Assessment',
  forecast: 'Forecast',
  recommendation: 'Recommendation',
  'quoted-view': 'Quoted view',
  fact: 'Fact',
}

/** A claim as it is shown, with its credit. */
export const claimBlock = (commentary: Commentary, text: CommentaryText, claim: Claim, number: number): ClaimBlock => ({
  type: 'claim',
  number,
  text: claim.text === claim.quote.text ? undefined : claim.text,
  ...quoteParts(text, claim),
  ...(claim.context === undefined ? {} : { before: claim.context.text }),
  label: claim.kind && kindLabels[claim.kind],
  holder: claim.holder.type === 'author' ? shortAuthorLine(commentary) : claim.holder.name,
  section: claim.section,
  url: commentary.url && quoteLink(commentary.url, claim.quote.text),
})

/** Why there are no claims. */
export const gapText = (commentary: Commentary, gap: Gap | undefined): string => {
  if (isTakenDown(commentary)) return 'It was taken down. Nothing of its text is kept.'
  if (commentary.extent === 'abstract') return 'Abstract only. Read the original.'
  if (commentary.extent === 'excerpt' || gap === 'excerpt')
    return 'The site does not send the text to programs. Read the original.'
  if (gap === 'no-permission') return 'Nothing is quoted here. Read the original.'
  if (gap === 'disputed') return 'No claim is shown: readers reported them as wrong. Read the original.'
  if (gap === 'not-english') return 'Not in English, so no claims are chosen from it. Read the original.'
  if (gap === 'too-short') return `Too short to quote from (fewer than ${shortestArgument} words). Read the original.`
  return 'No sentence can be understood alone, so none is quoted. Read the original.'
}

/** The synopsis, and the reason if there are no claims. */
const openingBlocks = (commentary: Commentary, { synopsis, claims, gap }: Briefing): Block[] => [
  ...(synopsis === undefined ? [] : [{ type: 'text' as const, text: [synopsis.text] }]),
  ...(claims.length > 0 || (synopsis !== undefined && gap === undefined)
    ? []
    : [{ type: 'text' as const, text: [{ text: gapText(commentary, gap), style: 'quiet' as const }] }]),
]

const synopsisCredits: Readonly<Record<Exclude<Synopsis['source'], 'author'>, string>> = {
  extract: 'Synopsis in the commentary’s own words',
  model: 'Synopsis by a model, each sentence checked',
  publisher: 'Publisher’s own description',
}

const synopsisCredit = ({ authors }: Commentary, synopsis: Synopsis | undefined): string | undefined => {
  if (synopsis?.source !== 'author') return synopsis && synopsisCredits[synopsis.source]
  return authors.length > 1 ? 'Authors’ own synopsis' : 'Author’s own synopsis'
}

/** The line that says who chose the claims, whose words they are, and who checked them. */
const claimsCredit = ({ claims, record }: Briefing): string | undefined => {
  const count = claims.length
  if (count === 0) return undefined
  const of = (origin: Claim['origin']): number => claims.filter((claim) => claim.origin === origin).length
  const own = count - of('model')
  if (own === count) {
    if (of('extract') === count) return 'Chosen by program, word for word'
    const isMixed = of('extract') > 0
    return `Chosen by a model${isMixed ? ' and by program' : ''}, word for word`
  }
  const judge = record?.judge.state === 'judged' ? record.judge.model : undefined
  const by =
    judge === undefined ? '' : judge === record?.model ? ' and by the same model again' : ' and by a second model'
  const retold = `Retold by a model, checked against the text${by}`
  return own === 0 ? retold : `${retold} · ${own} of ${count} are the author’s own sentences`
}

const trialMark = 'Trial post: it shows that posts arrive here'

export type CardOptions = {
  /** BCP 47 tag in which dates are written; British English by default. */
  readonly locale?: string
  /** Whether the text was corrected after it was first read. */
  readonly isCorrected?: boolean
}

/** Whether the text was read where its publisher shows it, which needs no mention. */
const isAsPublished = ({ provenance }: Commentary): boolean =>
  provenance === undefined || ['feed', 'page', 'pdf'].includes(provenance.kind)

const footerOf = (commentary: Commentary, briefing: Briefing, { locale, isCorrected }: CardOptions): string[] => {
  if (isTakenDown(commentary)) return []
  const made = [
    synopsisCredit(commentary, briefing.synopsis),
    claimsCredit(briefing),
    briefing.record?.extent === 'part' ? 'based on part of the text' : undefined,
    commentary.extent === 'excerpt' ? 'excerpt only' : undefined,
    isAsPublished(commentary) ? undefined : provenanceWords(commentary, locale),
    commentary.updated && `updated by the publisher ${formatDate(commentary.updated, locale)}`,
    isCorrected === true && commentary.updated === undefined ? 'corrected by the publisher' : undefined,
  ]
  return [made.filter((part) => part !== undefined && part !== '').join(' · '), viewsNotice(commentary)]
}

/** The button that reports a claim as wrong; the claim is then held back until somebody has decided. */
const disputeAction = ({ id }: Commentary, { claims }: Briefing): Action[] =>
  claims.length === 0 ? [] : [{ label: labels.reportMistake, command: `/rsis dispute report ${id}` }]

const actionsOf = (commentary: Commentary, briefing: Briefing): Action[] =>
  isTakenDown(commentary)
    ? []
    : [
        ...(commentary.url === undefined ? [] : [{ label: 'Read original', url: commentary.url }]),
        commentaryAction([commentary.id]),
        { label: 'Cite', command: `/rsis cite ${commentary.id}` },
        { label: 'Related', command: `/rsis related ${commentary.id}` },
        ...disputeAction(commentary, briefing),
      ]

/** Buttons about the channel: why the post is here, and a mute for a day. */
const channelActions = ({ id }: Commentary): Action[] => [
  { label: 'Why here?', command: `/rsis why ${id}` },
  { label: 'Mute for a day', command: '/rsis mute 1d' },
]

/** The parts that all cards about one commentary share: credit above, synopsis, claims, credit below. */
const parts = (commentary: Commentary, briefing: Briefing, options: CardOptions) => ({
  frame: {
    context: contextLine(commentary, options.locale),
    title: { text: commentary.title, ...(commentary.url === undefined ? {} : { url: commentary.url }) },
    footer: footerOf(commentary, briefing, options),
    commentaries: [commentary.id],
  },
  opening: openingBlocks(commentary, briefing),
  claims: briefing.claims.map((claim, index) =>
    claimBlock(commentary, textOf(commentary), claim, claim.number ?? index + 1),
  ),
})

/** The short post of a new commentary: synopsis and first claim; `furtherClaimsCard` has the further claims. */
export const postCard = (commentary: Commentary, briefing: Briefing, options: CardOptions = {}): Card => {
  const { frame, opening, claims } = parts(commentary, briefing, options)
  return {
    ...frame,
    blocks: [...opening, ...claims.slice(0, 1)],
    actions: isTakenDown(commentary) ? [] : [...actionsOf(commentary, briefing), ...channelActions(commentary)],
  }
}

/** The post of `/rsis test`, marked so that nobody takes it for a second post of the commentary. */
export const trialCard = (commentary: Commentary, briefing: Briefing, options: CardOptions = {}): Card => {
  const card = postCard(commentary, briefing, options)
  const context = [trialMark, card.context].filter((part) => part !== undefined && part !== '').join(' · ')
  return { ...card, context }
}

/** The card for the thread of the post; undefined if there is at most one claim. */
export const furtherClaimsCard = (commentary: Commentary, briefing: Briefing): Card | undefined => {
  const { claims } = parts(commentary, briefing, {})
  if (claims.length < 2) return undefined
  return {
    blocks: claims.slice(1),
    actions: disputeAction(commentary, briefing),
    commentaries: [commentary.id],
  }
}

/** The whole briefing in one message, for the person who asked for it. */
export const showCard = (commentary: Commentary, briefing: Briefing, options: CardOptions = {}): Card => {
  const { frame, opening, claims } = parts(commentary, briefing, options)
  return {
    ...frame,
    blocks: [...opening, ...claims],
    actions: actionsOf(commentary, briefing).filter((action) => action.label !== labels.allQuotes),
  }
}

import type { Briefing, Claim, ClaimKind, Synopsis } from '../briefing/port.ts'
import type { Commentary } from '../commentary/commentary.ts'
import type { Action, Block, Card, ClaimBlock } from './card.ts'
import { contextLine, shortAuthorLine, viewsNotice } from './credit.ts'
import { formatDate } from './dates.ts'
import { quoteLink } from './quote-link.ts'
import { commentaryAction, labels } from './text.ts'

const kindLabels: Readonly<Record<ClaimKind, string>> = {
  assessment: 'Assessment',
  forecast: 'Forecast',
  recommendation: 'Recommendation',
  'quoted-view': 'Quoted view',
  fact: 'Fact',
}

const claimBlock = (commentary: Commentary, claim: Claim, number: number): ClaimBlock => ({
  type: 'claim',
  number,
  text: claim.text === claim.quote.text ? undefined : claim.text,
  quote: claim.quote.text,
  label: claim.kind && kindLabels[claim.kind],
  holder: claim.holder.type === 'author' ? shortAuthorLine(commentary) : claim.holder.name,
  section: claim.section,
  url: commentary.url && quoteLink(commentary.url, claim.quote.text),
})

const synopsisBlock = (commentary: Commentary, synopsis: Synopsis | undefined): Block => {
  if (synopsis !== undefined) return { type: 'text', text: [synopsis.text] }
  const text =
    commentary.extent === 'excerpt' ? 'The text is not available to machines; read the original.' : 'No synopsis.'
  return { type: 'text', text: [{ text, style: 'quiet' }] }
}

const synopsisCredit = (commentary: Commentary, synopsis: Synopsis | undefined): string | undefined => {
  if (synopsis === undefined) return undefined
  if (synopsis.source === 'extract') return 'Synopsis in the commentary’s own sentences'
  if (synopsis.source === 'model') return 'Synopsis by a model, each sentence checked'
  return commentary.authors.length > 1 ? 'Authors’ own synopsis' : 'Author’s own synopsis'
}

/** How the quotes stand, and what of a model's briefing is not the model's: `quotes checked 5/5`, `1 extracted`. */
const checksOf = ({ engine, claims, record }: Briefing): string[] => {
  const count = claims.length
  const extracted = claims.filter(({ origin }) => origin === 'extract').length
  const isJudged = record?.judge.state === 'judged' || record?.judge.state === 'not-needed'
  return [
    ...(count > 0 ? [`quotes checked ${count}/${count}`] : []),
    ...(engine === 'llm' && extracted > 0 ? [`${extracted} extracted`] : []),
    ...(engine === 'llm' && !isJudged ? ['not judged'] : []),
  ]
}

export type CardOptions = {
  /** BCP 47 tag in which dates are written; British English by default. */
  readonly locale?: string
  /** Whether the text was corrected after it was first read. */
  readonly isCorrected?: boolean
}

const footerOf = (commentary: Commentary, briefing: Briefing, { locale, isCorrected }: CardOptions): string[] => {
  const made = [
    synopsisCredit(commentary, briefing.synopsis),
    ...checksOf(briefing),
    `${briefing.engine} engine`,
    briefing.record?.extent === 'part' ? 'based on part of the text' : undefined,
    commentary.extent === 'excerpt' ? 'excerpt only' : undefined,
    commentary.updated && `updated by the publisher ${formatDate(commentary.updated, locale)}`,
    isCorrected === true && commentary.updated === undefined ? 'corrected by the publisher' : undefined,
  ]
  return [made.filter((part) => part !== undefined && part !== '').join(' · '), viewsNotice(commentary)]
}

const actionsOf = (commentary: Commentary): Action[] => [
  ...(commentary.url === undefined ? [] : [{ label: 'Read original', url: commentary.url }]),
  commentaryAction([commentary.id]),
  { label: 'Cite', command: `/rsis cite ${commentary.id}` },
  { label: 'Related', command: `/rsis related ${commentary.id}` },
]

/** What a reader may want of the channel itself, who asks why this is here or wants to be left alone for a day. */
const channelActions = ({ id }: Commentary): Action[] => [
  { label: 'Why here?', command: `/rsis why ${id}` },
  { label: 'Mute for a day', command: '/rsis mute 1d' },
]

/** What every card about one commentary shows: credit above, synopsis, claims, credit below. */
const parts = (commentary: Commentary, briefing: Briefing, options: CardOptions) => ({
  frame: {
    context: contextLine(commentary, options.locale),
    title: { text: commentary.title, ...(commentary.url === undefined ? {} : { url: commentary.url }) },
    footer: footerOf(commentary, briefing, options),
    commentaries: [commentary.id],
  },
  synopsis: synopsisBlock(commentary, briefing.synopsis),
  claims: briefing.claims.map((claim, index) => claimBlock(commentary, claim, index + 1)),
})

/** The post of a new commentary, quiet: synopsis and first claim; the further claims are `furtherClaimsCard`. */
export const postCard = (commentary: Commentary, briefing: Briefing, options: CardOptions = {}): Card => {
  const { frame, synopsis, claims } = parts(commentary, briefing, options)
  return {
    ...frame,
    blocks: [synopsis, ...claims.slice(0, 1)],
    actions: [...actionsOf(commentary), ...channelActions(commentary)],
  }
}

/** What goes into the thread of the post; undefined where there is one claim at most. */
export const furtherClaimsCard = (commentary: Commentary, briefing: Briefing): Card | undefined => {
  const { claims } = parts(commentary, briefing, {})
  return claims.length > 1 ? { blocks: claims.slice(1), commentaries: [commentary.id] } : undefined
}

/** The whole briefing in one message, for the person who asked for it. */
export const showCard = (commentary: Commentary, briefing: Briefing): Card => {
  const { frame, synopsis, claims } = parts(commentary, briefing, {})
  return {
    ...frame,
    blocks: [synopsis, ...claims],
    actions: actionsOf(commentary).filter((action) => action.label !== labels.allQuotes),
  }
}

import { countCommentaries } from './count.ts'
import type { Briefing, Claim } from '../briefing/port.ts'
import { splitSentences } from '../briefing/text/sentences.ts'
import { type Commentary, textOf } from '../commentary/commentary.ts'
import type { Block, Card, ItemBlock, Text } from './card.ts'
import { commentaryRow } from './commentary-row.ts'
import { isOfRsis, seriesOf, shortAuthorLine, shortName, topicsOf } from './credit.ts'
import { formatDate } from './dates.ts'
import { quoteParts } from './shown-quote.ts'
import { joinText, quoteText } from './text.ts'

/** A commentary of a digest, with its briefing. */
export type DigestItem = { readonly commentary: Commentary; readonly briefing: Briefing }

export type DigestFacts = {
  /** The local date on which the digest is due, `YYYY-MM-DD`. */
  readonly window: string
  /** The days of the week on which the digest is posted. */
  readonly cadence: { readonly days: readonly string[] }
  readonly locale: string
  /** How completely the feeds were read. */
  readonly coverage: string
}

/** How many are shown with a sentence and a quote, so that a digest is read in a minute. The others are listed by title. */
const mostItems = 10
/** Titles in one message; even the longest ones fit on every platform. */
const titlesOnPage = 10

const firstSentence = (text: string): string => splitSentences(text)[0]?.text ?? text

/** The claim's quote, with its holder if that is not the author. */
const quoteWithHolder = (commentary: Commentary, claim: Claim): Text => {
  const holder = claim.holder.type === 'author' ? '' : `${claim.holder.name}: `
  return [holder, ...quoteText(quoteParts(textOf(commentary), claim))]
}

/** One sentence of the synopsis, and the quote of the first claim that can be understood alone. */
const itemText = ({ commentary, briefing: { synopsis, claims } }: DigestItem): Text | undefined => {
  const sentence = synopsis === undefined ? '' : firstSentence(synopsis.text)
  const claim = claims.find(({ context }) => context === undefined) ?? claims[0]
  const quote = claim === undefined || claim.quote.text === sentence ? [] : quoteWithHolder(commentary, claim)
  const text = joinText([sentence, sentence === '' || quote.length === 0 ? '' : ' ', ...quote])
  return text.length === 0 ? undefined : text
}

const itemBlock = (item: DigestItem, number: number, locale: string): ItemBlock => {
  const { commentary } = item
  const meta = [
    isOfRsis(commentary) ? commentary.id : seriesOf(commentary),
    shortAuthorLine(commentary),
    commentary.published && formatDate(commentary.published, locale),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ')
  return commentaryRow(commentary, { number, text: itemText(item), meta })
}

const topicOf = ({ commentary }: DigestItem): string => topicsOf(commentary)[0] ?? 'Other'

/** The items by topic, the largest topic first, with numbers that count through the whole post. */
const grouped = (items: readonly DigestItem[], locale: string): Block[] => {
  const topics = [...Map.groupBy(items, topicOf)].toSorted(([, a], [, b]) => b.length - a.length)
  let number = 0
  return topics.flatMap(([topic, ofTopic]): Block[] => [
    ...(topics.length > 1 ? [{ type: 'text', text: [{ text: topic, style: 'strong' }] } as const] : []),
    ...ofTopic.map((item) => itemBlock(item, (number += 1), locale)),
  ])
}

/** The title names RSIS only if every commentary is from RSIS. */
const viewsNoticeOf = (items: readonly DigestItem[]): string =>
  items.every(({ commentary }) => isOfRsis(commentary))
    ? 'The views are the authors’ own, not the official position of RSIS.'
    : 'The views are the authors’ own.'

const listCard = (items: readonly DigestItem[], title: string, locale: string, footer: readonly string[]): Card => {
  const shown = items.slice(-mostItems)
  const more = items.length - shown.length
  const further = `${more} earlier ${more === 1 ? 'one is' : 'ones are'} named in the thread.`
  return {
    title: { text: title },
    blocks: [...grouped(shown, locale), ...(more > 0 ? [{ type: 'text', text: [further] } as const] : [])],
    footer: [`${viewsNoticeOf(items)} Quotes checked.`, ...footer],
    commentaries: items.map(({ commentary }) => commentary.id),
  }
}

/** The titles for which a digest or catch-up of these commentaries has no room, in pages for its thread. */
export const furtherTitles = (items: readonly DigestItem[], locale: string): Card[] => {
  const further = items.slice(0, -mostItems)
  const pages = Array.from({ length: Math.ceil(further.length / titlesOnPage) }, (_, page) => page * titlesOnPage)
  return pages.map((from) => {
    const onPage = further.slice(from, from + titlesOnPage)
    return {
      blocks: onPage.map((item, index): Block => {
        const number = mostItems + from + index + 1
        return { ...itemBlock(item, number, locale), text: undefined }
      }),
      commentaries: onPage.map(({ commentary }) => commentary.id),
    }
  })
}

/**
 * The card of a digest, a catch-up or a page of titles, with the present text of one of its commentaries; undefined if the
 * card has no row of it.
 */
export const correctedList = (
  card: Card,
  item: DigestItem,
  { locale, isCorrected }: { readonly locale: string; readonly isCorrected: boolean },
): Card | undefined => {
  const isItsRow = (block: Block): block is ItemBlock =>
    block.type === 'item' && block.command === itemBlock(item, 0, locale).command
  if (!card.blocks.some(isItsRow)) return undefined
  const blocks = card.blocks.map((block): Block => {
    if (!isItsRow(block)) return block
    const row = itemBlock(item, block.number, locale)
    return block.text === undefined ? { ...row, text: undefined } : row
  })
  const line = `${shortName(item.commentary)} was corrected by its publisher; the row shows it as it is now.`
  const footer = card.footer ?? []
  return { ...card, blocks, ...(isCorrected && !footer.includes(line) && { footer: [...footer, line] }) }
}

/** One post with everything that appeared in a window, by topic; its last line says how completely the feeds were read. */
export const digestCard = (items: readonly DigestItem[], { window, cadence, locale, coverage }: DigestFacts): Card => {
  const kind = cadence.days.length >= 5 ? 'Daily digest' : cadence.days.length === 1 ? 'Weekly digest' : 'Digest'
  const title = `${kind}, ${formatDate(window, locale)}`
  if (items.length > 0) return listCard(items, `${title}: ${countCommentaries(items.length)}`, locale, [coverage])
  return { title: { text: title }, blocks: [{ type: 'text', text: ['Nothing new.'] }], footer: [coverage] }
}

/** One post with everything that appeared while nothing could be posted, or that appeared at the same time. */
export const catchUpCard = (items: readonly DigestItem[], locale: string): Card =>
  listCard(items, `Caught up: ${countCommentaries(items.length)}`, locale, [])

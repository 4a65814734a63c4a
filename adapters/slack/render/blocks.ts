import type { KnownBlock, RichTextSection } from '@slack/types'
import type { Block, Card, ClaimBlock, Field, ItemBlock, Text } from '../../../src/card/card.ts'
import {
  beforeLine,
  clip,
  creditOf,
  footLines,
  isRemark,
  itemTitle,
  labels,
  mapText,
  piecesOf,
  plainText,
  safeUrl,
  shorten,
  tooLongQuote,
  quoteText,
  visibleLine,
  visibleText,
} from '../../../src/card/text.ts'
import { plain, quotation, richText, section, smallPrint } from './rich-text.ts'
import { mrkdwnLink } from './text.ts'

/** Labels and running text are cut; a quote never is. In UTF-16 units. */
const longest = { title: 250, header: 150, label: 300, text: 2400, quote: 2400, item: 900, copy: 2000 }

/**
 * A part of a card that is shown completely or left out: blocks, or one field of a list. `cut` gives it in less room, in JSON
 * characters, if it may be cut.
 */
export type Part =
  | { readonly blocks: readonly KnownBlock[]; readonly cut?: (room: number) => readonly KnownBlock[] }
  | { readonly field: RichTextSection }

const label = (text: string): string => clip(visibleLine(text), longest.label)

const textPart = (text: Text): Part[] => {
  const visible = mapText(text, visibleText)
  if (plainText(visible).trim() === '') return []
  const render = (limit: number): KnownBlock[] => {
    const shown = shorten(visible, Math.min(limit, longest.text))
    return isRemark(text) ? [smallPrint(plainText(shown))] : [richText(section(shown))]
  }
  // JSON may need two characters for one, and some for the frame.
  return [{ blocks: render(longest.text), cut: (room) => (room < 300 ? [] : render(Math.floor((room - 150) / 2))) }]
}

const claimBlocks = (claim: ClaimBlock): KnownBlock[] => {
  const quote = visibleText(claim.quote).trim()
  const text = claim.text === undefined ? '' : visibleText(claim.text).trim()
  const url = safeUrl(claim.url)
  const link = url === undefined ? [] : [mrkdwnLink(url, labels.inContext)]
  const credit = creditOf(claim).map(label).join(' · ') || 'Holder not named'
  const isShown = quote !== '' && quote.length <= longest.quote
  const before = beforeLine(claim)
  return [
    ...(before === undefined ? [] : [smallPrint(clip(before, longest.text))]),
    richText(
      ...(text === '' ? [] : [section(shorten([text], longest.text))]),
      isShown
        ? quotation(mapText(quoteText(claim), visibleText))
        : section([quote === '' ? 'The quote is empty.' : tooLongQuote(quote)]),
    ),
    smallPrint(credit, ...link),
  ]
}

const itemBlocks = (item: ItemBlock): KnownBlock[] => {
  const { text: words, url } = itemTitle(item)
  const heading = clip(visibleLine(words), longest.title) || labels.untitled
  const text = item.text === undefined ? [] : shorten(mapText(item.text, visibleText), longest.item)
  const meta = label(item.meta)
  return [
    richText(
      section([`${item.number}.  `, { text: heading, style: 'strong', ...(url === undefined ? {} : { url }) }]),
      ...(text.length === 0 ? [] : [section(text)]),
    ),
    ...(meta === '' ? [] : [smallPrint(meta)]),
  ]
}

const stateEmoji = { good: 'white_check_mark', warning: 'warning', bad: 'x' } as const

/** Literal text, except for a channel, whose name Slack shows. */
const fieldValue = (value: Text): Text => {
  const at = value.findIndex((span) => typeof span !== 'string' && span.channel !== undefined)
  const words = (part: Text): Text => {
    const text = clip(visibleText(plainText(part)), longest.label)
    return text.trim() === '' ? [] : [text]
  }
  return at < 0
    ? words(value)
    : [...words(value.slice(0, at)), ...value.slice(at, at + 1), ...words(value.slice(at + 1))]
}

const fieldSection = (field: Field): RichTextSection => {
  const value = fieldValue(field.value)
  const line = section([
    { text: label(field.label) || ' ', style: 'strong' },
    ...(value.length === 0 ? [] : ['  ', ...value]),
  ])
  if (field.state === undefined) return line
  const emoji = { type: 'emoji', name: stateEmoji[field.state] } as const
  return { ...line, elements: [emoji, { type: 'text', text: ' ' }, ...line.elements] }
}

const copyParts = (text: string): Part[] =>
  piecesOf(visibleText(text), longest.copy)
    .filter((piece) => piece.trim() !== '')
    .map((piece) => ({
      blocks: [richText({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: piece }] })],
    }))

/** One block of a card as parts in Block Kit; none for an empty block. */
export const partsOf = (block: Block): Part[] => {
  if (block.type === 'text') return textPart(block.text)
  if (block.type === 'claim') return [{ blocks: claimBlocks(block) }]
  if (block.type === 'item') return [{ blocks: itemBlocks(block) }]
  return block.type === 'fields' ? block.fields.map((field) => ({ field: fieldSection(field) })) : copyParts(block.text)
}

/** Fields of a list as one block. */
export const fieldList = (fields: readonly RichTextSection[]): KnownBlock =>
  richText({ type: 'rich_text_list', style: 'bullet', elements: [...fields] })

/** The part above the blocks: the small lines and the title, with its link if it has one. */
export const renderHead = ({ byline, context, title, tone }: Card): KnownBlock[] => {
  const lines = [byline, context].map((line) => label(line ?? '')).filter((line) => line !== '')
  const text = title === undefined ? '' : clip(visibleLine(title.text), longest.title)
  const url = safeUrl(title?.url)
  const heading: KnownBlock =
    url === undefined
      ? { type: 'header', text: plain(clip(text, longest.header)) }
      : richText(section([{ text, style: 'strong', url }]))
  return [
    ...lines.map((line) => smallPrint(line)),
    ...(text === '' ? [] : [heading]),
    ...(tone === 'problem' ? [smallPrint('', `:warning: ${labels.problem}`)] : []),
  ]
}

const mostFooterLines = 3

/** The part below the blocks: the credit, and how the quotes were checked. */
export const renderFoot = ({ footer = [] }: Card): KnownBlock[] =>
  footLines(footer, mostFooterLines).map((line) => smallPrint(label(line)))

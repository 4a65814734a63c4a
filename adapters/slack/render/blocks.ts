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

/** How many blocks, and characters of them as JSON, have room. */
export type Room = { readonly blocks: number; readonly characters: number }

/** The shown blocks, and how many things are left out. */
export type Fitted = { readonly blocks: readonly KnownBlock[]; readonly omitted: number }

/** A part of a card, as much of it as may be shown in the room that is left. */
export type Part = (room: Room) => Fitted

/** The characters of blocks as JSON. */
export const size = (blocks: readonly unknown[]): number => JSON.stringify(blocks).length

/** Blocks that are shown completely or left out; `cut` gives them in fewer characters, if they may be cut. */
const whole =
  (blocks: readonly KnownBlock[], cut: (characters: number) => readonly KnownBlock[] = () => []): Part =>
  (room) => {
    const fits = (some: readonly KnownBlock[]): boolean =>
      some.length > 0 && some.length <= room.blocks && size(some) <= room.characters
    if (fits(blocks)) return { blocks, omitted: 0 }
    const less = cut(room.characters)
    return fits(less) ? { blocks: less, omitted: 0 } : { blocks: [], omitted: 1 }
  }

const label = (text: string): string => clip(visibleLine(text), longest.label)

const textPart = (text: Text): Part[] => {
  const visible = mapText(text, visibleText)
  if (plainText(visible).trim() === '') return []
  const render = (limit: number): KnownBlock[] => {
    const shown = shorten(visible, Math.min(limit, longest.text))
    return isRemark(text) ? [smallPrint(plainText(shown))] : [richText(section(shown))]
  }
  // JSON may need two characters for one, and some for the frame.
  return [whole(render(longest.text), (room) => (room < 300 ? [] : render(Math.floor((room - 150) / 2))))]
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

/** Characters of JSON around the fields of a list. */
const listFrame = 120

/** A list of the fields that fit. */
const fieldsPart =
  (fields: readonly RichTextSection[]): Part =>
  (room) => {
    let left = room.blocks < 1 ? 0 : room.characters - listFrame
    const elements = fields.filter((field) => {
      const cost = size([field])
      if (cost > left) return false
      left -= cost
      return true
    })
    const list = richText({ type: 'rich_text_list', style: 'bullet', elements })
    return { blocks: elements.length === 0 ? [] : [list], omitted: fields.length - elements.length }
  }

const copyParts = (text: string): Part[] =>
  piecesOf(visibleText(text), longest.copy)
    .filter((piece) => piece.trim() !== '')
    .map((piece) => whole([richText({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: piece }] })]))

/** One block of a card as parts in Block Kit; none for an empty block. */
export const partsOf = (block: Block): Part[] => {
  if (block.type === 'text') return textPart(block.text)
  if (block.type === 'claim') return [whole(claimBlocks(block))]
  if (block.type === 'item') return [whole(itemBlocks(block))]
  return block.type === 'fields' ? [fieldsPart(block.fields.map(fieldSection))] : copyParts(block.text)
}

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

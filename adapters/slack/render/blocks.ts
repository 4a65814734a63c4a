import type { KnownBlock, RichTextSection } from '@slack/types'
import type { Block, Card, ClaimBlock, Field, ItemBlock, Text } from '../../../src/card/card.ts'
import { plain, quotation, richText, section, smallPrint } from './rich-text.ts'
import { cleanSpans, cleanText, clip, escapeText, plainText, safeUrl, shortenText } from './text.ts'

/** Labels are cut; a quote never is. In UTF-16 units. */
const longest = { title: 250, header: 150, label: 300, text: 2400, quote: 2400, item: 900, copy: 2000, link: 2000 }

/** Whether we say it beside the content: all of it in the quiet style. */
const isRemark = (text: Text): boolean => text.every((span) => typeof span !== 'string' && span.style === 'quiet')

const label = (text: string): string => clip(cleanText(text), longest.label)

const textBlocks = (text: Text, limit: number): KnownBlock[] => {
  const shown = shortenText(cleanSpans(text), Math.min(limit, longest.text))
  if (shown === undefined || plainText(shown).trim() === '') return []
  return isRemark(text) ? [smallPrint(clip(plainText(shown), longest.label * 3))] : [richText(section(shown))]
}

/** The quote's own marks are enough: two opening marks side by side read as a misprint. */
const quoted = (quote: string): string => (/[“”"]/u.test(quote) ? quote : `“${quote}”`)

const claimBlocks = (claim: ClaimBlock): KnownBlock[] => {
  const quote = cleanText(claim.quote).trim()
  const text = claim.text === undefined ? undefined : shortenText(cleanSpans([claim.text]), longest.text)
  if (quote === '' || quote.length > longest.quote) return []
  const credit = [claim.label, claim.holder, claim.section].filter((part) => part !== undefined).map(label)
  const url = safeUrl(claim.url)
  const link = url === undefined ? '' : `<${escapeText(url)}|Read in context>`
  return [
    richText(...(text === undefined || plainText(text).trim() === '' ? [] : [section(text)]), quotation(quoted(quote))),
    smallPrint(
      credit.filter((part) => part !== '').join(' · ') || 'Holder not named',
      ...(link === '' || link.length > longest.link ? [] : [link]),
    ),
  ]
}

const itemBlocks = (item: ItemBlock): KnownBlock[] => {
  const title = typeof item.title === 'string' ? { text: item.title } : item.title
  const heading = clip(cleanText(title.text), longest.title).trim() || 'Untitled'
  const cleaned = item.text === undefined ? undefined : cleanSpans(item.text)
  const text = cleaned === undefined || cleaned.length === 0 ? undefined : shortenText(cleaned, longest.item)
  const meta = label(item.meta)
  return [
    richText(
      section([`${item.number}.  `, { ...title, text: heading, style: 'strong' }]),
      ...(text === undefined ? [] : [section(text)]),
    ),
    ...(meta === '' ? [] : [smallPrint(meta)]),
  ]
}

const stateEmoji = { good: 'white_check_mark', warning: 'warning', bad: 'x' } as const

const fieldSection = (field: Field): RichTextSection => {
  const value = clip(plainText(cleanSpans(field.value)), longest.label)
  const line = section([{ text: label(field.label) || ' ', style: 'strong' }, ...(value === '' ? [] : [`  ${value}`])])
  if (field.state === undefined) return line
  const emoji = { type: 'emoji', name: stateEmoji[field.state] } as const
  return { ...line, elements: [emoji, { type: 'text', text: ' ' }, ...line.elements] }
}

/** Fields of one rich text block; a list that is too long loses its last blocks, not all of it. */
const fieldsOfBlock = 8

const fieldBlocks = (fields: readonly Field[]): KnownBlock[] =>
  Array.from({ length: Math.ceil(fields.length / fieldsOfBlock) }, (_, index) => {
    const part = fields.slice(index * fieldsOfBlock, (index + 1) * fieldsOfBlock)
    return richText({ type: 'rich_text_list', style: 'bullet', elements: part.map(fieldSection) })
  })

const copyBlocks = (text: string): KnownBlock[] => {
  const shown = cleanText(text)
  return shown.trim() === '' || shown.length > longest.copy
    ? []
    : [richText({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: shown }] })]
}

/** One block of a card in Block Kit; `limit` is how long running text may be. Empty where it cannot be shown whole. */
export const renderBlock = (block: Block, limit: number): KnownBlock[] => {
  if (block.type === 'text') return textBlocks(block.text, limit)
  if (block.type === 'claim') return claimBlocks(block)
  if (block.type === 'item') return itemBlocks(block)
  return block.type === 'fields' ? fieldBlocks(block.fields) : copyBlocks(block.text)
}

/** What stands above the blocks: the small line and the title, linked where it leads somewhere. */
export const renderHead = ({ context, title, tone }: Card): KnownBlock[] => {
  const small = context === undefined ? '' : label(context)
  const text = title === undefined ? '' : clip(cleanText(title.text).replaceAll('\n', ' ').trim(), longest.title)
  const heading: KnownBlock =
    safeUrl(title?.url) === undefined
      ? { type: 'header', text: plain(clip(text, longest.header)) }
      : richText(section([{ text, style: 'strong', ...(title?.url === undefined ? {} : { url: title.url }) }]))
  return [
    ...(small.trim() === '' ? [] : [smallPrint(small)]),
    ...(text === '' ? [] : [heading]),
    ...(tone === 'problem' ? [smallPrint('', ':warning: That did not work')] : []),
  ]
}

const mostFooterLines = 3

/** What stands below: credit and how the quotes stand. */
export const renderFoot = ({ footer = [] }: Card): KnownBlock[] => {
  const lines = footer.map(label).filter((line) => line.trim() !== '')
  return lines.slice(0, mostFooterLines).map((line) => smallPrint(line))
}

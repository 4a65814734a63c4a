import type { Block, ClaimBlock, Field, ItemBlock } from '../../../src/card/card.ts'
import { clip, escapedWithin, escapeMarkdown, link, markdownOf, oneLine } from './text.ts'

/** Longer labels and small print are cut; quotes never are. */
const longestLabel = 300
const longestText = 1800

/** What is on the message beside a text: a button on its right. */
export type Beside =
  | { readonly label: string; readonly url: string }
  | { readonly label: string; readonly command: string }

/** One text of the message, with what stands beside it, and whether there is some room above it. */
export type Piece = { readonly text: string; readonly beside?: Beside; readonly hasSpace?: true }

/** Small print, as Discord shows it below a message. */
export const small = (text: string): string => (text === '' ? '' : `-# ${text.replaceAll('\n', '\n-# ')}`)

const label = (text: string): string => escapedWithin(oneLine(text), longestLabel)

const isRemark = (block: Block & { type: 'text' }): boolean =>
  block.text.every((span) => typeof span !== 'string' && span.style === 'quiet')

/** A quote with marks of its own gets none around it. */
const quoted = (quote: string): string => {
  const text = oneLine(quote)
  return /[“”"]/u.test(text) ? escapeMarkdown(text) : `“${escapeMarkdown(text)}”`
}

/**
 * How roomy a message is. `inline`: links to quotes stand in the text. `beside`: they are buttons and take nothing from the
 * text's budget. `plain`: no links to quotes and no buttons beside rows, for the most rows.
 */
export type Layout = 'inline' | 'beside' | 'plain'

const claimPiece = (claim: ClaimBlock, layout: Layout): Piece => {
  const url = claim.url
  const credit = [claim.label, claim.holder, claim.section].flatMap((part) => (part === undefined ? [] : [label(part)]))
  const inline = url === undefined || layout !== 'inline' ? [] : [link('In context', url)]
  const number = `**${claim.number}.**`
  const lines = [
    ...(claim.text === undefined
      ? [`> ${number} ${quoted(claim.quote)}`]
      : [`${number} ${escapedWithin(oneLine(claim.text), longestText)}`, `> ${quoted(claim.quote)}`]),
    small([...credit, ...inline].join(' · ')),
  ]
  const text = lines.join('\n')
  if (layout === 'inline') return { text, hasSpace: true }
  return url === undefined || layout === 'plain' ? { text } : { text, beside: { label: 'In context', url } }
}

const itemPiece = (item: ItemBlock, layout: Layout): Piece => {
  const { title, url } =
    typeof item.title === 'string'
      ? { title: item.title, url: undefined }
      : { title: item.title.text, url: item.title.url }
  const lines = [
    `**${item.number}. ${link(clip(oneLine(title), longestLabel), url)}**`,
    small(label(item.meta)),
    item.text === undefined ? '' : markdownOf(item.text, longestText),
  ]
  const text = lines.filter((line) => line !== '').join('\n')
  if (layout === 'plain') return { text }
  const beside = { label: 'Show', command: item.command }
  return layout === 'inline' ? { text, beside, hasSpace: true } : { text, beside }
}

const stateSigns = { good: '🟢', warning: '🟠', bad: '🔴' } as const

const fieldLine = ({ label: name, value, state }: Field): string => {
  const shown = markdownOf(value, longestText)
  const sign = state === undefined ? '' : `${stateSigns[state]} `
  return `${sign}**${label(name)}**\n${shown === '' ? '–' : shown}`
}

/** Fields are shown in part where there is no room for all. */
const fieldsInPiece = 6

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))

/** A line to copy: Discord puts a copy button on a code block. Three backticks would end it. */
const copyText = (text: string): string => `\`\`\`\n${text.replaceAll('```', '’’’').toWellFormed()}\n\`\`\``

/** A block as the texts of a message; several for one that may be shown in part. */
export const piecesOf = (block: Block, layout: Layout): Piece[] => {
  if (block.type === 'claim') return [claimPiece(block, layout)]
  if (block.type === 'item') return [itemPiece(block, layout)]
  if (block.type === 'copy') return [{ text: copyText(clip(block.text, longestText)) }]
  if (block.type === 'fields') {
    return chunks(block.fields, fieldsInPiece).map((fields) => ({ text: fields.map(fieldLine).join('\n') }))
  }
  const text = markdownOf(block.text, longestText)
  return text === '' ? [] : [{ text: isRemark(block) ? small(text) : text }]
}

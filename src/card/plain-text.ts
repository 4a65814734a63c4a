import type { Block, Card } from './card.ts'
import { creditOf, inQuotationMarks, plainText as textOf, quoteText } from './text.ts'

const lines = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n')

const blockText = (block: Block): string => {
  switch (block.type) {
    case 'text':
      return textOf(block.text)
    case 'claim': {
      const held = creditOf(block).join(' · ')
      const quote = textOf(quoteText(block))
      return lines(
        `${block.number}. ${block.text ?? quote}`,
        block.text && `   ${quote}`,
        block.before && `   The sentence before: ${inQuotationMarks(block.before)}`,
        `   ${held}`,
      )
    }
    case 'item':
      return lines(
        `${block.number}. ${textOf([block.title])}`,
        `   ${block.meta}`,
        block.text && `   ${textOf(block.text)}`,
      )
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${textOf(value)}`).join('\n')
    case 'copy':
    default:
      return block.text
  }
}

/** The card as plain text for a terminal, a notification or a screen reader, without its buttons, with its addresses. */
export const cardText = ({ byline, context, title, blocks, thread, footer }: Card): string =>
  [
    lines(byline, context, title?.text, title?.url),
    ...blocks.map(blockText),
    ...(thread ?? []).map(blockText),
    lines(...(footer ?? [])),
  ]
    .filter((part) => part !== '')
    .join('\n\n')

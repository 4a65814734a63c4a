import type { Block, ClaimBlock, Field, ItemBlock } from '../../../src/card/card.ts'
import {
  beforeLine,
  clip,
  creditOf,
  isRemark,
  itemTitle,
  labels,
  mapText,
  piecesOf,
  quoteText,
  tooLongQuote,
  visibleLine,
  visibleText,
} from '../../../src/card/text.ts'
import { escapedWithin, escapeMarkdown, link, markdownOf } from './text.ts'

/** Longer labels and small print are cut; quotes never are. */
const longestLabel = 300
const longestText = 1800
const longestQuote = 2000

/** The button to the right of a text. */
export type Beside =
  | { readonly label: string; readonly url: string }
  | { readonly label: string; readonly command: string }

/**
 * One text of the message, with the button beside it, and whether there is space above it. `isLine`: a line that is
 * joined with the lines before it into one text. `cut` gives the text in less room, if it may be cut.
 */
export type Part = {
  readonly text: string
  readonly beside?: Beside
  readonly hasSpace?: true
  readonly isLine?: true
  readonly cut?: (room: number) => string
}

/** Small print, as Discord shows it below a message. */
export const small = (text: string): string => (text === '' ? '' : `-# ${text.replaceAll('\n', '\n-# ')}`)

const label = (text: string): string => escapedWithin(visibleLine(text), longestLabel)

/**
 * How much room a message uses. `inline`: links to quotes are in the text. `beside`: they are buttons, which do not count for the
 * text limit. `plain`: there are no links to quotes and no buttons beside rows, so most rows fit.
 */
export type Layout = 'inline' | 'beside' | 'plain'

const claimPart = (claim: ClaimBlock, layout: Layout): Part => {
  const { url } = claim
  const inline = url === undefined || layout !== 'inline' ? [] : [link(labels.inContext, url)]
  const number = `**${claim.number}.**`
  const words = visibleLine(claim.quote)
  const isShown = escapeMarkdown(words).length <= longestQuote
  const quote = isShown ? markdownOf(quoteText(claim), 2 * longestQuote).replaceAll(/\s+/gu, ' ') : tooLongQuote(words)
  const before = beforeLine(claim)
  const lines = [
    before === undefined ? '' : small(escapedWithin(before, longestText)),
    ...(claim.text === undefined
      ? [`> ${number} ${quote}`]
      : [`${number} ${escapedWithin(visibleLine(claim.text), longestText)}`, `> ${quote}`]),
    small([...creditOf(claim).map(label), ...inline].join(' · ')),
  ]
  const text = lines.filter((line) => line !== '').join('\n')
  if (layout === 'inline') return { text, hasSpace: true }
  return url === undefined || layout === 'plain' ? { text } : { text, beside: { label: labels.inContext, url } }
}

const itemPart = (item: ItemBlock, layout: Layout): Part => {
  const { text: title, url } = itemTitle(item)
  const lines = [
    `**${item.number}. ${link(clip(visibleLine(title), longestLabel) || labels.untitled, url)}**`,
    small(label(item.meta)),
    item.text === undefined ? '' : markdownOf(item.text, longestText),
  ]
  const text = lines.filter((line) => line !== '').join('\n')
  if (layout === 'plain') return { text }
  const beside = { label: labels.show, command: item.command }
  return layout === 'inline' ? { text, beside, hasSpace: true } : { text, beside }
}

const stateSigns = { good: '🟢', warning: '🟠', bad: '🔴' } as const

const fieldPart = ({ label: name, value, state }: Field): Part => {
  const sign = state === undefined ? '' : `${stateSigns[state]} `
  const render = (room: number): string => `${sign}**${label(name)}**\n${markdownOf(value, room) || '–'}`
  return { text: render(longestText), isLine: true, cut: (room) => render(Math.min(longestText, room - longestLabel)) }
}

/** A line for copying, as a code block, which has a copy button on Discord. Three backticks would end it. */
const copyParts = (text: string): Part[] =>
  piecesOf(visibleText(text), longestText).map((piece) => ({
    text: `\`\`\`\n${piece.replaceAll('```', '’’’')}\n\`\`\``,
  }))

const textParts = ({ text }: Block & { type: 'text' }): Part[] => {
  const render = (room: number): string => {
    const shown = markdownOf(text, room)
    return isRemark(text) ? small(shown) : shown
  }
  const whole = render(longestText)
  return whole === '' ? [] : [{ text: whole, cut: (room) => render(Math.min(longestText, Math.floor(room * 0.9) - 3)) }]
}

/** Our text with the command names of Discord: some subcommands are under `/rsis-admin`, because a command can have only 25. */
const withNamesHere = (words: string): string =>
  words.replaceAll(/\/rsis (?=(?:alerts|held|requeue)\b)/gu, '/rsis-admin ')

const fieldWithNamesHere = (field: Field): Field => ({
  ...field,
  label: withNamesHere(field.label),
  value: mapText(field.value, withNamesHere),
})

/** A block as the parts of a message; several for one that may be shown in part. */
export const partsOf = (block: Block, layout: Layout): Part[] => {
  if (block.type === 'claim') return [claimPart(block, layout)]
  if (block.type === 'item') return [itemPart(block, layout)]
  if (block.type === 'copy') return copyParts(withNamesHere(block.text))
  if (block.type === 'fields') return block.fields.map(fieldWithNamesHere).map(fieldPart)
  return textParts({ ...block, text: mapText(block.text, withNamesHere) })
}

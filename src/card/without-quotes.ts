import type { Block, Card } from './card.ts'
import { plainText } from './text.ts'

const notShown: Block = {
  type: 'text',
  text: [{ text: 'A claim is not shown here: a reader reported it as wrong.', style: 'quiet' }],
}

/** The quote as it is in the source, without our “…” at its ends. */
const sourceWords = (quote: string): string => quote.replaceAll(/^… | …$/gu, '')

const blockWithout = (block: Block, quotes: readonly string[]): Block => {
  if (block.type === 'claim') return quotes.includes(sourceWords(block.quote)) ? notShown : block
  if (block.type !== 'item' || block.text === undefined) return block
  const words = plainText(block.text)
  return quotes.some((quote) => words.includes(quote)) ? { ...block, text: undefined } : block
}

/** The card without these quotes and their claims; the same object if it shows none of them. */
export const withoutQuotes = (card: Card, quotes: readonly string[]): Card => {
  const blocks = card.blocks.map((block) => blockWithout(block, quotes))
  return blocks.every((block, index) => block === card.blocks[index]) ? card : { ...card, blocks }
}

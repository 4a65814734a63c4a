import type { Block, Card } from './card.ts'
import { plainText } from './text.ts'

const notShown: Block = {
  type: 'text',
  text: [{ text: 'A claim is not shown here: a reader reported it as wrong.', style: 'quiet' }],
}

/** As the source has it, without the marks of where a sentence begins or ends. */
const sourceWords = (quote: string): string => quote.replaceAll(/^… | …$/gu, '')

const blockWithout = (block: Block, quotes: readonly string[]): Block => {
  if (block.type === 'claim') return quotes.includes(sourceWords(block.quote)) ? notShown : block
  if (block.type !== 'item' || block.text === undefined) return block
  const words = plainText(block.text)
  return quotes.some((quote) => words.includes(quote)) ? { ...block, text: undefined } : block
}

/** The card without these quotes and the claims that rest on them; the very same card where it shows none of them. */
export const withoutQuotes = (card: Card, quotes: readonly string[]): Card => {
  const blocks = card.blocks.map((block) => blockWithout(block, quotes))
  return blocks.every((block, index) => block === card.blocks[index]) ? card : { ...card, blocks }
}

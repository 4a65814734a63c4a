import type { Claim, Quote } from '../briefing/port.ts'
import type { CommentaryText } from '../commentary/commentary.ts'
import type { ClaimBlock } from './card.ts'

/** The quote with “…” where it begins or ends inside a sentence of the text. */
export const shownQuote = ({ text, blocks }: CommentaryText, { start, end, text: words }: Quote): string => {
  const block = blocks.find((one) => start >= one.start && start < one.end)
  const before = text.slice(block?.start ?? 0, start).trimEnd()
  const opensSentence = before === '' || /[.!?…:][”’"')\]]*[“‘"'([]*$/u.test(before)
  const closesSentence = /[.!?…][”’"')\]]*$/u.test(words) || end >= (block?.end ?? end)
  return `${opensSentence ? '' : '… '}${words}${closesSentence ? '' : ' …'}`
}

/** A claim's quote as shown, with explanations of words that cannot be understood alone. */
export const quoteParts = (
  text: CommentaryText,
  { quote, brackets }: Claim,
): Pick<ClaimBlock, 'quote' | 'brackets'> => {
  const shown = shownQuote(text, quote)
  const shift = shown.indexOf(quote.text) - quote.start
  return {
    quote: shown,
    ...(brackets === undefined
      ? {}
      : { brackets: brackets.map((bracket) => ({ ...bracket, at: bracket.at + shift })) }),
  }
}

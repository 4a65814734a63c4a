import type { Quote } from '../briefing/port.ts'
import type { CommentaryText } from '../commentary/commentary.ts'

/** The quote with “…” where it begins or ends inside a sentence of the text. */
export const shownQuote = ({ text, blocks }: CommentaryText, { start, end, text: words }: Quote): string => {
  const block = blocks.find((one) => start >= one.start && start < one.end)
  const before = text.slice(block?.start ?? 0, start).trimEnd()
  const opensSentence = before === '' || /[.!?…:][”’"')\]]*[“‘"'([]*$/u.test(before)
  const closesSentence = /[.!?…][”’"')\]]*$/u.test(words) || end >= (block?.end ?? end)
  return `${opensSentence ? '' : '… '}${words}${closesSentence ? '' : ' …'}`
}

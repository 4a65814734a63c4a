import type {
  ContextBlock,
  PlainTextElement,
  RichTextBlock,
  RichTextElement,
  RichTextQuote,
  RichTextSection,
} from '@slack/types'
import type { Span, Text } from '../../../src/card/card.ts'
import { safeUrl } from '../../../src/card/text.ts'

/** Literal text: no emoji, no mark-up, no mention. */
export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: false })

const element = (span: Span): RichTextElement => {
  if (typeof span === 'string') return { type: 'text', text: span }
  const isBold = span.style === 'strong' || span.style === 'mark'
  const style = isBold ? { style: { bold: true } } : span.style === 'ours' ? { style: { italic: true } } : {}
  // Slack shows the channel's name to those who may see it, and “private channel” to others.
  if (span.channel !== undefined && /^[CG][A-Z0-9]+$/u.test(span.channel)) {
    return { type: 'channel', channel_id: span.channel }
  }
  const url = safeUrl(span.url)
  return url === undefined
    ? { type: 'text', text: span.text, ...style }
    : { type: 'link', url, text: span.text, ...style }
}

/** A line of text. In rich text, the text itself is literal; only spans with an address are links. */
export const section = (text: Text): RichTextSection => ({ type: 'rich_text_section', elements: text.map(element) })

/** A quote, which Slack indents. */
export const quotation = (text: Text): RichTextQuote => ({ type: 'rich_text_quote', elements: text.map(element) })

/** A block of rich text. */
export const richText = (...elements: RichTextBlock['elements']): RichTextBlock => ({ type: 'rich_text', elements })

/** Small print: a literal text, followed by our own mrkdwn. */
export const smallPrint = (text: string, ...mrkdwn: readonly string[]): ContextBlock => ({
  type: 'context',
  elements: [
    ...(text === '' ? [] : [plain(text)]),
    ...mrkdwn.map((text) => ({ type: 'mrkdwn' as const, text, verbatim: true })),
  ],
})

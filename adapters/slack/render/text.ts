import type { Span, Text } from '../../../src/card/card.ts'

/** Controls, invisible marks and what turns the direction of writing; line feeds and the joiners of scripts stay. */
const invisible = /[\p{Cc}--\n]|[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/gv

/** Outside text as it may be shown: nothing in it that is not seen. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|\u2028|\u2029/gu, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(invisible, '')

/**
 * Text for a `mrkdwn` field or the fall-back: the three characters that begin anything active are escaped, once.
 * Source: docs.slack.dev, Formatting message text, Escaping text.
 */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Undoes Slack's own escaping of what a person typed, and gives a link's address for the link. */
export const typedText = (text: string): string =>
  text
    .replaceAll(/<(https?:[^|>]*)(?:\|[^>]*)?>/gu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** A label cut to `limit` UTF-16 units, with an ellipsis where there was more; never half a character. */
export const clip = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/** Whether no quotation is open at the end of the text. */
const isBalanced = (text: string): boolean => {
  const count = (mark: string): number => text.split(mark).length - 1
  return count('“') <= count('”') && count('"') % 2 === 0
}

/** How much of a text that is too long may be kept: up to a sentence's end outside any quotation; 0 where there is none. */
const keptLength = (text: string, limit: number): number => {
  let kept = 0
  for (const { index, segment } of sentences.segment(text.slice(0, limit + 1))) {
    const end = index + segment.trimEnd().length
    // What the slice above cut short is no sentence's end.
    if (index + segment.length > limit) break
    if (isBalanced(text.slice(0, end))) kept = end
  }
  return kept
}

const spanText = (span: Span): string => (typeof span === 'string' ? span : span.text)

/** The text without marks and links. */
export const plainText = (text: Text): string => text.map(spanText).join('')

/**
 * Text of at most `limit` UTF-16 units, cut at a sentence's end and never inside a quotation; a single long sentence
 * without a quotation is cut at a word. Undefined where nothing can be kept.
 */
export const shortenText = (text: Text, limit: number): Text | undefined => {
  const whole = plainText(text)
  if (whole.length <= limit) return text
  const room = limit - 2
  const words = /["“”]/u.test(whole) ? 0 : whole.slice(0, Math.max(room, 0)).lastIndexOf(' ')
  const kept = keptLength(whole, room) || words
  if (kept <= 0) return undefined
  const spans: Span[] = []
  let left = kept
  for (const span of text) {
    const part = spanText(span).slice(0, left)
    if (part !== '') spans.push(typeof span === 'string' ? part : { ...span, text: part })
    left -= part.length
    if (left <= 0) break
  }
  return [...spans, ' …']
}

/** The text with every span cleaned; spans that show nothing are left out. */
export const cleanSpans = (text: Text): Text =>
  text
    .map((span): Span => (typeof span === 'string' ? cleanText(span) : { ...span, text: cleanText(span.text) }))
    .filter((span) => spanText(span) !== '')

/** Beyond this an address is left out: it would take the room of what it leads to. */
const longestUrl = 2000

/** An address that may stand in a link, as the WHATWG parser writes it; undefined for all but http(s). */
export const safeUrl = (address: string | undefined): string | undefined => {
  const url = address === undefined ? null : URL.parse(address)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  // In mrkdwn a bar ends the address; the WHATWG parser leaves it in a query.
  const href = url.href.replaceAll('|', '%7C')
  return href.length <= longestUrl ? href : undefined
}

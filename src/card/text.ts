import { splitSentences } from '../briefing/text/sentences.ts'
import { once } from '../once.ts'
import type { Action, ClaimBlock, ItemBlock, Span, Text } from './card.ts'

/**
 * Invisible characters, which could mislead: controls except the line feed, everything that Unicode lets a program ignore when it
 * draws (soft hyphens, direction marks, word joiners, fillers, tags), and interlinear marks. Joiners of scripts and variation
 * selectors stay: words and emoji change without them.
 * Source: Unicode Standard Annex 44, Default_Ignorable_Code_Point.
 */
const invisible =
  /[\p{Cc}--\n]|[\p{Default_Ignorable_Code_Point}--[\p{Variation_Selector}\u200C\u200D]]|[\uFFF9-\uFFFB]/gv

/** Text from outside made safe to show: well-formed and without invisible characters; line feeds stay. */
export const visibleText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replaceAll(/[\t\v\f]/gu, ' ')
    .replaceAll(invisible, '')

/** Text from outside made safe to show, on one line. */
export const visibleLine = (text: string): string => visibleText(text).replaceAll(/\s+/gu, ' ').trim()

const graphemes = once(() => new Intl.Segmenter('en', { granularity: 'grapheme' }))

/** At most `limit` UTF-16 units with an ellipsis where there was more, cut between characters as people see them. */
export const clip = (text: string, limit: number): string => {
  if (text.length <= limit) return text
  let end = 0
  // A little more than the limit, so that the last character is read completely.
  for (const { index, segment } of graphemes().segment(text.slice(0, limit + 64))) {
    if (index + segment.length >= limit) break
    end = index + segment.length
  }
  return `${text.slice(0, end).trimEnd()}…`
}

export const spanText = (span: Span): string => (typeof span === 'string' ? span : span.text)

/** The text without styles and links. */
export const plainText = (text: Text): string => text.map(spanText).join('')

/** The text with `change` applied to the words of each span; empty spans are left out. */
export const mapText = (text: Text, change: (words: string) => string): Text =>
  text
    .map((span): Span => (typeof span === 'string' ? change(span) : { ...span, text: change(span.text) }))
    .filter((span) => spanText(span) !== '')

/** Whether no quotation is open at the end of the text. */
const isBalanced = (text: string): boolean => {
  const count = (mark: string): number => text.split(mark).length - 1
  return count('“') <= count('”') && count('"') % 2 === 0
}

/** The last of these positions at which no quotation is open; 0 if there is none. */
const lastSafeEnd = (text: string, ends: readonly number[]): number =>
  ends.findLast((end) => isBalanced(text.slice(0, end))) ?? 0

/** How much of a text is kept in `room`: whole sentences, otherwise whole words, of a single word as much as fits; if possible no half quotation. */
const keptLength = (text: string, room: number): number => {
  const part = text.slice(0, room + 1)
  // The text after the limit shows whether a sentence ends before it; the last sentence found may continue.
  const sentenceEnds = splitSentences(text.slice(0, room + 200))
    .slice(0, -1)
    .map(({ end }) => end)
    .filter((end) => end <= room)
  const wordEnds = [...part.matchAll(/(?<=\S)\s/gu)].map(({ index }) => index)
  return (
    lastSafeEnd(text, sentenceEnds) ||
    lastSafeEnd(text, wordEnds.slice(-200)) ||
    wordEnds.at(-1) ||
    clip(text, Math.max(room, 1)).length - 1
  )
}

/** The text in at most `limit` UTF-16 units, with “…” at its end if it was cut. A text that is not empty stays so. */
export const shorten = (text: Text, limit: number): Text => {
  const whole = plainText(text)
  if (whole.length <= limit) return text
  const kept = keptLength(whole, Math.max(limit - 3, 1))
  let left = kept
  const spans: Span[] = []
  for (const span of text) {
    const part = spanText(span).slice(0, left)
    if (part !== '') spans.push(typeof span === 'string' ? part : { ...span, text: part })
    left -= part.length
    if (left <= 0) break
  }
  return [...spans, isBalanced(whole.slice(0, kept)) ? ' …' : ' …”']
}

/** A longer address would take the room of what it leads to. */
const longestUrl = 1000

/**
 * An address that is safe in a link, in the form of the WHATWG parser: http(s) only, at most `limit` long, if necessary
 * without its fragment. Undefined for every other address.
 */
export const safeUrl = (address: string | undefined, limit = longestUrl): string | undefined => {
  const url = address === undefined ? null : URL.parse(address)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  if (url.href.length > limit) url.hash = ''
  return url.href.length <= limit ? url.href : undefined
}

/** Double quotation marks turned into single ones; straight marks open and close by turns. */
const singleMarks = (text: string): string => {
  let isOpen = false
  return text.replaceAll(/[“”"]/gu, (mark) => {
    if (mark !== '"') return mark === '“' ? '‘' : '’'
    isOpen = !isOpen
    return isOpen ? '‘' : '’'
  })
}

/** “A first- mover”: the hyphen and the space are from the end of a printed line. */
const lineEnd = /(?<=\p{Ll}-) (?!(?:and|or|nor|to|versus|vs|through)(?![\p{L}]))(?=\p{Ll})/gu

/** Words in quotation marks within a line; the marks in them become single ones. Source: Chicago Manual of Style, 13.30. */
export const inQuotationMarks = (words: string): string => `“${singleMarks(words).replaceAll(lineEnd, '')}”`

/** The text with neighbouring plain spans joined and empty spans left out. */
export const joinText = (text: Text): Text => {
  const joined: Span[] = []
  for (const span of text) {
    const last = joined.at(-1)
    if (typeof span === 'string' && typeof last === 'string') joined[joined.length - 1] = last + span
    else if (spanText(span) !== '') joined.push(span)
  }
  return joined
}

type QuoteWords = Pick<ClaimBlock, 'quote' | 'brackets'>

/** A claim's quote as shown between quotation marks, with its brackets marked as our words. */
export const quoteWords = ({ quote: source, brackets = [] }: QuoteWords): Text => {
  // Each character is replaced by one, so the positions of the brackets stay right.
  const quote = singleMarks(source)
  const ends = [...brackets.map(({ at }) => at), quote.length]
  const spans = ends.flatMap((end, index): Span[] => {
    const [bracket, words] = [brackets[index], quote.slice(ends[index - 1] ?? 0, end).replaceAll(lineEnd, '')]
    return bracket === undefined ? [words] : [`${words} `, { text: `[${bracket.text}]`, style: 'ours' }]
  })
  return joinText(spans)
}

/** `quoteWords` in quotation marks. */
export const quoteText = (claim: QuoteWords): Text => joinText(['“', ...quoteWords(claim), '”'])

/** Labels that are the same on every platform. */
export const labels = {
  inContext: 'In context',
  share: 'Share',
  show: 'Show',
  help: 'Help',
  allQuotes: 'All quotes',
  reportMistake: 'Report a mistake',
  untitled: 'Untitled',
  problem: 'That did not work',
} as const

/** What is shown instead of a quote that is too long for a message, because a quote is never cut. */
export const tooLongQuote = (words: string): string =>
  `The quote has ${words.length.toLocaleString('en')} characters, too many for a message.`

/** Says how much is not shown. */
export const omittedLine = (count: number): string => `${count} more not shown here.`

/** Whether a text is a side remark: all of it is in the quiet style. */
export const isRemark = (text: Text): boolean =>
  text.every((span) => typeof span !== 'string' && span.style === 'quiet')

/** The line with the sentence before a quote; undefined for a quote that can be understood alone. */
export const beforeLine = ({ before }: ClaimBlock): string | undefined =>
  before === undefined ? undefined : `The sentence before: ${inQuotationMarks(visibleLine(before))}`

/** The parts of a claim's small line: what kind of statement it is, whose view, and in which section. */
export const creditOf = ({ label, holder, section }: ClaimBlock): string[] =>
  [label, holder, section?.replace(/[\s:：]+$/u, '')].filter(
    (part) => part !== undefined && part.trim() !== '',
  ) as string[]

/** The words of a row's title, with its address if it has one. */
export const itemTitle = ({ title }: ItemBlock): { readonly text: string; readonly url?: string } =>
  typeof title === 'string' ? { text: title } : title

/** The button of a message without other buttons: a post is found again by its buttons. */
export const commentaryAction = ([id, ...others]: readonly string[]): Action =>
  id === undefined || others.length > 0
    ? { label: labels.help, command: '/rsis help' }
    : { label: labels.allQuotes, command: `/rsis show ${id}` }

/** At most `count` lines for below a card; the last line joins what is left over. */
export const footLines = (lines: readonly string[], count: number): string[] => {
  const shown = lines.map(visibleLine).filter((line) => line !== '')
  return shown.length <= count ? shown : [...shown.slice(0, count - 1), shown.slice(count - 1).join(' · ')]
}

/** The text in pieces of at most `size` UTF-16 units, cut at line ends or spaces if there are any. */
export const piecesOf = (text: string, size: number): string[] => {
  if (text.length <= size) return text === '' ? [] : [text]
  const part = text.slice(0, size)
  const end =
    Math.max(part.lastIndexOf('\n'), part.lastIndexOf(' ')) + 1 || part.toWellFormed().replace(/\uFFFD$/u, '').length
  return [text.slice(0, end), ...piecesOf(text.slice(end), size)]
}

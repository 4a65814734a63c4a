import type { Span, Text } from '../../../src/card/card.ts'

/**
 * What is invisible and could mislead: controls except the line break, marks that turn the reading direction or hide
 * between letters, tag characters. Joiners stay: some scripts need them.
 */
const hidden =
  /(?!\n)[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu
const otherSpace = /[\t\r\v\f\u2028\u2029]/gu

/** Twice what a message holds: what is longer is cut or left out in any case. */
const longestRead = 8000

/** Text from outside, well-formed and without hidden characters. */
const tidy = (text: string): string =>
  text.slice(0, longestRead).toWellFormed().replaceAll(otherSpace, ' ').replaceAll(hidden, '')

/** Text from outside on one line. */
export const oneLine = (text: string): string => tidy(text).replaceAll(/\s+/gu, ' ').trim()

/** Source: Discord, Markdown Text 101; a backslash takes the meaning from each. */
const markup = /[\\*_~`|<>[\]()#@]/gu
/** Starts a list at the start of a line. */
const bullet = /^(\s*)([-+])(?=\s)/gmu
const ordinal = /^(\s*\d+)\.(?=\s)/gmu
const scheme = /:(?=\/\/)/gu

/** Text as it is: nothing in it is markup, a mention or a link. */
export const escapeMarkdown = (text: string): string =>
  text
    .replaceAll(markup, String.raw`\$&`)
    .replaceAll(bullet, String.raw`$1\$2`)
    .replaceAll(ordinal, String.raw`$1\.`)
    .replaceAll(scheme, String.raw`\:`)

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** At most `longest` UTF-16 code units, cut between characters as people see them, with an ellipsis where there was more. */
export const clip = (text: string, longest: number): string => {
  if (text.length <= longest) return text
  let end = 0
  for (const { index, segment } of segmenter.segment(text.slice(0, longest))) {
    if (index + segment.length >= longest) break
    end = index + segment.length
  }
  return `${text.slice(0, end).trimEnd()}…`
}

/** Text as it is, at most `longest` code units with its escapes: cut before it is escaped, so that no escape is halved. */
export const escapedWithin = (text: string, longest: number): string => {
  let cut = clip(text, longest)
  let shown = escapeMarkdown(cut)
  while (shown.length > longest && cut.length > 1) {
    cut = clip(cut, Math.max(Math.floor((cut.length * longest) / shown.length) - 1, 1))
    shown = escapeMarkdown(cut)
  }
  return shown
}

/** Longer addresses are left out, their words are not. */
const longestTarget = 700

const encoded = (sign: string): string => `%${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}`

/** An http(s) address as it may stand in a link of ours; undefined for every other. */
export const linkTarget = (address: string): string | undefined => {
  const url = URL.parse(address)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  const target = url.href.replaceAll(/[()<>\\*`|]/gu, encoded)
  return target.length <= longestTarget ? target : undefined
}

/** Discord shows a masked link as raw text when its label looks like an address, and ends the label at a bracket. */
const linkLabel = (text: string): string =>
  escapeMarkdown(
    text
      .replaceAll('[', '(')
      .replaceAll(']', ')')
      .replaceAll(/https?:\/\//giu, ''),
  )

/** `label` leading to `address`; plain where the address may not be followed. */
export const link = (label: string, address: string | undefined): string => {
  const text = oneLine(label)
  const target = address === undefined ? undefined : linkTarget(address)
  return target === undefined || linkLabel(text) === '' ? escapeMarkdown(text) : `[${linkLabel(text)}](${target})`
}

/** The marks close around the words, not around the spaces beside them: Discord would show them otherwise. */
const strong = (text: string): string => {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? []
  return inner === '' ? text : `${before}**${inner}**${after}`
}

/** An instant in the reader's own time zone. Source: Discord, Message Formatting. */
const timestamp = (instant: string): string | undefined => {
  const time = Date.parse(instant)
  return Number.isNaN(time) ? undefined : `<t:${Math.floor(time / 1000)}:f>`
}

/** One span, in at most `room` code units; undefined where it does not fit. */
const spanMarkdown = (span: Span, room: number): string | undefined => {
  if (typeof span === 'string') return room < 1 ? undefined : escapedWithin(tidy(span), room)
  const instant = span.instant === undefined ? undefined : timestamp(span.instant)
  const plain = (): string => escapedWithin(tidy(span.text), Math.max(room - 4, 1))
  const shown = instant ?? (span.url === undefined ? plain() : link(span.text, span.url))
  const marked = span.style === 'strong' || span.style === 'mark' ? strong(shown) : shown
  return marked.length <= room ? marked : undefined
}

/** A run of inline text as Discord's Markdown, at most `longest` code units; at most one empty line between paragraphs. */
export const markdownOf = (text: Text, longest: number): string => {
  let shown = ''
  for (const span of text) {
    const part = spanMarkdown(span, longest - shown.length)
    if (part === undefined) break
    shown += part
  }
  // Two strong runs side by side are one.
  return shown
    .replaceAll('****', '')
    .replaceAll(/\n\s*\n\s*/gu, '\n\n')
    .trim()
}

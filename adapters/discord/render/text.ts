import type { Span, Text } from '../../../src/card/card.ts'
import { clip, mapText, plainText, safeUrl, shorten, visibleLine, visibleText } from '../../../src/card/text.ts'

/** Characters with a meaning in Markdown; a backslash makes each literal. Source: Discord, Markdown Text 101. */
const markup = /[\\*_~`|<>[\]()#@]/gu
/** Begins a list at the beginning of a line. */
const bullet = /^([^\S\n]*)([-+])(?=\s)/gmu
const ordinal = /^([^\S\n]*\d+)\.(?=\s)/gmu
const scheme = /:(?=\/\/)/gu

/** Literal text, in which nothing is markup, a mention or a link. */
export const escapeMarkdown = (text: string): string =>
  text
    .replaceAll(markup, String.raw`\$&`)
    .replaceAll(bullet, String.raw`$1\$2`)
    .replaceAll(ordinal, String.raw`$1\.`)
    .replaceAll(scheme, String.raw`\:`)

/** Literal text of at most `longest` code units with its escapes; it is cut before it is escaped, so that no escape is halved. */
export const escapedWithin = (text: string, longest: number): string => {
  let cut = clip(text, longest)
  let shown = escapeMarkdown(cut)
  while (shown.length > longest && cut.length > 1) {
    cut = clip(cut, Math.max(Math.floor((cut.length * longest) / shown.length) - 1, 1))
    shown = escapeMarkdown(cut)
  }
  return shown
}

const encoded = (sign: string): string => `%${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}`

/** An http(s) address that is safe in a link; undefined for every other address. */
const linkTarget = (address: string | undefined): string | undefined =>
  safeUrl(address)?.replaceAll(/[()<>\\*`|]/gu, encoded)

/** Discord shows a masked link as raw text when its label looks like an address, and ends the label at a bracket. */
const linkLabel = (text: string): string =>
  escapeMarkdown(
    text
      .replaceAll('[', '(')
      .replaceAll(']', ')')
      .replaceAll(/https?:\/\//giu, ''),
  )

/** `label` with a link to `address`; plain text if the address is not safe. */
export const link = (label: string, address: string | undefined): string => {
  const text = visibleLine(label)
  const target = linkTarget(address)
  return target === undefined || linkLabel(text) === '' ? escapeMarkdown(text) : `[${linkLabel(text)}](${target})`
}

/** The marks must touch the words; with spaces in between, Discord would show the marks themselves. */
const marked = (mark: '*' | '**', text: string): string => {
  const inner = text.trim()
  if (inner === '') return text
  const start = text.indexOf(inner)
  return `${text.slice(0, start)}${mark}${inner}${mark}${text.slice(start + inner.length)}`
}

/** An instant in the reader's own time zone. Source: Discord, Message Formatting. */
const timestamp = (instant: string): string | undefined => {
  const time = Date.parse(instant)
  return Number.isNaN(time) ? undefined : `<t:${Math.floor(time / 1000)}:f>`
}

const spanMarkdown = (span: Span): string => {
  if (typeof span === 'string') return escapeMarkdown(span)
  // Discord shows the channel's name to those who can see it, and notifies nobody.
  if (span.channel !== undefined && /^\d{17,20}$/u.test(span.channel)) return `<#${span.channel}>`
  const instant = span.instant === undefined ? undefined : timestamp(span.instant)
  const shown = instant ?? (span.url === undefined ? escapeMarkdown(span.text) : link(span.text, span.url))
  if (span.style === 'ours') return marked('*', shown)
  return span.style === 'strong' || span.style === 'mark' ? marked('**', shown) : shown
}

/** With less room than this, links are replaced by their words. */
const leastForLinks = 40

/**
 * A run of inline text as Discord's Markdown in at most `room` code units, shortened where it is longer; at most one empty
 * line between paragraphs.
 */
export const markdownOf = (text: Text, room: number): string => {
  const visible = mapText(text, visibleText)
  const whole = plainText(visible).length
  for (let limit = Math.min(room, whole); ; limit = Math.floor(limit * 0.8)) {
    const part = shorten(visible, Math.max(limit, 1))
    const shown = (limit < leastForLinks && whole > limit ? [plainText(part)] : part)
      .map(spanMarkdown)
      .join('')
      // Joins neighbouring bold parts.
      .replaceAll('****', '')
      .replaceAll(/\n\s*\n\s*/gu, '\n\n')
      .trim()
    if (shown.length <= room || limit < 1) return shown.length <= room ? shown : ''
  }
}

import type { Span, Text } from '../../../src/card/card.ts'
import { clip, mapText, plainText, safeUrl, shorten, visibleLine, visibleText } from '../../../src/card/text.ts'

/** Source: Discord, Markdown Text 101; a backslash takes the meaning from each. */
const markup = /[\\*_~`|<>[\]()#@]/gu
/** Starts a list at the start of a line. */
const bullet = /^([^\S\n]*)([-+])(?=\s)/gmu
const ordinal = /^([^\S\n]*\d+)\.(?=\s)/gmu
const scheme = /:(?=\/\/)/gu

/** Text as it is: nothing in it is markup, a mention or a link. */
export const escapeMarkdown = (text: string): string =>
  text
    .replaceAll(markup, String.raw`\$&`)
    .replaceAll(bullet, String.raw`$1\$2`)
    .replaceAll(ordinal, String.raw`$1\.`)
    .replaceAll(scheme, String.raw`\:`)

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

/** `label` leading to `address`; plain where the address may not be followed. */
export const link = (label: string, address: string | undefined): string => {
  const text = visibleLine(label)
  const target = linkTarget(address)
  return target === undefined || linkLabel(text) === '' ? escapeMarkdown(text) : `[${linkLabel(text)}](${target})`
}

/** The marks close around the words, not around the spaces beside them: Discord would show them otherwise. */
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
  // Discord shows its name to those who can see it; a channel calls nobody.
  if (span.channel !== undefined && /^\d{17,20}$/u.test(span.channel)) return `<#${span.channel}>`
  const instant = span.instant === undefined ? undefined : timestamp(span.instant)
  const shown = instant ?? (span.url === undefined ? escapeMarkdown(span.text) : link(span.text, span.url))
  if (span.style === 'ours') return marked('*', shown)
  return span.style === 'strong' || span.style === 'mark' ? marked('**', shown) : shown
}

/** Below this much room, links are given up for their words. */
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
      // Two strong runs side by side are one.
      .replaceAll('****', '')
      .replaceAll(/\n\s*\n\s*/gu, '\n\n')
      .trim()
    if (shown.length <= room || limit < 1) return shown.length <= room ? shown : ''
  }
}

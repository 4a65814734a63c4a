import type { Line } from '../text/lines.ts'
import { foldedText } from '../text/plain.ts'
import { isCommentaryHead, isSynopsisHead } from './markers.ts'
import { parseNumberedTitle } from '../../feed/series-number.ts'

export type TitlePlace = {
  /** The line that the publication begins with; -1 if no line shows the title. */
  readonly index: number
  readonly title: string | undefined
  readonly number: string | undefined
}

/** The site's name after the title of a document. */
const siteName = /(?<!\s)\s*[-–—|]\s*(?:RSIS|S\.? Rajaratnam School of International Studies.{0,200})$/iu

/** A document's title without the site's name. */
export const withoutSiteName = (title: string): string => title.replace(siteName, '')

/** The title at the end of the breadcrumb, which is on one line or on four; it has no number. */
const breadcrumbOf = (lines: readonly Line[]): TitlePlace | undefined => {
  for (const [index, line] of lines.entries()) {
    if (line.text.length < 400 && foldedText(line.text).startsWith('rsis publication rsis publications ')) {
      const title = line.text.slice(line.text.indexOf('RSIS Publications') + 'RSIS Publications'.length)
      return { index, title: title.replace(/^[\s>›»/|-]+/u, ''), number: undefined }
    }
    const above = [3, 2, 1].map((back) => foldedText(lines[index - back]?.text.slice(0, 40) ?? ''))
    const isTrail = /^(?:rsis|home)$/u.test(above[0] ?? '') && /^publications?$/u.test(above[1] ?? '')
    if (isTrail && above[2] === 'rsis publications') {
      return { index, title: line.text.replace(/^[-•*]\s+/u, ''), number: undefined }
    }
  }
  return undefined
}

/** Whether the page shows an RSIS publication's breadcrumb. */
export const hasBreadcrumb = (lines: readonly Line[]): boolean => breadcrumbOf(lines) !== undefined

/**
 * Finds the title: the line `CO20210 | Title` nearest above the text, else the first-level heading, else a line that
 * equals the document's title, else the breadcrumb, else the document's title itself. The name of a series before it
 * stays. `documentTitles` are the titles in the page's head, best first; `known` is a number known from the address.
 */
export const findTitle = (
  lines: readonly Line[],
  documentTitles: readonly string[],
  known: string | undefined,
): TitlePlace => {
  // A menu may have an item with the same name; a heading of the text is followed by a paragraph.
  const marker = lines.findIndex(
    (line, index) => (isSynopsisHead(line) || isCommentaryHead(line)) && (lines[index + 1]?.text.length ?? 0) >= 40,
  )
  const end = marker === -1 ? lines.length : marker
  const numbered = lines.flatMap((line, index) => {
    const parts = line.text.length > 400 ? undefined : parseNumberedTitle(line.text)
    return parts === undefined || (line.isBeside && line.level !== 1) ? [] : [{ index, line, ...parts }]
  })
  const headings = numbered.filter(({ line }) => line.level === 1)
  const candidates = [headings, numbered]
    .map((list) => list.filter(({ number }) => number === known))
    .concat([headings, numbered])
  for (const list of candidates) {
    const best = list.findLast(({ index }) => index < end) ?? list[0]
    if (best !== undefined) return { index: best.index, title: best.title, number: best.number }
  }

  const documents = documentTitles.map((title) => parseNumberedTitle(title) ?? { number: undefined, title })
  const number = documents.find((document) => document.number !== undefined)?.number
  const folded = new Set(documents.map(({ title }) => foldedText(title)))
  const firstLevel = lines.flatMap((line, index) => (line.level === 1 && !line.isBeside ? [{ line, index }] : []))
  const heading =
    firstLevel.find(({ line }) => folded.has(foldedText(line.text))) ??
    firstLevel.find(({ line, index }) => index < end && foldedText(line.text) !== 'rsis' && line.text.includes(' '))
  if (heading !== undefined) return { index: heading.index, title: heading.line.text, number }

  const trail = breadcrumbOf(lines)
  const same = lines.findLastIndex(
    (line, index) => index < end && line.text.length < 400 && folded.has(foldedText(line.text)),
  )
  if (same >= 0) return { index: same, title: lines[same]?.text, number }
  if (trail !== undefined) return { ...trail, number }
  return { index: -1, title: documents[0]?.title, number }
}

import { authorsOfBiographies, looksLikeByline, splitAuthors } from '../authors.ts'
import { parseCalendarDate } from '../calendar-date.ts'
import type { Line } from '../text/lines.ts'
import { isDisclaimer } from './markers.ts'
import { parseHeaderLine } from '../../feed/series-number.ts'

export type Head = {
  readonly published: string | undefined
  /** Lines that may be the byline, in order. */
  readonly bylines: readonly string[]
  readonly pdfHref: string | undefined
  /** The series number in the heading of a PDF. */
  readonly number: string | undefined
  /** The first line after the head. */
  readonly end: number
}

const isPdfLink = (href: string): boolean => /\.pdf(?:$|[?#])/iu.test(href)
const isFurniture = (line: Line): boolean =>
  /^(?:download(?: as)? pdf|download|pdf|print|share|share this|tweet|e-?mail|commentar(?:y|ies)|rsis commentar(?:y|ies)|publication|rsis publications?|[|/])$/iu.test(
    line.text,
  )
/** The date is at most this many lines above the title: a breadcrumb has four. */
const reachAbove = 8

/**
 * Reads the head between the title's line and `end` (the first marker of the text); without a marker, as far as lines
 * look like a head. `isByline` recognises the lines that the page marks as the authors'.
 */
export const readHead = (
  lines: readonly Line[],
  titleIndex: number,
  end: number | undefined,
  isByline: (line: Line) => boolean,
): Head => {
  let published: string | undefined
  let pdfHref: string | undefined
  let number: string | undefined
  let hasOpened = false
  const before: string[] = []
  const after: string[] = []
  const marked: string[] = []
  let index = titleIndex + 1
  for (; index < (end ?? lines.length); index += 1) {
    const line = lines[index]
    if (line === undefined) break
    const link = line.links.find(({ href }) => isPdfLink(href))
    pdfHref ??= link?.href
    const header = parseHeaderLine(line.text)
    number ??= header?.number
    const pieces = line.text.length > 400 ? [line.text] : line.text.split(' | ')
    const dates = pieces.flatMap((piece) => parseCalendarDate(header?.date ?? piece) ?? [])
    const names = pieces.filter((piece) => looksLikeByline(piece))
    if (isByline(line) && dates.length === 0) marked.push(line.text)
    else if (dates.length === 0 && !line.isBeside && !isFurniture(line)) {
      const mayBe = published === undefined ? before : after
      mayBe.push(...names)
    }
    published ??= dates[0]
    const isHead =
      dates.length > 0 ||
      link !== undefined ||
      isFurniture(line) ||
      isDisclaimer(line) ||
      line.isBeside ||
      isByline(line)
    // Without a marker one line of names belongs to the head; a second one would be the first subhead of the text.
    const isNames: boolean = names.length === pieces.length && !hasOpened && line.level === undefined
    if (end === undefined && !isHead && !isNames) break
    hasOpened ||= isNames
  }
  if (published === undefined) {
    for (const line of lines.slice(Math.max(0, titleIndex - reachAbove), Math.max(0, titleIndex)).toReversed()) {
      const header = parseHeaderLine(line.text)
      number ??= header?.number
      published ??= parseCalendarDate(header?.date ?? line.text)
    }
  }
  const unmarked = before.length > 0 ? before : after
  return { published, bylines: marked.length > 0 ? marked : unmarked, pdfHref, number, end: index }
}

/**
 * The authors of a head. A line above the first one that the biographies confirm is a series' name, not a byline;
 * without any byline, the authors are those of the biographies.
 */
export const authorsOf = (bylines: readonly string[], biographies: readonly string[]): readonly string[] => {
  const about = biographies.join(' ')
  const nameOf = (author: string): string => author.replaceAll(/\s*\([^)]*\)/gu, '')
  const first = bylines.findIndex((byline) => splitAuthors(byline).some((author) => about.includes(nameOf(author))))
  const authors = [...new Set(bylines.slice(Math.max(0, first)).flatMap((byline) => splitAuthors(byline)))]
  return authors.length > 0 ? authors : authorsOfBiographies(biographies)
}

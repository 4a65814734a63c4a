import { seriesNumberIn } from '../../feed/series-number.ts'
import { parseCalendarDate } from '../calendar-date.ts'
import type { Line } from '../text/lines.ts'
import { webAddress } from '../page/address.ts'
import type { PageFacts } from '../page/facts.ts'
import { foldedText } from '../text/plain.ts'
import { findMarkers, readBody } from './body.ts'
import { authorsOf, readHead } from './head.ts'
import { isCategories, isDisclaimer, isLastUpdated, isPageFoot } from './markers.ts'
import { findTitle, hasBreadcrumb } from './title.ts'

/** What is known besides the lines: from the page's head, its address and its elements. */
export type PageHints = {
  readonly url: string | undefined
  /** The titles of the document, best first, without the site's name. */
  readonly titles: readonly string[]
  /** The series number in the address. */
  readonly number: string | undefined
  readonly published: string | undefined
  readonly pdfHref: string | undefined
  readonly isByline: (line: Line) => boolean
  /** Whether the page is certainly the institute's own. */
  readonly isRsis: boolean
}

export const noHints: PageHints = {
  url: undefined,
  titles: [],
  number: undefined,
  published: undefined,
  pdfHref: undefined,
  isByline: () => false,
  isRsis: false,
}

/** The categories of both copies of the text, each once, in the order of the first. */
const categoriesOf = (lines: readonly Line[]): readonly string[] => {
  const names: string[] = []
  for (const [index, line] of lines.entries()) {
    if (!isCategories(line)) continue
    const listed = line.text.slice(line.text.indexOf(':') + 1)
    if (line.links.length > 0) names.push(...line.links.map((link) => link.text))
    else if (listed.trim() !== '') names.push(...listed.split(/\s\/\s/u))
    else {
      for (const item of lines.slice(index + 1, index + 25)) {
        if (isLastUpdated(item) || isPageFoot(item) || item.text.length > 80) break
        names.push(...item.text.split(/(?:^|\s)\/(?:\s|$)/u))
      }
    }
  }
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== '' && name.length <= 80))].slice(0, 30)
}

const updatedOf = (lines: readonly Line[]): string | undefined => {
  for (const line of lines) {
    if (!isLastUpdated(line)) continue
    const date = parseCalendarDate(line.text.replace(/^last updated(?: on)?\s*:?\s*/iu, ''))
    if (date !== undefined) return date
  }
  return undefined
}

/**
 * Reads an RSIS commentary from lines of text, by their order: title, author, date, SYNOPSIS, COMMENTARY, subheads,
 * About the Author, Categories, Last updated. The text is read once, although a page may contain it twice. Undefined if
 * the lines are not a commentary of the series, which is recognised by its number, the category Commentaries or, on the
 * institute's own pages, the two markers.
 */
export const readRsisLines = (lines: readonly Line[], hints: PageHints): PageFacts | undefined => {
  const place = findTitle(lines, hints.titles, hints.number)
  const markers = findMarkers(lines, place.index + 1)
  const head = readHead(lines, place.index, markers.synopsisAt ?? markers.commentaryAt, hints.isByline)
  const body = readBody(lines, markers, head.end)
  const pdfHref = head.pdfHref ?? hints.pdfHref
  const isRsis = hints.isRsis || lines.some(isDisclaimer) || hasBreadcrumb(lines)
  const numberOfFile = isRsis ? seriesNumberIn(pdfHref?.split('/').at(-1)) : undefined
  const number = place.number ?? head.number ?? hints.number ?? numberOfFile
  const categories = categoriesOf(lines)

  const hasMarker = markers.synopsisAt !== undefined || markers.commentaryAt !== undefined
  const isOfSeries = isRsis && (hasMarker || categories.some((name) => foldedText(name) === 'commentaries'))
  if (number === undefined && !isOfSeries) return undefined
  if (!body.sections.some((section) => section.paragraphs.length > 0)) return undefined
  return {
    number,
    url: hints.url,
    title: place.title ?? '',
    authors: authorsOf(head.bylines, body.aboutAuthors),
    published: head.published ?? hints.published,
    updated: updatedOf(lines),
    synopsis: body.synopsis,
    sections: body.sections,
    aboutAuthors: body.aboutAuthors,
    categories,
    pdfUrl: webAddress(pdfHref, hints.url),
  }
}

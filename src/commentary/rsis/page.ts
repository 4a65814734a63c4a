import type { AnyNode, Document } from 'domhandler'
import { textContent } from 'domutils'
import { seriesNumberIn } from '../../feed/series-number.ts'
import { looksLikeByline } from '../authors.ts'
import { parseCalendarDate } from '../calendar-date.ts'
import { type Line, linesOf } from '../text/lines.ts'
import { pageAddress } from '../page/address.ts'
import type { PageFacts } from '../page/facts.ts'
import { selectElement, selectElements } from '../page/select.ts'
import { parsePage } from '../page/tree.ts'
import { plainText } from '../text/plain.ts'
import { readRsisLines } from './lines.ts'
import { withoutSiteName } from './title.ts'

/**
 * Elements that the site's templates from 2021 to 2023 use for the byline. Newer templates perhaps do not, so they are only
 * hints.
 */
const bylines = '.publication-details-author, p.author, div.author, span.author'
const pdfLinks = 'a.pdf-download[href], a[href$=".pdf"]'

const attribute = (page: Document, selector: string, name: string): string | undefined =>
  selectElement(page, selector)?.attribs[name]

const titlesOf = (page: Document): readonly string[] => {
  const title = selectElement(page, 'head > title, title')
  const given = [
    title === undefined ? '' : textContent(title),
    attribute(page, 'meta[property="og:title"]', 'content') ?? '',
  ]
  return given.map((text) => withoutSiteName(plainText(text.slice(0, 1000)))).filter((text) => text !== '')
}

const isRsisAddress = (url: string | undefined): boolean =>
  url !== undefined && /(?:^|\.)rsis\.edu\.sg$/u.test(new URL(url).hostname)

/** Whether the line's element, or one that contains it, is among the given ones. */
const isWithin = (line: Line, elements: ReadonlySet<AnyNode>): boolean => {
  for (let node: AnyNode | null = line.element ?? null; node !== null; node = node.parent) {
    if (elements.has(node)) return true
  }
  return false
}

/** `readRsisPage` for a page that is already parsed into lines. */
export const readRsisTree = (
  page: Document,
  lines: readonly Line[],
  url: string | undefined,
): PageFacts | undefined => {
  const titles = titlesOf(page)
  const address = pageAddress(attribute(page, 'link[rel="canonical"]', 'href'), url, titles.join(' '))
  const isRsis = isRsisAddress(address)
  const marked = new Set<AnyNode>(selectElements(page, bylines))
  const slug = isRsis && address !== undefined ? new URL(address).pathname : ''
  return readRsisLines(lines, {
    url: address,
    titles,
    number: seriesNumberIn(slug),
    published: parseCalendarDate(attribute(page, 'meta[property="article:published_time"]', 'content') ?? ''),
    pdfHref: attribute(page, pdfLinks, 'href'),
    isByline: (line) => (line.text.length < 300 || looksLikeByline(line.text)) && isWithin(line, marked),
    isRsis,
  })
}

/**
 * Reads the page of an RSIS commentary. `url` is the address that it was fetched from. Undefined for every other page,
 * and for one that is nested too deep or too large to be read.
 */
export const readRsisPage = (html: string, url: string | undefined): PageFacts | undefined => {
  const page = parsePage(html)
  return page === undefined ? undefined : readRsisTree(page, linesOf(page), url)
}

import { selectAll, selectOne } from 'css-select'
import type { AnyNode, Document, Element } from 'domhandler'
import { textContent } from 'domutils'
import { isAccountName, splitAuthors } from '../authors.ts'
import { parseCalendarDate } from '../calendar-date.ts'
import { type ArticleData, readArticleData } from './json-ld.ts'
import { foldedText, plainText } from '../text/plain.ts'

/** What any article page says of itself in its head and marked elements. */
export type PageHead = {
  readonly title: string | undefined
  readonly authors: readonly string[]
  readonly published: string | undefined
  readonly updated: string | undefined
  readonly canonicalHref: string | undefined
  readonly isFree: boolean
}

const elements = (page: Document, selector: string): readonly Element[] => selectAll<AnyNode, Element>(selector, page)
const shownText = (element: Element): string => plainText(textContent(element).slice(0, 1000))

const metas = (page: Document, names: readonly string[]): readonly string[] =>
  names.flatMap((name) =>
    elements(page, `meta[name="${name}" i], meta[property="${name}" i], meta[itemprop="${name}" i]`)
      .map((meta) => plainText((meta.attribs['content'] ?? '').slice(0, 1000)))
      .filter((content) => content !== ''),
  )

const firstDate = (texts: readonly (string | undefined)[]): string | undefined => {
  for (const text of texts) {
    const date = text === undefined ? undefined : parseCalendarDate(text)
    if (date !== undefined) return date
  }
  return undefined
}

const withoutSite = (title: string, site: string | undefined): string => {
  const cut = site === undefined || site === '' ? -1 : title.lastIndexOf(site)
  if (cut <= 0 || site === undefined || cut + site.length !== title.length) return title
  const rest = title.slice(0, cut).replace(/\s*[-–—|·:»]\s*$/u, '')
  return rest === '' ? title : rest
}

const titleOf = (page: Document, data: ArticleData | undefined): string | undefined => {
  const site = metas(page, ['og:site_name'])[0]
  const document = elements(page, 'title').map(shownText)[0] ?? ''
  const headings = elements(page, 'h1')
    .map(shownText)
    .filter((heading) => heading !== '')
  const heading = headings.find((text) => foldedText(document).includes(foldedText(text)) && text.includes(' '))
  const title = heading ?? data?.headline ?? metas(page, ['og:title', 'twitter:title'])[0] ?? headings[0] ?? document
  const clean = withoutSite(plainText(title), site)
  return clean === '' ? undefined : clean
}

const isName = (text: string): boolean =>
  text.length <= 120 && /\p{L}/u.test(text) && !isAccountName(text) && !/https?:|\.(?:com|org|net)\b/iu.test(text)

const authorsOf = (page: Document, data: ArticleData | undefined): readonly string[] => {
  const named = data?.authors.map(plainText).filter(isName) ?? []
  // Structured data name each author alone; a name with "and" in it is an institute's.
  if (named.length > 1) return [...new Set(named)]
  const single = [
    named,
    metas(page, ['citation_author', 'author', 'article:author', 'parsely-author', 'sailthru.author', 'dc.creator']),
    elements(page, '[rel~="author"], [itemprop="author"] [itemprop="name"]').map(shownText),
    elements(page, '[itemprop="author"], .byline, .article-byline, .post-author, .entry-author').map(shownText),
  ]
  for (const candidates of single) {
    const names = candidates.filter(isName).flatMap((candidate) => splitAuthors(candidate))
    if (names.length > 0) return [...new Set(names)]
  }
  return []
}

/** Reads title, authors and dates from JSON-LD, meta elements, `time` elements and marked bylines, in this order. */
export const readPageHead = (page: Document): PageHead => {
  const data = readArticleData(
    elements(page, 'script[type="application/ld+json" i]').map((script) => textContent(script)),
  )
  const times = elements(
    page,
    'article time[datetime], time[pubdate], time[itemprop="datePublished"], main time[datetime]',
  )
  const published = firstDate([
    data?.published,
    ...metas(page, ['article:published_time', 'datePublished', 'date', 'dc.date', 'dc.date.issued', 'dcterms.created']),
    ...metas(page, ['citation_publication_date', 'citation_date', 'parsely-pub-date', 'sailthru.date', 'pubdate']),
    ...times.flatMap((time) => [time.attribs['datetime'], shownText(time)]),
  ])
  const updated = firstDate([
    data?.modified,
    ...metas(page, ['article:modified_time', 'dateModified', 'dcterms.modified']),
  ])
  return {
    title: titleOf(page, data),
    authors: authorsOf(page, data),
    published,
    updated: updated !== undefined && published !== undefined && updated > published ? updated : undefined,
    canonicalHref: selectOne<AnyNode, Element>('link[rel="canonical"]', page)?.attribs['href'],
    isFree: data?.isFree ?? true,
  }
}

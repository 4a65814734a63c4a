import { selectAll, selectOne } from 'css-select'
import type { AnyNode, Document, Element } from 'domhandler'
import { textContent } from 'domutils'
import { parseCalendarDate } from '../calendar-date.ts'
import { personsIn } from '../persons.ts'
import { type ArticleData, readArticleData } from './json-ld.ts'
import { foldedText, plainText } from '../text/plain.ts'
import { findHeading, ownHead } from './own-head.ts'

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
  const rest = title
    .slice(0, cut)
    .trimEnd()
    .replace(/[-–—|·:»]$/u, '')
    .trimEnd()
  return rest === '' ? title : rest
}

const titleOf = (
  page: Document,
  heading: Element | undefined,
  document: string,
  data: ArticleData | undefined,
): string | undefined => {
  const site = metas(page, ['og:site_name'])[0]
  const shown = heading === undefined ? undefined : shownText(heading)
  const isNamed = shown !== undefined && shown.includes(' ') && foldedText(document).includes(foldedText(shown))
  const given = data?.headline ?? metas(page, ['og:title', 'twitter:title'])[0]
  const clean = withoutSite(plainText((isNamed ? shown : given) ?? shown ?? document), site)
  return clean === '' ? undefined : clean
}

const bylines =
  '[rel~="author"], [itemprop~="author"], .byline, .article-byline, .post-author, .entry-author, .author-name, [class*="byline" i], [class*="author" i]'
const longestByline = 200

/** Those of the elements that hold none of the others: the name alone, without what stands beside it. */
const innermost = (found: readonly Element[]): readonly Element[] => {
  const outer = new Set<AnyNode>()
  for (const element of found) {
    for (let node: AnyNode | null = element.parent; node !== null; node = node.parent) outer.add(node)
  }
  return found.filter((element) => !outer.has(element))
}

/** The texts of an element: of each link by itself where several persons are linked in it. */
const textsOf = (element: Element): readonly string[] => {
  const links = selectAll<AnyNode, Element>('a', element).map(shownText)
  const arePersons =
    links.length > 1 && links.every((text) => text.length <= longestByline && personsIn(text).length > 0)
  return arePersons ? links : [shownText(element)]
}

/** Who signs in the article's own head: by a marked element, else by a line that begins with "By". */
const bylineOf = (page: Document, head: readonly Element[]): readonly string[] => {
  const own = new Set(head)
  const marked = elements(page, bylines).filter((element) => own.has(element))
  for (const found of [innermost(marked), marked]) {
    const names = found.flatMap(textsOf).flatMap((text) => (text.length > longestByline ? [] : personsIn(text)))
    if (names.length > 0) return [...new Set(names)]
  }
  const line = head
    .map(shownText)
    .find((text) => text.length <= longestByline && /^by:?\s+\p{Lu}/iu.test(text) && personsIn(text).length > 0)
  return line === undefined ? [] : personsIn(line)
}

/**
 * The authors: whom the head names in its byline, as the data spell them where both agree. Where the head shows nobody, the
 * structured data and meta elements speak, of persons only.
 */
const authorsOf = (page: Document, head: readonly Element[], data: ArticleData | undefined): readonly string[] => {
  const sites = [...metas(page, ['og:site_name']), ...(data?.publishers ?? [])].map(foldedText)
  const isOfSite = (name: string): boolean => sites.includes(foldedText(name))
  const signed = bylineOf(page, head).filter((name) => !isOfSite(name))
  const named = [
    data?.authors ?? [],
    metas(page, ['citation_author', 'author', 'article:author', 'parsely-author', 'sailthru.author', 'dc.creator']),
  ]
    .map((names) => [...new Set(names.flatMap(personsIn))].filter((name) => !isOfSite(name)))
    .find((names) => names.length > 0)
  if (signed.length === 0) return named ?? []
  if (named === undefined) return signed
  const signedText = foldedText(signed.join(' '))
  return named.length >= signed.length && named.every((name) => signedText.includes(foldedText(name))) ? named : signed
}

/**
 * Reads title, authors and dates: dates from JSON-LD, meta elements and the article's own head, in this order; authors from
 * the byline that readers see, else from the data.
 */
export const readPageHead = (page: Document): PageHead => {
  const data = readArticleData(
    elements(page, 'script[type="application/ld+json" i]').map((script) => textContent(script)),
  )
  const document = elements(page, 'title').map(shownText)[0] ?? ''
  const heading = findHeading(page, document)
  const head = ownHead(page, heading)
  const shownDates = head.flatMap((element) => {
    if (element.name === 'time') return [element.attribs['datetime'], shownText(element)]
    const text = shownText(element)
    return text.length > 120 ? [] : text.split(/\s*[|•·]\s*/u)
  })
  const published = firstDate([
    data?.published,
    ...metas(page, ['article:published_time', 'datePublished', 'date', 'dc.date', 'dc.date.issued', 'dcterms.created']),
    ...metas(page, ['citation_publication_date', 'citation_date', 'parsely-pub-date', 'sailthru.date', 'pubdate']),
    ...shownDates,
  ])
  const updated = firstDate([
    data?.modified,
    ...metas(page, ['article:modified_time', 'dateModified', 'dcterms.modified']),
  ])
  return {
    title: titleOf(page, heading, document, data),
    authors: authorsOf(page, head, data),
    published,
    updated: updated !== undefined && published !== undefined && updated > published ? updated : undefined,
    canonicalHref: selectOne<AnyNode, Element>('link[rel="canonical"]', page)?.attribs['href'],
    isFree: data?.isFree ?? true,
  }
}

/**
 * What the publisher says of the article in the page’s head; undefined where it says nothing, or speaks of the site: a
 * description that names it is the same on every page.
 */
export const descriptionOf = (page: Document): string | undefined => {
  const sites = metas(page, ['og:site_name']).map(foldedText)
  return metas(page, ['description', 'og:description', 'dc.description', 'twitter:description']).find(
    (text) => !sites.some((site) => foldedText(text).includes(site)),
  )
}

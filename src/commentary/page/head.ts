import type { Document, Element } from 'domhandler'
import { textContent } from 'domutils'
import { canonicalUrl } from '../../fetch/canonical-url.ts'
import { personsIn, personsOfData } from '../persons.ts'
import { foldedText } from '../text/plain.ts'
import { webAddress } from './address.ts'
import { bylineOf, headParts, isLabel, longestByline, inNormalCase } from './byline.ts'
import { type ArticleData, type PageEvidence, readArticleData } from './json-ld.ts'
import { metas } from './metas.ts'
import { ownHead, standsBeside } from './own-head.ts'
import { selectElement, selectElements } from './select.ts'
import { settleDate } from './settle-date.ts'
import { shownText } from './shown-text.ts'
import { findHeading, isFileName, isSite, isSiteOf, splitSigned, titleOf, withoutSite } from './title.ts'

/** What an article page says about itself in its head and its marked elements. */
export type PageHead = {
  readonly title: string | undefined
  readonly authors: readonly string[]
  readonly published: string | undefined
  readonly updated: string | undefined
  readonly canonicalHref: string | undefined
  readonly isFree: boolean
  /** The element that shows the title. */
  readonly heading: Element | undefined
}

const firstDate = (
  texts: readonly (string | undefined)[],
  read: (text: string) => string | undefined,
): string | undefined => {
  for (const text of texts) {
    const date = text === undefined ? undefined : read(text)
    if (date !== undefined) return date
  }
  return undefined
}

/** The names of the site, as the page gives them. */
const siteNames = (page: Document): readonly string[] =>
  metas(page, [
    'og:site_name',
    'application-name',
    'apple-mobile-web-app-title',
    'citation_journal_title',
    'dc.publisher',
  ])

/** The authors in metadata for messengers, which are pairs of a label and a value: `Written by`, `Mei Lin Tan`. */
const cardAuthors = (page: Document): readonly string[] =>
  [1, 2, 3].flatMap((at) =>
    metas(page, [`twitter:label${at}`]).some(isLabel) ? metas(page, [`twitter:data${at}`]) : [],
  )

/**
 * The authors: those of the byline in the article's head, spelled as in the structured data if both agree. Without a
 * byline, those of the structured data and the meta elements, persons only.
 */
const authorsOf = (page: Document, head: readonly Element[], data: ArticleData | undefined): readonly string[] => {
  const sites = [...siteNames(page), ...(data?.publishers ?? [])].map(foldedText)
  const isOfSite = (name: string): boolean => sites.includes(foldedText(name))
  const signed = bylineOf(page, head).filter((name) => !isOfSite(name))
  const named = [
    data?.authors ?? [],
    metas(page, ['citation_author', 'author', 'article:author', 'parsely-author', 'sailthru.author', 'dc.creator']),
    cardAuthors(page),
  ]
    .map((names) => [...new Set(names.flatMap(personsOfData))].filter((name) => !isOfSite(name)))
    .find((names) => names.length > 0)
  if (signed.length === 0) return named ?? []
  if (named === undefined) return signed
  const shown = foldedText(
    head
      .map(shownText)
      .filter((text) => text.length <= 2 * longestByline)
      .join(' '),
  )
  return named.length >= signed.length && named.every((name) => shown.includes(foldedText(name))) ? named : signed
}

const ofUpdate = /\b(?:updated|modified|revised|edited|dateModified)\b|更新|修改|diperbarui|mis à jour|aktualisiert/iu

/** The date on which a text appeared somewhere else is not a date of this page. */
const ofElsewhere =
  /\b(?:first|originally|previously)\s+(?:published|appeared|posted|printed)\s+(?:in|by|on|at)\s+(?=\p{Lu})(?!\p{L}+ \d)/iu
/** What ends one date and begins the next: a bar, a full stop after a year, or words before a Chinese date. */
const dateEnd =
  /\s*[|•]\s*|\s+[·–—]\s+|(?<=\d{4})[).;,]{1,2}\s+(?=\p{L})|\s+by\s+(?=\p{Lu})|(?<=\p{sc=Han})\s+(?=(?:19|20)\d\d\s?年)/u
const longestDateLine = 200

/** The texts of the head that may be dates; those of later changes separately. */
const datesIn = (
  head: readonly Element[],
): { readonly published: readonly string[]; readonly updated: readonly string[] } => {
  const texts = head.flatMap((element) => {
    if (element.name !== 'time') {
      return headParts(element).flatMap((part) =>
        part.length > longestDateLine
          ? []
          : part
              .split(dateEnd)
              .filter((text) => !ofElsewhere.test(text))
              .map((text) => ({ text, isUpdate: ofUpdate.test(text) })),
      )
    }
    const isUpdate = ofUpdate.test(`${element.attribs['class'] ?? ''} ${element.attribs['itemprop'] ?? ''}`)
    return [element.attribs['datetime'] ?? '', shownText(element)].map((text) => ({ text, isUpdate }))
  })
  const updates = new Set(texts.filter(({ isUpdate }) => isUpdate).map(({ text }) => text))
  return {
    // The element around a `time` shows the same text without saying which date it is.
    published: texts.map(({ text }) => text).filter((text) => !updates.has(text)),
    updated: [...updates],
  }
}

/** The facts by which the page's own article is found among all that its structured data describe. */
const evidenceOf = (page: Document, url: string | undefined, titles: readonly string[]): PageEvidence => {
  const hrefs = [selectElement(page, 'link[rel="canonical"]')?.attribs['href'], ...metas(page, ['og:url'])]
  const absolute = (address: string): string | undefined => {
    const whole = webAddress(address, url)
    return whole === undefined ? undefined : canonicalUrl(whole)
  }
  const own = new Set([url, ...hrefs].flatMap((address) => (address === undefined ? [] : (absolute(address) ?? []))))
  const folded = [...titles, ...selectElements(page, 'h1').map(shownText)]
    .map(foldedText)
    .filter((title) => title !== '')
  return {
    isOwnAddress: (address) => own.has(absolute(address) ?? ''),
    isOwnTitle: (title) => {
      const wanted = foldedText(title)
      return (
        wanted !== '' &&
        folded.some(
          (one) =>
            one === wanted ||
            (wanted.includes(' ') && one.includes(wanted)) ||
            (one.includes(' ') && wanted.includes(one)),
        )
      )
    },
  }
}

/**
 * Reads title, authors and dates: dates from JSON-LD, meta elements and the article's head, in this order; authors from
 * the byline that readers see, else from the structured data.
 */
export const readPageHead = (page: Document, url?: string): PageHead => {
  const host = url === undefined ? '' : new URL(url).hostname
  const names = siteNames(page)
  const isTitle = (text: string): boolean => !isFileName(text) && !isSite(text, names, host)
  const document = selectElements(page, 'title').map(shownText).slice(0, 1).find(isTitle) ?? ''
  const shared = metas(page, ['og:title', 'twitter:title', 'citation_title']).filter(isTitle)
  const titles = [document, ...shared].filter((title) => title !== '')
  const data = readArticleData(
    selectElements(page, 'script[type="application/ld+json" i]').map((script) => textContent(script)),
    evidenceOf(page, url, titles),
  )
  const sites = [...names, ...(data?.publishers ?? [])]
  const clean = (title: string): string => withoutSite(title, sites, host)
  const headline = data?.headline === undefined || isFileName(data.headline) ? undefined : data.headline
  const wanted = [...(headline === undefined ? [] : [headline]), ...titles]
  const heading = findHeading(page, wanted, standsBeside, (text) => isSiteOf(text, document, sites, host))
  const head = ownHead(page, heading)
  const shown = datesIn(head)
  const read = (text: string): string | undefined => settleDate(text, page, url)
  const published = firstDate(
    [
      data?.published,
      ...metas(page, [
        'article:published_time',
        'datePublished',
        'date',
        'dc.date',
        'dc.date.created',
        'dc.date.issued',
        'dcterms.created',
      ]),
      ...metas(page, ['citation_publication_date', 'citation_date', 'parsely-pub-date', 'sailthru.date', 'pubdate']),
      ...shown.published,
    ],
    read,
  )
  const updated = firstDate(
    [data?.modified, ...metas(page, ['article:modified_time', 'dateModified', 'dcterms.modified']), ...shown.updated],
    read,
  )
  const { title, isHeading } = titleOf(heading, [headline, ...shared], document, clean)
  const signed = splitSigned(title ?? '')
  const authors = authorsOf(page, head, data).map((name) => inNormalCase(name, page))
  return {
    title: signed?.title ?? title,
    authors: authors.length > 0 || signed === undefined ? authors : personsIn(signed.byline),
    published,
    updated: updated !== undefined && published !== undefined && updated > published ? updated : undefined,
    canonicalHref: selectElement(page, 'link[rel="canonical"]')?.attribs['href'],
    isFree: data?.isFree ?? true,
    heading: isHeading ? heading : undefined,
  }
}

/**
 * The publisher's description of the article in the page's head. Undefined if there is none, or if it names the site:
 * such a description is the same on every page.
 */
export const descriptionOf = (page: Document): string | undefined => {
  const sites = metas(page, ['og:site_name']).map(foldedText)
  return metas(page, ['description', 'og:description', 'dc.description', 'twitter:description']).find(
    (text) => !sites.some((site) => foldedText(text).includes(site)),
  )
}

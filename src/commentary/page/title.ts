import { selectAll } from 'css-select'
import { type AnyNode, type Document, type Element, isTag } from 'domhandler'
import { countWords, foldedText } from '../text/plain.ts'
import { shownText } from './shown-text.ts'

/** What parts a title from the site's name. */
const parting = /\s+(?:[|–—·»:-]|::)\s+|\s*[|｜]\s*|(?<=\S)\s*_\s+/u
/** What institutions and papers are called. */
const institution =
  /\b(?:academy|association|blog|bulletin|cent(?:er|re)|college|council|daily|forum|foundation|gazette|group|initiative|institut\w*|journal|magazine|media|network|news|office|post|press|programme?|project|review|school|society|studies|times|tribune|universit\w*)\b|研究|[网網报報]$/iu

const squashed = (text: string): string => foldedText(text).replaceAll(' ', '')

/** Whether a text is what the site calls itself, by its own names or the labels of its host. */
const isSite = (text: string, sites: readonly string[], host: string): boolean => {
  const name = squashed(text)
  const labels = host.split('.').slice(0, -1).map(squashed)
  return name !== '' && (sites.some((site) => squashed(site) === name) || (name.length >= 3 && labels.includes(name)))
}

/**
 * The title without the name of its site at either end: what the site calls itself, or, behind its last bar or dash, what
 * only an institution is called. What is left is no shorter than a title can be.
 */
export const withoutSite = (title: string, sites: readonly string[], host: string): string => {
  const parts = title.split(parting)
  const marks = title.match(new RegExp(parting, 'gu')) ?? []
  let [from, to] = [0, parts.length]
  const isFullTitle = (start: number, end: number): boolean => countWords(parts.slice(start, end).join(' ')) > 0
  while (to - from > 1) {
    const last = parts[to - 1] ?? ''
    const rest = countWords(parts.slice(from, to - 1).join(' '))
    const isBar = /[|｜]/u.test(marks[to - 2] ?? '')
    const isNamed = isSite(last, sites, host)
    const isInstitution =
      countWords(last) <= 8 && rest >= 2 && (institution.test(last) || (isBar && rest > countWords(last)))
    if (!isNamed && !isInstitution) break
    to -= 1
  }
  while (to - from > 1 && isSite(parts[from] ?? '', sites, host) && isFullTitle(from + 1, to)) from += 1
  return parts
    .slice(from, to)
    .map((part, at) => (at === 0 ? part : `${marks[from + at - 1] ?? ' '}${part}`))
    .join('')
    .trim()
}

/**
 * Whether a heading is what the site calls itself: by its names, or as an end of the document's title that is called as
 * institutions are, or stands last and is not the longest.
 */
export const isSiteOf = (heading: string, document: string, sites: readonly string[], host: string): boolean => {
  const parts = document.split(parting).map(foldedText)
  const folded = foldedText(heading)
  const isShorter = parts.includes(folded) && parts.some((part) => part.length > folded.length)
  return isSite(heading, sites, host) || (isShorter && (parts.at(-1) === folded || institution.test(heading)))
}

const isInArticle = (element: Element | undefined): boolean => {
  for (let node: AnyNode | null = element ?? null; node !== null; node = node.parent)
    if (isTag(node) && (node.name === 'article' || node.name === 'main')) return true
  return false
}

/**
 * The title: the heading where the document's own title holds it or the article does, else what the data and the cards for messengers say, else
 * the heading, else the document's title; without the site's name.
 */
export const titleOf = (
  element: Element | undefined,
  given: readonly (string | undefined)[],
  document: string,
  clean: (title: string) => string,
): string | undefined => {
  const heading = element && shownText(element)
  const isNamed =
    heading !== undefined &&
    countWords(heading) > 1 &&
    (foldedText(document).includes(foldedText(heading)) || isInArticle(element))
  const chosen = (isNamed ? heading : given.find((title) => title !== undefined)) ?? heading ?? document
  const title = chosen === heading ? chosen : clean(chosen)
  return title === '' ? undefined : title
}

/** `“Title” by Mei Lin Tan`, as some series print it, with or without a number before it. */
const signedTitle = /^[^“"]{0,30}[“"](.{10,})[”"],?\s+by\s+(.{3,200})$/u

/** The parts of a title that holds its byline. */
export const splitSigned = (title: string): { readonly title: string; readonly byline: string } | undefined => {
  const [, bare, byline] = signedTitle.exec(title) ?? []
  return bare === undefined || byline === undefined ? undefined : { title: bare, byline }
}

const logoName = /(?:^|[\s_-])(?:logo|site-?title|site-?name|branding|brand|masthead)(?:$|[\s_-])/iu

const isOfSite = (element: Element): boolean =>
  logoName.test(`${element.attribs['class'] ?? ''} ${element.attribs['id'] ?? ''}`) ||
  (element.name === 'a' &&
    (/^(?:https?:\/\/[^/]+)?\/?$/u.test(element.attribs['href'] ?? '-') || element.attribs['rel'] === 'home'))

/** Whether a heading is the site's logo: by its class, by what holds it, or because it only leads home. */
const isLogo = (heading: Element): boolean => {
  for (let node: AnyNode | null = heading; node !== null; node = node.parent)
    if (isTag(node) && isOfSite(node)) return true
  const links = selectAll<AnyNode, Element>('a', heading)
  return links.some((link) => isOfSite(link) && shownText(link) === shownText(heading))
}

/**
 * The heading of the article: of those that the document's title holds the longest, never the site's logo; else the first
 * one of the first level that `isBeside` does not know as standing beside the article.
 */
export const findHeading = (
  page: Document,
  documentTitles: readonly string[],
  isBeside: (heading: Element) => boolean,
  isSiteName: (text: string) => boolean,
): Element | undefined => {
  const headings = selectAll<AnyNode, Element>('h1, h2, h3, b, strong, font, [class*="title" i]', page).filter(
    (heading) => {
      const text = shownText(heading)
      return text !== '' && !isLogo(heading) && !isSiteName(text)
    },
  )
  const folded = documentTitles.map(foldedText)
  const named = headings.filter((heading) => {
    const text = foldedText(shownText(heading))
    if (heading.name === 'h1') return folded.some((title) => title.includes(text))
    // A subhead may be a word of the title.
    return folded.some(
      (title) => title === text || ((title.startsWith(text) || title.endsWith(text)) && 2 * text.length > title.length),
    )
  })
  const longest = named.toSorted((a, b) => shownText(b).length - shownText(a).length)[0]
  return longest ?? headings.find((heading) => heading.name === 'h1' && !isBeside(heading))
}

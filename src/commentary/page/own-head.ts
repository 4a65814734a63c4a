import { selectAll } from 'css-select'
import { type AnyNode, type Document, type Element, isTag } from 'domhandler'
import { textContent } from 'domutils'
import { foldedText, plainText } from '../text/plain.ts'
import { isHidden } from './hidden.ts'

/** Parts of a page that belong to other articles, to its readers or to the site. */
const besideTags = new Set(['aside', 'nav', 'footer', 'figure', 'form'])
const besideName =
  /(?:^|[\s_-])(?:related|recommend\w*|comments?|respond|disqus|sidebar|teasers?|promo|popular|trending|latest|more-(?:from|on|stories)|read-(?:next|more)|newsletter|cards?|widget|carousel|breadcrumbs?|menu|share|social|site-header|masthead|logo|branding)(?:$|[\s_-])/iu

const isBeside = (element: Element): boolean =>
  besideTags.has(element.name) || besideName.test(`${element.attribs['class'] ?? ''} ${element.attribs['id'] ?? ''}`)

/** A paragraph of this length is text, no teaser. */
const shortestText = 180

const shownText = (element: Element): string => plainText(textContent(element).slice(0, 1000))

/** The site's name, as it ends or begins the title of a document. */
const isSiteName = (heading: string, documentTitle: string): boolean => {
  const parts = documentTitle.split(/\s+[-–—|·:»]\s+/u).map(foldedText)
  const folded = foldedText(heading)
  return parts.length > 1 && parts.includes(folded) && parts.some((part) => part.length > folded.length)
}

/**
 * The heading of the article: of those that the document's title holds the longest, never the site's logo; else the first
 * one that is not beside the article.
 */
export const findHeading = (page: Document, documentTitle: string): Element | undefined => {
  const headings = selectAll<AnyNode, Element>('h1', page).filter(
    (heading) => shownText(heading) !== '' && !isSiteName(shownText(heading), documentTitle),
  )
  const folded = foldedText(documentTitle)
  const named = headings.filter((heading) => folded.includes(foldedText(shownText(heading))))
  const longest = named.toSorted((a, b) => shownText(b).length - shownText(a).length)[0]
  return longest ?? headings.find((heading) => !isInside(heading, isBeside)) ?? undefined
}

const isInside = (element: Element, test: (one: Element) => boolean): boolean => {
  for (let node: AnyNode | null = element; node !== null; node = node.parent) if (isTag(node) && test(node)) return true
  return false
}

/** The container that a heading shares with its byline. */
const containerOf = (heading: Element | undefined): Element | undefined => {
  for (let node: AnyNode | null = heading?.parent ?? null; node !== null; node = node.parent) {
    if (isTag(node) && ['header', 'article', 'main'].includes(node.name)) return node
  }
  return undefined
}

/**
 * The elements of the article's own head, in order: around its heading, as far as the first paragraph of its text. Cards of
 * other articles, comments, menus and what is hidden are not in it.
 */
export const ownHead = (page: Document, heading: Element | undefined): readonly Element[] => {
  const container = containerOf(heading)
  const head: Element[] = []
  const seen = { hasBegun: heading === undefined && container === undefined, isOver: false }
  const visit = (node: AnyNode): void => {
    if (!isTag(node) || seen.isOver) return
    if (node === container || node === heading) seen.hasBegun = true
    if ((isBeside(node) && !containsNode(node, heading)) || isHidden(node)) return
    const isText = (node.name === 'p' || node.name === 'blockquote') && shownText(node).length >= shortestText
    if (seen.hasBegun && isText && isAfter(heading, head)) {
      seen.isOver = true
      return
    }
    if (seen.hasBegun) head.push(node)
    for (const child of node.children) visit(child)
  }
  for (const child of page.children) visit(child)
  return head
}

const isAfter = (heading: Element | undefined, head: readonly Element[]): boolean =>
  heading === undefined || head.includes(heading)

const containsNode = (outer: Element, inner: Element | undefined): boolean => {
  for (let node: AnyNode | null = inner ?? null; node !== null; node = node.parent) if (node === outer) return true
  return false
}

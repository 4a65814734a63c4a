import { type AnyNode, type Document, type Element, isTag } from 'domhandler'
import { isHidden } from './hidden.ts'
import { shownText } from './shown-text.ts'

/** Elements that belong to other articles, to readers' comments or to the site. */
const besideTags = new Set(['aside', 'nav', 'footer', 'figure', 'form'])
const besideName =
  /(?:^|[\s_-])(?:related|recommend\w*|comments?|respond|disqus|sidebar|teasers?|promo|popular|trending|latest|more-(?:from|on|stories)|read-(?:next|more)|newsletter|cards?|widget|carousel|breadcrumbs?|menu|share|social|site-header|masthead|logo|branding)(?:$|[\s_-])/iu

/** Names that the box of a byline may have as well. */
const weakName = /(?:teasers?|cards?|widget)/giu

const isBeside = (element: Element): boolean => {
  const names = `${element.attribs['class'] ?? ''} ${element.attribs['id'] ?? ''}`
    // Elementor calls every part of a page a widget.
    .replaceAll(/elementor-widget\S*/gu, '')
    .replaceAll(/(?:teasers?|cards?|widget)__/giu, '')
  const isOfAuthor = /author|byline|contributor/iu.test(names)
  return besideTags.has(element.name) || besideName.test(isOfAuthor ? names.replaceAll(weakName, '') : names)
}

/** A paragraph of this length is text, not a teaser. */
const shortestText = 180
const standfirst =
  /(?:^|[\s_-])(?:abstract|deck|dek|excerpt|intro\w*|lead|lede|standfirst|strap|sub-?(?:head\w*|title)|summary)(?:$|[\s_-])/iu

/** A paragraph of the text itself; what a site prints between title and byline is not. */
const isText = (element: Element): boolean =>
  (element.name === 'p' || element.name === 'blockquote') &&
  !standfirst.test(`${element.attribs['class'] ?? ''} ${parentClass(element)}`) &&
  shownText(element).length >= shortestText

const parentClass = ({ parent }: Element): string =>
  parent !== null && isTag(parent) ? (parent.attribs['class'] ?? '') : ''

/** Whether an element is in a part of the page that does not belong to the article. */
export const standsBeside = (element: Element): boolean => {
  for (let node: AnyNode | null = element; node !== null; node = node.parent)
    if (isTag(node) && isBeside(node)) return true
  return false
}

/** The elements that begin before the first paragraph of the text; a heading after it is a subhead. */
export const beforeText = (page: Document): ReadonlySet<Element> => {
  const before = new Set<Element>()
  const isOver = (node: AnyNode): boolean => {
    if (!isTag(node) || isHidden(node)) return false
    if (isText(node) && !standsBeside(node)) return true
    before.add(node)
    return node.children.some(isOver)
  }
  page.children.some(isOver)
  return before
}

/** With fewer letters beside it, a heading has only an icon or a kicker. */
const fewestLetters = 10

/**
 * The container of heading and byline: an element that pages mark as such, else the nearest that shows more than the
 * heading.
 */
const containerOf = (heading: Element | undefined): Element | undefined => {
  if (heading === undefined) return undefined
  const own = shownText(heading).length
  let nearest: Element | undefined
  for (let node: AnyNode | null = heading.parent; node !== null && isTag(node); node = node.parent) {
    if (['header', 'article', 'main'].includes(node.name)) return node
    if (nearest === undefined && shownText(node).length > own + fewestLetters) nearest = node
  }
  return nearest
}

/**
 * The elements of the article's head, in order: around its heading, up to the first paragraph of the text. Cards of
 * other articles, comments, menus and hidden elements are left out.
 */
export const ownHead = (page: Document, heading: Element | undefined): readonly Element[] => {
  const container = containerOf(heading)
  const head: Element[] = []
  const seen = { hasBegun: heading === undefined && container === undefined, isOver: false }
  const visit = (node: AnyNode): void => {
    if (!isTag(node) || seen.isOver) return
    if (node === container || node === heading) seen.hasBegun = true
    if ((isBeside(node) && !containsNode(node, heading)) || isHidden(node)) return
    if (seen.hasBegun && isAfter(heading, head) && isText(node)) {
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

/** Whether the inner element is the outer one or inside it. */
export const containsNode = (outer: Element, inner: Element | undefined): boolean => {
  for (let node: AnyNode | null = inner ?? null; node !== null; node = node.parent) if (node === outer) return true
  return false
}

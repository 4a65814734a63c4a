import { type AnyNode, type Document, type Element, isTag } from 'domhandler'
import { getOuterHTML, removeElement, textContent } from 'domutils'
import { isHidden } from './hidden.ts'
import { withoutFurniture } from './furniture.ts'
import { withoutNotes } from './notes.ts'
import { type Line, linesOf } from '../text/lines.ts'
import { pageAddress } from './address.ts'
import type { PageFacts } from './facts.ts'
import { containsNode } from './own-head.ts'
import { readPageHead } from './head.ts'
import { selectElement, selectElements } from './select.ts'
import { parsePage } from './tree.ts'
import { closingAuthors, withNamedBiographies, withoutBiographies, withoutFoot, withoutHead } from './trim.ts'
import { isReprintNotice } from '../same-publication.ts'
import { countWords } from '../text/plain.ts'
import { sectionsOf } from '../text/sections.ts'
import { unwrapped } from '../text/unwrap.ts'

/** With fewer words it is a teaser, a notice or a list of links, not an article. */
const fewestWords = 80
/**
 * Readability walks the tree several times, from many elements up to the root. `steps` is the sum of the depths of all
 * elements: about 100,000 for a long news page.
 */
const caps = { elements: 12_000, steps: 400_000, length: 2_000_000 }

const isTooLarge = (page: Document): boolean => {
  let elements = 0
  let steps = 0
  const visit = (node: AnyNode, depth: number): void => {
    if (!isTag(node)) return
    elements += 1
    steps += depth
    for (const child of node.children) visit(child, depth + 1)
  }
  for (const child of page.children) visit(child, 1)
  return elements > caps.elements || steps > caps.steps
}

const kept = new Set('class id open href src itemprop role rel lang dir datetime property'.split(' '))

/** Removes hidden elements and unneeded attributes from the tree: Readability sees the rest. */
const prune = (node: AnyNode): void => {
  if (!isTag(node)) return
  if (node.name !== 'head' && node.name !== 'title' && isHidden(node)) {
    removeElement(node)
    return
  }
  for (const [name, value] of Object.entries(node.attribs)) {
    if (!kept.has(name) || value.length > 500) Reflect.deleteProperty(node.attribs, name)
  }
  for (const child of node.children.slice()) prune(child)
}

/** The heading above readers' comments; everything after it is theirs. */
const commentsHead =
  /^(?:\d+|no|one|join|leave|post|add|view|show|write)?\s*(?:all |a |the |your )*(?:\d+ )?(?:comments?|responses?|repl(?:y|ies)|discussion|conversation|thoughts?(?: on .+)?)(?: \(\d+\)| on .+|:)?$/iu
/** A heading has at most this many words. */
const headWords = 15

const withoutComments = (lines: readonly Line[]): readonly Line[] => {
  const from = lines.findIndex(({ text }) => countWords(text) <= headWords && commentsHead.test(text))
  const before = lines.slice(0, Math.max(from, 0)).reduce((sum, line) => sum + countWords(line.text), 0)
  return from >= 0 && before >= fewestWords ? lines.slice(0, from) : lines
}

const articleOf = (element: Element | undefined): Element | undefined => {
  for (let node: AnyNode | null = element ?? null; node !== null; node = node.parent)
    if (isTag(node) && node.name === 'article') return node
  return undefined
}

/** Removes the page's other articles: those that have a heading and do not contain the first one. */
const keepFirstArticle = (page: Document): void => {
  const own = articleOf(selectElement(page, 'article h1'))
  if (own === undefined || countWords(textContent(own)) < fewestWords) return
  for (const other of selectElements(page, 'article')) {
    if (!containsNode(other, own) && selectElement(other, 'h1, h2') !== undefined) removeElement(other)
  }
}

const linkShare = (lines: readonly Line[]): number => {
  const all = lines.reduce((sum, line) => sum + line.text.length, 0)
  const linked = lines.flatMap((line) => line.links).reduce((sum, link) => sum + link.text.length, 0)
  return all === 0 ? 1 : linked / all
}

/** A notice that a text appeared elsewhere before has at most this many words. */
const noticeWords = 40

/** Whether a line only says that the text appeared elsewhere before. */
const isNoticeOfReprint = ({ text }: Line): boolean => countWords(text) <= noticeWords && isReprintNotice(text)

/** The same for a page that is already parsed; it changes the tree. */
export const readGeneralTree = async (page: Document, url: string | undefined): Promise<PageFacts | undefined> => {
  if (isTooLarge(page)) return undefined
  const head = readPageHead(page, url)
  for (const child of page.children.slice()) prune(child)
  keepFirstArticle(page)
  if (head.heading !== undefined) removeElement(head.heading)
  const shown = getOuterHTML(page)
  // Readability needs the `body` that browsers add to a page without one.
  const html = selectElement(page, 'body') === undefined ? `<html><head></head><body>${shown}</body></html>` : shown
  if (html.length > caps.length) return undefined
  // Imported on demand: both are large, and most feeds never need them.
  const [{ parseHTML }, { Readability }] = await Promise.all([import('linkedom'), import('@mozilla/readability')])
  const { document } = parseHTML(html)
  let article: { readonly content?: string | null | undefined; readonly byline?: string | null | undefined } | null
  try {
    article = new Readability(document, { disableJSONLD: true, charThreshold: 300 }).parse()
  } catch {
    // Readability throws on trees that it cannot handle, such as one without a body: then there is no article.
    return undefined
  }
  const content = article?.content ? parsePage(article.content) : undefined
  if (content === undefined) return undefined
  const known = { title: head.title ?? '', authors: head.authors }
  const shownLines = withoutFurniture(unwrapped(linesOf(content).filter((line) => !line.isBeside)))
  const body = withoutNotes(withoutHead(withoutComments(shownLines), known))
  const text = withoutFoot(withNamedBiographies(body))
  const notices = [...text.slice(0, 2), ...text.slice(-3)].filter(isNoticeOfReprint)
  const lines = text.filter((line) => !notices.includes(line))
  const words = lines.reduce((sum, line) => sum + countWords(line.text), 0)
  if (words < fewestWords || linkShare(lines) > 0.5) return undefined
  const authors = head.authors.length > 0 ? head.authors : closingAuthors(lines)
  const { sections, aboutAuthors } = withoutBiographies(sectionsOf(lines), authors)
  if (!sections.some((section) => section.paragraphs.length > 0)) return undefined
  return {
    number: undefined,
    url: pageAddress(head.canonicalHref, url, head.title),
    title: known.title,
    authors,
    published: head.published,
    updated: head.updated,
    synopsis: undefined,
    sections,
    aboutAuthors: [...aboutAuthors, ...notices.map((line) => line.text)],
    categories: [],
    pdfUrl: undefined,
  }
}

/**
 * Reads the article of any site's page with Mozilla's Readability. `url` is the address that it was fetched from.
 * Undefined if the page shows no article, or is nested too deep or too large to be read.
 */
export const readGeneralPage = async (html: string, url: string | undefined): Promise<PageFacts | undefined> => {
  const page = parsePage(html)
  return page === undefined ? undefined : readGeneralTree(page, url)
}

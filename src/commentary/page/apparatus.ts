import { type AnyNode, type Document, type Element, isTag, isText, Text } from 'domhandler'
import { appendChild, getElementsByTagName, prependChild, textContent } from 'domutils'
import { countWords } from '../text/plain.ts'
import { boxOf } from './furniture.ts'
import { isHidden } from './hidden.ts'
import { containsNode } from './own-head.ts'

/** The mark of a footnote: `3`, `[12]`, `1, 2`, `*`. */
const noteMark = /^\s*[[(]?\s*(?:\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*|[*†‡§]{1,3}|[a-z]|[ivx]{1,5})\s*[\])]?\s*$/u
const markName =
  /(?:^|[\s_-])(?:(?:fn|foot-?note|end-?note|note)-?(?:ref|mark|marker|number|anchor)?|doc-noteref)(?:$|[\s_-])/iu
const superscript = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const subscript = '₀₁₂₃₄₅₆₇₈₉'
const fractionSlash = '\u2044'

/** Cookie and consent notices, which lie over a page and are short. */
const consent = /(?:^|[\s_-])(?:cookies?|consent|gdpr)(?:$|[\s_-])/iu
const longestNotice = 200
/** A table with longer cells lays out text. */
const longestCell = 40

const hide = (element: Element): void => {
  element.attribs['hidden'] = ''
}

const isMark = (element: Element): boolean =>
  ['class', 'role'].some((name) => markName.test(element.attribs[name] ?? '')) && noteMark.test(textContent(element))

const isNotice = (element: Element): boolean =>
  ['id', 'class', 'aria-label'].some((name) => consent.test(element.attribs[name] ?? '')) &&
  countWords(textContent(element)) <= longestNotice

/** The end of a quotation that names its speaker: “— Olga Brandt, in a speech”. */
const attribution = /[—–]\s*\p{Lu}[^.!?]{2,80}$/u
const embeds = /(?:^|[\s_-])(?:pull-?quotes?|twitter-tweet|instagram-media|tiktok-embed|fb-post)(?:$|[\s_-])/iu

const textBefore = (element: Element): string => {
  for (let node = element.prev; node !== null; node = node.prev) {
    const text = textContent(node).trim()
    if (text !== '') return text
  }
  return ''
}

/**
 * A block quote that is certainly somebody else's words (it is introduced, or ends with its speaker), an embedded post,
 * or a pull quote.
 */
const isOthersWords = (quote: Element): boolean => {
  if (quote.name !== 'blockquote') return false
  const text = textContent(quote).trim()
  if (countWords(text) > longestNotice) return false
  return (
    embeds.test(quote.attribs['class'] ?? '') ||
    attribution.test(text) ||
    getElementsByTagName('cite', quote).length > 0 ||
    textBefore(quote).endsWith(':')
  )
}

const cellsOf = (table: Element): readonly Element[] => {
  const cells: Element[] = []
  const visit = (node: AnyNode): void => {
    if (!isTag(node)) return
    if (node.name === 'td' || node.name === 'th') cells.push(node)
    else node.children.forEach(visit)
  }
  table.children.forEach(visit)
  return cells
}

/**
 * A table of facts: it has column or row headings, and its cells are short. A table without headings may lay out the
 * page.
 */
const isTableOfFacts = (table: Element): boolean => {
  const cells = cellsOf(table)
  return cells.some(({ name }) => name === 'th') && cells.every((cell) => countWords(textContent(cell)) <= longestCell)
}

/**
 * Adds the quotation marks that browsers show for a `q` element; without them its words would be taken for the
 * author's.
 */
const quote = (element: Element): void => {
  element.name = 'span'
  if (/^\s*["“”„«‘’「『]/u.test(textContent(element))) return
  prependChild(element, new Text('“'))
  appendChild(element, new Text('”'))
}

/** The id within the page that a link leads to. */
const targetOf = ({ attribs }: Element): string | undefined => /#(.+)$/u.exec(attribs['href'] ?? '')?.[1]

const digitsIn = (text: string, digits: string): string =>
  text.replaceAll(/\d/gu, (digit) => digits[Number(digit)] ?? digit)

/** Turns superscript digits into superscript characters: “12³” is not 123, and “10⁹” not 109. */
const raise = (element: Element, digits: string): void => {
  if (!/^[\d\s,–-]+$/u.test(textContent(element))) return
  const visit = (node: AnyNode): void => {
    if (isText(node)) node.data = digitsIn(node.data, digits)
    else if (isTag(node)) node.children.forEach(visit)
  }
  visit(element)
}

/** The digits belong to a fraction: `<sup>1</sup>⁄<sub>2</sub>`. */
const isDenominator = ({ name, prev }: Element): boolean =>
  name === 'sub' && prev !== null && isText(prev) && prev.data.endsWith(fractionSlash)

/**
 * Hides what is not the author's text: footnote marks and footnotes, tables of facts, block quotes, notices about
 * cookies, boxes that ask for something. Superscript digits, by their element or as one of `raised`, become superscript
 * characters, and quotations get their marks.
 */
export const hideApparatus = (page: Document, raised: ReadonlySet<Element>): void => {
  const ids = new Map<string, Element>()
  const references = new Map<string, Element[]>()
  const visit = (node: AnyNode): void => {
    if (!isTag(node)) return
    const box = boxOf(node)
    if (box !== undefined) hide(box)
    if (isHidden(node)) return
    const { id, name } = node.attribs
    for (const key of [id, node.name === 'a' ? name : undefined]) if (key !== undefined) ids.set(key, node)
    if (isNotice(node) || isOthersWords(node) || (node.name === 'table' && isTableOfFacts(node))) return hide(node)
    const target = node.name === 'a' ? targetOf(node) : undefined
    if (target === undefined && isMark(node)) hide(node)
    else if (target !== undefined && noteMark.test(textContent(node))) {
      const links = references.get(target)
      if (links === undefined) references.set(target, [node])
      else links.push(node)
    } else {
      node.children.forEach(visit)
      if (node.name === 'q') quote(node)
      if (node.name === 'sup' || raised.has(node)) raise(node, superscript)
      else if (isDenominator(node)) raise(node, subscript)
    }
  }
  page.children.forEach(visit)
  for (const [target, links] of references) {
    links.forEach(hide)
    const note = ids.get(target)
    const holder = note && noteOf(note)
    if (holder !== undefined && !links.every((link) => containsNode(holder, link))) hide(holder)
  }
}

const noteElements = new Set(['li', 'p', 'dd', 'aside', 'div', 'section'])
const longestNote = 120

/**
 * The element that holds a footnote: the link's target, or the nearest element around it; undefined for a place within
 * the text.
 */
const noteOf = (named: Element): Element | undefined => {
  for (let node: AnyNode | null = named; node !== null && isTag(node); node = node.parent) {
    if (!noteElements.has(node.name)) continue
    const text = textContent(node)
    const isNote =
      /(?:foot|end)?note|\bfn|\bref|cite|_ftn|_edn/iu.test(
        `${node.attribs['id'] ?? ''} ${node.attribs['class'] ?? ''}`,
      ) ||
      node.name === 'li' ||
      /^\s*[[(]?(?:\d{1,3}|[*†‡§])/u.test(text)
    return isNote && countWords(text) <= longestNote ? node : undefined
  }
  return undefined
}

import { type AnyNode, type Element, isTag, isText } from 'domhandler'
import { plainText } from '../text/plain.ts'
import { isHidden } from './hidden.ts'

const inline = new Set([
  'a',
  'abbr',
  'address',
  'b',
  'bdi',
  'cite',
  'em',
  'font',
  'i',
  'mark',
  'q',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'time',
  'u',
])
const longest = 1000

/**
 * The visible texts of an element, without those of some of its parts: split at line breaks and blocks, and between two
 * inline elements if a new word begins there without a space.
 */
export const shownTexts = (element: Element, without: readonly Element[] = []): readonly string[] => {
  const texts = ['']
  let length = 0
  const add = (text: string): void => {
    texts[texts.length - 1] += text
    length += text.length
  }
  const visit = (node: AnyNode): void => {
    if (length > longest) return
    if (isText(node)) {
      const isGlued = node.prev === null && /\p{Ll}$/u.test(texts.at(-1) ?? '') && /^\p{Lu}[\p{Ll}\s]/u.test(node.data)
      if (isGlued) texts.push('')
      add(node.data)
    }
    if (!isTag(node) || isHidden(node) || without.includes(node)) return
    const isBlock = !inline.has(node.name)
    if (isBlock) texts.push('')
    for (const child of node.children) visit(child)
    if (isBlock) texts.push('')
  }
  for (const child of element.children) visit(child)
  return texts.map((text) => plainText(text.slice(0, longest))).filter((text) => text !== '')
}

/** The visible text of an element, on one line. */
export const shownText = (element: Element): string => shownTexts(element).join(' ')

/** The visible text of an element, with a bar between parts that a reader sees as separate. */
export const shownParts = (element: Element): string => shownTexts(element).join(' | ')

import { type ChildNode, Element, isTag } from 'domhandler'
import { append, prepend, textContent } from 'domutils'

/** Elements that are inline unless a style says otherwise. */
const inLines = new Set(['b', 'em', 'font', 'i', 'label', 'mark', 'small', 'span', 'strong', 'u'])

/** Whether a style makes an inline element a block. */
export const isSetApart = (name: string, display: string | undefined): boolean =>
  inLines.has(name) && /^(?:block|flex|grid|table|list-item|flow-root)$/u.test(display ?? '')

const isBreak = (node: ChildNode | null): boolean => node !== null && isTag(node) && node.name === 'br'
const textFrom = (node: ChildNode | null): string => (node === null ? '' : textContent(node).trim())

/** Puts two line breaks before and after an element, as around a paragraph; one if a word or sentence continues. */
export const setApart = (element: Element): void => {
  const add = (place: typeof append, before: ChildNode | null, after: ChildNode | null): void => {
    if (before === null || after === null || isBreak(before) || isBreak(after)) return
    const goesOn = /[\p{L}-]$/u.test(textFrom(before)) && /^\p{Ll}/u.test(textFrom(after))
    for (let count = goesOn ? 1 : 2; count > 0; count -= 1) place(element, new Element('br', {}))
  }
  add(prepend, element.prev, element)
  add(append, element, element.next)
}
